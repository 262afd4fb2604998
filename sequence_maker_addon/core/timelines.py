"""What tools may ask of the timelines, the rules every backend keeps, the plain-list backend."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from .errors import ToolError
from .segment import Change, Obstacle, Segment
from .words import shown

CHANNELS = 128
LIMIT = 2000
LONGEST_NAME = 61
"""Bytes of UTF-8 that a strip's name may have."""


class Timelines(Protocol):
    """The segments of one scene; strips in Blender, a list in tests, previews and planning."""

    @property
    def frame_rate(self) -> float:
        """Frames a second; times are stored on this grid."""

    @property
    def last_time(self) -> float:
        """The latest time, in seconds, that can be stored."""

    def names(self) -> dict[int, str]:
        """Return the name of every channel, 1 to 128."""

    def locked(self) -> set[int]:
        """Return the channels that the user has locked."""

    def segments(self, channel: int | None = None) -> list[Segment]:
        """Return the segments as stored, by channel and then by time."""

    def obstacles(self) -> list[Obstacle]:
        """Return the strips that are not segments."""

    def protected(self, segments: Iterable[Segment]) -> dict[int, str]:
        """Return, by segment_id, why a segment may not be altered: a lock, an effect using it."""

    def next_id(self) -> int:
        """Return the segment_id that the next new segment gets."""

    def room(self) -> int:
        """Return how many segments may still be added."""

    def end(self) -> float:
        """Return the time in seconds at which the sequence ends."""

    def playhead(self) -> float:
        """Return the time of the current frame, in seconds."""

    def selected(self) -> list[int]:
        """Return the ids of the segments that the user has selected."""

    def notices(self) -> dict[str, str]:
        """Return what the user should know about the scene, by a stable word."""

    def apply(self, change: Change) -> None:
        """Store a checked change, whole or not at all."""


def snap(time: float, frame_rate: float) -> float:
    """Return the time of the nearest frame, in seconds; halves go up."""
    return math.floor(time * frame_rate + 0.5) / frame_rate


def storable(name: str) -> str:
    """Return a name as a strip can have it: printable signs, cut to Blender's length."""
    clean = "".join(sign if sign.isprintable() else " " for sign in name).strip()
    return clean.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore").strip()


def resolve_channel(timelines: Timelines, value: object) -> int:
    """Return the number of a channel given as number, numeral or name.

    Raises:
        ToolError: If there is no such channel; it lists the named ones.
    """
    if isinstance(value, str):
        word = value.strip().casefold()
        names = timelines.names()
        for number, name in names.items():
            if name.casefold() == word:
                return number
        word = word.removeprefix("channel").strip()
        if re.fullmatch(r"-?[0-9]{1,7}", word):
            return resolve_channel(timelines, int(word))
        own = [name for number, name in names.items() if name != f"Channel {number}"]
        raise ToolError(
            "unknown_channel",
            f"there is no channel named {shown(value)}",
            field="channel",
            allowed=own[:20] + [f"1 to {CHANNELS}"],
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= CHANNELS:
        raise ToolError(
            "unknown_channel",
            f"channel {shown(value)} does not exist",
            field="channel",
            allowed=f"a number from 1 to {CHANNELS}, or a channel's name",
        )
    return value


def check(timelines: Timelines, change: Change) -> None:
    """Refuse a change that would touch what is the user's, or be too large.

    Raises:
        ToolError: `channel_locked`, `segment_protected`, `channel_occupied`, `too_many_segments`
            or `out_of_range`.
    """
    for channel in sorted(change.channels & timelines.locked()):
        name = timelines.names()[channel]
        raise ToolError(
            "channel_locked",
            f"channel {channel} ({name}) is locked",
            field="channel",
            hint="ask the user to unlock it, or use another channel",
        )
    altered = [before for before, _ in change.changed] + list(change.removed)
    for segment_id, reason in timelines.protected(altered).items():
        raise ToolError("segment_protected", f"segment {segment_id} {reason}", field="segment_id")
    growth = len(change.added) - len(change.removed)
    if growth > 0 and growth > timelines.room():
        raise ToolError(
            "too_many_segments",
            f"{growth} more segments would pass the limit; room is left for {timelines.room()}",
            allowed=f"at most {LIMIT} strips in a scene",
            hint="use fewer, longer segments or fades, or clear what is no longer wanted",
        )
    arriving = [*change.added, *(after for _, after in change.changed)]
    last = timelines.last_time
    late = [segment for segment in arriving if segment.end > last]
    if late:
        raise ToolError(
            "out_of_range",
            f"{late[0].end:g} s is later than Blender can store",
            field="end_time",
            allowed=f"0 to {last:.0f} s",
        )
    _refuse_obstacles(timelines, arriving)


def _refuse_obstacles(timelines: Timelines, arriving: list[Segment]) -> None:
    obstacles = timelines.obstacles()
    if not obstacles:
        return
    for segment in arriving:
        for other in obstacles:
            if other.channel == segment.channel and segment.overlaps(other.start, other.end):
                raise ToolError(
                    "channel_occupied",
                    f"channel {other.channel} holds the strip {shown(other.name)} from "
                    f"{other.start:g} to {other.end:g} s",
                    field="channel",
                    allowed=free_channels(timelines, segment.start, segment.end),
                    hint="use one of the allowed channels",
                )


def free_channels(timelines: Timelines, start: float, end: float, count: int = 8) -> list[int]:
    """Return channels without a foreign strip in `[start, end)` and without a lock."""
    taken = timelines.locked()
    for other in timelines.obstacles():
        if other.start < end and start < other.end:
            taken.add(other.channel)
    return [channel for channel in range(1, CHANNELS + 1) if channel not in taken][:count]


class ListTimelines:
    """Timelines in memory, with Blender's rules and none of Blender."""

    def __init__(self, frame_rate: float = 24.0, duration: float = 60.0) -> None:
        self.frame_rate = frame_rate
        self.last_time = 1_000_000 / frame_rate
        self.duration = duration
        self.channel_names = {number: f"Channel {number}" for number in range(1, CHANNELS + 1)}
        self.locks: set[int] = set()
        self.strips: list[Obstacle] = []
        self._segments: dict[int, Segment] = {}
        self._next = 1

    def names(self) -> dict[int, str]:
        """See `Timelines.names`."""
        return self.channel_names

    def locked(self) -> set[int]:
        """See `Timelines.locked`."""
        return set(self.locks)

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

    def next_id(self) -> int:
        """See `Timelines.next_id`."""
        return self._next

    def room(self) -> int:
        """See `Timelines.room`."""
        return max(0, LIMIT - len(self._segments) - len(self.strips))

    def end(self) -> float:
        """See `Timelines.end`."""
        return self.duration

    def playhead(self) -> float:
        """See `Timelines.playhead`."""
        return 0.0

    def selected(self) -> list[int]:
        """See `Timelines.selected`."""
        return []

    def notices(self) -> dict[str, str]:
        """See `Timelines.notices`."""
        return {}

    def apply(self, change: Change) -> None:
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
        self._next = max([self._next, *(segment.id + 1 for segment in change.added)])


def _uniquely_named(segment: Segment, taken: set[str]) -> Segment:
    name, suffix = segment.name, 0
    while name in taken:
        suffix += 1
        name = f"{segment.name}.{suffix:03d}"
    taken.add(name)
    return segment if name == segment.name else replace(segment, name=name)
