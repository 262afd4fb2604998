"""Nothing destructive unasked: what a turn may spoil of what was there, in every way there is."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fuzz_guards
from bl_ext.user_default.sequence_maker.sequence.change import Change, StateChange
from bl_ext.user_default.sequence_maker.toolkit.world import Limits
from bl_ext.user_default.sequence_maker.tools import TOOLS
from fuzz_guards import Turn
from guard_world import CHANNELS, CLIPS, EACH, MARKED, SONG, clip, picture, spoilt, world
from sound_help import add_sound, beats, needs_sound
from timeline_help import call, effect

LIMIT = Limits().confirm_threshold
IDS = range(1, CHANNELS * EACH + 1)


def modify(some=IDS, **given):
    """A call for each of some segments; what is given may be made of its number."""
    return [
        (
            "modify_segment",
            {"segment_id": n} | {k: v(n) if callable(v) else v for k, v in given.items()},
        )
        for n in some
    ]


def delete(some):
    """A call for each of some segments."""
    return [("delete_segment", {"segment_id": n}) for n in some]


def windows(length):
    """A call for each stretch of each channel."""
    spans = [(c, length * n) for c in range(1, CHANNELS + 1) for n in range(int(32 / length))]
    return [
        ("clear_timeline", {"channel": c, "start_time": a, "end_time": a + length})
        for c, a in spans
    ]


def black(channel, start=0, end=40):
    place = {"channel": channel, "start_time": start, "end_time": end}
    return "create_segment", {**place, "color": "black"}


def start_of(number):
    return 2.0 * ((number - 1) % EACH)


MANY = [
    {"channel": 1, "start_time": 2 * n, "end_time": 2 * n + 1, "color": "red"} for n in range(15)
]
WAYS = {
    "clear_by_channel": [("clear_timeline", {"channel": c}) for c in range(1, CHANNELS + 1)],
    "clear_by_window": windows(2),
    "clear_by_seconds": windows(1),
    "black_over_all": [black(c) for c in range(1, CHANNELS + 1)],
    "delete_one_by_one": delete(range(1, 41)),
    "recolor": modify(range(1, 60), color="blue"),
    "fade": modify(range(1, 41), end_color="black"),
    "pixels": modify(range(1, 41), pixels=99),
    "rename": modify(range(1, 41), name="gone"),
    "shrink_to_a_frame": modify(end_time=lambda n: start_of(n) + 0.04),
    "shrink_and_shift": modify(
        start_time=lambda n: start_of(n) + 1.0,
        end_time=lambda n: start_of(n) + 1.1,
    ),
    "move_far_away": modify(
        start_time=lambda n: 2000.0 + start_of(n),
        end_time=lambda n: 2001.0 + start_of(n),
    ),
    "move_onto_each_other": modify(range(17, 64), to_channel=1),
    "move_onto_one_place": modify(start_time=0, end_time=40, to_channel=4),
    "batch_and_single": [
        ("create_segments_batch", {"segments": MANY}),
        *delete(range(17, 40)),
    ],
    "pattern_over_all": [
        (
            "create_pattern",
            {"channels": [c], "colors": ["red"], "grid": "period", "period": 0.5, "end_time": 33},
        )
        for c in range(1, CHANNELS + 1)
    ],
    "snap_all": [
        ("snap_to_beats", {"channels": [c], "edge": "both", "grid": "markers"})
        for c in range(1, 10 + CLIPS // 7)
    ],
    "cut_all": [("cut_on_beats", {"strip": f"Clip {n}", "grid": "markers"}) for n in range(CLIPS)],
    "volumes": [
        ("cut_on_beats", {"strip": "Clip 0", "grid": "markers"}),
        *[("set_strips", {"strips": [f"Clip {n}"], "volume": 0}) for n in range(CLIPS)],
        *modify(range(1, 21), pixels=1),
    ],
    "markers": [("write_markers", {"what": "none"})],
    "beats": [("edit_beat_grid", {"action": "shift_half_beat"})],
    "tempo": [("edit_beat_grid", {"action": "set_tempo", "bpm": 90, "time": 3})],
}
ON_STRIPS = [name for name in WAYS if name not in ("volumes",)]


@pytest.fixture
def strips(scene, tmp_path):
    """The world of `fuzz_guards` in Blender; its clips are text strips, its song a sound file."""
    from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for

    free = session_for(scene, Limits("never"))
    for row in world().timelines.segments():
        told = {k: v for k, v in row.described().items() if k not in ("segment_id", "animated")}
        assert call(free, "create_segment", **told)["ok"]
    for n in range(CLIPS):
        (_, _, channel, start, end, _), _ = clip(n)
        effect(scene, "TEXT", channel, start, end, f"Clip {n}")
    add_sound(scene, beats(tmp_path / "song.wav", 45.0), 30, name=SONG)
    rows = [[0.5 + n, f"Bar {n}"] for n in range(MARKED)]
    free = session_for(scene, Limits("never"))
    free.apply(Change(states=(StateChange("markers", [], rows, len(rows)),)))
    call(free, "edit_beat_grid", action="set_tempo", bpm=120, time=1)
    return session_for(scene, Limits())


def carried_out(session, calls, one_by_one, yes=0):
    """Run calls in one answer or in one each; hold what is spoilt against the limit."""
    session.timelines.mark()
    before = picture(session)
    turn = Turn(session, TOOLS, yes)
    for answer in [[c] for c in calls] if one_by_one else [calls]:
        turn.carry_out(answer)
    assert not fuzz_guards.problem(turn, before, picture(session), LIMIT)
    return turn, spoilt(before, picture(session))


@pytest.mark.parametrize("one_by_one", [False, True], ids=["together", "one_by_one"])
@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_spoil_much_goes_past_the_question(way, one_by_one):
    turn, gone = carried_out(world(), WAYS[way][:60], one_by_one)
    assert turn.asked and len(gone) <= LIMIT
    assert one_by_one or not gone or way == "cut_all", "one question before any of them runs"


@needs_sound
@pytest.mark.parametrize("way", ON_STRIPS)
def test_no_way_does_in_blender(strips, way):
    turn, gone = carried_out(strips, WAYS[way][:60], len(way) % 2 == 0)
    assert turn.asked and len(gone) <= LIMIT


@pytest.mark.parametrize("way", WAYS)
def test_a_yes_holds_for_what_was_shown_and_not_for_what_comes_later(way):
    session = world()
    before, turn = picture(session), Turn(session, TOOLS, yes=1)
    turn.carry_out(WAYS[way][:59])
    done = picture(session)
    assert turn.asked == 1 and len(spoilt(before, done)) > LIMIT, "all of it is done"
    turn.carry_out([("modify_segment", {"segment_id": 64, "color": "white", "name": "later"})])
    again = [shown.result.get("code") for shown in turn.record.calls][-1]
    assert again in ("declined", "unknown_segment") and picture(session) == done


def test_a_yes_that_was_not_used_is_none_later():
    session = world()
    turn = Turn(session, TOOLS, yes=1)
    calls = modify(range(1, 31), color="blue")
    turn.queue._tell = lambda event: (
        session.timelines.locks.add(1) if "confirm" in event.values() else None
    )
    turn.carry_out(calls)
    assert turn.asked == 1 and turn.written["modify_segment"] == 14, "channel 1 was locked"
    session.timelines.locks.clear()
    turn.carry_out(modify(range(1, 17), color="black"))
    assert turn.asked == 2 and turn.written["modify_segment"] == 14


def test_ordinary_work_is_not_asked_about():
    session = world()
    own = [{**item, "channel": 8} for item in MANY] + [{**item, "channel": 9} for item in MANY]
    turn = Turn(session, TOOLS)
    lay = {"channels": [6, 7], "colors": ["red", "blue"], "grid": "downbeats"}
    turn.carry_out([("create_pattern", lay), ("create_segments_batch", {"segments": own})])
    made = [s.id for s in session.timelines.segments() if s.channel == 8]
    turn.carry_out(modify(made, color="lime"))
    turn.carry_out(modify(made, pixels=4))
    turn.carry_out(modify(range(1, 11), color="lime"))
    turn.carry_out(modify(range(1, 11), color="navy"))
    turn.carry_out(
        [("cut_on_beats", {"strip": "Clip 1"}), ("set_strips", {"strips": [SONG], "volume": 0.5})]
    )
    assert not turn.asked and all(shown.result["ok"] for shown in turn.record.calls)


@given(st.randoms(use_true_random=False), st.booleans())
def test_no_turn_of_any_functions_spoils_more_than_it_may(dice, agrees):
    fuzz_guards.one_turn(dice, TOOLS, world(), agrees, Counter())


def test_the_turns_that_are_drawn_use_every_function_that_writes():
    seen = fuzz_guards.run(200, 4)
    assert seen["asked"] > 15 and seen["not asked"] > 3
    assert {tool.name for tool in TOOLS.values() if tool.risk == "write"} <= set(seen)


@needs_sound
@pytest.mark.parametrize("seed", range(8))
def test_nor_does_any_in_blender(strips, seed):
    strips.timelines.mark()
    fuzz_guards.one_turn(random.Random(seed), TOOLS, strips, seed % 2 == 0, Counter())
