"""The same place elsewhere: times of one stretch of a song, told in another by beats and edges."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from .hearing.grid import BeatGrid, Section

SLACK = 0.05
"""Seconds by which what is meant to lie on a beat or an edge may miss it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the timeline in seconds, `name` that of its section; the end may be infinite."""

    start: float
    end: float = math.inf
    name: str = ""

    def has(self, start: float, end: float, slack: float = SLACK) -> bool:
        """Tell whether another one lies within it."""
        return self.start - slack <= start and end <= self.end + slack


class Ruler:
    """Times in beats, from 0 at the first; beyond the song its first and last tempo go on.

    Args:
        grid: The beats; there must be two at least.
        slack: So near to a beat a time is on it, in seconds.
    """

    def __init__(self, grid: BeatGrid, slack: float = SLACK) -> None:
        self._beats, self._slack = grid.beats, slack

    def place(self, time: float) -> float:
        """Return a time in beats; whole where it is on one."""
        beats = self._beats
        after = min(max(bisect_left(beats, time), 1), len(beats) - 1)
        low, high = beats[after - 1], beats[after]
        place = after - 1 + (time - low) / (high - low)
        on_it = abs(place - round(place)) * (high - low) <= self._slack
        return round(place) if on_it else place

    def time(self, place: float) -> float:
        """Return the time of a place in beats, in seconds."""
        low = min(max(math.floor(place), 0), len(self._beats) - 2)
        first, second = self._beats[low : low + 2]
        return first + (place - low) * (second - first)


class Elsewhere:
    """Where the times of one stretch lie in another one.

    What lies on the start or end of the first does so in the second. Between them beats count,
    from the start on, parts of a beat in proportion: what lies on the third beat of a bar will,
    whatever the tempo there. Without beats it is seconds that count.

    Args:
        grid: The beats of the song, none for no song.
        source: Whose times are told.
        target: Where they are told.
        slack: So near to a beat or an edge a time is on it, in seconds.
    """

    def __init__(
        self, grid: BeatGrid, source: Stretch, target: Stretch, slack: float = SLACK
    ) -> None:
        self.grid, self.source, self.target = grid, source, target
        self._ruler = Ruler(grid, slack) if len(grid.beats) > 1 else None
        self._slack = slack

    def time(self, time: float) -> float:
        """Return where a time lies in the other stretch; it may be beyond its end."""
        if abs(time - self.source.start) <= self._slack:
            return self.target.start
        if abs(time - self.source.end) <= self._slack and math.isfinite(self.target.end):
            return self.target.end
        ruler = self._ruler
        if ruler is None:
            return self.target.start + time - self.source.start
        passed = ruler.place(time) - ruler.place(self.source.start)
        return ruler.time(ruler.place(self.target.start) + passed)

    def span(self, start: float, end: float) -> tuple[float, float] | None:
        """Return where a stretch lies there, cut at the end; None where nothing of it is left."""
        first, last = self.time(start), min(self.time(end), self.target.end)
        return (first, last) if first < last else None


def section_of(grid: BeatGrid, start: float, end: float) -> Section | None:
    """Return the section in which a stretch lies, None where it lies in none alone."""
    around = (s for s in grid.sections if Stretch(s.start, s.end).has(start, end))
    return next(around, None)


def in_words(grid: BeatGrid, time: float, slack: float = SLACK) -> str:
    """Tell a time by section, bar and beat: `B2`, `B2 bar 3`, `bar 12 beat 2`; "" on no beat."""
    for section in grid.sections:
        if abs(section.start - time) <= slack:
            return section.name
    near = grid.nearest(time)
    if near is None or abs(near - time) > slack:
        return ""
    section_here = next((s for s in grid.sections if s.start - slack <= near < s.end - slack), None)
    first = section_here.start if section_here else -math.inf
    at = grid.beats.index(near)
    bars = [b for b in grid.downbeats if first - slack <= b <= near + slack]
    bar, beat = len(bars), grid.positions[at]
    parts = [section_here.name] if section_here else []
    return " ".join([*parts, f"bar {bar}", *([f"beat {beat}"] if beat > 1 else [])])
