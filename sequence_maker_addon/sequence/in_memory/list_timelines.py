"""Timelines in memory, with Blender's rules and none of Blender."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..change import Change
from ..frames import FrameRate
from ..segment import IdSpans, Obstacle, Protection, Segment
from ..timelines import CHANNELS, LIMIT


class ListTimelines:
    """Timelines in memory, with Blender's rules and none of Blender."""

    def __init__(self, frame_rate: float = 24.0, duration: float = 60.0) -> None:
        self.frame_rate = FrameRate(frame_rate)
        self.last_time = self.frame_rate.time_of(1_000_000)
        self.duration = duration
        self.channel_names = {number: f"Channel {number}" for number in range(1, CHANNELS + 1)}
        self.locks: set[int] = set()
        self.mutes: set[int] = set()
        self.muted: set[str] = set()
        """Names of strips that are muted."""
        self.other_ids: set[int] = set()
        """The ids of strips that are no segments."""
        self.strips: list[Obstacle] = []
        self.protected_ranges: list[Protection] = []
        self.position = 0.0
        self.chosen: list[int] = []
        self.next = 1
        self.ours = IdSpans()
        """The ids that were given to what functions made."""
        self._segments: dict[int, Segment] = {}

    def put(self, segments: Iterable[Segment]) -> None:
        """Let these be the segments, in place of those that were."""
        self._segments = {segment.id: segment for segment in segments}

    def names(self) -> dict[int, str]:
        """See `Timelines.names`."""
        return self.channel_names

    def locked(self) -> set[int]:
        """See `Timelines.locked`."""
        return set(self.locks)

    def silent(self) -> set[int]:
        """See `Timelines.silent`."""
        return set(self.mutes)

    def mark(self) -> None:
        """See `Timelines.mark`; every segment in memory has its id."""

    def segments(self, channel: int | None = None) -> list[Segment]:
        """See `Timelines.segments`."""
        found = [s for s in self._segments.values() if channel in (None, s.channel)]
        return sorted(found, key=lambda s: (s.channel, s.start))

    def obstacles(self) -> list[Obstacle]:
        """See `Timelines.obstacles`."""
        return self.strips

    def protected(self, segments: Iterable[Segment]) -> dict[int, str]:
        """See `Timelines.protected`."""
        return {}

    def protections(self) -> list[Protection]:
        """See `Timelines.protections`."""
        return self.protected_ranges

    def next_id(self) -> int:
        """See `Timelines.next_id`."""
        return self.next

    def spend_id(self) -> int:
        """Return the id of a strip that a function makes."""
        number, self.next = self.next, self.next + 1
        self.ours.add([number])
        return number

    def made(self) -> set[int]:
        """See `Timelines.made`."""
        return {number for number in self._segments.keys() | self.other_ids if number in self.ours}

    def room(self) -> int:
        """See `Timelines.room`."""
        return max(0, LIMIT - len(self.made()))

    def end(self) -> float:
        """See `Timelines.end`; its duration where nothing is seen or heard."""
        there = (*self._segments.values(), *self.strips)
        rows = [(s.channel, s.end) for s in there if s.name not in self.muted]
        ends = [end for channel, end in rows if channel not in self.mutes]
        return max(ends, default=self.duration)

    def playhead(self) -> float:
        """See `Timelines.playhead`."""
        return self.position

    def selected(self) -> list[int]:
        """See `Timelines.selected`."""
        return self.chosen

    def notices(self) -> dict[str, str]:
        """See `Timelines.notices`."""
        return {}

    def apply(self, change: Change) -> Change:
        """See `Timelines.apply`; names are made unique as Blender does it."""
        kept = dict(self._segments)
        for segment in change.removed:
            del kept[segment.id]
        for before, _ in change.changed:
            del kept[before.id]
        taken = {segment.name for segment in kept.values()} | {s.name for s in self.strips}
        for segment in [*(after for _, after in change.changed), *change.added]:
            kept[segment.id] = _uniquely_named(segment, taken)
        self._segments = kept
        self.ours.add(segment.id for segment in change.added if segment.id >= self.next)
        self.next = max([self.next, *(segment.id + 1 for segment in change.added)])
        return replace(
            change,
            added=tuple(kept[segment.id] for segment in change.added),
            changed=tuple((before, kept[after.id]) for before, after in change.changed),
        )


def _uniquely_named(segment: Segment, taken: set[str]) -> Segment:
    name, suffix = segment.name, 0
    while name in taken:
        suffix += 1
        name = f"{segment.name}.{suffix:03d}"
    taken.add(name)
    return segment if name == segment.name else replace(segment, name=name)
