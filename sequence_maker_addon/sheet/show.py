"""The show as plain data: rows of segments, the song, its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..music.song import Song
from ..music.timed_words import TimedWord
from ..sequence.color import Rgb
from ..sequence.segment import Obstacle, Segment

Say = Callable[[str], str]
"""Says an English text in a language."""


@dataclass(frozen=True, slots=True)
class Row:
    """One channel.

    Attributes:
        channel: Its number.
        name: Its name, as anybody may have typed it.
        segments: By time; none overlaps another.
        others: The strips that are no segments.
        count: How many segments there are, where keyed ones are told in pieces; else 0.
        muted: The channel is muted, so nothing of it is seen.
    """

    channel: int
    name: str
    segments: tuple[Segment, ...] = ()
    others: tuple[Obstacle, ...] = ()
    count: int = 0
    muted: bool = False

    def color_at(self, time: float) -> Rgb | None:
        """Return the color that the channel shows at a time in seconds, or None."""
        place = bisect_right(self.segments, time, key=lambda segment: segment.start) - 1
        if place < 0 or time >= self.segments[place].end or self.muted:
            return None
        return self.segments[place].color_at(time)


@dataclass(frozen=True, slots=True)
class Levels:
    """How loud a sound is over time.

    Attributes:
        start: Seconds of the timeline at the first value.
        step: Seconds between two values.
        values: 0 to 1.
    """

    start: float
    step: float
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Show:
    """All that is drawn. Times are seconds of the timeline.

    Attributes:
        title: What it is called.
        end: Where it ends; it begins at 0, or where its first segment does if that is earlier.
        rows: The channels that hold something, by number.
        song: The song as it was heard, or None.
        words: Of the lyrics, by time.
        markers: Pairs of seconds and name.
        levels: Of the song, or None.
        rate: Frames a second.
    """

    title: str
    end: float
    rows: tuple[Row, ...] = ()
    song: Song | None = None
    words: Sequence[TimedWord] = ()
    markers: Sequence[tuple[float, str]] = ()
    levels: Levels | None = None
    rate: float = 24.0

    @property
    def start(self) -> float:
        """Where the page begins, in seconds."""
        firsts = (row.segments[0].start for row in self.rows if row.segments)
        return min(0.0, *firsts, 0.0)

    @property
    def lit(self) -> tuple[Row, ...]:
        """The channels that have segments: each has a lamp."""
        return tuple(row for row in self.rows if row.segments)

    @property
    def segment_count(self) -> int:
        """How many segments there are."""
        return sum(row.count or len(row.segments) for row in self.rows)


def brightest(rows: Sequence[Row]) -> float:
    """Return a time, in seconds, at which the most channels are lit; the earliest such stretch.

    Raises:
        ValueError: If there is no segment.
    """
    edges = sorted({edge for row in rows for s in row.segments for edge in (s.start, s.end)})
    starts, ends = _edges(rows, 0), _edges(rows, 1)
    best, found = -1, None
    for first, last in zip(edges, edges[1:], strict=False):
        lit = bisect_right(starts, first) - bisect_right(ends, first)
        if lit > best:
            best, found = lit, (first + last) / 2
    if found is None:
        raise ValueError("there is no segment to show")
    return found


def _edges(rows: Sequence[Row], which: int) -> list[float]:
    segments = (segment for row in rows if not row.muted for segment in row.segments)
    return sorted((segment.start, segment.end)[which] for segment in segments)
