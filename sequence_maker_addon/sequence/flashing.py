"""Finds flashing that may harm people with photosensitive epilepsy.

The rule is that of WCAG 2.2, success criterion 2.3.1 (after ITU-R BT.1702): more than three flashes
within any second, where a flash is a pair of opposing changes of relative luminance by 10 % of the
maximum or more with the darker one below 0.80. How large a light is cannot be known here, so every
channel counts as large.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from .change import Change
from .color import Rgb
from .segment import Segment

CHANGE = 0.1
_DARK = 0.8
_SHARES = (0.2126, 0.7152, 0.0722)


class Lit(Protocol):
    """What is checked: a segment or a piece of a plan."""

    @property
    def channel(self) -> int:
        """Which light."""

    @property
    def start(self) -> float:
        """Seconds."""

    @property
    def end(self) -> float:
        """Seconds."""

    @property
    def color(self) -> Rgb:
        """At the start."""

    @property
    def end_color(self) -> Rgb | None:
        """At the end of a fade."""


@dataclass(frozen=True, slots=True)
class Flashing:
    """A stretch with too many flashes: seconds, the channel, and flashes in its worst second."""

    start: float
    end: float
    channel: int
    per_second: float

    def touches(self, spans: Iterable[tuple[int, float, float]]) -> bool:
        """Tell whether it lies on one of these stretches, each channel, start and end."""
        return any(c == self.channel and a <= self.end and self.start <= b for c, a, b in spans)

    def within(self, other: Flashing) -> bool:
        """Tell whether another is as long and as bad."""
        covers = other.start <= self.start and self.end <= other.end
        return covers and other.channel == self.channel and self.per_second <= other.per_second

    def described(self) -> str:
        """Return where it is, in words."""
        return f"channel {self.channel} {self.start:.1f}-{self.end:.1f} s"


@lru_cache(4096)
def luminance(color: Rgb) -> float:
    """Relative luminance of an sRGB color, 0 for black to 1 for white (IEC 61966-2-1)."""
    return sum(share * _linear(part / 255) for share, part in zip(_SHARES, color, strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def new_flashing(before: Iterable[Segment], change: Change, limit: float) -> list[Flashing]:
    """Report the stretches that a change makes flash too often, or more often than they did.

    Args:
        before: The segments as they are, at least those of the channels that it touches.
        change: What is to come.
        limit: Most flashes allowed in any second, 0 for no limit.
    """
    if not limit:
        return []
    channels = change.channels
    old = [segment for segment in before if segment.channel in channels]
    gone = {s.id for s in change.removed} | {s.id for s, _ in change.changed}
    new = [s for s in old if s.id not in gone]
    new += [*change.added, *(after for _, after in change.changed)]
    found = too_much_flashing(new, limit)
    if not found:
        return []
    spans = list(change.spans())
    known = too_much_flashing(old, limit)
    return [f for f in found if f.touches(spans) and not any(f.within(other) for other in known)]


def too_much_flashing(lights: Iterable[Lit], limit: float = 3.0) -> list[Flashing]:
    """Report stretches with more flashes a second than allowed.

    Args:
        lights: Segments; where a channel has none it is dark. On one channel they do not overlap.
        limit: Most flashes allowed in any second.

    Returns:
        Stretches in order of start, one list entry per channel and stretch; empty when safe.
    """
    by_channel: dict[int, list[Lit]] = defaultdict(list)
    for light in lights:
        by_channel[light.channel].append(light)
    found: list[Flashing] = []
    for channel, some in by_channel.items():
        changes = _changes(sorted(some, key=lambda light: light.start))
        found += _ranges(changes, limit, channel)
    return sorted(found, key=lambda flashing: (flashing.start, flashing.channel))


def _changes(lights: Sequence[Lit]) -> list[float]:
    """The times of large changes of luminance, each opposing the one before it."""
    levels: list[tuple[float, float]] = []
    ended = None
    for light in lights:
        if ended is None or light.start > ended + 1e-6:
            levels += [(light.start if ended is None else ended, 0.0)]
        levels.append((light.start, luminance(light.color)))
        if light.end_color is not None:
            levels.append((light.end, luminance(light.end_color)))
        ended = light.end
    if ended is not None:
        levels.append((ended, 0.0))
    return _reversals(levels)


def _reversals(levels: Sequence[tuple[float, float]]) -> list[float]:
    """Follow a curve: a time for each turn into the other direction by at least `CHANGE`."""
    times: list[float] = []
    extreme, direction = (levels[0][1] if levels else 0.0), 0
    for time, level in levels:
        step = level - extreme
        if step * direction > 0:
            extreme = level
        elif abs(step) >= CHANGE and min(level, extreme) < _DARK:
            times.append(time)
            extreme, direction = level, 1 if step > 0 else -1
    return times


def _ranges(changes: Sequence[float], limit: float, channel: int) -> list[Flashing]:
    """Join the seconds that hold too many changes; two opposing changes are one flash."""
    found: list[Flashing] = []
    for first, start in enumerate(changes):
        count = bisect_left(changes, start + 1.0 - 1e-6) - first
        flashes = count / 2
        if flashes <= limit:
            continue
        end = changes[first + count - 1]
        if found and start <= found[-1].end:
            worst = max(flashes, found[-1].per_second)
            found[-1] = Flashing(found[-1].start, end, channel, worst)
        else:
            found.append(Flashing(start, end, channel, flashes))
    return found
