"""Writing a change to the strips, in the order that keeps Blender from moving any."""

from __future__ import annotations

from typing import Any, Protocol

from ...sequence.change import Change
from ...sequence.color import Rgb
from ...sequence.frames import Timebase
from ...sequence.segment import Segment
from ..host import compat
from . import fades, segment_ids

PIXELS = "sequence_maker_pixels"


class SceneStrips(Protocol):
    """What the writer needs of the timelines; `strips.StripTimelines` has it."""

    @property
    def scene(self) -> Any:
        """The scene, looked up anew."""

    @property
    def editor(self) -> Any:
        """Its sequence editor."""

    @property
    def timebase(self) -> Timebase:
        """How frames of the scene become times."""

    def color_strips(self) -> list[Any]:
        """Return the strips that are segments."""

    def segments(self) -> list[Segment]:
        """Return the segments as they are now."""


class Writer:
    """Writes one change to the strips, in the order that keeps Blender from moving any.

    A property write that makes strips overlap sends the strip to another channel (measured, all
    versions). So strips shrink first; those that go elsewhere, or that are in the way of one that
    grows, wait before the sequence; then each takes its place. Strips go last, for a fault can
    give back a strip's segment but not all that the user has set on it.
    """

    def __init__(self, timelines: SceneStrips) -> None:
        self._scene = timelines.scene
        self._editor = timelines.editor
        self._base = timelines.timebase
        self._curves = fades.color_curves(self._scene)
        self._strips = dict(segment_ids.marked(self._scene, timelines.color_strips()))
        self._before = {segment.id: segment for segment in timelines.segments()}
        self._timelines = timelines
        self._parking = 0

    def write(self, change: Change) -> None:
        """Carry out the change."""
        growing = self._shrink_and_park(change)
        for segment in change.removed:
            if segment.channel in growing:
                self._park(self._strips[segment.id])
        for before, after in change.changed:
            self._place(after)
            self._dress(self._strips[after.id], after, before)
        for segment in change.added:
            self._create(segment)
        for segment in change.removed:
            compat.strips(self._editor).remove(self._strips.pop(segment.id))
        if change.added:
            segment_ids.set_next(self._scene, max(segment.id for segment in change.added) + 1)
            if change.removed:
                self._name(change.added)

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
        return self._base.frame_of(segment.start), self._base.frame_of(segment.end)

    def _create(self, segment: Segment) -> None:
        first, end = self._frames(segment)
        strip = compat.new_color_strip(self._editor, segment.name, segment.channel, first, end)
        red, green, blue = segment.color
        strip.color = (red / 255, green / 255, blue / 255)
        strip[segment_ids.KEY] = segment.id
        self._strips[segment.id] = strip
        if segment.pixels is not None:
            strip[PIXELS] = segment.pixels
        if segment.end_color is not None:
            fades.write(self._scene, strip, first, end, _both(segment))

    def _shrink_and_park(self, change: Change) -> set[int]:
        """Make strips no longer than they will be; return the channels where any grows."""
        growing = set()
        if change.changed:
            every = [compat.frames(strip)[0] for strip in compat.strips(self._editor)]
            every += [self._frames(after)[0] for _, after in change.changed]
            self._parking = min(every)
        for _, after in change.changed:
            strip = self._strips[after.id]
            first, end = compat.frames(strip)
            new_first, new_end = self._frames(after)
            stays = strip.channel == after.channel and new_first < end and first < new_end
            if not stays or new_first < first or end < new_end:
                growing.add(after.channel)
            if not stays:
                self._park(strip)
                continue
            if new_end < end:
                compat.set_end(strip, new_end)
            if first < new_first:
                compat.set_first(strip, new_first)
        return growing

    def _place(self, after: Segment) -> None:
        strip = self._strips[after.id]
        new_first, new_end = self._frames(after)
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

    def _park(self, strip: Any) -> None:
        """Shorten a strip to a frame and put it before all others, on its channel."""
        first, end = compat.frames(strip)
        if end - first > 1:
            compat.set_end(strip, first + 1)
        self._parking -= 2
        compat.shift(strip, self._parking - first)

    def _name(self, added: tuple[Segment, ...]) -> None:
        """Give new strips the names that the removed ones had until now."""
        for segment in added:
            strip = self._strips[segment.id]
            if strip.name != segment.name:
                strip.name = segment.name

    def _dress(self, strip: Any, after: Segment, before: Segment) -> None:
        curves = self._curves.get(strip.name)
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
        recolored = after.color != before.color or after.end_color != before.end_color
        if curves is not None and recolored:
            fades.remove(self._scene, curves)
        if recolored:
            strip.color = _floats(after.color)


def _floats(color: Rgb) -> list[float]:
    return [part / 255 for part in color]


def _both(segment: Segment) -> tuple[list[float], list[float]]:
    return _floats(segment.color), _floats(segment.end_color or segment.color)
