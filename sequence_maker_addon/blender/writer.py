"""Writing a change to the strips, in the order that keeps Blender from moving any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.color import Rgb
from ..core.segment import Change, Segment
from . import compat, fades, ids

if TYPE_CHECKING:
    from .strips import StripTimelines

PIXELS = "sequence_maker_pixels"


class Writer:
    """Writes one change to the strips, in the order that keeps Blender from moving any.

    A property write that makes strips overlap sends the strip to another channel, so
    everything shrinks first, moves then, and grows last (measured, all versions).
    """

    def __init__(self, timelines: StripTimelines) -> None:
        self._scene = timelines.scene
        self._editor = timelines.editor
        self._rate = timelines.frame_rate
        self._curves = fades.color_curves(self._scene)
        self._strips = dict(ids.marked(self._scene, timelines.color_strips()))
        self._before = {segment.id: segment for segment in timelines.segments()}
        self._timelines = timelines

    def write(self, change: Change) -> None:
        """Carry out the change."""
        for segment in change.removed:
            compat.strips(self._editor).remove(self._strips.pop(segment.id))
        for _, after in change.changed:
            self._shrink(after)
        for before, after in change.changed:
            self._move(after)
            self._dress(self._strips[after.id], after, before)
        for segment in change.added:
            self._create(segment)
        if change.added:
            ids.set_next(self._scene, max(segment.id for segment in change.added) + 1)

    def take_back(self) -> None:
        """Restore the segments that were there when the writer was made."""
        timelines = self._timelines
        now = {segment.id: segment for segment in timelines.segments()}
        before = self._before
        inverse = Change(
            added=tuple(s for number, s in before.items() if number not in now),
            changed=tuple((now[n], s) for n, s in before.items() if n in now and now[n] != s),
            removed=tuple(s for number, s in now.items() if number not in before),
        )
        Writer(timelines).write(inverse)

    def _frames(self, segment: Segment) -> tuple[int, int]:
        start = self._scene.frame_start
        return start + round(segment.start * self._rate), start + round(segment.end * self._rate)

    def _create(self, segment: Segment) -> None:
        first, end = self._frames(segment)
        strip = compat.new_color_strip(self._editor, segment.name, segment.channel, first, end)
        red, green, blue = segment.color
        strip.color = (red / 255, green / 255, blue / 255)
        strip[ids.KEY] = segment.id
        if segment.pixels is not None:
            strip[PIXELS] = segment.pixels
        if segment.end_color is not None:
            fades.write(self._scene, strip, first, end, _both(segment))

    def _shrink(self, after: Segment) -> None:
        strip = self._strips[after.id]
        first, end = compat.frames(strip)
        new_first, new_end = self._frames(after)
        if strip.channel == after.channel and new_first < end and first < new_end:
            keep_first, keep_end = max(first, new_first), min(end, new_end)
        else:
            keep_first, keep_end = first, min(end, first + new_end - new_first)
        if keep_end < end:
            compat.set_end(strip, keep_end)
        if keep_first > first:
            compat.set_first(strip, keep_first)

    def _move(self, after: Segment) -> None:
        strip = self._strips[after.id]
        new_first, new_end = self._frames(after)
        if strip.channel != after.channel:
            self._park(strip)
            strip.channel = after.channel
        first, end = compat.frames(strip)
        if not (new_first <= first and end <= new_end):
            compat.shift(strip, new_first - first)
        first, end = compat.frames(strip)
        if first > new_first:
            compat.set_first(strip, new_first)
        if end < new_end:
            compat.set_end(strip, new_end)
        stored = (strip.channel, *compat.frames(strip))
        if stored != (after.channel, new_first, new_end):
            raise RuntimeError(f"Blender placed {strip.name!r} at {stored}")

    def _park(self, strip: Any) -> None:
        last = max(compat.frames(other)[1] for other in compat.strips(self._editor))
        compat.shift(strip, last + 1 - compat.frames(strip)[0])

    def _dress(self, strip: Any, after: Segment, before: Segment) -> None:
        curves = self._curves.get(strip.name)
        fades_before = curves is not None and curves.is_fade
        if after.name != before.name:
            strip.name = after.name
        if after.pixels is not None:
            strip[PIXELS] = after.pixels
        elif PIXELS in strip:
            del strip[PIXELS]
        if after.end_color is not None:
            strip.color = _floats(after.color)
            fades.write(self._scene, strip, *self._frames(after), _both(after))
            return
        if fades_before and curves is not None:
            fades.remove(self._scene, curves)
        if after.color != before.color or fades_before:
            strip.color = _floats(after.color)


def _floats(color: Rgb) -> list[float]:
    return [part / 255 for part in color]


def _both(segment: Segment) -> tuple[list[float], list[float]]:
    return _floats(segment.color), _floats(segment.end_color or segment.color)
