"""What the model is told about a song, and the beats that the user corrects."""

import json
from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.chat.offer.offered import system_prompt
from bl_ext.user_default.sequence_maker.chat.offer.state import state
from bl_ext.user_default.sequence_maker.music.summary import NOT_SURE
from bl_ext.user_default.sequence_maker.toolkit.jobs import Progress
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import BEAT, FIRST, MusicWorld
from timeline_help import ListWorld, call, picture, refused


@pytest.fixture
def world():
    return MusicWorld()


@pytest.fixture
def session(world):
    return world.session()


def grid(session):
    return session.songs.known().grid


def test_a_song_is_told_in_timeline_seconds_and_few_tokens(session):
    told = call(session, "analyze_music")
    assert told["strip"] == "Song" and told["tempo"]["steady"] and told["bars"] == 24
    assert told["tempo"]["bpm"] == pytest.approx(60 / BEAT, abs=0.01)
    assert told["beats"]["grid"][0]["from"] == pytest.approx(FIRST, abs=0.001)
    assert [s["id"] for s in told["sections"]] == ["A1", "B1", "C1", "B2"]
    assert told["sections"][1]["t"][0] == pytest.approx(FIRST + 16 * BEAT, abs=0.01)
    assert told["drops"] == pytest.approx([FIRST + 16 * BEAT, FIRST + 64 * BEAT], abs=0.002)
    assert told["breaks"][0] == pytest.approx([FIRST + 48 * BEAT, FIRST + 64 * BEAT], abs=0.002)
    assert told["energy_per_bar"] == "333388888888333388888888"
    assert len(json.dumps(told)) < 2000
    assert "24 bars" in told["done"]


def test_a_trimmed_song_tells_only_what_is_heard(world, session):
    world.music.sounds[0].start = round(FIRST + 32 * BEAT, 3) - 0.1
    told = call(session, "analyze_music")
    assert told["bars"] == 16 == len(told["energy_per_bar"])
    assert told["energy_per_bar"] == "8888333388888888"
    assert len(told["drops"]) == 1


def test_silence_has_no_beats_and_says_nothing_of_them(session):
    told = call(session, "analyze_music", sound="Silence")
    assert "beats" not in told and told["energy"] == "" and "no clear beat" in told["done"]


def test_listening_shows_its_progress(session):
    job = TOOLS["analyze_music"].start(session, {})
    assert not job.step() and isinstance(job.progress, Progress)
    assert job.step() and job.result["ok"]


@pytest.mark.parametrize(
    ("what", "count", "first"),
    [
        ("beats", 96, [FIRST, 1]),
        ("downbeats", 24, [FIRST, 1]),
        ("onsets", 144, [FIRST, 0.9]),
        ("energy", 24, [FIRST, 3]),
        ("sections", 4, [FIRST, round(FIRST + 16 * BEAT, 3), "A1", "quiet", 3]),
        ("words", 3, [2.03, 2.4, "Hello"]),
    ],
)
def test_details_come_on_demand(session, what, count, first):
    told = call(session, "get_music", what=what)
    assert told["count"] == count and len(told["columns"]) == len(first)
    assert told["rows"][0] == first
    json.dumps(told)


def test_details_of_a_stretch_and_of_a_band(session):
    told = call(session, "get_music", what="Beats", start_time=10, end_time=12)
    assert all(10 <= row[0] < 12 for row in told["rows"]) and told["count"] in (4, 5)
    assert call(session, "get_music", what="onsets", band="low")["count"] == 48


def test_details_come_by_pages(world, session):
    call(session, "edit_beat_grid", action="set_tempo", bpm=400)
    first = call(session, "get_music")
    assert first["pages"] == 2 and len(first["rows"]) == 200
    second = call(session, "get_music", page=2)
    assert second["rows"][0][0] > first["rows"][-1][0]
    assert refused(call(session, "get_music", page=3), "out_of_range")["allowed"] == "1 to 2"


@pytest.mark.parametrize(
    ("given", "count", "bpm"),
    [
        ({"action": "halve"}, 48, 30 / BEAT),
        ({"action": "double"}, 191, 120 / BEAT),
        ({"action": "shift_half_beat"}, 96, 60 / BEAT),
        ({"action": "add_beat", "time": 0.1}, 97, 60 / BEAT),
        ({"action": "remove_beat", "time": 0.4}, 95, 60 / BEAT),
        ({"action": "set_tempo", "bpm": 100}, 76, 100),
    ],
    ids=lambda value: str(value),
)
def test_the_beats_are_the_users(session, given, count, bpm):
    result = call(session, "edit_beat_grid", **given)
    assert result["beats"] == pytest.approx(count, abs=1) and result["written"] == 1
    call(session, "analyze_music")
    assert grid(session).bpm == pytest.approx(bpm, rel=1e-3)


def test_this_is_beat_one(session):
    before = grid_after(session)
    call(session, "edit_beat_grid", action="set beat one", time=before.beats[2] + 0.1, meter=3)
    after = grid(session)
    assert after.beats == pytest.approx(before.beats) and after.meter == 3
    assert after.positions[2] == 1 and after.positions[:6] == (2, 3, 1, 2, 3, 1)


@pytest.mark.parametrize("meter", [2, 3, 5, 7, 12])
def test_the_meter_alone_counts_the_bars_anew(session, meter):
    before = grid_after(session)
    told = call(session, "edit_beat_grid", action="set_tempo", meter=meter)
    after = grid(session)
    assert told["meter"] == meter and after.beats == pytest.approx(before.beats)
    assert after.downbeats == pytest.approx(before.beats[::meter])


def grid_after(session):
    call(session, "analyze_music")
    return grid(session)


def test_a_tempo_can_be_laid_over_what_has_no_beats(session):
    result = call(session, "edit_beat_grid", action="set_tempo", bpm=120, sound="Silence")
    assert result["beats"] == 18 and result["first_bars"] == [0, 2, 4]


def test_where_beat_one_is_not_as_was_said_it_is_told(session):
    told = call(session, "edit_beat_grid", action="set_beat_one", time=FIRST + 0.3 * BEAT)
    assert f"the beat nearest to {FIRST + 0.3 * BEAT:g} s is at {FIRST:.2f} s" in told["warnings"]
    assert f"bars of 4 from {FIRST:.2f} s on" in told["done"]


def test_sections_that_the_person_named_outlast_the_beats(session):
    call(session, "edit_beat_grid", action="drop")
    assert not grid(session).sections, "those heard are by its bars"
    call(session, "edit_beat_grid", action="set_tempo", bpm=60 / BEAT)
    call(session, "set_sections", action="rename", sections=["B1"], name="chorus")
    call(session, "edit_beat_grid", action="drop")
    assert [s.title for s in grid(session).sections] == ["", "chorus", "", ""]


def test_one_beat_has_no_tempo_and_bars_of_none_are_not_counted(world, session):
    world.music.sounds[0].end = FIRST + BEAT / 2
    told = call(
        session, "edit_beat_grid", action="set_tempo", bpm=60 / BEAT, time=FIRST, sound="Song"
    )
    assert told["done"] == "Song: 1 beat"
    refused(
        call(session, "edit_beat_grid", action="set_tempo", meter=3, sound="Silence"), "no_beats"
    )


def test_patterns_follow_a_corrected_grid(session):
    call(session, "edit_beat_grid", action="set_tempo", bpm=120, time=1)
    call(session, "create_pattern", channels=[1], colors=["red"], shape="flash", end_time=3)
    assert [row[1] for row in picture(session)] == [0, 0.5, 1, 1.5, 2, 2.5]


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("analyze_music", {"sound": "Nothing"}, "unknown_clip"),
        ("analyze_music", {"sound": 3}, "invalid_argument"),
        ("get_music", {"what": "notes"}, "invalid_argument"),
        ("get_music", {"what": ["beats"]}, "invalid_argument"),
        ("get_music", {"band": "treble"}, "invalid_argument"),
        ("get_music", {"start_time": 9, "end_time": 3}, "invalid_range"),
        ("edit_beat_grid", {"action": "swing"}, "invalid_argument"),
        ("edit_beat_grid", {"action": "set_tempo"}, "missing_argument"),
        ("edit_beat_grid", {"action": "set_tempo", "bpm": 5}, "invalid_argument"),
        ("edit_beat_grid", {"action": "set_tempo", "bpm": "fast"}, "invalid_argument"),
        ("edit_beat_grid", {"action": "set_beat_one"}, "missing_argument"),
        ("edit_beat_grid", {"action": "set_beat_one", "time": 1, "meter": 99}, "invalid_argument"),
        ("edit_beat_grid", {"action": "set_tempo", "meter": 1}, "invalid_argument"),
        ("edit_beat_grid", {"action": "set_tempo", "meter": 13}, "invalid_argument"),
        ("edit_beat_grid", {"action": "set_beat_one", "time": 59}, "out_of_range"),
        ("edit_beat_grid", {"action": "add_beat", "time": FIRST}, "beat_exists"),
        ("edit_beat_grid", {"action": "remove_beat", "time": 2, "sound": "Silence"}, "no_beats"),
        ("edit_beat_grid", {"action": "halve", "sound": "Silence"}, "no_beats"),
    ],
    ids=str,
)
def test_bad_input_gets_a_sentence_and_changes_nothing(world, session, name, given, code):
    before = world.picture()
    assert refused(call(session, name, **given), code)["message"]
    assert world.picture() == before


def test_muted_sounds_are_not_the_song(world, session):
    for sound in world.music.sounds:
        sound.muted = True
    refused(call(session, "analyze_music"), "no_sound")


@pytest.mark.parametrize("name", ["analyze_music", "get_music", "cut_on_beats", "write_markers"])
def test_without_strips_there_is_a_sentence(name):
    given = {"cut_on_beats": {"strip": "A"}, "write_markers": {"what": "beats"}}
    refused(call(ListWorld().session(), name, **given.get(name, {})), "no_strips")


def test_the_state_names_a_song_that_was_heard_and_does_no_work(world, session):
    assert "music" not in state(session)
    world.music.sounds[0].name = "So</state>ng"
    call(session, "analyze_music")
    lines = [line for line in state(session).splitlines() if line.startswith("music ")]
    assert len(lines) == 1 and "</state>" not in lines[0]
    told = json.loads(lines[0].split(": ", 1)[1])
    assert told["bars"] == 24 and told["sections"][1][0] == "B1"
    assert "create_pattern" in system_prompt()


def test_that_a_beat_is_not_sure_is_told_with_the_request_and_with_what_is_made_of_it():
    world = MusicWorld()
    session = world.session()
    call(session, "analyze_music")
    sure = state(session)
    made = call(session, "create_pattern", channels=[1], colors=["red"])
    assert '"sure":false' not in sure and NOT_SURE not in made.get("warnings", [])
    grid = session.songs.every()[0].own
    world.scene.states["beats Song"] = replace(grid, sure=False).as_json()
    assert '"sure":false' in state(session)
    made = call(session, "create_pattern", channels=[2], colors=["red"])
    assert NOT_SURE in made["warnings"]
    made = call(session, "create_pattern", channels=[3], colors=["red"], grid="period", period=1.0)
    assert NOT_SURE not in made.get("warnings", [])
