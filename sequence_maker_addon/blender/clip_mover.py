"""Moving and trimming strips of any kind without one ending up on another channel."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.errors import ToolError
from ..music.port import Move
from . import compat

if TYPE_CHECKING:
    from .strips import StripTimelines

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Place:
    """Where a strip is and where it goes, in frames."""

    strip: Any
    channel: int
    before: tuple[int, int]
    after: tuple[int, int]
    shift: bool


class ClipMover:
    """Carries out some moves, whole or not at all.

    A property write that makes strips overlap sends the strip to another channel. So handles first
    shrink to what they will be; strips that move wait before the sequence, at their full length,
    each behind the other; then each takes its place and grows.
    """

    def __init__(self, timelines: StripTimelines, moves: Sequence[Move]) -> None:
        self._editor = timelines.editor
        rate, first = timelines.frame_rate, timelines.scene.frame_start
        self._places: list[_Place] = []
        for move in {move.name: move for move in moves}.values():
            strip = compat.strips(self._editor)[move.name]
            before = compat.frames(strip)
            start, end = (first + round(time * rate) for time in (move.start, move.end))
            if move.shift:
                end = start + before[1] - before[0]
            if end <= start:
                raise ToolError(
                    "invalid_time", f"the strip {move.name!r} would be shorter than one frame"
                )
            if not -compat.LAST_FRAME < start < end <= compat.LAST_FRAME:
                raise ToolError("out_of_range", f"{move.name!r} would leave Blender's frames")
            self._places.append(_Place(strip, strip.channel, before, (start, end), move.shift))

    def carry_out(self) -> None:
        """Write the moves.

        Raises:
            ToolError: `clip_in_the_way`, before anything is written.
        """
        self._refuse_overlaps()
        try:
            self._write()
        except Exception:
            log.exception("strips could not be moved; they go back")
            self._take_back()
            raise

    def _refuse_overlaps(self) -> None:
        """Check the picture as it will be."""
        moving = {place.strip.name for place in self._places}
        spans = [
            (strip.channel, *compat.frames(strip), strip.name)
            for strip in compat.strips(self._editor)
            if strip.name not in moving
        ]
        fixed = len(spans)
        spans += [(p.channel, *p.after, p.strip.name) for p in self._places]
        for place, (channel, start, end, name) in enumerate(spans[fixed:], fixed):
            for other in spans[:place]:
                if other[0] == channel and other[1] < end and start < other[2]:
                    raise ToolError(
                        "clip_in_the_way",
                        f"{other[3]!r} is in the way of {name!r} on channel {channel}",
                        hint="move that one, too, or choose a smaller change",
                    )

    def _write(self) -> None:
        strips = compat.strips(self._editor)
        parking = min([compat.frames(s)[0] for s in strips] + [p.after[0] for p in self._places])
        shifted = [p for p in self._places if p.shift and p.after != p.before]
        trimmed = [p for p in self._places if not p.shift and p.after != p.before]
        for place in trimmed:
            self._shrink(place)
        for place in shifted:
            parking -= place.before[1] - place.before[0] + 1
            compat.shift(place.strip, parking - place.before[0])
        for place in trimmed:
            self._grow(place)
        for place in shifted:
            compat.shift(place.strip, place.after[0] - compat.frames(place.strip)[0])
        for place in self._places:
            stored = (place.strip.channel, *compat.frames(place.strip))
            if stored != (place.channel, *place.after):
                raise ToolError(
                    "clip_in_the_way",
                    f"Blender cannot bring {place.strip.name!r} to that length or place",
                    hint="a sound or movie can be drawn out only as far as Blender allows",
                )

    def _shrink(self, place: _Place) -> None:
        first, end = place.before
        new_first, new_end = place.after
        if new_first >= end or new_end <= first:
            raise ToolError(
                "invalid_time",
                f"{place.strip.name!r} cannot be trimmed to a stretch that it does not cover",
                hint="move it as a whole",
            )
        if new_end < end:
            compat.set_end(place.strip, new_end)
        if first < new_first:
            compat.set_first(place.strip, new_first)

    def _grow(self, place: _Place) -> None:
        """Draw the handles out; all that could be in the way has shrunk or waits elsewhere."""
        first, end = compat.frames(place.strip)
        if place.after[0] < first:
            compat.set_first(place.strip, place.after[0])
        if end < place.after[1]:
            compat.set_end(place.strip, place.after[1])

    def _take_back(self) -> None:
        """Bring every strip back: far from all others it gets its length, then it goes home."""
        low = min(compat.frames(strip)[0] for strip in compat.strips(self._editor))
        low = min([low, *(place.before[0] for place in self._places)])
        away: list[int] = []
        for place in self._places:
            spans = [compat.frames(place.strip), *([] if place.shift else [place.before])]
            away.append(low - 1 - max(end for _, end in spans))
            low = min(first for first, _ in spans) + away[-1]
            compat.shift(place.strip, away[-1])
            place.strip.channel = place.channel
        for place, distance in zip(self._places, away, strict=True):
            if not place.shift:
                compat.set_first(place.strip, place.before[0] + distance)
                compat.set_end(place.strip, place.before[1] + distance)
        for place in self._places:
            compat.shift(place.strip, place.before[0] - compat.frames(place.strip)[0])
