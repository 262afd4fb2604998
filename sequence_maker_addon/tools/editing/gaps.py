"""The function that closes gaps between strips."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...sequence.numerals import counted
from ...sequence.rules import NEAR
from ...toolkit.jobs import Steps
from ...toolkit.parameters import Channels, Flag
from ...toolkit.registry import tool
from ...toolkit.world import Session
from .edit import Edit
from .edit_result import finish
from .edit_times import Moment
from .ripple import Piece, Shift, packed


@tool("write", needs="editing")
def close_gaps(
    session: Session,
    channels: Channels | None = None,
    start_time: Moment | None = None,
    end_time: Moment | None = None,
    all_together: Flag = False,
) -> Steps:
    """Close the gaps between strips: each moves up to the one before it on its channel.

    Connected strips and effects stay together; what is locked stays.

    Args:
        channels: On these; null for all unlocked ones.
        start_time: Gaps from here on, also before the first strip; null for those behind it.
        end_time: Gaps up to here; null for all.
        all_together: Close only what is empty on all of them, so that they stay in time with
            each other. Default false.
    """
    edit = Edit(session)
    last = session.seen.last_time if end_time is None else end_time
    pieces = edit.pieces()
    every = {piece.channel for piece in pieces}
    on = frozenset(every if channels is None else channels) - session.seen.locked
    if all_together:
        plan = edit.plan(_common(pieces, on, start_time, last))
    else:
        groups = {piece.group for piece in pieces if piece.channel in on}
        plan = packed((p for p in pieces if p.group in groups or p.channel in on), start_time, last)
    edit.carry_out(plan)
    moved = [key for key in plan.by if not edit.own.is_effect(key)]
    result = yield from finish(edit, moved=moved)
    return result | {"done": f"{counted(len(moved), 'strip')} closed up"}


def _common(
    pieces: Sequence[Piece], channels: Collection[int], start: float | None, end: float
) -> list[Shift]:
    """Return the gaps that all channels have in common."""
    on = frozenset(channels)
    found, reached = [], start
    for piece in sorted((p for p in pieces if p.channel in on), key=lambda p: p.start):
        if reached is not None and piece.start > reached + NEAR:
            until = min(piece.start, end)
            if until > reached + NEAR:
                found.append(Shift(until, reached - until, on))
        reached = max(piece.end, piece.end if reached is None else reached)
    return found
