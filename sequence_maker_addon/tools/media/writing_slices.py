"""A change that takes long, written in slices between which Blender draws: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

from ...sequence.change import Change
from ...sequence.strip import StripChange
from ...toolkit.jobs import Progress
from ...toolkit.world import Session

SIZE = 6
"""Strips that come in one slice."""
Ready = Callable[[StripChange], StripChange]


def in_slices(
    session: Session, change: Change, ready: Ready, size: int = SIZE
) -> Generator[Progress, None, Change]:
    """Write what moves, goes or is cut at once, and then what comes, a few strips at a time.

    Args:
        session: The world.
        change: A checked change.
        ready: Makes a coming strip ready, right before it is written.
        size: Strips in a slice.

    Raises:
        ToolError: If a slice is refused, for somebody acted meanwhile; nothing of it stays then.
    """
    fresh = [found for found in change.strips if _is_made(found)]
    others = tuple(found for found in change.strips if not _is_made(found))
    parts = [replace(change, strips=others)] if replace(change, strips=others) else []
    parts += [Change(strips=tuple(group)) for group in _groups(fresh, size)]
    done: list[Change] = []
    try:
        for number, part in enumerate(parts):
            if session.scene is not None and number:
                session.scene.check(part)
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
