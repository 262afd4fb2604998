"""Ripple, planned on plain data: what begins later moves along, what spans the point stays whole.

Whoever inserts, removes or trims says where how much room comes or goes (`Shift`); what is
connected moves together. Sorting apart, all of it is linear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from ...sequence.rules import NEAR
from ...sequence.timelines import CHANNELS

Ripple = Literal["none", "channel", "all"]
Key = int | str
"""The id of a segment, or the name of any other strip."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Room that comes or goes: what begins at `at` or later moves.

    Attributes:
        at: From here on, in seconds.
        by: Seconds later, or (negative) earlier.
        channels: On these.
    """

    at: float
    by: float
    channels: frozenset[int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A strip, or a part of one that is cut, as it lies before the ripple.

    Attributes:
        key: What it is called.
        channel: Its channel.
        start: Where it begins, in seconds.
        end: Where it ends.
        group: The same for those that move together.
        held: Why it may not move; empty where it may.
        follows: It is an effect, which never moves by itself.
    """

    key: Key
    channel: int
    start: float
    end: float
    group: tuple[Key, int]
    held: str = ""
    follows: bool = False


@dataclass(slots=True)
class Rippled:
    """What a ripple comes to.

    Attributes:
        by: Seconds by the key of each piece that moves.
        stays: Why pieces stay that would move, by their key.
    """

    by: dict[Key, float] = field(default_factory=dict)
    stays: dict[Key, str] = field(default_factory=dict)


def channels_of(ripple: Ripple, touched: Iterable[int], locked: Collection[int]) -> frozenset[int]:
    """Return the channels on which a ripple moves what is later; none where there is none."""
    if ripple == "none":
        return frozenset()
    every = range(1, CHANNELS + 1) if ripple == "all" else touched
    return frozenset(every) - frozenset(locked)


def rippled(pieces: Iterable[Piece], shifts: Sequence[Shift]) -> Rippled:
    """Return by how much each piece moves; a group moves as its last one to begin does."""
    groups: dict[tuple[Key, int], list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(piece.group, []).append(piece)
    rows: dict[int, _Row] = {}
    found = Rippled()
    for group in groups.values():
        by, late = 0.0, -float("inf")
        for piece in group:
            if piece.channel not in rows:
                rows[piece.channel] = _Row([s for s in shifts if piece.channel in s.channels])
            own = 0.0 if piece.follows else rows[piece.channel].at(piece.start)
            if abs(own) > NEAR and piece.start > late:
                by, late = own, piece.start
        if abs(by) <= NEAR:
            continue
        held = next((piece for piece in group if piece.held), None)
        for piece in group:
            if held is None:
                found.by[piece.key] = by
            else:
                also = f"it is connected with {held.key!r}: {held.held}"
                found.stays[piece.key] = piece.held or also
    return found


class _Row:
    """The shifts of one channel, summed up."""

    def __init__(self, shifts: Iterable[Shift]) -> None:
        ordered = sorted(shifts, key=lambda shift: shift.at)
        self._at = [shift.at - NEAR for shift in ordered]
        self._sum = [0.0, *accumulate(shift.by for shift in ordered)]

    def at(self, time: float) -> float:
        return self._sum[bisect_right(self._at, time)]


def moved_time(time: float, shifts: Sequence[Shift]) -> float:
    """Return where a time, such as a marker's, comes to lie; within a gap that closes, its start.

    Args:
        time: In seconds.
        shifts: By whatever channel they are on, each time of `at` once.
    """
    by = 0.0
    for shift in sorted({(shift.at, shift.by) for shift in shifts}):
        at, step = shift
        if time >= at - NEAR:
            by += step
        elif step < 0 and time > at + step:
            return at + step + by
    return time + by


def packed(pieces: Iterable[Piece], start: float | None, end: float) -> Rippled:
    """Return how far each piece goes so that the gaps before it on its channel close.

    What is held stays, and what lies behind it closes up to it.

    Args:
        pieces: All that lies on the channels.
        start: Gaps from here on, also the one before the first; None for those behind the first.
        end: Gaps up to here.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.start, piece.channel))
    groups: dict[tuple[Key, int], list[tuple[Piece, Piece | None]]] = {}
    last: dict[int, Piece] = {}
    for piece in ordered:
        groups.setdefault(piece.group, []).append((piece, last.get(piece.channel)))
        last[piece.channel] = piece
    found = Rippled()
    for group in groups.values():
        if any(piece.held for piece, _ in group):
            continue
        by = max(_closing(piece, before, found, start, end) for piece, before in group)
        if by < -NEAR:
            found.by |= dict.fromkeys((piece.key for piece, _ in group), by)
    return found


def _closing(
    piece: Piece, before: Piece | None, found: Rippled, start: float | None, end: float
) -> float:
    if before is None and start is None:
        return 0.0
    first = before.end if before is not None else 0.0
    first = max(first, start) if start is not None else first
    gap = max(min(piece.start, end) - first, 0.0)
    return (found.by.get(before.key, 0.0) if before is not None else 0.0) - gap
