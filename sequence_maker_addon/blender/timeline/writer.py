"""Writing the segments of a change to the strips; whatever else a strip has stays with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from ...sequence.change import Change
from ...sequence.frames import Timebase
from ...sequence.segment import Segment
from ..host import compat
from . import fades, made_here, segment_ids
from .segment_places import SegmentPlaces
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

    def numbered(self) -> segment_ids.Pairs:
        """Return the strips that are segments, with their ids."""

    def segments(self) -> list[Segment]:
        """Return the segments as they are now."""


class Writer:
    """Writes one change to the strips, in the order that keeps Blender from moving any.

    What is cut off is cut by Blender's own split; then each strip takes its place. Strips go
    last, when all else has gone well.

    Attributes:
        kept: What strips were beyond their segments, by id, of those that go or lose their colors.
    """

    def __init__(self, timelines: SceneStrips) -> None:
        self.kept: dict[int, Any] = {}
        self._scene = timelines.scene
        self._editor = timelines.editor
        self._base = timelines.timebase
        self._curves = fades.color_curves(self._scene)
        self._strips = dict(timelines.numbered())
        self._timelines = timelines
        self._change = Change()
        self._places = SegmentPlaces(self._editor, self._base, self._strips)

    def write(self, change: Change) -> None:
        """Carry out the change."""
        self._change = change
        self._capture(change)
        cut = self._cut(change)
        placed = [after for _, after in change.changed] + cut
        growing = self._places.shrink_and_park(placed)
        for segment in change.removed:
            if segment.channel in growing:
                self._places.park(self._strips[segment.id])
        for after in placed:
            self._places.place(after)
            self._dress(after, change.kept)
        for segment in change.added:
            if segment.id not in self._strips:
                self._create(segment, change.kept)
        for segment in change.removed:
            compat.strips(self._editor).remove(self._strips.pop(segment.id))
        if change.added:
            made_here.note(self._scene, (segment.id for segment in change.added))
            segment_ids.set_next(self._scene, max(segment.id for segment in change.added) + 1)
            if change.removed:
                self._name(change.added)
        gone = {segment.id for segment in change.removed}
        segment_ids.remember(self._scene, list(self._strips.items()), gone)

    def take_back(self) -> None:
        """Restore what the change was to touch, as it was when it began."""
        timelines, change = self._timelines, self._change
        now = {segment.id: segment for segment in timelines.segments()}
        before = {s.id: s for s in (*change.removed, *(old for old, _ in change.changed))}
        inverse = Change(
            added=tuple(s for number, s in before.items() if number not in now),
            changed=tuple(
                (now[number], segment)
                for number, segment in before.items()
                if number in now and (now[number] != segment or number in self.kept)
            ),
            removed=tuple(now[s.id] for s in change.added if s.id in now),
            kept=self.kept,
        )
        Writer(timelines).write(inverse)

    def stored(self, change: Change) -> Change:
        """Return a change that was written as the strips show it now."""
        curves = fades.color_curves(self._scene)

        def shown(segment: Segment) -> Segment:
            strip = self._strips[segment.id]
            return segment_of(segment.id, strip, self._base, curves.get(strip.name))

        changed = tuple((before, shown(after)) for before, after in change.changed)
        added = tuple(shown(segment) for segment in change.added)
        return replace(change, added=added, changed=changed, kept=self.kept)

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
        at = {number: change.cut_at.get(number, coming[number].start) for number in change.cuts}
        parts = [coming[number] for number in sorted(at, key=lambda number: at[number])]
        pieces = {source: [self._strips[source]] for source in change.cuts.values()}
        for part in parts:
            frame = self._base.frame_of(at[part.id])
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

    def _create(self, segment: Segment, kept: Any) -> None:
        first, end = self._places.frames(segment)
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
