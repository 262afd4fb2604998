"""Writing the segments of a change to the strips; whatever else a strip has stays with it."""

from __future__ import annotations

from typing import Any, Protocol

from ...sequence.change import Change
from ...sequence.frames import Timebase
from ...sequence.segment import Segment
from ..host import compat
from . import fades, segment_ids
from .segment_strips import (
    PIXELS,
    beyond,
    dress,
    floats,
    recover,
    recover_colors,
    segment_of,
    shows,
)


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
    versions). So what is cut off is cut by Blender's own split, then strips shrink; those that go
    elsewhere, or that are in the way of one that grows, wait before the sequence; then each takes
    its place. Strips go last, when all else has gone well.

    Attributes:
        kept: What strips were beyond their segments, by id, of those that go or lose their colors.
    """

    def __init__(self, timelines: SceneStrips) -> None:
        self.kept: dict[int, Any] = {}
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
        self._capture(change)
        cut = self._cut(change)
        placed = [after for _, after in change.changed] + cut
        growing = self._shrink_and_park(placed)
        for segment in change.removed:
            if segment.channel in growing:
                self._park(self._strips[segment.id])
        for after in placed:
            self._place(after)
            self._dress(after, change.kept)
        for segment in change.added:
            if segment.id not in self._strips:
                self._create(segment, change.kept)
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
            changed=tuple(
                (now[number], segment)
                for number, segment in before.items()
                if number in now and (now[number] != segment or number in self.kept)
            ),
            removed=tuple(s for number, s in now.items() if number not in before),
            kept=self.kept,
        )
        Writer(timelines).write(inverse)

    def stored(self, segment: Segment) -> Segment:
        """Return a segment that was written as its strip shows it now."""
        strip = self._strips[segment.id]
        curves = self._curves.get(strip.name)
        return segment_of(segment.id, strip, self._base, curves)

    def look_again(self) -> None:
        """Read the color curves anew, after all is written."""
        self._curves = fades.color_curves(self._scene)

    def _capture(self, change: Change) -> None:
        """Keep what goes: whole strips, and colors that will be replaced."""
        gone = list(change.removed)
        gone += [
            before for before, after in change.changed if not shows(_part(before, after), after)
        ]
        for segment in gone:
            data = beyond(self._scene, self._strips[segment.id], segment)
            if data:
                self.kept[segment.id] = data

    def _cut(self, change: Change) -> list[Segment]:
        """Cut the parts off that get an id of their own; return them."""
        coming = {segment.id: segment for segment in change.added}
        parts = sorted((coming[number] for number in change.cuts), key=lambda part: part.start)
        pieces = {source: [self._strips[source]] for source in change.cuts.values()}
        for part in parts:
            frame = self._base.frame_of(part.start)
            there = pieces[change.cuts[part.id]]
            strip = next(s for s in there if compat.frames(s)[0] < frame < compat.frames(s)[1])
            curves = self._curves.get(strip.name)
            made = strip.split(frame=frame, split_method="SOFT")
            made[segment_ids.KEY], made.select = part.id, False
            if made.name != part.name:
                made.name = part.name
            there.append(made)
            self._strips[part.id] = made
            if curves is not None:
                self._curves = fades.color_curves(self._scene)
        return parts

    def _frames(self, segment: Segment) -> tuple[int, int]:
        return self._base.frame_of(segment.start), self._base.frame_of(segment.end)

    def _create(self, segment: Segment, kept: Any) -> None:
        first, end = self._frames(segment)
        strip = compat.new_color_strip(self._editor, segment.name, segment.channel, first, end)
        strip.select = False
        strip[segment_ids.KEY] = segment.id
        self._strips[segment.id] = strip
        if segment.id in kept:
            recover(self._scene, strip, segment, kept[segment.id])
            return
        if segment.pixels is not None:
            strip[PIXELS] = segment.pixels
        if segment.end_color is not None:
            dress(self._scene, strip, segment, None)
        else:
            strip.color = floats(segment.color)

    def _shrink_and_park(self, placed: list[Segment]) -> set[int]:
        """Make strips no longer than they will be; return the channels where any grows."""
        growing = set()
        if placed:
            every = [compat.frames(strip)[0] for strip in compat.strips(self._editor)]
            every += [self._frames(after)[0] for after in placed]
            self._parking = min(every)
        for after in placed:
            strip = self._strips[after.id]
            first, end = compat.frames(strip)
            new_first, new_end = self._frames(after)
            goes = self._goes(strip, after)
            if goes or new_first < first or end < new_end:
                growing.add(after.channel)
            if goes:
                self._park(strip)
                continue
            if new_end < end:
                compat.set_end(strip, new_end)
            if first < new_first:
                compat.set_first(strip, new_first)
        return growing

    def _goes(self, strip: Any, after: Segment) -> bool:
        """Tell whether a strip moves as a whole, its keys with it; else its handles do."""
        first, end = compat.frames(strip)
        new_first, new_end = self._frames(after)
        apart = end <= new_first or new_end <= first
        moved = new_first != first and new_end - new_first == end - first
        return bool(strip.channel != after.channel or apart or moved)

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

    def _dress(self, after: Segment, kept: Any) -> None:
        strip = self._strips[after.id]
        curves = self._curves.get(strip.name)
        if strip.name != after.name:
            strip.name = after.name
        if after.pixels is not None:
            strip[PIXELS] = after.pixels
        elif PIXELS in strip:
            del strip[PIXELS]
        if after.id in kept:
            recover_colors(self._scene, strip, after, kept[after.id])
        elif not shows(segment_of(after.id, strip, self._base, curves), after):
            dress(self._scene, strip, after, curves)


def _part(before: Segment, after: Segment) -> Segment:
    """Return a segment as it looks within what is left of it."""
    inside = max(before.start, after.start), min(before.end, after.end)
    trimmed = before.start <= after.start and after.end <= before.end
    return before.cut(*inside) if trimmed else before
