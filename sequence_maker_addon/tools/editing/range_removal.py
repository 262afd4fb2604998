"""Ranges of time that go: strips in them are removed, trimmed, or cut and the inside taken out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...sequence.rules import NEAR
from ...sequence.strip import Move
from ..places.arrangement import Target
from .edit import Edit
from .ripple import Key

Span = tuple[float, float]


def merged(ranges: Sequence[Sequence[float]], rate: FrameRate) -> list[Span]:
    """Return ranges on frames, in order, those that touch as one.

    Raises:
        ToolError: `invalid_range` for one that does not end after it starts.
    """
    found: list[Span] = []
    for start, end in sorted((rate.snap(start), rate.snap(end)) for start, end in ranges):
        if not start < end:
            message = f"the range {start:g} to {end:g} s has no length"
            raise ToolError("invalid_range", message, field="ranges", allowed="start before end")
        if found and start <= found[-1][1] + NEAR:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def erased(
    edit: Edit, spans: Sequence[Span], channels: Sequence[int] | None, closes: bool
) -> tuple[list[Target], list[Key], set[int]]:
    """Empty ranges, of some channels or all unlocked ones.

    Args:
        edit: Where it is planned.
        spans: The ranges, in order and apart; see `merged`.
        channels: Which; None for all unlocked ones.
        closes: The time itself goes, so that nothing need lie there.

    Returns:
        What goes as a whole, what is left of the others, and the channels that it is about.

    Raises:
        ToolError: `channel_locked`, `nothing_there` or `effect_in_the_way`.
    """
    locked = edit.session.seen.locked
    for channel in sorted(locked & set(channels or ())):
        message = f"channel {channel} is locked"
        raise ToolError("channel_locked", message, field="channels", hint="leave it out")
    kept = _kept(edit, spans, channels)
    removed = [key for key, left in kept.items() if not left]
    touched = {edit.targets[key].channel for key in kept} | set(channels or ())
    if not kept and not edit.skipped and not closes:
        message = "nothing lies in these ranges"
        raise ToolError("nothing_there", message, field="ranges", hint="see list_strips")
    edit.asked |= kept.keys()
    stays = [key for key, left in kept.items() if left]
    edit.cut({key: [span[0] for span in kept[key][1:]] for key in stays if kept[key][1:]})
    left = {
        part: span
        for key in stays
        for part, span in zip(edit.own.parts_of(key), kept[key], strict=True)
    }
    places = edit.lying()
    edit.move(
        {
            part: Move(str(part), *span, False)
            for part, span in left.items()
            if span != (places[part].start, places[part].end)
        }
    )
    gone = [edit.targets[key] for key in removed]
    gone += [edit.targets[edit.own.keys[name]] for name in edit.remove(removed)]
    return gone, list(left), touched


def _kept(
    edit: Edit, spans: Sequence[Span], channels: Sequence[int] | None
) -> dict[Key, list[Span]]:
    """Return what is left of each strip that a range touches, in order."""
    hit = [
        target
        for target in edit.targets.values()
        if (
            target.channel in channels
            if channels
            else target.channel not in edit.session.seen.locked
        )
        and not (target.strip and target.strip.inputs)
        and _within(spans, target.start, target.end)
    ]
    keys = edit.free(hit, "cut") if hit else []
    found = {}
    for key in keys:
        target = edit.targets[key]
        holes = _within(spans, target.start, target.end)
        if holes:
            edges = [target.start, *(edge for hole in holes for edge in hole), target.end]
            pairs = zip(edges[::2], edges[1::2], strict=True)
            found[key] = [(start, end) for start, end in pairs if end - start > NEAR]
    return found


def _within(spans: Sequence[Span], start: float, end: float) -> list[Span]:
    """Return the ranges that share time with a stretch."""
    place = max(bisect_right(spans, start, key=lambda span: span[0]) - 1, 0)
    found = []
    while place < len(spans) and spans[place][0] < end - NEAR:
        if spans[place][1] > start + NEAR:
            found.append(spans[place])
        place += 1
    return found
