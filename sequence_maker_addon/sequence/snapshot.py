"""What is seen of the timelines in one step: read once, handed along, never written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from .change import Change
from .frames import FrameRate
from .segment import Obstacle, Protection, Segment
from .strip import Strip
from .timelines import Scene, Timelines

T = TypeVar("T")


class Snapshot:
    """The timelines as they were when each part was first asked for.

    Whoever keeps one over a moment in which the user may act must look anew.
    """

    def __init__(self, timelines: Timelines, scene: Scene | None = None) -> None:
        self._timelines, self._scene = timelines, scene
        self._made: dict[str, Any] = {}

    @cached_property
    def frame_rate(self) -> FrameRate:
        """Frames a second."""
        return FrameRate(self._timelines.frame_rate)

    @cached_property
    def last_time(self) -> float:
        """The latest time, in seconds, that can be stored."""
        return self._timelines.last_time

    @cached_property
    def segments(self) -> list[Segment]:
        """Every segment, by channel and time."""
        return self._timelines.segments()

    @cached_property
    def by_id(self) -> dict[int, Segment]:
        """The segments by their id."""
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def obstacles(self) -> list[Obstacle]:
        """The strips that are not segments."""
        if self._scene is None:
            return self._timelines.obstacles()
        others = (strip for strip in self.strips if strip.kind != "color")
        return [Obstacle(s.channel, s.start, s.end, s.name) for s in others]

    @cached_property
    def strips(self) -> list[Strip]:
        """Every strip, segments' strips included, by channel and time; none without a scene."""
        return self._scene.strips() if self._scene is not None else []

    @cached_property
    def by_name(self) -> dict[str, Strip]:
        """The strips by their name."""
        return {strip.name: strip for strip in self.strips}

    @cached_property
    def connections(self) -> dict[str, list[str]]:
        """The names of the strips that are connected with each; see `Scene.connections`."""
        return self._scene.connections() if self._scene is not None else {}

    def connected(self, name: str) -> list[str]:
        """Return the names of the strips that are connected with one."""
        return self.connections.get(name, [])

    def once(self, what: str, make: Callable[[], T]) -> T:
        """Return what is made of what is seen, which is made once.

        Args:
            what: A name for it.
            make: Makes it.
        """
        if what not in self._made:
            self._made[what] = make()
        found: T = self._made[what]
        return found

    @cached_property
    def names(self) -> dict[int, str]:
        """The names of the channels."""
        return self._timelines.names()

    @cached_property
    def locked(self) -> set[int]:
        """The channels that the user has locked."""
        return self._timelines.locked()

    @cached_property
    def silent(self) -> set[int]:
        """The channels that the user has muted."""
        return self._timelines.silent()

    @cached_property
    def protections(self) -> list[Protection]:
        """The ranges that the user has protected."""
        return self._timelines.protections()

    def on(self, channel: int | None) -> list[Segment]:
        """Return the segments of a channel, or all."""
        return [segment for segment in self.segments if channel in (None, segment.channel)]

    def after(self, change: Change) -> Snapshot:
        """Return how it looks once a change, as it is stored, was written; states left aside."""
        found = dict(self.by_id)
        for segment in change.removed:
            found.pop(segment.id, None)
        for segment in (*change.added, *(after for _, after in change.changed)):
            found[segment.id] = segment
        names = {c.name: c.new_name for c in change.strips if c.before and c.name != c.new_name}
        if names:  # segments among them
            rows = found.items()
            found = {n: replace(s, name=names.get(s.name, s.name)) for n, s in rows}
        made = Snapshot(self._timelines, self._scene)
        kept = ("frame_rate", "last_time", "names", "locked", "silent", "protections")
        for name in (*kept, *(() if change.strips else ("obstacles",))):
            if name in self.__dict__:
                made.__dict__[name] = self.__dict__[name]
        if "strips" in self.__dict__ and not change.segments_only and _only_alters(change):
            altered = {c.name: c.after for c in change.strips if c.after is not None}
            strips = [altered.get(strip.name, strip) for strip in self.strips]
            made.__dict__["strips"] = sorted(strips, key=lambda s: (s.channel, s.start, s.name))
            if "connections" in self.__dict__:
                made.__dict__["connections"] = self.connections
        made.__dict__["by_id"] = found
        made.__dict__["segments"] = sorted(found.values(), key=lambda s: (s.channel, s.start))
        return made


def _only_alters(change: Change) -> bool:
    """Tell whether no strip comes, goes or gets another name."""
    return all(c.before is not None and c.after is not None for c in change.strips) and all(
        found.new_name == found.name for found in change.strips
    )
