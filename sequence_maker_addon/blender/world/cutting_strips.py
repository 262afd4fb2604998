"""Cutting strips by Blender's own split, which cuts connected ones along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...sequence.strip import StripChange
from ..host import compat
from ..timeline.strips import StripTimelines


class Cutter:
    """Makes the parts of a change; what Blender cuts along, but is to stay, is joined again."""

    def __init__(self, timelines: StripTimelines, back: list[Callable[[], object]]) -> None:
        self._timelines = timelines
        self._editor = timelines.editor
        self._back = back
        self._parts: dict[str, list[str]] = {}

    def cut(self, coming: Sequence[StripChange]) -> dict[str, str]:
        """Cut at the starts of the parts that come.

        Returns:
            The names of the parts by those that were foreseen for them.
        """
        roots = list(dict.fromkeys(found.cut_from for found in coming))
        self._parts = {root: [root] for root in roots}
        base = self._timelines.timebase
        names = {}
        for found in coming:
            assert found.after is not None
            frame = base.frame_of(found.after.start)
            self._cut_at(found.cut_from, frame)
            names[found.name] = self._part_at(found.cut_from, frame).name
        return names

    def _cut_at(self, root: str, frame: int) -> None:
        strip = self._part_at(root, frame)
        start, end = compat.frames(strip)
        if not start < frame < end:
            return  # cut along with one that it is connected with
        before = {other.name for other in compat.strips(self._editor)}
        ends = {other.name: compat.frames(other)[1] for other in compat.strips(self._editor)}
        self._back.append(lambda: self._rejoin(ends))
        strip.split(frame=frame, split_method="SOFT")
        made = [other for other in compat.strips(self._editor) if other.name not in before]
        for part in [other.name for other in made]:
            self._keep(part, frame, ends)

    def _keep(self, part: str, frame: int, ends: dict[str, int]) -> None:
        """Count a new part to its strip, or join it again where the strip is to stay whole."""
        strips = compat.strips(self._editor)
        channel = strips[part].channel
        left = next(
            other
            for other in strips
            if other.channel == channel and other.name in ends and compat.frames(other)[1] == frame
        )
        root = next((root for root, names in self._parts.items() if left.name in names), None)
        if root is None:
            self._join(left.name, part, ends[left.name])
            return
        self._parts[root].append(part)

    def _rejoin(self, ends: dict[str, int]) -> None:
        """Take a cut back: what is new goes, and what was there has its end again."""
        strips = compat.strips(self._editor)
        for name in [strip.name for strip in strips if strip.name not in ends]:
            strips.remove(strips[name])
        for strip in strips:
            if compat.frames(strip)[1] != ends[strip.name]:
                compat.set_end(strip, ends[strip.name])

    def _join(self, left: str, part: str, end: int) -> None:
        strips = compat.strips(self._editor)
        if part in strips:
            strips.remove(strips[part])
        compat.set_end(strips[left], end)

    def _part_at(self, root: str, frame: int) -> Any:
        strips = [compat.strips(self._editor)[name] for name in self._parts[root]]
        for strip in strips:
            start, end = compat.frames(strip)
            if start <= frame < end:
                return strip
        return strips[0]
