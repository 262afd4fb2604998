"""Bringing the strips of segments to their places without one ending up on another channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...sequence.frames import Timebase
from ...sequence.segment import Segment
from ..host import compat


class SegmentPlaces:
    """Moves strips by their segments, many at once.

    A property write that makes strips overlap sends the strip to another channel (measured, all
    versions). So strips shrink first; those that go elsewhere, or that are in the way of one that
    grows, wait before the sequence; then each takes its place. A strip that moves as a whole takes
    its keys along, as Blender does it; where a handle moves they stay.
    """

    def __init__(self, editor: Any, base: Timebase, strips: Mapping[int, Any]) -> None:
        self._editor, self._base, self._strips = editor, base, strips
        self._parking = 0

    def frames(self, segment: Segment) -> tuple[int, int]:
        """Return the frames `[first, end)` of a segment."""
        return self._base.frame_of(segment.start), self._base.frame_of(segment.end)

    def shrink_and_park(self, placed: list[Segment]) -> set[int]:
        """Make strips no longer than they will be; return the channels where any grows."""
        growing = set()
        if placed:
            every = [compat.frames(strip)[0] for strip in compat.strips(self._editor)]
            every += [self.frames(after)[0] for after in placed]
            self._parking = min(every)
        for after in placed:
            strip = self._strips[after.id]
            first, end = compat.frames(strip)
            new_first, new_end = self.frames(after)
            goes = self._goes(strip, after)
            if goes or new_first < first or end < new_end:
                growing.add(after.channel)
            if goes:
                self.park(strip)
                continue
            if new_end < end:
                compat.set_end(strip, new_end)
            if first < new_first:
                compat.set_first(strip, new_first)
        return growing

    def _goes(self, strip: Any, after: Segment) -> bool:
        """Tell whether a strip moves as a whole, its keys with it; else its handles do."""
        first, end = compat.frames(strip)
        new_first, new_end = self.frames(after)
        apart = end <= new_first or new_end <= first
        moved = new_first != first and new_end - new_first == end - first
        return bool(strip.channel != after.channel or apart or moved)

    def place(self, after: Segment) -> None:
        """Bring a strip to the place of its segment.

        Raises:
            RuntimeError: If Blender brought it elsewhere.
        """
        strip = self._strips[after.id]
        new_first, new_end = self.frames(after)
        if strip.channel != after.channel:
            strip.channel = after.channel
        first, end = compat.frames(strip)
        if end <= new_first or new_end <= first:
            compat.shift(strip, new_first - first)
        first, end = compat.frames(strip)
        if first > new_first:
            compat.set_first(strip, new_first)
        if end < new_end:
            compat.set_end(strip, new_end)
        stored = (strip.channel, *compat.frames(strip))
        if stored != (after.channel, new_first, new_end):
            raise RuntimeError(f"Blender placed {strip.name!r} at {stored}")

    def park(self, strip: Any) -> None:
        """Shorten a strip to a frame and put it before all others, on its channel."""
        first, end = compat.frames(strip)
        if end - first > 1:
            compat.set_end(strip, first + 1)
        self._parking -= 2
        compat.shift(strip, self._parking - first)
