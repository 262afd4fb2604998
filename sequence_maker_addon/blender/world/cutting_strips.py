"""Cutting strips by Blender's own split."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...sequence.strip import Strip, StripChange
from ..host import compat
from ..making import connecting, connections
from ..timeline.strips import StripTimelines

Cut = tuple[str, int]
"""The strip that a part is cut off from, and the frame at which it begins."""


class Cutter:
    """Makes the parts of a change; those of connected strips are connected as these are."""

    def __init__(self, timelines: StripTimelines, back: list[Callable[[], object]]) -> None:
        self._scene, self._base = timelines.scene, timelines.timebase
        self._strips = compat.strips(timelines.editor)
        self._back = back
        self._last: dict[str, Any] = {}
        self._joined: dict[str, list[str]] = {}
        self._parts: dict[Cut, Any] = {}

    def cut(self, coming: Sequence[StripChange], sources: Mapping[str, Strip]) -> dict[str, str]:
        """Cut where the parts that come begin, before they move.

        Args:
            coming: The parts.
            sources: The strips that they are cut off from, as they are.

        Returns:
            The names of the parts by those that were foreseen for them.
        """
        if not coming:
            return {}
        rows = [
            (self._base.frame_of(c.cut_at(sources[c.cut_from])), c.cut_from, c.name) for c in coming
        ]
        roots = {root for _, root, _ in rows}
        self._last = {strip.name: strip for strip in self._strips if strip.name in roots}
        every = self._last.items()
        self._joined = {root: connections.of(self._scene, strip) for root, strip in every}
        ends = [(strip, compat.frames(strip)[1]) for strip in self._last.values()]
        self._back.append(lambda: self._rejoin(ends))
        wanted, apart = {(root, frame) for frame, root, _ in rows}, set[Cut]()
        for frame, root, _ in sorted(rows):
            if (root, frame) not in self._parts:
                together = {(other, frame) for other in self._joined[root]} <= wanted
                self._cut_off(root, frame, together)
                apart |= set() if together else {(root, frame)}
        self._connect(apart)
        return {name: self._parts[root, frame].name for frame, root, name in rows}

    def _cut_off(self, root: str, frame: int, together: bool) -> None:
        """Cut a strip, and those that are connected with it where all of them are to be cut."""
        alone = {} if together or not compat.HAS_CONNECTIONS else {"ignore_connections": True}
        made = self._last[root].split(frame=frame, split_method="SOFT", **alone)
        self._take(root, frame, made)
        if not together or not self._joined[root] or not compat.HAS_CONNECTIONS:
            return
        by_channel = {self._last[other].channel: other for other in self._joined[root]}
        for name in connections.of(self._scene, made):
            part = self._strips[name]
            self._take(by_channel[part.channel], frame, part)

    def _take(self, root: str, frame: int, made: Any) -> None:
        self._last[root] = self._parts[root, frame] = made
        made.select = False

    def _connect(self, apart: set[Cut]) -> None:
        """Connect what Blender has parted, for it was cut without what it is connected with."""
        groups = [[root, *self._joined[root]] for root, _ in apart]
        for root, frame in apart:
            parts = ((name, frame) for name in (root, *self._joined[root]))
            groups.append([self._parts[part].name for part in parts if part in self._parts])
        connecting.connect(self._scene, dict.fromkeys(map(frozenset, groups)))

    def _rejoin(self, ends: list[tuple[Any, int]]) -> None:
        """Take cuts back: what is new goes, and what was there has its end again."""
        for part in self._parts.values():
            self._strips.remove(part)
        for strip, end in ends:
            if compat.frames(strip)[1] != end:
                compat.set_end(strip, end)
        groups = ([root, *others] for root, others in self._joined.items())
        connecting.connect(self._scene, dict.fromkeys(map(frozenset, groups)))
