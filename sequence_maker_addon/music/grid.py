"""The beat grid: beats, bars and sections as a value that the user may correct."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the song.

    Attributes:
        name: Letter and number of the repeat, such as `B2`.
        start: Seconds.
        end: Seconds.
        energy: Loudness as a digit, 0 quiet to 9 loud.
        label: A guess in words, such as `loud, perhaps the chorus`.
        confidence: Of the letter, 0 to 1.
    """

    name: str
    start: float
    end: float
    energy: int = 0
    label: str = ""
    confidence: float = 0.0

    @property
    def letter(self) -> str:
        """What it repeats: the name without the number."""
        return self.name.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class BeatGrid:
    """Beats in ascending order, each with its position in the bar (1 is the downbeat).

    Raises:
        ValueError: If times do not ascend, are not finite, or positions do not fit.
    """

    beats: tuple[float, ...] = ()
    positions: tuple[int, ...] = ()
    meter: int = 4
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no grid."""
        if len(self.beats) != len(self.positions):
            raise ValueError("a grid needs one position in the bar for every beat")
        if not all(math.isfinite(beat) for beat in self.beats):
            raise ValueError("beats must be finite times in seconds")
        if any(b <= a for a, b in zip(self.beats, self.beats[1:], strict=False)):
            raise ValueError("beats must ascend")
        if self.meter < 1 or any(position < 1 for position in self.positions):
            raise ValueError("positions in the bar and the meter start at 1")

    @property
    def downbeats(self) -> tuple[float, ...]:
        """The first beats of the bars, in seconds."""
        return tuple(
            beat for beat, place in zip(self.beats, self.positions, strict=True) if place == 1
        )

    @property
    def bpm(self) -> float:
        """The median tempo in beats per minute; 0 with fewer than two beats."""
        return 60.0 / float(np.median(np.diff(self.beats))) if len(self.beats) > 1 else 0.0

    @property
    def period(self) -> float:
        """The median distance of two beats in seconds; 0.5 with fewer than two beats."""
        return 60.0 / self.bpm if len(self.beats) > 1 else 0.5

    @property
    def bars(self) -> tuple[tuple[float, float], ...]:
        """Start and end of every bar in seconds; the last one gets its meter's length."""
        starts = self.downbeats
        if not starts:
            return ()
        last = starts[-1] + self.meter * self.period
        return tuple(zip(starts, (*starts[1:], last), strict=True))

    def nearest(self, time: float) -> float | None:
        """Return the beat nearest to a time, or None where the grid is empty."""
        place = bisect_left(self.beats, time)
        around = self.beats[max(place - 1, 0) : place + 1]
        return min(around, key=lambda beat: abs(beat - time)) if around else None

    def section(self, name: str) -> Section | None:
        """Find a section by name (`B1`), or the first of a letter (`B`); case does not matter."""
        wanted = name.strip().upper()
        same = [s for s in self.sections if s.name.upper() == wanted]
        return next(iter(same or [s for s in self.sections if s.letter.upper() == wanted]), None)

    def between(self, start: float, end: float) -> BeatGrid:
        """Keep the beats in `[start, end)` and the sections that touch it."""
        first, last = bisect_left(self.beats, start), bisect_left(self.beats, end)
        kept = tuple(s for s in self.sections if s.start < end and start < s.end)
        beats, positions = self.beats[first:last], self.positions[first:last]
        return replace(self, beats=beats, positions=positions, sections=kept)

    def doubled(self) -> BeatGrid:
        """Put a beat between any two: twice the tempo. Beat 1 stays where a bar began."""
        if len(self.beats) < 2:
            return self
        beats = sorted((*self.beats, *_middles(self.beats)))
        return self._numbered(beats, self._first_downbeat())

    def halved(self, second: bool = False) -> BeatGrid:
        """Keep every other beat: half the tempo. Downbeats stay, or if `second` the beats after."""
        if len(self.beats) < 2:
            return self
        first = bisect_left(self.beats, self._first_downbeat())
        anchor = min(first + second, len(self.beats) - 1)
        return self._numbered(self.beats[anchor % 2 :: 2], self.beats[anchor])

    def shifted(self, beats: float = 0.5) -> BeatGrid:
        """Move all beats by a share of the distance to the next (or, if negative, previous)."""
        if len(self.beats) < 2:
            return self
        index = np.arange(len(self.beats))
        long = np.concatenate([self._outside(-4), self.beats, self._outside(4)])
        moved = np.interp(index + beats, np.arange(-4, len(self.beats) + 4), long)
        if abs(beats) > 4:
            raise ValueError("a grid can be shifted by up to four beats")
        return replace(self, beats=tuple(float(beat) for beat in moved))

    def moved(self, seconds: float) -> BeatGrid:
        """Move everything, sections too, by some seconds."""
        sections = tuple(
            replace(s, start=s.start + seconds, end=s.end + seconds) for s in self.sections
        )
        beats = tuple(beat + seconds for beat in self.beats)
        return replace(self, beats=beats, sections=sections)

    def with_beat_one(self, time: float, meter: int | None = None) -> BeatGrid:
        """Make the beat nearest to `time` the first of its bar, and count from it both ways."""
        grid = replace(self, meter=meter or self.meter)
        return grid._numbered(self.beats, self.nearest(time))

    def with_beats(self, beats: Iterable[float]) -> BeatGrid:
        """Take beats given by hand, in any order; beat 1 is the one nearest to the old one.

        Two closer than 20 ms count as one, so that a double tap does no harm.
        """
        kept: list[float] = []
        for beat in sorted(beats):
            if not kept or beat - kept[-1] >= 0.02:
                kept.append(float(beat))
        old = self._first_downbeat() if self.beats else (kept or [0.0])[0]
        anchor = min(kept, key=lambda beat: abs(beat - old)) if kept else None
        return self._numbered(kept, anchor)

    def with_tempo(self, bpm: float, anchor: float, start: float, end: float) -> BeatGrid:
        """Lay an even grid over `[start, end)`, with beat 1 of a bar at `anchor` seconds."""
        if not 10 <= bpm <= 1000:
            raise ValueError(f"the tempo must be from 10 to 1000 beats per minute, got {bpm}")
        period = 60.0 / bpm
        first, last = (math.ceil(round((t - anchor) / period, 6)) for t in (start, end))
        beats = tuple(anchor + period * number for number in range(first, last))
        positions = tuple(number % self.meter + 1 for number in range(first, last))
        return replace(self, beats=beats, positions=positions)

    def as_json(self) -> dict[str, Any]:
        """Return plain data for `from_json`."""
        plain = {"beats": self.beats, "positions": self.positions, "meter": self.meter}
        return {**plain, "sections": [asdict(section) for section in self.sections]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BeatGrid:
        """Read what `as_json` gave, also after a trip through JSON."""
        sections = tuple(Section(**section) for section in data["sections"])
        return cls(tuple(data["beats"]), tuple(data["positions"]), int(data["meter"]), sections)

    def _first_downbeat(self) -> float:
        return next(iter(self.downbeats or self.beats[:1]), 0.0)

    def _numbered(self, beats: Iterable[float], anchor: float | None) -> BeatGrid:
        """Count positions so that `anchor` (by default the first beat) is beat 1."""
        times = tuple(beats)
        first = 0 if anchor is None else max(bisect_right(times, anchor + 1e-9) - 1, 0)
        positions = tuple((number - first) % self.meter + 1 for number in range(len(times)))
        return replace(self, beats=times, positions=positions)

    def _outside(self, count: int) -> np.ndarray:
        """Continue the beats by the step at that end; a negative count goes before the first."""
        if count < 0:
            step = self.beats[1] - self.beats[0]
            return self.beats[0] + step * np.arange(count, 0)
        return self.beats[-1] + (self.beats[-1] - self.beats[-2]) * np.arange(1, count + 1)


def _middles(times: tuple[float, ...]) -> list[float]:
    return [(a + b) / 2 for a, b in zip(times, times[1:], strict=False)]
