"""Ways to hear the beat of one song: several tempos, half and double time, on and off the beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .activation import quantile
from .spectrum import FPS
from .steps import Steps
from .tracker import FASTEST, SLOWEST, Tracker

Times = NDArray[np.float64]
Floats = NDArray[np.floating]

_ALL, _FAST = (SLOWEST, FASTEST), (108.0, 216.0)
"""In which the likelihood of beats is followed, and the onsets alone, whose halves are the slow
tempos: more ways to follow them found no more songs, and take most of the time."""
_THIRDS = (2 / 3, 1.5)
_LIKELY = 3.0
"""How much a certain beat of the network counts beside an onset."""
_ALLOWED = (50.0, 220.0)
_LEVEL, _STRAY = 0.5, 0.2
"""So many octaves beside a told tempo another level is counted, and such a share of it is much."""
_PHASES = 96
_NEAR = 0.03
_EARLY = 5.0
_HIGHEST_HZ = 30.0  # four times the fastest tempo that a user may tell
_LARGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user knows about the music.

    Attributes:
        bpm: The tempo in beats per minute, right within 6 %.
        beat_one: Times in seconds that are the first beat of a bar.
        meter: Beats in a bar.
    """

    bpm: float | None = None
    beat_one: tuple[float, ...] = ()
    meter: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no music has."""
        if self.bpm is not None and not 20 <= self.bpm <= 400:
            raise ValueError(f"a tempo hint must be from 20 to 400 beats per minute: {self.bpm}")
        if self.meter is not None and not 2 <= self.meter <= 16:
            raise ValueError(f"a bar must have 2 to 16 beats, got {self.meter}")

    @property
    def tempos(self) -> tuple[float, float]:
        """The slowest and fastest tempo that agree with the hint."""
        return (self.bpm * 0.94, self.bpm * 1.06) if self.bpm else _ALLOWED


@dataclass(frozen=True)
class Candidate:
    """Beats in seconds; `steady` when they are an even grid over the whole song."""

    beats: Times
    steady: bool

    @cached_property
    def bpm(self) -> float:
        """The median tempo in beats per minute."""
        return 60.0 / quantile(np.diff(self.beats), 0.5)


def candidate_steps(
    curve: Floats, pulse: Floats, hints: Hints, track: Tracker
) -> Steps[list[Candidate]]:
    """Make the candidates, in steps.

    Args:
        curve: Onsets, shape `(n,)`, 100 frames a second.
        pulse: How likely a beat is, shape `(n // 2,)`, 50 frames a second.
        hints: What the user knows; only tempos that agree are given.
        track: The tracker to use.
    """
    even = len(pulse) * 2
    onsets = curve[:even].reshape(-1, 2).max(axis=1)
    likely = _LIKELY * pulse
    fit = yield from steady_fit(np.concatenate([curve[:even] + np.repeat(likely, 2), curve[even:]]))
    ways = [(onsets, _FAST), (likely, _ALL), (likely, _FAST)]
    ways += [(curve_, hints.tempos) for curve_ in (onsets, likely)] if hints.bpm else []
    found = [Candidate(grid, True) for grid in fit(hints.bpm)] if hints.bpm else []
    for followed, (low, high) in ways:
        beats = yield from track(followed, low, high)
        if len(beats) < 4:
            continue
        yield
        bpm = 60.0 / quantile(np.diff(beats), 0.5)
        made = [Candidate(beats, False)] + [Candidate(grid, True) for grid in fit(bpm)]
        found += [other for one in made for other in _variants(one)]
        yield
        for share in _THIRDS if followed is likely else ():
            found += [Candidate(grid, True) for grid in fit(bpm * share)]
            yield
    return [one for one in found if len(one.beats) >= 4 and _fits(one, hints)]


def steady_fit(curve: Floats) -> Steps[Callable[[float], list[Times]]]:
    """Prepare to lay even grids over a curve, in steps.

    The tempo is where the spectrum of the whole curve, at it and its double and fourfold, is
    largest: a song of some minutes gives it to a few thousandths of a beat per minute.

    Args:
        curve: Onsets, shape `(n,)`, 100 frames a second.

    Returns:
        A function from a tempo, right within 3 %, to two grids: the best and the second phase.
    """
    size = 1 << max(int(np.ceil(np.log2(max(len(curve), 2) * 4))), 1)
    step = FPS / size
    spectrum = yield from _magnitudes(curve - curve.mean(), size, int(_HIGHEST_HZ / step))
    places = np.arange(len(spectrum)) * step

    def grids(bpm: float) -> list[Times]:
        hertz = np.arange(bpm / 60 * (1 - _NEAR), bpm / 60 * (1 + _NEAR), step / 2)
        strength = sum(np.interp(hertz * times, places, spectrum) for times in (1, 2, 4))
        return _phases(curve, FPS / float(hertz[int(np.argmax(strength))]))

    return grids


def _magnitudes(values: Floats, size: int, count: int) -> Steps[NDArray[np.float64]]:
    """The first values of `abs(fft(values, size))`, of a large transform by several small ones.

    Every n-th value is transformed alone; the sums of these, each turned by its lag, are what the
    whole would give (Cooley and Tukey, Mathematics of Computation, 1965).

    Args:
        values: Shape `(n,)`, at most `size`.
        size: A power of two.
        count: How many values are wanted.
    """
    parts = max(size // _LARGEST, 1)
    padded = np.zeros(size)
    padded[: len(values)] = values
    turn = np.empty(count, complex)
    for first in range(0, count, _LARGEST):
        yield
        some = np.arange(first, min(first + _LARGEST, count))
        turn[some[0] : some[-1] + 1] = np.exp(-2j * np.pi / size * some)
    total = np.zeros(count, complex)
    for first in reversed(range(parts)):
        yield
        part = np.fft.fft(padded[first::parts])
        for at in range(0, count, len(part)):  # it repeats itself
            yield
            stop = min(at + len(part), count)
            total[at:stop] *= turn[at:stop]
            total[at:stop] += part[: stop - at]
    yield
    return np.abs(total)


def _phases(curve: Floats, period: float) -> list[Times]:
    """The two strongest phases of a period in frames, at least an eighth of it apart."""
    share = (np.arange(len(curve)) % period) / period
    profile = np.bincount((share * _PHASES).astype(int), weights=curve, minlength=_PHASES)
    profile = profile[:_PHASES] + 0.5 * (np.roll(profile, 1) + np.roll(profile, -1))[:_PHASES]
    left, grids = profile.copy(), []
    for _ in range(2):
        top = int(left.argmax())
        before, at, after = (profile[(top + d) % _PHASES] for d in (-1, 0, 1))
        bend = before - 2 * at + after
        top_at = top + 0.5 + (0.5 * (before - after) / bend if bend < 0 else 0.0)
        first = top_at / _PHASES * period % period
        if first > period - _EARLY:  # a beat at 0 whose onset seems to lie before it
            first -= period
        grids.append(np.arange(first, len(curve), period) / FPS)
        left[np.arange(top - 12, top + 13) % _PHASES] = -1
    return grids


def _variants(one: Candidate) -> Iterator[Candidate]:
    """As it is; between the beats; double; each of the halves."""
    beats = one.beats
    ends = 2 * beats[0] - beats[1], 2 * beats[-1] - beats[-2]
    longer = np.concatenate([ends[:1], beats, ends[1:]])
    middles = (longer[1:] + longer[:-1]) / 2
    both = np.sort(np.concatenate([beats, middles[1:-1]]))
    for times in (beats, middles, both, beats[::2], beats[1::2]):
        if len(times) >= 4:
            yield Candidate(times, one.steady)


def _fits(one: Candidate, hints: Hints) -> bool:
    """Tell whether beats agree with a tempo hint all along, and not in their median alone.

    Where the music goes on at another tempo, what follows it may count every second beat from there
    on. Steps of which half or double is nearer to the told one are so counted.
    """
    low, high = hints.tempos
    if not low <= one.bpm <= high:
        return False
    if not hints.bpm:
        return True
    apart = np.abs(np.log2(np.diff(one.beats) * hints.bpm / 60.0))
    return float((apart > _LEVEL).mean()) < _STRAY


def nearest_gap(beats: Times, anchors: Sequence[float]) -> float:
    """The mean distance from the anchors to their nearest beats, in seconds; 0 without anchors."""
    if not len(anchors):
        return 0.0
    return float(np.mean([np.abs(beats - anchor).min() for anchor in anchors]))
