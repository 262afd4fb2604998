"""A segment: one stretch of one color, or of a fade, on one timeline."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .color import Rgb, hex_of, mix

LARGEST_ID = 2**30
"""Ids above it are none of ours: the next ones would not fit what Blender can keep."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A color over `[start, end)` seconds; a fade when `end_color` is set.

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
    animated: bool = False
    """The color is keyed otherwise than as a fade; `color` is what it shows first."""

    def __post_init__(self) -> None:
        """Refuse what can never be stored."""
        if not (math.isfinite(self.start) and math.isfinite(self.end) and self.start < self.end):
            raise ValueError(f"a segment must end after it starts, got [{self.start}, {self.end})")

    def overlaps(self, start: float, end: float) -> bool:
        """Tell whether the segment shares time with `[start, end)`."""
        return self.start < end and start < self.end

    def color_at(self, time: float) -> Rgb:
        """Return the color shown at a time, in seconds; fades are linear in sRGB."""
        if self.end_color is None:
            return self.color
        factor = (time - self.start) / (self.end - self.start)
        return mix(self.color, self.end_color, min(max(factor, 0.0), 1.0))

    def cut(self, start: float, end: float) -> Segment:
        """Return the part within `[start, end)`; a fade keeps the colors it showed there."""
        start, end = max(start, self.start), min(end, self.end)
        if self.end_color is None:
            return replace(self, start=start, end=end)
        first, last = self.color_at(start), self.color_at(end)
        return replace(self, start=start, end=end, color=first, end_color=last)

    def described(self) -> dict[str, Any]:
        """Return the segment in the words of the tools; times in seconds, colors as `#rrggbb`."""
        return {
            "segment_id": self.id,
            "channel": self.channel,
            "start_time": round(self.start, 6),
            "end_time": round(self.end, 6),
            "color": hex_of(self.color),
            "end_color": None if self.end_color is None else hex_of(self.end_color),
            "pixels": self.pixels,
            "name": self.name,
            **({"animated": True} if self.animated else {}),
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


class IdSpans:
    """A set of ids, such as those of what functions made, kept as the few spans that they are.

    Attributes:
        row: The first id of each span and the one behind its last, in turn, ascending.
    """

    def __init__(self, row: Iterable[int] = ()) -> None:
        """Take a row as it is kept; one that is damaged stands for nothing."""
        found = list(row)
        whole = all(type(number) is int for number in found) and len(found) % 2 == 0
        rising = whole and all(a < b for a, b in zip(found, found[1:], strict=False))
        self.row: list[int] = found if rising else []

    def __contains__(self, number: object) -> bool:
        """Tell whether an id is one of them."""
        return type(number) is int and bisect_right(self.row, number) % 2 == 1

    def add(self, numbers: Iterable[int]) -> None:
        """Take ids in."""
        for number in sorted(numbers):
            if number in self:
                continue
            at = bisect_right(self.row, number)
            joins = self.row[at - 1 : at] == [number], self.row[at : at + 1] == [number + 1]
            fresh = [number][joins[0] :] + [number + 1][joins[1] :]
            self.row[at - joins[0] : at + joins[1]] = fresh
