"""What is seen of the timelines in one step: read once, handed along, never written."""

from __future__ import annotations

from functools import cached_property

from .change import Change
from .frames import FrameRate
from .segment import Obstacle, Protection, Segment
from .strip import Strip
from .timelines import Scene, Timelines


class Snapshot:
    """The timelines as they were when each part was first asked for.

    Whoever keeps one over a moment in which the user may act must look anew.
    """

    def __init__(self, timelines: Timelines, scene: Scene | None = None) -> None:
        self._timelines, self._scene = timelines, scene
        self._connected: dict[str, list[str]] = {}

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
        return self._timelines.obstacles()

    @cached_property
    def strips(self) -> list[Strip]:
        """Every strip, segments' strips included, by channel and time; none without a scene."""
        return self._scene.strips() if self._scene is not None else []

    @cached_property
    def by_name(self) -> dict[str, Strip]:
        """The strips by their name."""
        return {strip.name: strip for strip in self.strips}

    def connected(self, name: str) -> list[str]:
        """Return the names of the strips that are connected with one; see `Scene.connected`."""
        if name not in self._connected:
            self._connected[name] = self._scene.connected(name) if self._scene else []
        return self._connected[name]

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
        """Return how it looks once a change, as it is stored, was written to its segments."""
        found = dict(self.by_id)
        for segment in change.removed:
            found.pop(segment.id, None)
        for segment in (*change.added, *(after for _, after in change.changed)):
            found[segment.id] = segment
        made = Snapshot(self._timelines, self._scene)
        kept = ("frame_rate", "last_time", "names", "locked", "silent", "protections")
        for name in (*kept, *(() if change.strips else ("obstacles",))):
            if name in self.__dict__:
                made.__dict__[name] = self.__dict__[name]
        made.__dict__["by_id"] = found
        made.__dict__["segments"] = sorted(found.values(), key=lambda s: (s.channel, s.start))
        return made
