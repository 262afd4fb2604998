"""Finds where the bars begin, and how many beats they have, on beats that are known.

On the first beat of a bar there tend to be a low note, a new chord and a change of the sound. Every
position in the bar is described by the mean of such evidence, and every way to count the beats
(three or four, from any of them) gets a linear score; `practice_bars.py` learns it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .activation import Activation, widened
from .bars_weights import CENTER, WEIGHTS
from .candidates import Hints
from .grid import changes
from .pooled import Pooled
from .spectrum import FPS
from .steps import Steps

KINDS = 32
"""Numbers of the evidence at a beat."""
HEARD = 2.0
"""How much the network counts beside what is learned of the evidence, in which it is, too."""
APART = 2.0
"""Seconds between the edges where there are no bars."""
_METERS = (3, 4)
_OFFSET = {3: 0, 4: 3 * KINDS}
_OVER = (1, 2, 4, 8, 16)
"""Beats on both sides that are compared."""
_LOW, _DEEP, _HIGH = 10, 8, 40
"""Bands: what changes low ends before the first; low and middle sound end before the others."""
_PEAK = 1.5
"""Deviations from which on a change is greater than most."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How beats are counted: the position in the bar of each beat, from 1, shape `(n,)`."""

    positions: NDArray[np.int_]
    meter: int
    confidence: float


def stretched_steps(
    beats: NDArray[np.float64], activation: Activation, pooled: Pooled, hints: Hints
) -> Steps[Bars]:
    """Count the beats of each tempo by itself, in steps; see `bar_steps`.

    Meter and confidence are those of the tempo that has the most beats.
    """
    found = []
    for part in np.split(beats, changes(beats)):
        ends = (part[0], part[-1]) if len(part) else (0.0, 0.0)
        within = tuple(time for time in hints.beat_one if ends[0] - 0.1 <= time <= ends[1] + 0.1)
        own = replace(hints, beat_one=within) if len(part) < len(beats) else hints
        found.append((yield from bar_steps(part, activation, pooled, own)))
    longest = max(found, key=lambda bars: len(bars.positions))
    return replace(longest, positions=np.concatenate([bars.positions for bars in found]))


def bar_steps(
    beats: NDArray[np.float64], activation: Activation, pooled: Pooled, hints: Hints
) -> Steps[Bars]:
    """Count the beats, in steps.

    Args:
        beats: Seconds, ascending.
        activation: The onset curves.
        pooled: The sound.
        hints: A known meter or first beat is kept to.

    Returns:
        Positions; with fewer than eight beats and no hint they start at 1 with confidence 0.
    """
    meters = (hints.meter,) if hints.meter else _METERS
    if len(beats) < max(8, 2 * min(meters)):
        meter = hints.meter or 4
        first = _nearest(beats, hints.beat_one[0]) if hints.beat_one and len(beats) else 0
        return Bars((np.arange(len(beats)) - first) % meter + 1, meter, 0.0)
    proof = yield from evidence_steps(beats, activation, pooled)
    ways = [(meter, first) for meter in meters for first in range(meter) if len(beats) >= 2 * meter]
    points = np.array([_points(proof, meter, first) for meter, first in ways])
    odds = odds_of_one(beats, activation)
    points += HEARD * np.array([odds[first::meter].mean() for meter, first in ways])
    for anchor in hints.beat_one:
        beat = _nearest(beats, anchor)
        points -= np.array([100.0 * ((beat - first) % meter != 0) for meter, first in ways])
    share = np.exp(points - points.max())
    meter, first = ways[int(points.argmax())]
    positions = (np.arange(len(beats)) - first) % meter + 1
    return Bars(positions, meter, float(share.max() / share.sum()))


def odds_of_one(beats: NDArray[np.float64], activation: Activation) -> NDArray[np.float64]:
    """Log odds that each beat is the first of its bar, as the network hears it, shape `(n,)`."""
    pulse = widened(activation.pulse)[:, 1]
    likely = pulse[np.clip(np.round(beats * FPS / 2).astype(int), 0, len(pulse) - 1)]
    return np.asarray(np.log((likely + 0.01) / (1.01 - likely)), np.float64)


def evidence_steps(
    beats: NDArray[np.float64], activation: Activation, pooled: Pooled
) -> Steps[NDArray[np.float64]]:
    """Describe each beat, shape `(n, 32)`, scaled over the song and cut at three deviations.

    How much the sound changes there, in all bands and in the low ones, over 1, 2, 4, 8 and 16
    beats, and the chroma, over 1, 2, 4 and 8; how much low, middle and high sound follows; by how
    much each change is greater than most, since where a part begins, a bar does; and how likely the
    first beat of a bar is, as the network hears it.
    """
    step = float(np.median(np.diff(beats)))
    differences: list[NDArray[np.float64]] = []
    for count in _OVER:
        change = pooled.mels(beats, beats + count * step)
        yield
        change -= pooled.mels(beats - count * step, beats)
        yield
        np.abs(change, out=change)
        differences += [change.mean(axis=1), change[:, :_LOW].mean(axis=1)]
    for count in _OVER[:-1]:
        after = pooled.chromas(beats, beats + count * step)
        before = pooled.chromas(beats - count * step, beats)
        norms = np.linalg.norm(after, axis=1) * np.linalg.norm(before, axis=1)
        differences.append(1 - (after * before).sum(axis=1) / (norms + 1e-6))
        yield
    follows = np.split(pooled.mels(beats, beats + step), (_DEEP, _HIGH), axis=1)
    yield
    found = _scaled(np.stack([*differences, *(part.mean(axis=1) for part in follows)], axis=1))
    peaks = np.maximum(found[:, : len(differences)] - _PEAK, 0)
    odds = odds_of_one(beats, activation)
    return np.concatenate([found, peaks, (odds - odds.mean())[:, None]], axis=1)


def _scaled(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """In deviations from the mean of each column, cut at three."""
    return np.clip((table - table.mean(axis=0)) / (table.std(axis=0) + 1e-6), -3, 3)


def arrangement(proof: NDArray[np.float64], meter: int, first: int) -> NDArray[np.float64]:
    """Describe one way to count in three or four, shape `(7 * 32 + 2,)`."""
    found = np.zeros(7 * KINDS + 2)
    for place in range(meter):
        start = _OFFSET[meter] + place * KINDS
        found[start : start + KINDS] = proof[(first + place) % meter :: meter].mean(axis=0)
    found[-2] = meter == 3
    found[-1] = (proof[meter:] * proof[:-meter]).mean()
    return found


def _points(proof: NDArray[np.float64], meter: int, first: int) -> float:
    if meter in _METERS:
        return float((arrangement(proof, meter, first) - CENTER) @ WEIGHTS)
    # other meters only come from a hint: what tells the first beat of four from the rest
    four = WEIGHTS[_OFFSET[4] : _OFFSET[4] + 4 * KINDS].reshape(4, KINDS)
    return float(proof[first::meter].mean(axis=0) @ (four[0] - four[1:].mean(axis=0)))


def _nearest(beats: NDArray[np.float64], time: float) -> int:
    return int(np.abs(beats - time).argmin())


def bar_edges(beats: NDArray[np.float64], bars: Bars, duration: float) -> NDArray[np.float64]:
    """Starts of the bars and the end of the last; without beats every two seconds."""
    starts = beats[bars.positions == 1]
    if not len(starts):
        return np.append(np.arange(0, max(duration - 1e-3, 1e-3), APART), duration)
    step = float(np.median(np.diff(beats))) * bars.meter if len(beats) > 1 else 2.0
    return np.append(starts, min(starts[-1] + step, max(duration, starts[-1] + 0.1)))
