"""Snapping, cutting and fitting strips of any kind, and the markers."""

import json
from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.kept import ledger_file
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from bl_ext.user_default.sequence_maker.sequence.segment import Protection
from bl_ext.user_default.sequence_maker.sequence.strip import Move, Strip
from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import BEAT, FIRST, MusicWorld
from strip_hands import StripHands
from timeline_help import call, create, picture, refused

FRAME = 1 / 24


@pytest.fixture
def world():
    return MusicWorld()


@pytest.fixture
def session(world):
    return world.session()


def clip(world, name):
    return next(clip for clip in world.scene.strips() if clip.name == name)


def off_beat(time):
    """How far a time is from its nearest beat, in seconds."""
    return abs((time - FIRST) / BEAT - round((time - FIRST) / BEAT)) * BEAT


def snap(session, **given):
    return call(session, "snap_to_beats", **given)


def reasons(result):
    return {row["strip"]: row["reason"] for row in result["skipped"]}


def test_a_clip_moves_with_its_content_so_that_its_start_is_on_a_beat(world, session):
    result = snap(session, strips=["image"])
    moved = clip(world, "Image")
    assert off_beat(moved.start) <= FRAME / 2 and moved.end - moved.start == pytest.approx(1)
    assert clip(world, "Image").content == moved.start
    assert [row["strip"] for row in result["moved"]] == ["Image"]
    (change,) = session.take_written()
    assert [c.name for c in change.strips] == ["Image"] and result["written"] == 1
    assert 0 < result["largest_move_ms"] <= 500 * BEAT + 21


def test_the_end_or_both_edges_can_be_meant(world, session):
    snap(session, strips=["Image"], edge="end")
    assert off_beat(clip(world, "Image").end) <= FRAME / 2
    snap(session, strips=["Image"], edge="both", grid="downbeats", tolerance_ms=2000)
    image = clip(world, "Image")
    assert off_beat(image.start) <= FRAME / 2 and off_beat(image.end) <= FRAME / 2


def test_a_cut_between_clips_moves_and_the_outer_edges_stay(world, session):
    result = snap(session, strips=["Movie", "Movie.001"], edge="cut")
    first, second = clip(world, "Movie"), clip(world, "Movie.001")
    assert (first.start, second.end) == (1.0, 9.0) and first.end == second.start != 3.0
    assert off_beat(first.end) <= FRAME / 2
    assert clip(world, "Movie").content == 1.0, "the content stays"
    assert result["skipped"] == []


def test_a_cut_stays_where_one_of_its_sides_must(world, session):
    scene = world.scene
    lone = Strip("Lone", "movie", 9, 50.03, 51.0, 50.03)
    scene.place([replace(c, locked=c.name == "Movie.001") for c in (*scene.strips(), lone)])
    before = scene.strips()
    strips = ["Movie", "Movie.001", "Lone"]
    result = snap(session, strips=strips, edge="cut", grid="downbeats")
    assert scene.strips() == before
    told = reasons(result)
    assert "locked" in told["Movie.001"]
    assert "touches no other strip" in told["Movie"] and "touches no other" in told["Lone"]


def test_segments_snap_too_and_keep_their_ids(session):
    ids = [create(session, 1, 1, 2), create(session, 1, 2, 3.1, "blue")]
    result = snap(session, channels=[1], edge="both")
    rows = session.timelines.segments(1)
    assert [row.id for row in rows] == ids and len(result["changed"]) == 2
    assert all(off_beat(edge) <= FRAME / 2 for row in rows for edge in (row.start, row.end))
    assert rows[0].end == rows[1].start


def test_segments_go_by_id_as_well(session):
    one = create(session, 1, 1, 2)
    assert len(snap(session, strips=[one])["changed"]) == 1


def test_many_segments_that_touch_snap_together(session):
    call(
        session, "create_segments_batch",
        segments=[
            {"channel": 1, "start_time": n / 2, "end_time": (n + 1) / 2, "color": "red"}
            for n in range(1, 60)
        ],
    )  # fmt: skip
    result = snap(session, channels=[1], edge="cut")
    rows = session.timelines.segments(1)
    assert all(a.end <= b.start for a, b in zip(rows, rows[1:], strict=False))
    assert len(rows) == 59 and len(result["skipped"]) < 59
    assert {row["reason"] for row in result["skipped"]} <= {"it lies there already"} | {
        reason for reason in reasons(result).values() if "way" in reason or "meet" in reason
    }


def test_every_strip_that_stays_has_its_reason(world, session):
    one = create(session, 1, 1, 2)
    create(session, 2, 1, 2)
    create(session, 5, 7 / 24, 2)
    create(session, 6, 1, 2)
    world.timelines.locks.add(2)
    world.timelines.protected_ranges.append(Protection(0.5, 3.0, 6))
    result = snap(session, channels=[1, 2, 5, 6, 9])
    told = reasons(result)
    assert told["Segment 2"] == "channel 2 is locked"
    assert told["Segment 3"] == "it lies there already"
    assert "protected" in told["Segment 4"]
    assert told["Song"] == "it is the music itself"
    assert [row["segment_id"] for row in result["changed"]] == [one]
    far = snap(session, strips=["Image"], tolerance_ms=10)
    assert "ms away" in reasons(far)["Image"] and far["written"] == 0


def test_nothing_is_pushed_over_its_neighbor(world, session):
    before = world.scene.strips()
    result = snap(session, strips=["Movie.001"])
    start = min((FIRST + BEAT * n for n in range(20)), key=lambda beat: abs(beat - 3.0))
    if start < 3.0:
        assert "'Movie' is in the way" in reasons(result)["Movie.001"]
        assert world.scene.strips() == before


def test_the_selection_is_meant_where_nothing_is_named(world, session):
    refused(snap(session), "missing_argument")
    image = Strip("Image", "image", 4, 1.0, 2.0, 1.0, selected=True)
    world.scene.place([image, clip(world, "Song")])
    assert snap(session)["written"] == 1


def test_a_locked_clip_stays_and_says_so(world, session):
    world.scene.place([Strip("Image", "image", 4, 1.0, 2.0, 1.0, locked=True)])
    assert "locked" in reasons(snap(session, strips=["Image"]))["Image"]


def test_moves_wait_for_a_yes_where_everything_does(world):
    session = world.session(Limits("always"))
    for reply in (False, True):
        before = world.picture()
        job = TOOLS["snap_to_beats"].start(session, {"strips": ["Image"]})
        while not job.step() and not job.waiting:
            pass
        assert isinstance(job.waiting, Confirm) and "move 1 other strip" in job.waiting.text
        assert world.picture() == before
        job.answer(reply)
        job.step()
        assert job.result["ok"] == reply and (world.picture() == before) != reply


def test_a_clip_that_cannot_move_leaves_the_segments_alone(world, session, monkeypatch):
    create(session, 1, 1, 2)
    world.timelines.locks.add(4)
    monkeypatch.setattr(world.timelines, "locked", set)  # as if it were locked just now
    before = world.picture()
    refused(snap(session, strips=["Segment 1", "Image"]), "clip_locked")
    assert world.picture() == before


def test_a_movie_is_cut_on_the_downbeats(world, session):
    result = call(session, "cut_on_beats", strip="Movie.001", grid="downbeats")
    parts = [clip for clip in world.scene.strips() if clip.channel == 3][1:]
    assert result["count"] == len(parts) == 4 and result["parts"][0] == "Movie.001"
    assert all(off_beat(part.start) <= FRAME / 2 for part in parts[1:])
    assert all(a.end == b.start for a, b in zip(parts, parts[1:], strict=False))
    assert (parts[0].start, parts[-1].end) == (3.0, 9.0)
    assert result["rounding_ms"] <= 1000 * FRAME / 2 + 0.1


def test_only_a_stretch_is_cut(world, session):
    call(session, "cut_on_beats", strip="movie.001", start_time=5, end_time=6)
    starts = [part.start for part in world.scene.strips() if part.channel == 3][2:]
    assert starts and all(4.95 <= start <= 6.05 for start in starts)


def test_a_clip_and_a_segment_fit_a_section(world, session):
    one = create(session, 1, 1, 2)
    for name in ("Image", str(one)):
        result = call(session, "fit_to_section", strip=name, section="B1")
        assert result["ok"] and result["skipped"] == []
    for found in (clip(world, "Image"), session.timelines.segments(1)[0]):
        assert found.start == pytest.approx(FIRST + 16 * BEAT, abs=FRAME / 2 + 1e-6)
        assert found.end == pytest.approx(FIRST + 48 * BEAT, abs=FRAME / 2 + 1e-6)
    assert clip(world, "Image").content == clip(world, "Image").start
    guessed = call(session, "fit_to_section", strip="Image", section="chorus")
    assert any("guess" in text for text in guessed["warnings"])


@pytest.mark.parametrize(
    ("what", "count", "first"),
    [
        ("sections", 4, "A1"), ("downbeats", 24, "Bar 1"), ("beats", 96, "1.1"),
        ("words", 3, "Hello"), ("onsets", 144, "Onset"),
    ],
)  # fmt: skip
def test_markers_are_written_and_replaced_and_others_stay(world, session, what, count, first):
    world.scene.user_markers = [(0.1, "mine")]
    call(session, "write_markers", what="beats", every=4)
    result = call(session, "write_markers", what=what)
    assert (result["count"], result["removed"]) == (count, 24)
    assert world.scene.state("markers")[0][1] == first
    result = call(session, "write_markers", what="none")
    assert (result["count"], result["removed"]) == (0, count)
    assert world.scene.markers() == [(0.1, "mine")]


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("snap_to_beats", {"strips": ["Nothing"]}, "unknown_clip"),
        ("snap_to_beats", {"strips": []}, "invalid_argument"),
        ("snap_to_beats", {"channels": [77]}, "missing_argument"),
        ("snap_to_beats", {"strips": ["Image"], "edge": "middle"}, "invalid_argument"),
        ("snap_to_beats", {"strips": ["Image"], "grid": "markers"}, "nothing_there"),
        ("snap_to_beats", {"strips": ["Image"], "tolerance_ms": -1}, "invalid_argument"),
        ("cut_on_beats", {"strip": "Nothing"}, "unknown_clip"),
        ("cut_on_beats", {"strip": "Song"}, "cannot_cut"),
        ("cut_on_beats", {"strip": "Segment 1"}, "cannot_cut"),
        ("cut_on_beats", {"strip": "Movie", "start_time": 20}, "invalid_range"),
        ("cut_on_beats", {"strip": "Movie", "grid": "sections"}, "nothing_there"),
        ("cut_on_beats", {"strip": "Movie", "sound": "Silence"}, "nothing_there"),
        ("fit_to_section", {"strip": "Song", "section": "B1"}, "invalid_argument"),
        ("fit_to_section", {"strip": "Image", "section": "Z"}, "unknown_section"),
        ("fit_to_section", {"strip": "Movie", "section": "A1"}, "cannot_move"),
        ("write_markers", {"what": "everything"}, "invalid_argument"),
        ("write_markers", {"what": "beats", "start_time": 59, "end_time": 60}, "nothing_there"),
    ],
    ids=str,
)
def test_bad_input_gets_a_sentence_and_changes_nothing(world, session, name, given, code):
    create(session, 1, 1, 2)
    before = world.picture()
    assert refused(call(session, name, **given), code)["message"]
    assert world.picture() == before and len(picture(session)) == 1


def test_all_that_a_turn_did_to_clips_markers_and_beats_can_be_taken_back(world, session):
    before = world.picture()
    call(session, "snap_to_beats", strips=["Image"])
    call(session, "cut_on_beats", strip="Movie.001", grid="downbeats")
    call(session, "fit_to_section", strip="Image", section="B1")
    call(session, "write_markers", what="sections")
    call(session, "edit_beat_grid", action="double")
    call(session, "edit_beat_grid", action="set_tempo", bpm=99)
    ledger = merged(session.take_written())
    ledger = ledger_file.from_json(json.loads(json.dumps(ledger_file.as_json(ledger))))
    assert set(ledger.strips) >= {"Image", "Movie.001"}
    assert set(ledger.states) == {"markers", "beats Song"}
    change, left = ledger.revert(session.draft(), world.scene)
    assert left == []
    session.apply(change)
    after = world.picture()
    assert after[:2] == before[:2] and not any(after[2].values())


def test_only_each_nth_beat_of_the_whole_song_is_snapped_to(world, session):
    """Wherever a strip lies, the grid of every fourth beat is the same."""
    world.scene.place([Strip("Image", "image", 4, 30.2, 31.0, 30.2)])
    snap(session, strips=["Image"], every=4, tolerance_ms=2000)
    number = (clip(world, "Image").start - FIRST) / BEAT
    assert round(number) % 4 == 0 and abs(number - round(number)) < 0.06


def test_a_protected_clip_stays_where_it_is(world, session):
    world.timelines.protected_ranges = [Protection(1.1, 1.9)]
    result = call(session, "fit_to_section", strip="Image", section="B1")
    assert refused(result, "cannot_move")["message"].count("protected")
    assert clip(world, "Image").start == 1.0


def test_what_moved_while_it_was_asked_is_not_cut(world):
    session = world.session(Limits("always"))
    job = TOOLS["cut_on_beats"].start(session, {"strip": "Movie.001"})
    while not job.step() and not job.waiting:
        pass
    StripHands(world.session()).move([Move("Movie.001", 20, 26)])
    job.answer(True)
    job.step()
    refused(job.result, "timelines_changed")
    assert len(world.scene.strips()) == 4


def test_nothing_to_do_is_said_with_its_reason(world, session):
    world.timelines.locks.add(4)
    result = snap(session, strips=["Image"])
    assert result["written"] == 0 and "see skipped" in result["warnings"][0]
    result = call(session, "write_markers", what="none")
    assert result["written"] == 0 and "nothing changed" in result["warnings"][0]


def test_removing_our_markers_counts_as_written(world, session):
    """Else its turn would get no undo step."""
    call(session, "write_markers", what="sections")
    result = call(session, "write_markers", what="none")
    assert result["written"] == result["removed"] == 4
    assert result["done"] == "4 markers removed"


def test_cuts_and_markers_count_for_the_limit_of_a_prompt(world):
    session = world.session(Limits("never", max_segments=5))
    refused(call(session, "write_markers", what="beats"), "turn_limit")
    refused(call(session, "cut_on_beats", strip="Movie.001"), "turn_limit")
    assert call(session, "cut_on_beats", strip="Movie.001", every=4)["ok"]


def test_a_long_movie_is_trimmed_to_a_section(world, session):
    world.scene.place([Strip("Movie", "movie", 3, 2.0, 40.0, 1.0), clip(world, "Song")])
    call(session, "fit_to_section", strip="Movie", section="A1")
    movie = clip(world, "Movie")
    assert movie.start == pytest.approx(clip(world, "Movie").content + 1.0), "it moved along"
    assert movie.end == pytest.approx(FIRST + 16 * BEAT, abs=FRAME / 2 + 1e-6)
