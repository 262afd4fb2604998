"""A plan in words, with its sum first: the question whether to apply it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...sequence.change import Change
from ...sequence.color import hex_of
from ...sequence.ledger import merged
from ...sequence.numerals import counted
from ...sequence.times import spoken
from ..jobs import Confirm
from ..plain_text import plain
from ..plan_words import FATE_WORDS, in_danger, notes_of, plan_rows
from .plan import SWITCHED, Plan, PlannedCall

SWATCHES = 4
"""Colors of a row."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A part of a plan that can be switched off.

    Attributes:
        name: The function's name; empty for a channel.
        words: What it would do.
        colors: That come, as `#rrggbb`.
        off: Why it is not carried out, empty where it is.
        channel: The channel's number; 0 for a call.
    """

    name: str
    words: str
    colors: tuple[str, ...]
    off: str = ""
    channel: int = 0


@dataclass(frozen=True, slots=True)
class PlanQuestion(Confirm):
    """The question whether a plan is to be applied.

    Attributes:
        plan: The plan.
        number: Which of the turn's plans it is, from 1.
        count: How many plans the turn has.
        calls: A row for each call.
        channels: A row for each channel.
    """

    plan: Plan = Plan("", ())
    number: int = 1
    count: int = 1
    calls: tuple[PlanRow, ...] = ()
    channels: tuple[PlanRow, ...] = ()


def question(plan: Plan, limit: float, number: int = 1, count: int = 1) -> PlanQuestion:
    """Return the question about a plan.

    Args:
        plan: What is asked about.
        limit: Flashes a second that are harmless.
        number: Which of the turn's plans it is, from 1.
        count: How many plans the turn has.
    """
    total, rows = total_of(plan), plan_rows(plan.change)
    notes = [f"Otherwise than shown before: {told}" for told in plan.differences]
    notes += [in_danger(plan.flashing, limit)] if plan.flashing else []
    phrases = [row[1] for row in rows] + notes_of(plan.change)
    return PlanQuestion(
        "; ".join([total, *phrases, *notes]),
        rows,
        notes=(total, *notes),
        changes=tuple(plan.changes),
        total=total,
        plan=plan,
        number=number,
        count=count,
        calls=tuple(_of_call(call) for call in plan.calls),
        channels=tuple(_of_channel(plan, channel) for channel in plan.every_channel),
    )


def _of_call(call: PlannedCall) -> PlanRow:
    return PlanRow(call.name, call_in_words(call), colors_of(call.shown), call.off)


def _of_channel(plan: Plan, channel: int) -> PlanRow:
    off = SWITCHED if channel in plan.channels_off else ""
    colors = colors_of([plan.change], channel)
    return PlanRow("", on_channel(plan, channel), colors, off, channel)


def total_of(plan: Plan) -> str:
    """Return the sum of a plan in one line: what goes and comes, where, when, and dangers."""
    change = plan.change
    parts = [FATE_WORDS[fate].format(counts=count) for fate, count in plan.tally.counts.items()]
    new = len(change.added) + sum(found.before is None for found in change.strips)
    parts += [f"{new} new"] if new else []
    if not change:
        return "Nothing would be changed"
    join = "; ".join(parts) or f"{plan.tally.written} written"
    span, where = plan.span, in_channels(plan.channels)
    if span is not None:
        join = f"{join} on {where}, {spoken(max(0.0, span[0]))} to {spoken(max(0.0, span[1]))}"
    flashing = counted(len(plan.flashing), "flash")
    return f"{join}; {flashing} asked about" if plan.flashing else join


def in_channels(channels: Sequence[int]) -> str:
    """Return channels in words: `channel 3`, `channels 1 to 4`, `channels 1, 3`."""
    if len(channels) == 1:
        return f"channel {channels[0]}"
    if len(channels) > 2 and channels[-1] - channels[0] == len(channels) - 1:
        return f"channels {channels[0]} to {channels[-1]}"
    return f"channels {', '.join(map(str, channels))}"


def call_in_words(call: PlannedCall) -> str:
    """Return what a call would write, or would write if it were not switched off, or why not."""
    if not (call.ok or call.off):
        return str(call.result.get("message") or "")
    one = merged(call.shown).change()
    channels = sorted({channel for channel, _, _ in one.spans()})
    amounts, states = amounts_of(one), [plain(state.text, 200) for state in one.states]
    told = [f"{amounts} on {in_channels(channels)}"] if amounts else []
    return "; ".join([*told, *filter(None, states)])


def amounts_of(change: Change) -> str:
    """Return how many strips go, alter and come; empty where none do."""
    gone = sum(found.after is None for found in change.strips) + len(change.removed)
    new = sum(found.before is None for found in change.strips) + len(change.added)
    changed = sum(None not in (found.before, found.after) for found in change.strips)
    rows = ((gone, "removed"), (changed + len(change.changed), "changed"), (new, "new"))
    return "; ".join(f"{amount} {word}" for amount, word in rows if amount)


def colors_of(changes: Iterable[Change], channel: int = 0) -> tuple[str, ...]:
    """Return the first colors that come, as `#rrggbb`; on one channel, or 0 for all."""
    found: dict[str, None] = {}
    for change in changes:
        for segment in (*change.added, *(after for _, after in change.changed)):
            if channel in (0, segment.channel):
                found[hex_of(segment.color)] = None
    return tuple(found)[:SWATCHES]


def on_channel(plan: Plan, channel: int) -> str:
    """Return what would become of one channel, in words; empty where nothing does."""
    kept = plan.change.without({other for other in plan.channels if other != channel})
    if channel in plan.channels_off or not kept:
        return ""
    return amounts_of(kept)
