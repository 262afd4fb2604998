"""All functions do what an independent model of intervals says, and all of it comes back."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.sequence.ledger import merged
from editing_worlds import RATE, in_blender, in_memory, intervals, read
from interval_model import Intervals, Refused
from timeline_help import call

RIPPLES = st.sampled_from(("none", "channel", "all"))
STEPS = st.sampled_from((-30, -12, -5, -1, 1, 5, 12, 40))
SMALL = st.sampled_from((-6, -1, 0, 0, 1, 4))
PICKS = st.lists(st.integers(0, 40), min_size=1, max_size=3)


def pick(model, picks):
    """Choose names by numbers; effects are left out."""
    names = sorted(name for name, item in model.items.items() if not item.inputs)
    return sorted({names[number % len(names)] for number in picks})


def seconds(frames):
    return round(frames / RATE, 6)


def spans_of(numbers):
    """Make ranges of frames, in order and apart, of numbers."""
    edges = sorted(set(numbers))
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def move(draw, model):
    names, by, ripple = pick(model, draw(PICKS)), draw(STEPS), draw(RIPPLES)
    channel = draw(st.sampled_from((0, 0, 0, 2, 8))) if ripple == "none" else 0
    given = {"strips": names, "by": seconds(by), "ripple": ripple}
    given |= {"channel": channel} if channel else {}
    return "move_strips", given, lambda: model.move(names, by, ripple, channel)


def trim(draw, model):
    (name, *_), start, end = pick(model, draw(PICKS)), draw(SMALL), draw(SMALL)
    slip, ripple = draw(st.sampled_from((0, 0, 0, 2, -2))), draw(RIPPLES)
    given = {"strips": name, "start_by": seconds(start), "end_by": seconds(end)}
    given |= {"slip_by": seconds(slip), "ripple": ripple}
    return "trim_strips", given, lambda: model.trim(name, start, end, slip, ripple)


def split(draw, model):
    names, times = pick(model, draw(PICKS)), draw(st.lists(st.integers(0, 70), min_size=1))
    given = {"strips": names, "times": [seconds(time) for time in times]}
    return "split_strips", given, lambda: model.split(names, times)


def delete(draw, model):
    names, ripple = pick(model, draw(PICKS)), draw(RIPPLES)
    return "delete_strips", {"strips": names, "ripple": ripple}, lambda: model.remove(names, ripple)


def erase(draw, model):
    spans = spans_of(draw(st.lists(st.integers(0, 60), min_size=2, max_size=6, unique=True)))
    channels, ripple = draw(st.sets(st.integers(1, 5), max_size=3)), draw(RIPPLES)
    given = {"ranges": [[seconds(a), seconds(b)] for a, b in spans], "ripple": ripple}
    given |= {"channels": sorted(channels)} if channels else {}
    return "delete_strips", given, lambda: model.erase(spans, channels, ripple)


def duplicate(draw, model):
    names, at = pick(model, draw(PICKS)), draw(st.sampled_from((None, None, 0, 70)))
    channel, count = draw(st.sampled_from((0, 0, 2, 8))), draw(st.integers(1, 3))
    given = {"strips": names, "count": count, "channel": channel or None}
    given |= {"start_time": None if at is None else seconds(at)}
    return "duplicate_strips", given, lambda: model.copies(names, at, channel, count)


EDITS = (move, move, trim, split, delete, erase, duplicate)


def places(model):
    return Counter(item.place for item in model.items.values())


def hold(session, model, name, given, wanted):
    """Make a call and hold what came of it against the model; return how it looks then."""
    try:
        expected: Intervals | None = wanted()
    except Refused as refusal:
        expected, why = None, str(refusal)
    before = session.scene.strips()
    result = call(session, name, **given)
    after = read(session, model)
    if not result["ok"]:
        assert result["code"] != "internal_error" and result["message"]
        assert session.scene.strips() == before, "refused, yet something was written"
        assert expected is None, f"refused although it can be: {result}"
        return after
    assert expected is not None, f"done although {why}"
    assert places(after) == places(expected)
    return after


def edited(session, model, data, written=None):
    """Make some edits, each held against the model; return what they wrote."""
    written = [] if written is None else written
    for _ in range(data.draw(st.integers(1, 4))):
        model = read(session, model)
        if not model.items:
            break
        name, given, wanted = data.draw(st.sampled_from(EDITS))(data.draw, model)
        hold(session, model, name, given, wanted)
        written += session.take_written()
    return written


def taken_back(session, written):
    """Revert what was written, as a turn is."""
    session.look_again()
    change, left = merged(written).revert(session.draft(), session.scene)
    assert not left
    session.apply(change)


@given(intervals(), st.data())
def test_every_edit_does_what_intervals_say_and_all_of_it_comes_back(model, data):
    session = in_memory(model)
    first = read(session, model)
    assert places(first) == places(model)
    taken_back(session, edited(session, model, data))
    assert read(session, model).items == first.items


@given(intervals(), st.sets(st.integers(1, 5)), st.sampled_from((None, 0, 10)), st.booleans())
def test_gaps_close_as_far_as_what_belongs_together_lets_them(model, channels, start, together):
    session = in_memory(model)
    before = read(session, model)
    given = {"channels": sorted(channels) or None, "all_together": together}
    given |= {"start_time": None if start is None else seconds(start)}
    result = call(session, "close_gaps", **given)
    after = read(session, before)
    # what a transition joins may lie on channels that are not asked about, and be in the way there
    assert result["ok"] or result["code"] in ("clip_in_the_way", "effect_broken")
    on = channels or {item.channel for item in before.items.values()}
    if not result["ok"]:
        assert after.items == before.items
    elif not together:
        assert after.is_packed(before, on, start)
    else:
        steps = {n: after.items[n].a - item.a for n, item in before.items.items()}
        assert max(steps.values()) <= 0 and not any(
            steps[name] for name in steps if not before.items[name].inputs and before.is_held(name)
        )


@given(intervals(), st.data())
def test_nothing_moves_but_what_the_result_tells(model, data):
    session = in_memory(model)
    model = read(session, model)
    name, given, _ = data.draw(st.sampled_from((move, trim, delete)))(data.draw, model)
    result = call(session, name, **given)
    after = read(session, model)
    moved = {n for n, item in model.items.items() if after.items.get(n) != item}
    effects = {n for n in moved if model.items[n].inputs}
    told = {row["strip"] for key in ("moved", "trimmed", "removed") for row in result.get(key, ())}
    assert len(moved - told - effects) == result.get("rippled_count", 0)
    assert model.items.keys() - after.items.keys() <= told


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(intervals(("text", "color"), compat.HAS_CONNECTIONS), st.data())
def test_every_edit_does_so_in_blender(scene, model, data):
    session = in_blender(scene, model)
    first = read(session, model)
    assert places(first) == places(model)
    taken_back(session, edited(session, model, data))
    assert read(session, model).items == first.items
