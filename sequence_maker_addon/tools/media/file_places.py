"""Where files come to lie: one after the other, on channels that are free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...sequence.errors import ToolError
from ...sequence.timelines import CHANNELS
from ...toolkit.world import Session
from .file_pieces import Piece


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece lies, in seconds; its sound has a channel of its own."""

    piece: Piece
    start: float
    channel: int
    sound_channel: int = 0

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.piece.length


def placed(
    session: Session, pieces: Sequence[Piece], channel: int | None, start: float | None
) -> list[Place]:
    """Lay pieces out: pictures one after the other, and sounds beside them the same way.

    Args:
        session: The world.
        pieces: In their order.
        channel: For the pictures, or for the sounds where there are no pictures; None for the
            lowest that is free and has no segments.
        start: Where the first begins, in seconds; None for where the channel ends, or the sequence
            if no channel is said.

    Raises:
        ToolError: `out_of_range`, where no channel is free or the sequence is too short.
    """
    first = session.seen.frame_rate.snap(_end(session, channel) if start is None else start)
    sounds = [piece for piece in pieces if piece.file.kind == "sound"]
    pictures = [piece for piece in pieces if piece.file.kind != "sound"]
    end = first + max(_length(pictures), _length(sounds))
    if end > session.seen.last_time:
        raise ToolError("out_of_range", "that would lie beyond the end that Blender can store")
    taken: list[int] = []

    def next_channel(wanted: int | None, length: float) -> int:
        lowest = taken[-1] + 1 if taken else 1
        found = wanted or free_channel(session, first, first + length, lowest, taken)
        taken.append(found)
        return found

    found = list[Place]()
    if pictures:
        own = next_channel(channel, _length(pictures))
        loud = any(piece.sound for piece in pictures)
        beside = next_channel(None, _length(pictures)) if loud else 0
        found += _row(pictures, first, own, beside)
    if sounds:
        found += _row(sounds, first, next_channel(None if pictures else channel, _length(sounds)))
    return found


def free_channel(
    session: Session, start: float, end: float, lowest: int, but: Sequence[int] = ()
) -> int:
    """Return a channel that has room in a stretch: the next from `lowest` up, else any.

    Channels with segments are lamps; they are left to them.

    Raises:
        ToolError: `out_of_range`.
    """
    seen = session.seen
    full = {strip.channel for strip in seen.strips if strip.overlaps(start, end)}
    full |= {segment.channel for segment in seen.segments} | seen.locked | set(but)
    order = [*range(lowest, CHANNELS + 1), *range(1, lowest)]
    for number in order:
        guarded = any(area.covers(number, start, end) for area in seen.protections)
        if number not in full and not guarded:
            return number
    raise ToolError("out_of_range", "no channel is free for so long", field="channel")


def _end(session: Session, channel: int | None) -> float:
    strips = session.seen.strips
    return max((s.end for s in strips if channel in (None, s.channel)), default=0.0)


def _length(pieces: Sequence[Piece]) -> float:
    return sum(piece.length for piece in pieces)


def _row(pieces: Sequence[Piece], first: float, channel: int, beside: int = 0) -> list[Place]:
    found, start = list[Place](), first
    for piece in pieces:
        found.append(Place(piece, start, channel, beside if piece.sound else 0))
        start = found[-1].end
    return found
