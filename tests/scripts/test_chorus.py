"""Flashes on the chorus, from end to end: the demonstration's song, heard and lit in a scene."""

import pytest

from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.tools import TOOLS
from playback_server import PlaybackServer
from sound_help import HAS_ENGINE, add_sound
from test_plain_turn import say
from test_song import load
from timeline_help import FREE
from turn_help import ask, place

pytestmark = [
    pytest.mark.usefixtures("forgetful"),
    pytest.mark.skipif(not HAS_ENGINE, reason="this bpy has no Audaspace, so it hears nothing"),
]
WHITE_FLASHES = {"channels": [2], "colors": ["white"], "grid": "beats", "shape": "flash"}


@pytest.fixture(scope="module")
def composed(tmp_path_factory):
    """The song's file, and what is true of it."""
    path = tmp_path_factory.mktemp("song") / "song.wav"
    return path, load().compose(path)


@pytest.fixture
def truth(scene, composed):
    """What is true of the song, which lies on the timeline and was analyzed."""
    path, known = composed
    add_sound(scene, path, 5, scene.frame_start)
    made = called(scene, "analyze_music")
    assert made["ok"], made
    return known


def called(scene, function, /, **given):
    """Return what a function makes of a call, as of a model's."""
    return TOOLS[function].call(session_for(scene, FREE), **given)


def beats_of(known, name):
    """Return the beats of all sections of a name."""
    starts = [*known["sections"], [known["beats"][-1][0] + 1, ""]]
    spans = [
        (a, b) for (a, label), (b, _) in zip(starts, starts[1:], strict=False) if label == name
    ]
    return [beat for beat, _ in known["beats"] if any(a <= beat < b for a, b in spans)]


def flashes_on(scene, beats):
    """Check that channel 2 flashes white on these beats to the frame, and nothing else is lit."""
    found = session_for(scene, FREE).timelines.segments()
    frame = scene.render.fps_base / scene.render.fps
    assert {(one.channel, one.color) for one in found} == {(2, (255, 255, 255))}
    assert [one.start for one in found] == pytest.approx(beats, abs=frame)
    assert all(one.end - one.start < 0.25 for one in found)


def test_sections_begin_where_those_of_the_song_do(scene, truth):
    rows = called(scene, "get_music", what="sections")["rows"]
    near = [min(abs(row[0] - start) for row in rows) for start, _ in truth["sections"]]
    assert sum(gap <= 1 for gap in near) >= 5, near
    named = {row[2][0] for row in rows if "chorus" in row[3]}
    assert len(named) == 1, rows


@pytest.mark.parametrize(
    "prompt",
    [
        "flash white on the chorus on channel 2",
        "add a white flash on channel 2 in the chorus",
        "Lass Kanal 2 im Refrain weiß aufblitzen",
        "Blitze im Refrain weiß auf Kanal 2",
    ],
)
def test_a_plain_command_flashes_on_every_beat_of_every_chorus(scene, truth, prompt):
    turn, _ = say(scene, prompt, agree=True)
    assert (turn.status, [call.name for call in turn.calls]) == ("complete", ["create_pattern"])
    flashes_on(scene, beats_of(truth, "chorus"))


@pytest.mark.parametrize("section", ["chorus", "the choruses", "Refrain"])
def test_a_model_flashes_there_by_the_word_for_it(scene, truth, section):
    with PlaybackServer() as server:
        server.will_call("create_pattern", section=section, **WHITE_FLASHES)
        server.will_say("Done.")
        turn = ask(place(server), scene, "flash white on the chorus on channel 2")
    assert [call.result.get("ok") for call in turn.calls] == [True], turn.calls
    flashes_on(scene, beats_of(truth, "chorus"))


@pytest.mark.parametrize("name", ["Chorus", "Refrain"])
@pytest.mark.parametrize(
    "prompt",
    [
        "flash white on chorus 2 on channel 2",
        "flash white on the second chorus on channel 2",
        "Lass Kanal 2 im zweiten Refrain weiß aufblitzen",
    ],
)
def test_a_chorus_that_was_named_is_found_by_its_word_and_its_number(scene, truth, name, prompt):
    every = beats_of(truth, "chorus")
    rows = called(scene, "get_music", what="sections")["rows"]
    first = next(row[2] for row in rows if "chorus" in row[3])
    assert called(scene, "set_sections", action="rename", sections=[first], name=name)["ok"]
    for section in ("chorus", "Refrain"):
        assert called(scene, "create_pattern", section=section, **WHITE_FLASHES)["ok"]
        flashes_on(scene, every)
        called(scene, "clear_timeline")
    turn, _ = say(scene, prompt, agree=True)
    assert turn.status == "complete"
    flashes_on(scene, every[16:])
