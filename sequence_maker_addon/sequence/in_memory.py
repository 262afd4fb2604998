"""The second world: timelines, strips and states in memory, with Blender's rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .change import Change
from .errors import ToolError
from .frames import FrameRate
from .segment import IdSpans, Obstacle, Protection, Segment
from .strip import Strip, StripChange
from .timelines import CHANNELS, LIMIT


class ListTimelines:
    """Timelines in memory, with Blender's rules and none of Blender."""

    def __init__(self, frame_rate: float = 24.0, duration: float = 60.0) -> None:
        self.frame_rate = FrameRate(frame_rate)
        self.last_time = self.frame_rate.time_of(1_000_000)
        self.duration = duration
        self.channel_names = {number: f"Channel {number}" for number in range(1, CHANNELS + 1)}
        self.locks: set[int] = set()
        self.muted_channels: set[int] = set()
        """Channels that are muted."""
        self.muted: set[str] = set()
        """Strips that are muted."""
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
        return set(self.muted_channels)

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

    def made(self) -> set[int]:
        """See `Timelines.made`."""
        return {number for number in self._segments if number in self.ours}

    def room(self) -> int:
        """See `Timelines.room`."""
        return max(0, LIMIT - len(self.made()))

    def end(self) -> float:
        """See `Timelines.end`; its duration where nothing is seen or heard."""
        rows = [(s.channel, s.end) for s in self._segments.values()]
        rows += [(s.channel, s.end) for s in self.strips if s.name not in self.muted]
        return max(
            (end for channel, end in rows if channel not in self.muted_channels),
            default=self.duration,
        )

    def frame_range(self) -> tuple[float, float]:
        """See `Timelines.frame_range`."""
        return 0.0, self.duration

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


class ListScene:
    """See `timelines.Scene`; its strips stand in the way of segments, too."""

    def __init__(
        self,
        timelines: ListTimelines,
        strips: Iterable[Strip] = (),
        states: Mapping[str, Any] | None = None,
    ) -> None:
        self.timelines = timelines
        self.user_markers: list[tuple[float, str]] = []
        self.joined: list[set[str]] = []
        """Names of strips that are connected."""
        self.states: dict[str, Any] = dict(states or {})
        self._strips = {strip.name: strip for strip in strips}
        self._show()

    def place(self, strips: Iterable[Strip]) -> None:
        """Let these be the strips, in place of those that were."""
        self._strips = {strip.name: strip for strip in strips}
        self._show()

    def strips(self) -> list[Strip]:
        """See `Scene.strips`."""
        segments = [_strip_of(segment) for segment in self.timelines.segments()]
        found = [*self._strips.values(), *segments]
        return sorted(found, key=lambda strip: (strip.channel, strip.start, strip.name))

    def closely(self, names: Iterable[str]) -> dict[str, Strip]:
        """See `Scene.closely`."""
        found = {name: self._strips[name] for name in names if name in self._strips}
        return found

    def connected(self, name: str) -> list[str]:
        """See `Scene.connected`."""
        return sorted({other for group in self.joined if name in group for other in group} - {name})

    def markers(self) -> list[tuple[float, str]]:
        """See `Scene.markers`."""
        ours = [(time, text) for time, text in self.state("markers") or []]
        return sorted(self.user_markers + ours)

    def state(self, key: str) -> Any:
        """See `Scene.state`."""
        return self.states.get(key, [] if key == "markers" else None)

    def is_still(self, key: str, state: Any) -> bool:
        """See `Scene.is_still`."""
        return bool(self.state(key) == state)

    def check(self, change: Change) -> None:
        """See `Scene.check`."""
        for found in change.strips:
            if found.before is not None and found.name not in self._strips:
                raise ToolError("unknown_clip", f"there is no strip {found.name!r}")
            for strip in (found.before, found.after):
                if strip is not None:
                    self._refuse_fixed(strip)
        there = _as_changed(self._strips, change.strips)
        segments = [_strip_of(segment) for segment in _segments_after(self.timelines, change)]
        pair = overlapping([*there.values(), *segments])
        if pair is not None:
            one, other = pair
            raise ToolError("clip_in_the_way", f"{one.name!r} and {other.name!r} would overlap")

    def apply(self, change: Change) -> Change:
        """See `Scene.apply`."""
        self.check(change)
        self._strips = _as_changed(self._strips, change.strips)
        self._show()
        written = self.timelines.apply(change)
        for state in change.states:
            self.states[state.key] = state.after
        return written

    def _refuse_fixed(self, strip: Strip) -> None:
        known = self._strips.get(strip.name, strip)
        if known.locked or strip.channel in self.timelines.locks:
            raise ToolError("clip_locked", f"{strip.name!r} is locked")
        for protection in self.timelines.protections():
            if protection.covers(strip.channel, strip.start, strip.end):
                raise ToolError(
                    "protected_time", f"the user has protected {protection.described()}"
                )

    def _show(self) -> None:
        rows = self._strips.values()
        self.timelines.strips = [Obstacle(s.channel, s.start, s.end, s.name) for s in rows]


def _strip_of(segment: Segment) -> Strip:
    place = segment.channel, segment.start, segment.end, segment.start
    return Strip(segment.name, "color", *place)


def _as_changed(strips: Mapping[str, Strip], changes: Iterable[StripChange]) -> dict[str, Strip]:
    found = dict(strips)
    for change in changes:
        found.pop(change.name, None)
        if change.after is not None:
            found[change.name] = change.after
    return found


def _segments_after(timelines: ListTimelines, change: Change) -> list[Segment]:
    found = {segment.id: segment for segment in timelines.segments()}
    for segment in change.removed:
        found.pop(segment.id, None)
    for segment in [*change.added, *(after for _, after in change.changed)]:
        found[segment.id] = segment
    return list(found.values())


def overlapping(strips: Sequence[Strip]) -> tuple[Strip, Strip] | None:
    """Return two strips that would share time on a channel, or None."""
    placed = sorted(strips, key=lambda strip: (strip.channel, strip.start))
    for one, other in zip(placed, placed[1:], strict=False):
        if one.channel == other.channel and other.start < one.end - 1e-6:
            return one, other
    return None


def _uniquely_named(segment: Segment, taken: set[str]) -> Segment:
    name, suffix = segment.name, 0
    while name in taken:
        suffix += 1
        name = f"{segment.name}.{suffix:03d}"
    taken.add(name)
    return segment if name == segment.name else replace(segment, name=name)
