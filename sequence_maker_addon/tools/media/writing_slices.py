"""A change that takes long, written in slices between which Blender draws: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...sequence.strip import StripChange
from ...toolkit.jobs import Progress
from ...toolkit.plain_text import named
from ...toolkit.world import Session
from ..editing.ripple import NEAR

FEW, MANY = 6, 2
"""Strips that come in one slice; fewer where each takes longer, since many are there."""
CROWDED = 300
"""Strips from which on there are many."""
Ready = Callable[[StripChange], StripChange]


def in_slices(session: Session, change: Change, ready: Ready) -> Generator[Progress, None, Change]:
    """Write what moves, goes or is cut at once, and then what comes, a few strips at a time.

    Args:
        session: The world.
        change: A checked change.
        ready: Makes a coming strip ready, right before it is written.

    Raises:
        ToolError: If a slice is refused, for somebody acted meanwhile; nothing of it stays then.
    """
    size = FEW if len(session.seen.strips) < CROWDED else MANY
    fresh = [found for found in change.strips if _is_made(found)]
    others = tuple(found for found in change.strips if not _is_made(found))
    parts = [replace(change, strips=others)] if replace(change, strips=others) else []
    parts += [Change(strips=tuple(group)) for group in _groups(fresh, size)]
    done: list[Change] = []
    try:
        for number, part in enumerate(parts):
            if number:
                _refuse_taken(session, part)
            strips = tuple(ready(found) if _is_made(found) else found for found in part.strips)
            done.append(session.apply(replace(part, strips=strips)))
            if number + 1 < len(parts):
                yield Progress(f"adding, {number + 1} of {len(parts)}", (number + 1) / len(parts))
    except BaseException:  # cancelled, too
        for part in reversed(done):
            session.apply(part.inverse)
        raise
    strips = tuple(found for part in done for found in part.strips)
    return replace(done[0], strips=strips)


def _refuse_taken(session: Session, part: Change) -> None:
    """Refuse a slice whose place somebody took, or locked, since it was planned.

    Raises:
        ToolError: `clip_in_the_way` or `channel_locked`.
    """
    coming = [found.after for found in part.strips if found.after is not None]
    for strip in coming:
        if strip.channel in session.seen.locked:
            message = f"channel {strip.channel} was locked meanwhile"
            raise ToolError("channel_locked", message, field="channel", hint="nothing was added")
    for other in session.seen.strips:
        for strip in coming:
            near = strip.start + NEAR, strip.end - NEAR
            if other.channel == strip.channel and other.overlaps(*near):
                message = f"{named(other.name)} came into the way of {named(strip.name)}"
                raise ToolError("clip_in_the_way", message, hint="nothing was added")


def _groups(fresh: list[StripChange], size: int) -> list[list[StripChange]]:
    """Part what comes; what is connected with one that came stays with it."""
    found: list[list[StripChange]] = []
    for change in fresh:
        whole = (change.after.whole if change.after is not None else None) or {}
        along = found and {one.name for one in found[-1]} & set(whole.get("connected", ()))
        if found and (along or len(found[-1]) < size):
            found[-1].append(change)
        else:
            found.append([change])
    return found


def _is_made(change: StripChange) -> bool:
    return change.before is None and not change.cut_from and not change.copy_of
