"""Where files come to lie: one after the other, on channels that are free or are made so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from ...sequence.errors import ToolError
from ...sequence.timelines import CHANNELS
from ...toolkit.world import Session
from ..editing.edit import Edit
from ..editing.range_removal import erased
from ..editing.ripple import NEAR, Ripple, Shift, channels_of
from .file_pieces import Piece

Mode = Literal["append", "insert", "overwrite"]
NEIGHBORS = 20
"""Strips of a channel that are asked where their sound lies."""


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
    session: Session,
    pieces: Sequence[Piece],
    mode: Mode,
    channel: int | None,
    start: float | None,
) -> list[Place]:
    """Lay pieces out: pictures one after the other, and sounds beside them the same way.

    Args:
        session: The world.
        pieces: In their order.
        mode: Where room is made, sounds of movies go to where those of the channel lie.
        channel: For the pictures, or for the sounds where there are no pictures; None for the
            lowest that is free and has no segments.
        start: Where the first begins, in seconds; None for where the channel ends, or the sequence
            if no channel is said; where room is made, for the playhead.

    Raises:
        ToolError: `out_of_range`, where no channel is free or the sequence is too short;
            `missing_argument`, where room is made on no channel.
    """
    if mode != "append" and channel is None:
        raise _no_channel(session)
    first = session.seen.frame_rate.snap(_start(session, mode, channel) if start is None else start)
    sounds = [piece for piece in pieces if piece.file.kind == "sound"]
    pictures = [piece for piece in pieces if piece.file.kind != "sound"]
    end = first + max(_length(pictures), _length(sounds))
    if end > session.seen.last_time:
        raise ToolError("out_of_range", "that would lie beyond the end that Blender can store")
    taken: list[int] = []

    def next_channel(length: float) -> int:
        lowest = taken[-1] + 1 if taken else 1
        return free_channel(session, first, first + length, lowest, taken)

    found = list[Place]()
    if pictures:
        taken.append(channel or next_channel(_length(pictures)))
        if any(piece.sound for piece in pictures):
            usual = _sound_channel(session, taken[0])
            fits = usual and (mode != "append" or not _full(session, first, end) & {usual})
            taken.append(usual if fits else next_channel(_length(pictures)))
        found += _row(pictures, first, taken[0], taken[-1])
    if sounds:
        own = next_channel(_length(sounds)) if pictures or channel is None else channel
        found += _row(sounds, first, own)
    return found


def make_room(edit: Edit, places: Sequence[Place], mode: Mode, ripple: Ripple) -> None:
    """Empty the stretches in which files are to lie, or move what is later on.

    Raises:
        ToolError: As `range_removal.erased` and `Edit.ripple`.
    """
    channels = {place.channel for place in places}
    channels |= {place.sound_channel for place in places if place.sound_channel}
    first, end = min(place.start for place in places), max(place.end for place in places)
    if mode == "overwrite":
        erased(edit, [(first, end)], sorted(channels), closes=True)
    elif mode == "insert":
        wide = channels_of("channel" if ripple == "none" else ripple, channels, ())
        _cut_at(edit, first, channels)
        edit.ripple([Shift(first, end - first, wide - edit.session.seen.locked)])


def free_channel(
    session: Session, start: float, end: float, lowest: int, but: Collection[int] = ()
) -> int:
    """Return a channel that has room in a stretch: the next from `lowest` up, else any.

    Channels with segments are lamps; they are left to them.

    Raises:
        ToolError: `out_of_range`.
    """
    seen = session.seen
    full = _full(session, start, end) | seen.locked | set(but)
    full |= {segment.channel for segment in seen.segments}
    for number in [*range(lowest, CHANNELS + 1), *range(1, lowest)]:
        guarded = any(area.covers(number, start, end) for area in seen.protections)
        if number not in full and not guarded:
            return number
    raise ToolError("out_of_range", "no channel is free for so long", field="channel")


def _full(session: Session, start: float, end: float) -> set[int]:
    """Return the channels on which something lies in a stretch."""
    near = start + NEAR, end - NEAR
    return {strip.channel for strip in session.seen.strips if strip.overlaps(*near)}


def _cut_at(edit: Edit, time: float, channels: Collection[int]) -> None:
    """Cut what spans the time at which files are inserted."""
    spanning = [
        target
        for target in edit.targets.values()
        if target.channel in channels and target.start + NEAR < time < target.end - NEAR
    ]
    if spanning:
        edit.cut(dict.fromkeys(edit.free(spanning, "cut"), [time]))


def _sound_channel(session: Session, channel: int) -> int:
    """Return where the sounds of a channel's movies lie mostly; 0 where there are none."""
    seen, found = session.seen, Counter[int]()
    movies = [strip for strip in seen.strips if strip.channel == channel and strip.kind == "movie"]
    for movie in movies[-NEIGHBORS:]:
        others = [seen.by_name[name] for name in seen.connected(movie.name)]
        found.update(other.channel for other in others if other.kind == "sound")
    usual = [number for number, _ in found.most_common(1) if number not in seen.locked]
    return usual[0] if usual else 0


def _start(session: Session, mode: Mode, channel: int | None) -> float:
    if mode != "append":
        return session.timelines.playhead()
    strips = session.seen.strips
    return max((s.end for s in strips if channel in (None, s.channel)), default=0.0)


def _no_channel(session: Session) -> ToolError:
    known = sorted({strip.channel for strip in session.seen.strips})
    return ToolError(
        "missing_argument",
        "say on which channel room is made",
        field="channel",
        allowed=known or "append needs none",
    )


def _length(pieces: Sequence[Piece]) -> float:
    return sum(piece.length for piece in pieces)


def _row(pieces: Sequence[Piece], first: float, channel: int, beside: int = 0) -> list[Place]:
    found, start = list[Place](), first
    for piece in pieces:
        found.append(Place(piece, start, channel, beside if piece.sound else 0))
        start = found[-1].end
    return found
