"""The functions that edit strips of any kind, told by stories in memory."""

import pytest

from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from timeline_help import FREE, TransportPlayer, call, create, refused


def strip(name, kind, channel, start, end, **more):
    return Strip(name, kind, channel, start, end, start, **more)


class World:
    """Movies with sounds on channels 1 and 2, a title on 3, music on 4; 25 frames a second."""

    def __init__(self, *strips: Strip, joined=()) -> None:
        self.timelines = ListTimelines(25, 100)
        self.scene = ListScene(self.timelines, strips or STRIPS)
        self.scene.joined = [set(group) for group in (joined or (() if strips else JOINED))]

    def session(self, limits=FREE) -> Session:
        return Session(self.timelines, TransportPlayer(60.0), limits, scene=self.scene)


JOINED = [(f"M{n}", f"S{n}") for n in range(1, 4)]
STRIPS = (
    *(strip(f"M{n}", "movie", 1, 10 * n, 10 * n + 10) for n in range(1, 4)),
    *(strip(f"S{n}", "sound", 2, 10 * n, 10 * n + 10) for n in range(1, 4)),
    strip("Title", "text", 3, 25, 28),
    strip("Music", "sound", 4, 0, 60),
)


def places(session):
    found = session.scene.strips()
    return {s.name: (s.channel, s.start, s.end, s.content) for s in found}


def done(session, name, **arguments):
    result = call(session, name, **arguments)
    assert result["ok"], result
    session.look_again()
    return result


def test_strips_are_moved_with_what_is_connected():
    session = World().session()
    result = done(session, "move_strips", strips=["M3"], by=2)
    assert places(session)["M3"] == places(session)["S3"][:0] + (1, 32, 42, 32)
    assert places(session)["S3"] == (2, 32, 42, 32)
    assert result["done"] == "2 strips moved 2 s later" and result["moved_count"] == 2


def test_a_ripple_takes_what_is_later_along_and_leaves_what_spans_the_point():
    session = World().session()
    result = done(session, "move_strips", strips="M2", by="50 frames", ripple="channel")
    found = places(session)
    assert found["M2"][1] == found["S2"][1] == 22 and found["M3"][1] == found["S3"][1] == 32
    assert found["Title"][1] == 25 and found["M1"][1] == 10
    assert result["rippled_count"] == 2 and result["done"].endswith("2 later strips moved along")
    done(session, "move_strips", strips="M2", by=1, ripple="all")
    assert places(session)["Title"][1] == 26 and places(session)["Music"][1:3] == (0, 60)


def test_what_is_in_the_way_is_named_with_channels_that_are_free():
    session = World().session()
    before = places(session)
    told = refused(call(session, "move_strips", strips="M1", by=5), "clip_in_the_way")
    assert "'M2' is in the way of 'M1' on channel 1, 15 to 25 s" == told["message"]
    assert told["allowed"] == "there channels 3, 5, 6, 7 are free" or "5" in told["allowed"]
    assert places(session) == before


def test_strips_go_to_another_channel_and_a_time():
    session = World().session()
    done(session, "move_strips", strips=["M1", "S1"], to=50, channel=7)
    assert places(session)["M1"][:3] == (7, 50, 60) and places(session)["S1"][:3] == (8, 50, 60)


def test_segments_are_strips():
    session = World().session()
    number = create(session, 5, 0, 4)
    create(session, 5, 6, 8)
    done(session, "move_strips", strips=f"s{number}", by=1, ripple="channel")
    assert [(s.start, s.end) for s in session.timelines.segments(5)] == [(1, 5), (7, 9)]
    result = done(session, "split_strips", strips=f"s{number}", times=[2, 4])
    assert [(s.start, s.end) for s in session.timelines.segments(5)][:3] == [(1, 2), (2, 4), (4, 5)]
    assert result["parts_count"] == 3 and result["parts"][0]["id"] == f"s{number}"
    done(session, "duplicate_strips", strips=f"s{number}", start_time=20, count=2)
    starts = [s.start for s in session.timelines.segments(5)]
    assert starts == [1, 2, 4, 7, 20, 21]
    done(session, "close_gaps", channels=5)
    assert [s.start for s in session.timelines.segments(5)] == [1, 2, 4, 5, 7, 8]
    done(session, "trim_strips", strips=f"s{number}", end_by=-0.5, ripple="channel")
    ends = [(s.start, s.end) for s in session.timelines.segments(5)]
    assert ends[:3] == [(1, 1.52), (1.52, 3.52), (3.52, 4.52)]
    done(session, "delete_strips", ranges=[[2, 3]], channels=5, ripple="channel")
    ends = [(s.start, s.end) for s in session.timelines.segments(5)]
    assert ends[:4] == [(1, 1.52), (1.52, 2), (2, 2.52), (2.52, 3.52)]


def test_strips_are_trimmed_as_far_as_their_content_reaches():
    world = World()
    rows = [s for s in STRIPS if s.name not in ("M3", "S3")]
    world.scene.place([*rows, Strip("M3", "movie", 1, 32, 38, 30, content_length=10)])
    world.scene.joined = []
    session = world.session()
    done(session, "trim_strips", strips="M3", end_time=40, start_by=-1)
    assert places(session)["M3"] == (1, 31, 40, 30)
    told = refused(call(session, "trim_strips", strips="M3", end_by=1), "invalid_time")
    assert told["message"].startswith("'M3' has 0 frames (0 s) of content behind its end, 25 fewer")
    done(session, "trim_strips", strips="M3", end_by=-2, slip_by=1)
    assert places(session)["M3"] == (1, 31, 38, 31)
    refused(call(session, "trim_strips", strips="M3", slip_by=1), "invalid_time")
    refused(call(session, "trim_strips", strips="M3", end_time=20), "invalid_time")


def test_a_ripple_trim_of_the_start_keeps_the_place_and_closes_up():
    session = World().session()
    done(session, "trim_strips", strips="M2", start_by=3, ripple="channel")
    found = places(session)
    assert found["M2"] == (1, 20, 27, 17) and found["S2"] == (2, 20, 27, 17)
    assert found["M3"][1:3] == (27, 37) and found["S3"][1:3] == (27, 37)
    done(session, "trim_strips", strips="M2", start_by=-3, ripple="channel")
    assert places(session)["M2"] == (1, 20, 30, 20) and places(session)["M3"][1] == 30


def test_a_split_cuts_connected_ones_along():
    session = World().session()
    result = done(session, "split_strips", strips="M2", times="22, 0:25")
    found = places(session)
    assert [found[n][1:3] for n in ("M2", "M2.001", "M2.002")] == [(20, 22), (22, 25), (25, 30)]
    assert [found[n][1:3] for n in ("S2", "S2.001", "S2.002")] == [(20, 22), (22, 25), (25, 30)]
    assert result["parts_count"] == 6 and result["done"] == "2 strips split into 6 parts"
    refused(call(session, "split_strips", strips="M3", times=[5]), "nothing_there")


def test_copies_stand_behind_each_other():
    session = World().session()
    result = done(session, "duplicate_strips", strips="M3", count=2)
    found = places(session)
    assert found["M3.001"] == (1, 40, 50, 40) and found["S3.002"] == (2, 50, 60, 50)
    assert result["copies_count"] == 4


def test_deleted_strips_take_connected_ones_along_and_the_gap_closes():
    session = World().session()
    result = done(session, "delete_strips", strips="M2", ripple="channel")
    found = places(session)
    assert "M2" not in found and "S2" not in found
    assert found["M3"][1] == found["S3"][1] == 20 and found["Title"][1] == 25
    assert result["removed_count"] == 2 and result["rippled_count"] == 2


def test_deleted_ranges_cut_what_spans_them():
    session = World().session()
    result = done(session, "delete_strips", ranges=[[12, 14], [16, 22]], ripple="all")
    found = places(session)
    assert found["M1"][1:3] == (10, 12) and found["M1.001"][1:3] == (12, 14)
    assert found["M2"][1:3] == (14, 22) and found["M3"][1:3] == (22, 32)
    assert found["Title"][1:3] == (17, 20) and found["Music"][1:3] == (0, 12)
    assert result["ok"] and sum(b - a for _, a, b, _ in found.values()) == 123 - 8 * 3


def test_ranges_of_some_channels_leave_the_others():
    session = World().session()
    done(session, "delete_strips", ranges="12-14", channels="4")
    found = places(session)
    assert found["Music"][1:3] == (0, 12) and found["Music.001"][1:3] == (14, 60)
    assert found["M1"][1:3] == (10, 20)


def test_gaps_close_channel_by_channel_or_all_together():
    world = World()
    session = world.session()
    done(session, "move_strips", strips=["M3"], by=5)
    done(session, "move_strips", strips=["M2"], by=2)
    result = done(session, "close_gaps", channels=[1, 2])
    assert [places(session)[n][1] for n in ("M1", "M2", "M3", "S3")] == [10, 20, 30, 30]
    assert result["moved_count"] == 4
    done(session, "move_strips", strips="M3", by=5)
    done(session, "close_gaps", channels="1-3", all_together=True, start_time=0)
    found = places(session)
    assert [found[n][1] for n in ("M1", "M2", "M3", "S3", "Title")] == [0, 10, 20, 20, 15]


def test_what_is_locked_is_skipped_or_refused():
    world = World()
    session = world.session()
    world.timelines.locks.add(4)
    told = refused(call(session, "delete_strips", strips="Music"), "cannot_move")
    assert told["message"] == "'Music' cannot be deleted: channel 4 is locked"
    result = done(session, "move_strips", strips=["Music", "Title"], by=1)
    assert result["skipped"][0]["strip"] == "Music" and places(session)["Title"][1] == 26
    done(session, "delete_strips", ranges=[[0, 5]], ripple="all")
    assert places(session)["Music"][1:3] == (0, 60) and places(session)["M1"][1] == 5


def cross():
    rows = [
        strip("A", "movie", 1, 0, 11),
        strip("B", "movie", 2, 10, 21),
        strip("C", "movie", 1, 20, 30),
        strip("X", "cross", 3, 10, 11, inputs=("A", "B")),
        strip("Y", "cross", 3, 20, 21, inputs=("B", "C")),
    ]
    return World(*rows)


def test_effects_go_with_their_inputs():
    session = cross().session()
    refused(call(session, "move_strips", strips="X", by=1), "cannot_move")
    refused(call(session, "move_strips", strips="A", by=-20), "out_of_range")
    refused(call(session, "move_strips", strips="C", by=5), "effect_broken")
    done(session, "move_strips", strips="all", by=5)
    assert places(session)["X"][1:3] == (15, 16) and places(session)["C"][1:3] == (25, 35)


def test_a_strip_that_goes_takes_its_effects_and_the_gap_closes():
    session = cross().session()
    result = done(session, "delete_strips", strips="B", ripple="channel")
    found = places(session)
    assert set(found) == {"A", "C"} and found["C"][1:3] == (11, 21)
    assert {row["strip"] for row in result["removed"]} == {"B", "X", "Y"}


def test_a_ripple_trim_takes_the_transition_along():
    session = cross().session()
    done(session, "trim_strips", strips="A", end_by=-2, ripple="channel")
    found = places(session)
    assert found["A"][1:3] == (0, 9) and found["B"][1:3] == (8, 19) and found["X"][1:3] == (8, 9)
    assert found["C"][1:3] == (18, 28) and found["Y"][1:3] == (18, 19)


def test_effects_are_copied_with_their_inputs():
    session = cross().session()
    done(session, "duplicate_strips", strips="X", start_time=40)
    strips = {s.name: s for s in session.scene.strips()}
    assert strips["X.001"].inputs == ("A.001", "B.001")
    assert strips["X.001"].place[1:3] == (50, 51)


def test_strips_are_listed_with_all_that_an_editor_must_know():
    world = World()
    session = world.session()
    result = done(session, "list_strips")
    assert result["count"] == 8 and result["kinds"] == {"movie": 3, "sound": 4, "text": 1}
    assert result["strips"][0]["name"] == "Music" and result["span"] == [0, 60]
    result = done(session, "list_strips", strips="movies from 15 s")
    assert [row["name"] for row in result["strips"]] == ["M2", "M3"]
    assert result["strips"][0]["connected"] == ["S2"]


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("move_strips", {"strips": "M1"}, "missing_argument"),
        ("move_strips", {"strips": "M1", "by": 1, "to": 2}, "invalid_argument"),
        ("move_strips", {"strips": "M1", "by": "far"}, "invalid_argument"),
        ("move_strips", {"strips": "M1", "by": 1e9}, "invalid_argument"),
        ("move_strips", {"strips": "M1", "by": 1, "ripple": "some"}, "invalid_argument"),
        ("move_strips", {"strips": "M1", "by": -11}, "out_of_range"),
        ("move_strips", {"strips": ["M1", "S1"], "channel": 128}, "unknown_channel"),
        ("trim_strips", {"strips": "M1"}, "missing_argument"),
        ("trim_strips", {"strips": "M1", "start_time": 1, "start_by": 1}, "invalid_argument"),
        ("split_strips", {"strips": "M1"}, "missing_argument"),
        ("split_strips", {"strips": "M1", "times": []}, "invalid_argument"),
        ("duplicate_strips", {"strips": "M1", "count": 2000}, "too_many_strips"),
        ("delete_strips", {"strips": "M1", "ranges": [[0, 1]]}, "invalid_argument"),
        ("delete_strips", {"ranges": [[3, 2]]}, "invalid_range"),
        ("delete_strips", {"ranges": [[1]]}, "invalid_argument"),
        ("delete_strips", {"ranges": [[90, 95]]}, "nothing_there"),
        ("list_strips", {"strips": "masks"}, "nothing_there"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(name, arguments, code):
    session = World().session()
    before = places(session)
    assert refused(call(session, name, **arguments), code)["message"]
    assert places(session) == before
