"""What is applied is what the plan showed: any calls of any functions, in lists and in Blender."""

import random
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.toolkit.planning.plan import Plan, PlannedCall, together
from bl_ext.user_default.sequence_maker.toolkit.planning.plan_differences import differences
from bl_ext.user_default.sequence_maker.toolkit.planning.planned_world import planned_world
from bl_ext.user_default.sequence_maker.toolkit.planning.replay import Replay
from bl_ext.user_default.sequence_maker.toolkit.planning.scene_stamp import is_still, stamp
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_world import MusicWorld
from timeline_help import FREE, effect

NAMES = ("Song", "Movie", "Movie.001", "Image", "Hello", "Segment 1", "s2", "3")
COLORS = ("red", "#00ff7f", "navy", "white", "black")
WRITING = [tool for tool in TOOLS.values() if tool.risk in ("write", "audio")]
SEEDS = st.integers(0, 2**32 - 1)


def value(dice, kind, choices):
    """Return a value for a parameter that makes sense more often than not."""
    if choices:
        return dice.choice(choices)
    start = round(dice.uniform(0, 40), 1)
    item = {"channel": dice.randint(1, 8), "start_time": start, "end_time": start + 2}
    found = {
        "channel": dice.randint(1, 8),
        "time": start,
        "color": dice.choice(COLORS),
        "whole": dice.randint(1, 12),
        "number": dice.choice((0, 0.5, 1, 20)),
        "length": dice.choice((0.25, 1, 3)),
        "channels": dice.sample(range(1, 8), 2),
        "colors": dice.sample(COLORS, 2),
        "names": dice.sample(NAMES, dice.choice((1, 1, 2))),
        "flag": dice.random() < 0.5,
        "times": [start, start + 3],
        "ranges": [[start, start + 4]],
        "list": [{**item, "color": "red"}, {**item, "channel": 7, "color": "lime"}],
    }
    return found.get(kind, dice.choice(NAMES))


def arguments(dice, tool):
    """Return the arguments of a call."""
    found = {
        parameter.name: value(dice, parameter.kind, parameter.choices)
        for parameter in tool.parameters
        if parameter.required or dice.random() < 0.3
    }
    if {"start_time", "end_time"} & set(found):
        start = round(dice.uniform(0, 40), 1)
        found |= {"start_time": start, "end_time": start + dice.choice((0.5, 2, 9))}
    names = {parameter.name for parameter in tool.parameters}
    if {"segment_id", "segment_index"} <= names:
        found.pop("segment_index", None)
        found["segment_id"] = dice.randint(1, 25)
    return {name: given for name, given in found.items() if name in names}


def run(session, calls):
    """Carry calls out, agreeing to all; return those that were not refused, as planned."""
    found = []
    for tool, arguments in calls:
        job = tool.start(session, arguments)
        while not job.step():
            if job.waiting:
                job.answer(True)
        changes = tuple(session.take_written())
        assert job.result.get("code") != "internal_error", (tool.name, arguments)
        if job.result.get("ok"):
            found.append(PlannedCall(tool.name, arguments, job.result, changes, changes))
    return found


def planned(session, calls):
    """Plan calls on a copy; return the plan and the copy."""
    session.look_again()
    mark = stamp(session)
    copy = planned_world(session)
    copy.take_snapshot()
    found = tuple(run(copy, calls))
    flashing = tuple(copy.agreed.flashing)
    return Plan("go", found, copy.so_far, together(found), flashing, stamp=mark), copy


def replayed(session, plan):
    """Carry a plan out again on a session; return how it went."""
    again = Replay(session, TOOLS, plan)
    while not again.step():
        if again.waiting:
            again.answer(True)
    return again.plan()


def look(session):
    """Return all that lies there and every state, as plain data; names that were given are not."""
    session.look_again()
    segments = [replace(segment, name="") for segment in session.timelines.segments()]
    rows = [(s.kind, [round(v, 4) for v in s.place[:3]], s.muted) for s in session.scene.strips()]
    states = {key: session.scene.state(key) for key in ("markers", "wishes", "words")}
    return segments, sorted(rows, key=repr), states


def alike(one, other):
    """Tell whether two looks are the same, colors by the last bit, which Blender rounds itself."""
    near = all(
        abs(a - b) <= 1
        for first, second in zip(one[0], other[0], strict=False)
        for a, b in zip(_colors(first), _colors(second), strict=True)
    )
    plain = [
        [replace(s, color=(0, 0, 0), end_color=None) for s in look[0]] for look in (one, other)
    ]
    return near and plain[0] == plain[1] and one[1:] == other[1:]


def _colors(segment):
    return *segment.color, *(segment.end_color or (-9, -9, -9))


def both_markers(plan):
    """Tell whether a plan writes markers in two ways: then its own look like somebody else's."""
    return len({state.key for state in plan.change.states} & {"markers", "all_markers"}) == 2


def some_calls(dice, count):
    """Return calls of random functions, each as often as the others."""
    tools = [dice.choice(WRITING) for _ in range(count)]
    return [(tool, arguments(dice, tool)) for tool in tools]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_in_lists(seed):
    dice = random.Random(seed)
    session = MusicWorld().session(FREE)
    run(session, some_calls(dice, 15))  # so that something is there
    before = look(session)
    plan, copy = planned(session, some_calls(dice, 25))
    assert look(session) == before, "planning has written something"
    assert is_still(session, plan) or both_markers(plan)
    done = replayed(session, plan)
    assert differences(plan, done) == () and alike(look(session), look(copy))
    assert [call.ok for call in done.calls] == [True] * len(plan.calls)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
@example(seed=1449330)  # a segment is copied onto a channel that is switched off
def test_with_calls_and_channels_switched_off(seed):
    dice = random.Random(seed)
    session = MusicWorld().session(FREE)
    plan, _ = planned(session, some_calls(dice, 25))
    off = frozenset(n for n in range(len(plan.calls)) if dice.random() < 0.3)
    channels = frozenset(dice.sample(range(1, 13), 2))
    session.look_again()
    copy = planned_world(session)
    shown = replayed(copy, replace(plan, off=off, channels_off=channels))
    assert not channels & set(shown.channels)
    assert all(call.result.get("code") != "internal_error" for call in shown.calls)
    done = replayed(session, shown)
    assert differences(shown, done) == () and alike(look(session), look(copy))
    assert [bool(call.off) for call in done.calls] == [bool(call.off) for call in shown.calls]


@pytest.mark.parametrize("seed", range(6))
def test_in_blender(scene, seed):
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

    dice = random.Random(seed)
    below = effect(scene, "TEXT", 8, 1, 9, "Hello")
    effect(scene, "GAUSSIAN_BLUR", 9, 1, 9, "Over", input1=below)
    effect(scene, "TEXT", 3, 20, 21, "Movie")
    session = session_for(scene, FREE)
    run(session, some_calls(dice, 15))
    session = session_for(scene, FREE)
    before = look(session)
    plan, copy = planned(session, some_calls(dice, 25))
    assert look(session) == before, "planning has written something"
    assert is_still(session, plan) or both_markers(plan)
    done = replayed(session, plan)
    assert differences(plan, done) == () and alike(look(session), look(copy))
