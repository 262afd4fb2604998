"""Transitions over cuts: handles into the overlap, every second strip one channel up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.in_memory.list_scene import ListScene
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.sequence.strip import Strip
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from looks_help import BlenderLooks, ListLooks, looks, take_back
from timeline_help import FREE, TransportPlayer, call, refused


@pytest.fixture(params=["list", "blender"])
def world(request):
    if request.param == "list":
        return ListLooks()
    return BlenderLooks(request.getfixturevalue("scene"))


def places(world):
    return {s.name: (s.channel, s.start, s.end) for s in world.session().scene.strips()}


def test_all_cuts_of_a_channel(world):
    before = looks(world.scene)
    result = call(world.session(), "add_transition", length=1.2, channel=2)
    assert result["ok"] and result["count"] == 2, result
    first, second = (row["strip"] for row in result["transitions"])
    assert places(world) == {
        "A": (2, 0, pytest.approx(4.6)),
        "B": (3, pytest.approx(3.4), pytest.approx(8.6)),
        "C": (2, pytest.approx(7.4), 12),
        "Alone": (5, 1, 3),
        first: (4, pytest.approx(3.4), pytest.approx(4.6)),
        second: (4, pytest.approx(7.4), pytest.approx(8.6)),
    }
    strips = {strip.name: strip for strip in world.session().scene.strips()}
    assert strips[first].inputs == ("A", "B") and strips[second].inputs == ("B", "C")
    assert {strips[first].kind, strips["A"].kind} == {"cross", "text"}
    assert take_back(world.session()) == [] and looks(world.scene) == before


def test_one_cut_by_its_time_moves_one_strip(world):
    result = call(world.session(), "add_transition", kind="wipe", length=1, at=8.1)
    (row,) = result["transitions"]
    assert row["between"] == ["B", "C"] and places(world)["C"][0] == 3
    assert places(world)["A"] == (2, 0, 4)
    again = call(world.session(), "add_transition", at=8, channel=2)
    refused(again, "nothing_there")


def test_a_strip_that_is_in_a_transition_already_gets_no_second_one(world):
    call(world.session(), "add_transition", kind="gamma_cross", strips=["A", "B"])
    before = looks(world.scene)
    refused(call(world.session(), "add_transition", channel=3), "nothing_there")
    assert looks(world.scene) == before


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"at": 6}, "nothing_there"),
        ({"channel": 9}, "nothing_there"),
        ({"channel": 2, "length": 0.04}, "invalid_argument"),
        ({"strips": ["A", "C"]}, "nothing_there"),
        ({"channel": 2, "kind": "star"}, "invalid_argument"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(world, given, code):
    before = looks(world.scene)
    refused(call(world.session(), "add_transition", **given), code)
    assert looks(world.scene) == before


def movies(*rows, sounds=()):
    """Return a session on strips as (name, channel, start, end, content, content length)."""
    timelines = ListTimelines(25, 60.0)
    strips = [Strip(n, "movie", c, a, b, at, content_length=long) for n, c, a, b, at, long in rows]
    strips += [Strip(n, "sound", c, a, b, at, content_length=x) for n, c, a, b, at, x in sounds]
    scene = ListScene(timelines, strips)
    return Session(timelines, TransportPlayer(60.0), FREE, scene=scene)


def test_missing_handles_are_told_in_frames():
    session = movies(("M", 1, 0, 4, 0, 4.2), ("N", 1, 4, 8, 3.8, 9))
    told = refused(call(session, "add_transition", channel=1, length=1), "no_handles")
    assert "'M' has 8 frames too few after its end" in told["message"]
    assert "'N' has 7 frames too few before its start" in told["message"]
    assert call(session, "add_transition", channel=1, length=0.4)["count"] == 1


def test_connected_sounds_stay_unless_they_are_to_crossfade():
    rows = ("M", 1, 0, 4, -1, 9), ("N", 1, 4, 8, 2, 9)
    sounds = ("MS", 2, 0, 4, -1, 9), ("NS", 2, 4, 8, 2, 9)
    for sound in (False, True):
        session = movies(*rows, sounds=sounds)
        session.scene.joined = [{"M", "MS"}, {"N", "NS"}]
        result = call(session, "add_transition", channel=1, length=1, sound=sound)
        assert result["count"] == 1 + sound, result
        there = {s.name: (s.channel, s.start, s.end) for s in session.scene.strips()}
        assert there["M"] == (1, 0, 4.52) and there["N"] == (3, 3.52, 8)
        if not sound:
            assert there["MS"] == (2, 0, 4) and there["NS"] == (2, 4, 8)
            continue
        assert there["MS"] == (2, 0, 4.52) and there["NS"][1:] == (3.52, 8)
        close = session.scene.closely(["MS", "NS"])
        keys = {
            name: [key["co"] for key in strip.settings["curves"][0]["keys"]]
            for name, strip in close.items()
        }
        assert keys["MS"] == [[pytest.approx(3.52), 1.0], [4.52, 0.0]]
        assert keys["NS"] == [[3.52, 0.0], [pytest.approx(4.52), 1.0]]


def test_no_free_channel_is_refused():
    rows = [("M", 126, 0, 4, -2, 90), ("N", 126, 4, 8, 2, 90)]
    session = movies(*rows, ("Over", 128, 0, 9, 0, 9))
    refused(call(session, "add_transition", channel=126), "no_free_channel")


row = st.tuples(st.integers(5, 60), st.integers(0, 1), st.integers(0, 30), st.integers(0, 30))


@settings(deadline=None)
@given(st.lists(row, min_size=2, max_size=8), st.integers(2, 40), st.integers(3, 6))
def test_whatever_lies_there_inputs_cover_their_transition_and_outer_ends_stay(drawn, long, other):
    timelines, at, strips = ListTimelines(25, 60.0), 0, []
    for number, (frames, gap, head, tail) in enumerate(drawn):
        first = at + 10 * gap
        at = first + frames
        content, length = (first - head) / 25, (head + frames + tail) / 25
        place = 2, first / 25, at / 25, content
        strips.append(Strip(f"S{number}", "movie", *place, content_length=length))
    strips.append(Strip("Other", "image", other, 0.4, 1.2, 0.4))
    scene = ListScene(timelines, strips)
    session = Session(timelines, TransportPlayer(60.0), FREE, scene=scene)
    before = looks(scene)
    was = {strip.name: strip for strip in scene.strips()}
    result = call(session, "add_transition", channel=2, length=long / 25)
    now = {strip.name: strip for strip in scene.strips()}
    if not result["ok"]:
        assert looks(scene) == before
        return
    edges = [(strip.start, strip.end) for strip in strips[:-1]]
    cuts = sum(a[1] == b[0] for a, b in zip(edges, edges[1:], strict=False))
    assert result["count"] + len(result["skipped"]) <= cuts
    effects = [strip for strip in now.values() if strip.kind == "cross"]
    assert len(effects) == result["count"] > 0
    for effect in effects:
        left, right = (now[name] for name in effect.inputs)
        assert left.end == pytest.approx(effect.end) and right.start == pytest.approx(effect.start)
        assert (effect.end - effect.start) * 25 == pytest.approx(long)
        assert was[left.name].end == was[right.name].start
        assert effect.channel > max(left.channel, right.channel) and left.channel != right.channel
    ins = {effect.inputs[1] for effect in effects}
    outs = {effect.inputs[0] for effect in effects}
    for name, strip in was.items():
        assert now[name].content == strip.content
        assert name in ins or now[name].start == strip.start
        assert name in outs or now[name].end == strip.end
        assert strip.content_length is None or (
            now[name].start >= strip.content - 1e-6
            and now[name].end <= strip.content + strip.content_length + 1e-6
        )
    assert take_back(session) == [] and looks(scene) == before
