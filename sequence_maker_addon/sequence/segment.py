"""A segment: one stretch of one colour, or of a fade, on one timeline."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .color import Rgb, hex_of, mix


@dataclass(frozen=True, slots=True)
class Segment:
    """A colour over `[start, end)` seconds; a fade when `end_color` is set.

    Raises:
        ValueError: If the times are not finite or the end is not after the start.
    """

    id: int
    channel: int
    start: float
    end: float
    color: Rgb = (0, 0, 0)
    end_color: Rgb | None = None
    pixels: int | None = None
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse what can never be stored."""
        if not (math.isfinite(self.start) and math.isfinite(self.end) and self.start < self.end):
            raise ValueError(f"a segment must end after it starts, got [{self.start}, {self.end})")

    def overlaps(self, start: float, end: float) -> bool:
        """Tell whether the segment shares time with `[start, end)`."""
        return self.start < end and start < self.end

    def color_at(self, time: float) -> Rgb:
        """Return the colour shown at a time, in seconds; fades are linear in sRGB."""
        if self.end_color is None:
            return self.color
        factor = (time - self.start) / (self.end - self.start)
        return mix(self.color, self.end_color, min(max(factor, 0.0), 1.0))

    def cut(self, start: float, end: float) -> Segment:
        """Return the part within `[start, end)`; a fade keeps the colours it showed there."""
        start, end = max(start, self.start), min(end, self.end)
        if self.end_color is None:
            return replace(self, start=start, end=end)
        first, last = self.color_at(start), self.color_at(end)
        return replace(self, start=start, end=end, color=first, end_color=last)

    def described(self) -> dict[str, Any]:
        """Return the segment in the words of the tools; times in seconds, colours as `#rrggbb`."""
        return {
            "segment_id": self.id,
            "channel": self.channel,
            "start_time": round(self.start, 6),
            "end_time": round(self.end, 6),
            "color": hex_of(self.color),
            "end_color": None if self.end_color is None else hex_of(self.end_color),
            "pixels": self.pixels,
            "name": self.name,
        }


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A strip that is not a segment and holds `[start, end)` seconds of a channel."""

    channel: int
    start: float
    end: float
    name: str


@dataclass(frozen=True, slots=True)
class Protection:
    """A stretch `[start, end)`, in seconds, that nobody but the user may alter.

    Attributes:
        channel: The one that it is about, 0 for all.
    """

    start: float
    end: float
    channel: int = 0

    def covers(self, channel: int, start: float, end: float) -> bool:
        """Tell whether a stretch of a channel reaches into it."""
        return self.channel in (0, channel) and self.start < end and start < self.end

    def described(self) -> str:
        """Return it in words."""
        where = f" on channel {self.channel}" if self.channel else ""
        return f"{self.start:g} to {self.end:g} s{where}"


@dataclass(frozen=True, slots=True)
class Change:
    """One write to the timelines, planned on a snapshot: what comes, what alters, what goes."""

    added: tuple[Segment, ...] = ()
    changed: tuple[tuple[Segment, Segment], ...] = ()
    removed: tuple[Segment, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything would be written."""
        return bool(self.added or self.changed or self.removed)

    @property
    def size(self) -> int:
        """How many segments the change writes."""
        return len(self.added) + len(self.changed) + len(self.removed)

    @property
    def channels(self) -> set[int]:
        """The channels that the change touches."""
        touched = {segment.channel for segment in (*self.added, *self.removed)}
        return touched | {segment.channel for pair in self.changed for segment in pair}

    def spans(self) -> Iterator[tuple[int, float, float]]:
        """Yield channel, start and end of every stretch that would look different."""
        for segment in (*self.added, *self.removed):
            yield segment.channel, segment.start, segment.end
        for before, after in self.changed:
            within = before.start <= after.start and after.end <= before.end
            if within and after == before.cut(after.start, after.end):
                if before.start < after.start:
                    yield before.channel, before.start, after.start
                if after.end < before.end:
                    yield before.channel, after.end, before.end
                continue
            for segment in (before, after):
                yield segment.channel, segment.start, segment.end

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        swapped = tuple((after, before) for before, after in self.changed)
        return Change(added=self.removed, changed=swapped, removed=self.added)
