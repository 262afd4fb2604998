"""Rows as they are compared and carried: on frames, keyed colors in few pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..sequence.frames import FrameRate
from ..sequence.segment import Segment
from ..sheet.show import Row

HALF, INFINITE = 0.5000001, 1e9
"""Of a step of color, by which rounding may be off; more than any slope."""
TRIED = 12
"""Of the stretches that a fade may stand for, the longest ones that are looked at closely."""


def joined(row: Row) -> Row:
    """Return a row whose keyed colors are told in few fades, each frame of the same color.

    Args:
        row: Its keyed segments are told in pieces of a frame.
    """
    found: list[Segment] = []
    pieces: list[Segment] = []
    for segment in row.segments:
        if pieces and not _goes_on(pieces[-1], segment):
            found += _fades(pieces)
            pieces = []
        if segment.animated:
            pieces.append(segment)
        else:
            found.append(segment)
    return replace(row, segments=(*found, *_fades(pieces)))


def _goes_on(piece: Segment, segment: Segment) -> bool:
    return segment.animated and segment.id == piece.id and segment.start == piece.end


def _fades(pieces: Sequence[Segment]) -> Iterator[Segment]:
    """Yield few fades that show the color of each piece at its beginning."""
    first = 0
    while first < len(pieces):
        found, count = next(_longest(pieces, first))
        yield found
        first += count


def _longest(pieces: Sequence[Segment], first: int) -> Iterator[tuple[Segment, int]]:
    """Yield fades from a piece on that show all that they stand for, and of how many pieces."""
    for count in (*reversed(_candidates(pieces, first)[-TRIED:]), 1):
        some, last = pieces[first : first + count], pieces[first + count - 1]
        end_color = last.end_color or last.color
        end = None if end_color == some[0].color else end_color
        made = replace(some[0], end=last.end, end_color=end)
        if all(made.color_at(piece.start) == piece.color for piece in some):
            yield made, count


def _candidates(pieces: Sequence[Segment], first: int) -> list[int]:
    """Return how many pieces a fade may stand for: its slope fits all colors between, to rounding.

    What slopes still fit only becomes less with each color, so that this ends where none is left.
    """
    start, found = pieces[first].color, []
    low, high = [-INFINITE] * 3, [INFINITE] * 3
    for count in range(1, len(pieces) - first + 1):
        piece = pieces[first + count - 1]
        there = [b - a for a, b in zip(start, piece.end_color or piece.color, strict=True)]
        if all(a * count <= b <= c * count for a, b, c in zip(low, there, high, strict=True)):
            found.append(count)
        low = [max(a, (b - HALF) / count) for a, b in zip(low, there, strict=True)]
        high = [min(a, (b + HALF) / count) for a, b in zip(high, there, strict=True)]
        if any(a > b for a, b in zip(low, high, strict=True)):
            break
    return found


def on_frames(rows: Iterable[Row], rate: FrameRate) -> tuple[list[Row], int]:
    """Return rows with all edges on frames, and how many segments are shorter than one.

    Args:
        rows: As a file tells them.
        rate: Frames a second.
    """
    found, short = [], 0
    for row in rows:
        snapped = [(rate.snap(s.start), rate.snap(s.end), s) for s in row.segments]
        kept = [replace(s, start=start, end=end) for start, end, s in snapped if start < end]
        short += len(snapped) - len(kept)
        found.append(replace(row, segments=tuple(kept)))
    return found, short


def told(rows: Iterable[Row], rate: FrameRate) -> list[tuple[Any, ...]]:
    """Return all that a file must keep of rows, so that two can be compared."""
    return [
        (
            row.channel,
            row.name,
            row.muted,
            [
                (rate.frame_of(s.start), rate.frame_of(s.end), s.color, _end(s), s.pixels)
                for s in row.segments
            ],
        )
        for row in sorted(rows, key=lambda row: row.channel)
        if row.segments
    ]


def _end(segment: Segment) -> Any:
    return None if segment.end_color == segment.color else segment.end_color


def own_name(segment: Segment) -> str:
    """Return the name that somebody gave a segment; empty for one that has a usual name."""
    usual = segment.animated or segment.name == f"Segment {segment.id}"
    return "" if usual else segment.name
