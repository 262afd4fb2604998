"""Tapping along with the music: how fast, and while it plays also where the beats fall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...music.hearing.grid import BeatGrid
from ...music.song import Song
from ..host.memory import PerScene

PAUSE, FEWEST, MOST = 3.0, 4, 64
"""Seconds after which counting begins anew; how many taps are needed, and kept."""
JUMP = 0.4
"""Seconds by which the playhead, which goes by drawn frames, may differ from the clock."""
LATENCY = 0.07
"""Seconds by which a person and the display may be late."""
ALIKE = 0.06
_EVEN = 0.035
"""Share of a beat by which taps may be off and count as even."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap: seconds of the clock, and of the timeline where it plays."""

    clock: float
    playhead: float | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What was tapped.

    Attributes:
        bpm: Beats a minute.
        beat: A beat in seconds of the timeline; None where it did not play.
        spread: By how many seconds the taps lie off an even beat, as a rule.
    """

    bpm: float
    beat: float | None = None
    spread: float = 0.0


class Taps:
    """The taps of a scene, until a pause."""

    def __init__(self) -> None:
        self._taps: list[Tap] = []

    def __len__(self) -> int:
        return len(self._taps)

    def tap(self, clock: float, playhead: float | None = None) -> None:
        """Count a tap; after a pause, or where playback jumped, counting begins anew."""
        last = self._taps[-1] if self._taps else None
        if last is not None and (clock - last.clock > PAUSE or _jumped(last, clock, playhead)):
            self._taps.clear()
        self._taps.append(Tap(clock, playhead))
        del self._taps[:-MOST]

    def rhythm(self) -> Rhythm | None:
        """Return what the taps say; None with too few."""
        return fitted(self._taps)

    def clear(self) -> None:
        """Forget the taps."""
        self._taps.clear()


def of(scene: Any) -> Taps:
    """Return the taps of a scene."""
    return _taps.of(scene)


def fitted(taps: Sequence[Tap]) -> Rhythm | None:
    """Fit a line to the times of the taps over their numbers of beats.

    A missed beat is a step of two, a double tap one of none, and taps far off the line are left
    out, so that neither spoils the tempo.
    """
    times = np.array([tap.clock for tap in taps])
    if len(times) < FEWEST:
        return None
    step = float(np.median(np.diff(times)))
    if step < 0.1:
        return None
    numbers = np.concatenate([[0.0], np.cumsum(np.round(np.diff(times) / step))])
    good = np.ones(len(times), bool)
    for _ in range(2):
        if len(np.unique(numbers[good])) < FEWEST - 1:
            return None
        step, first = (float(value) for value in np.polyfit(numbers[good], times[good], 1))
        good = np.abs(times - first - step * numbers) < 0.2 * step
    heads = [tap.playhead - tap.clock for tap in taps if tap.playhead is not None]
    middle = first + step * round(float(np.median(numbers)))  # there the line is surest
    beat = middle + float(np.median(heads)) if len(heads) == len(taps) else None
    off = np.abs(times - first - step * numbers)[good]
    return Rhythm(60.0 / step, beat, float(np.sqrt((off**2).mean())) if len(off) else 0.0)


def evenness(found: Rhythm) -> str:
    """Say how even the taps are beside their distance: even, fairly even or uneven."""
    share = found.spread * found.bpm / 60.0
    return "Even" if share <= _EVEN else "Fairly even" if share <= 3 * _EVEN else "Uneven"


def agrees(found: Rhythm, bpm: float) -> bool:
    """Tell whether a tempo is the tapped one, give or take what a hint may be off."""
    return abs(bpm / found.bpm - 1) <= ALIKE


def corrected(song: Song, found: Rhythm) -> BeatGrid:
    """Return the song's own grid, in seconds of its content, with its beats on the tapped ones.

    What was heard is right about the tempo and at most half a beat off; it stays where the taps
    are as late as people are. Where no beat was heard, the taps alone make an even grid.
    """
    grid, own = song.grid, song.own
    if found.beat is None:
        return own
    if len(grid.beats) < 2:
        place = song.place(found.beat)
        bpm = found.bpm / song.speed(found.beat)
        return own if place is None else own.with_tempo(bpm, place, 0.0, song.analysis.duration)
    share = _share(grid, found)
    for move in (0.0, 0.5):
        if abs(_turned(share - move)) * grid.period <= LATENCY:
            return own.shifted(move) if move else own
    return own.shifted(_turned(share))


def _share(grid: BeatGrid, found: Rhythm) -> float:
    """Return how far the tapped beat lies behind the heard one before it, in beats."""
    assert found.beat is not None
    near = np.asarray(grid.beats)
    place = int(np.searchsorted(near, found.beat))
    place = min(max(place, 1), len(near) - 1)
    before, after = float(near[place - 1]), float(near[place])
    return (found.beat - before) / (after - before)


def _turned(share: float) -> float:
    """Return a share of a beat as -0.5 to 0.5."""
    return (share + 0.5) % 1.0 - 0.5


def _jumped(last: Tap, clock: float, playhead: float | None) -> bool:
    if last.playhead is None or playhead is None:
        return (last.playhead is None) != (playhead is None)
    return abs((playhead - last.playhead) - (clock - last.clock)) > JUMP


_taps = PerScene(lambda scene: Taps())
