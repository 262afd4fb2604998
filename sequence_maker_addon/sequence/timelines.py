"""What tools may ask of the timelines, the rules every backend keeps, the plain-list backend."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from .errors import ToolError
from .numerals import shown
from .segment import Change, Obstacle, Protection, Segment

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

    def protections(self) -> list[Protection]:
        """Return the stretches that the user has protected."""

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


def on_frame(time: float, frame_rate: float) -> int:
    """Return the nearest frame, counted from the sequence start; halves go up."""
    return math.floor(time * frame_rate + 0.5)


def snap(time: float, frame_rate: float) -> float:
    """Return the time of the nearest frame, in seconds; halves go up."""
    return on_frame(time, frame_rate) / frame_rate


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


class ListTimelines:
    """Timelines in memory, with Blender's rules and none of Blender."""

    def __init__(self, frame_rate: float = 24.0, duration: float = 60.0) -> None:
        self.frame_rate = frame_rate
        self.last_time = 1_000_000 / frame_rate
        self.duration = duration
        self.channel_names = {number: f"Channel {number}" for number in range(1, CHANNELS + 1)}
        self.locks: set[int] = set()
        self.strips: list[Obstacle] = []
        self.protected_stretches: list[Protection] = []
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

    def protections(self) -> list[Protection]:
        """See `Timelines.protections`."""
        return self.protected_stretches

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
