"""The beat grid: beats, bars and sections as a value that the user may correct."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BEATS, _JUMP = 8, 0.1
"""Beats before and after, and by how many octaves their medians differ where the tempo changes."""


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
        title: What the person calls it; empty where nothing was said.
        said: The person had a hand in it, so it stays when the song is heard again.
    """

    name: str
    start: float
    end: float
    energy: int = 0
    label: str = ""
    confidence: float = 0.0
    title: str = ""
    said: bool = False

    @property
    def letter(self) -> str:
        """What it repeats: the name without the number."""
        return self.name.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class BeatGrid:
    """Beats in ascending order, each with its position in the bar; `sure`, or perhaps none.

    Raises:
        ValueError: If times do not ascend, are not finite, or positions do not fit.
    """

    beats: tuple[float, ...] = ()
    positions: tuple[int, ...] = ()
    meter: int = 4
    sections: tuple[Section, ...] = ()
    sure: bool = True

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
    def doubtful(self) -> bool:
        """Whether there are beats that may be none."""
        return bool(self.beats) and not self.sure

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
        beats = sorted((*self.beats, *((a + b) / 2 for a, b in pairwise(self.beats))))
        return self._numbered(beats, self._first_downbeat())

    def halved(self, second: bool = False) -> BeatGrid:
        """Keep every other beat: half the tempo. Downbeats stay, or if `second` the beats after."""
        if len(self.beats) < 2:
            return self
        first = bisect_left(self.beats, self._first_downbeat())
        anchor = min(first + second, len(self.beats) - 1)
        kept: list[float] = []
        for part in np.split(np.arange(len(self.beats)), changes(self.beats)):
            ones = [anchor] if anchor in part else [i for i in part if self._is_one(i)]
            stays = ones[0] if ones else part[0]
            kept += [self.beats[i] for i in part if (i - stays) % 2 == 0]
        return self._numbered(kept, self.beats[anchor])

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
        plain = {name: getattr(self, name) for name in ("beats", "positions", "meter", "sure")}
        return {**plain, "sections": [asdict(section) for section in self.sections]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BeatGrid:
        """Read what `as_json` gave, also after a trip through JSON."""
        sections, sure = tuple(Section(**s) for s in data["sections"]), data.get("sure", True)
        return cls(tuple(data["beats"]), tuple(data["positions"]), data["meter"], sections, sure)

    def _is_one(self, index: int) -> bool:
        return self.positions[index] == 1

    def _first_downbeat(self) -> float:
        """The first one with which a section begins, as others may be half bars; else the first."""
        starts = [section.start for section in self.sections]
        first = next((d for d in self.downbeats if any(abs(d - s) < 0.05 for s in starts)), None)
        return next(iter(self.downbeats or self.beats[:1]), 0.0) if first is None else first

    def _numbered(self, beats: Iterable[float], anchor: float | None) -> BeatGrid:
        """Count positions so that `anchor` (by default the first beat) is beat 1.

        Where another tempo holds, the bars stay as near to the old ones as can be.
        """
        times = tuple(beats)
        first = 0 if anchor is None else max(bisect_right(times, anchor + 1e-9) - 1, 0)
        positions: list[int] = []
        for part in np.split(np.arange(len(times)), changes(times)):
            meter, one = self.meter, first
            if first not in part and len(part):
                start, end = times[part[0]] - 0.1, times[part[-1]] + 0.1
                old = [i for i, beat in enumerate(self.beats) if start <= beat <= end]
                ones = [self.beats[i] for i in old if self._is_one(i)]
                meter = max((self.positions[i] for i in old), default=meter)
                one = min(part, key=lambda i: abs(times[i] - ones[0])) if ones else first
            positions += [int((number - one) % meter + 1) for number in part]
        return replace(self, beats=times, positions=tuple(positions))

    def _outside(self, count: int) -> np.ndarray:
        """Continue the beats by the step at that end; a negative count goes before the first."""
        if count < 0:
            return self.beats[0] + (self.beats[1] - self.beats[0]) * np.arange(count, 0)
        return self.beats[-1] + (self.beats[-1] - self.beats[-2]) * np.arange(1, count + 1)


def changes(beats: Sequence[float] | NDArray[np.float64]) -> NDArray[np.int_]:
    """Indices of the beats from which on another tempo holds, ascending.

    Args:
        beats: Seconds, ascending.
    """
    if len(beats) < 2 * _BEATS + 1:
        return np.zeros(0, int)
    around = np.lib.stride_tricks.sliding_window_view(np.diff(beats), _BEATS)
    usual, sharp = (np.log2(middle(around, axis=1)) for middle in (np.median, np.mean))
    lasting = np.abs(usual[_BEATS:] - usual[:-_BEATS]) > _JUMP  # not a pause alone
    jumps = np.where(lasting, np.abs(sharp[_BEATS:] - sharp[:-_BEATS]), 0.0)
    near = np.lib.stride_tricks.sliding_window_view(np.pad(jumps, _BEATS), 2 * _BEATS + 1)
    return np.flatnonzero(lasting & (near.argmax(axis=1) == _BEATS)) + _BEATS
