"""Where on the page a time lies: systems like a score's, the ruler, heights of rows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from .show import Show

WIDTH, LEFT, RIGHT, TOP = 1600.0, 168.0, 28.0, 84.0
PLOT = WIDTH - LEFT - RIGHT
"""Pixels that time has."""
LEAST = 3.0
"""Pixels that nine of ten segments should have at least."""
SYSTEMS, TALLEST = 16, 6000.0
"""How many systems there are at most, and pixels of their height together."""
GAP = 30.0
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
LABEL = 74.0
"""Pixels between two labels of the ruler, at least."""
RULER, BAND, NUMBERS, WAVE, WORDS, MARKERS = 18.0, 19.0, 13.0, 46.0, 29.0, 15.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole page.

    Attributes:
        start: Seconds at the left of the first system.
        span: Seconds that a system has.
        count: How many systems there are.
        row: Height of a channel's row.
        head: Height of what stands over the rows.
    """

    start: float
    span: float
    count: int
    row: float
    head: float
    rows: int

    @property
    def height(self) -> float:
        """Of the page, in pixels."""
        return TOP + self.count * (self.system + GAP)

    @property
    def system(self) -> float:
        """Height of a system."""
        return self.head + self.rows * (self.row + 3)

    @property
    def per_second(self) -> float:
        """Pixels that a second has."""
        return PLOT / self.span

    def systems(self) -> Iterator[System]:
        """Yield the systems from top to bottom."""
        for place in range(self.count):
            start = self.start + place * self.span
            top = TOP + place * (self.system + GAP)
            yield System(start, start + self.span, top, self.per_second)


@dataclass(frozen=True, slots=True)
class System:
    """One line of the page.

    Attributes:
        start: Seconds at its left.
        end: Seconds at its right.
        top: In pixels.
        per_second: Pixels that a second has.
    """

    start: float
    end: float
    top: float
    per_second: float

    def x(self, time: float) -> float:
        """Return where a time lies, in pixels, within the system."""
        inside = min(max(time, self.start), self.end)
        return LEFT + (inside - self.start) * self.per_second

    def shows(self, start: float, end: float) -> bool:
        """Tell whether a stretch of time reaches into it."""
        return start < self.end and self.start < end

    def holds(self, time: float) -> bool:
        """Tell whether a time lies in it."""
        return self.start <= time < self.end


def layout_of(show: Show) -> Layout:
    """Return how a show is laid out: as many systems as make its short segments visible."""
    span = max(show.end - show.start, 1.0)
    rows, head = len(show.rows), head_of(show)
    row = 26.0 if rows <= 12 else 20.0 if rows <= 40 else 15.0
    most = int(TALLEST / (head + rows * (row + 3) + GAP))
    wanted = math.ceil(LEAST * span / (shortest(show) * PLOT))
    count = max(1, min(wanted, SYSTEMS, most, int(span / 2)))
    if count > 1:
        step = next((step for step in STEPS if step >= span / count / 12), STEPS[-1])
        whole = step * math.ceil(span / count / step - 1e-9)
        count, span = math.ceil(span / whole - 1e-9), whole
    return Layout(show.start, span, count, row, head, rows)


def shortest(show: Show) -> float:
    """Return seconds that nine of ten segments last at least."""
    lengths = sorted(s.end - s.start for row in show.rows for s in row.segments)
    return lengths[len(lengths) // 10] if lengths else math.inf


def head_of(show: Show) -> float:
    """Return how high is what stands over the rows."""
    grid = show.song.grid if show.song else None
    parts = (
        (BAND, grid and grid.sections),
        (NUMBERS, grid and grid.downbeats),
        (WAVE, show.levels is not None),
        (WORDS, show.words),
        (MARKERS, show.markers),
    )
    return RULER + sum(height for height, there in parts if there) + 4


def ticks(system: System) -> tuple[list[float], float]:
    """Return the times of the ruler's labels in a system, and their distance; in seconds."""
    step = next((s for s in STEPS if s * system.per_second >= LABEL), STEPS[-1])
    first, last = math.ceil(system.start / step - 1e-9), math.floor(system.end / step + 1e-9)
    return [place * step for place in range(first, last + 1)], step


def clock(time: float, step: float = 1.0) -> str:
    """Return a time as it is read: `1:05`, `1:05.5` where the step is less than a second."""
    digits = 0 if step >= 1 and step == int(step) else 1 if step >= 0.1 else 2
    whole = round(abs(time) * 10**digits)
    seconds, rest = divmod(whole, 10**digits)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    front = f"{hours}:{minutes:02}" if hours else str(minutes)
    tail = f".{rest:0{digits}}" if digits else ""
    return f"{'-' if time < 0 and whole else ''}{front}:{seconds:02}{tail}"
