"""Finds the beats: tracks several ways to hear them and keeps the likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .activation import Activation, quantile
from .candidates import Candidate, Hints, candidate_steps, nearest_gap
from .ranking import score_steps
from .spectrum import FPS
from .steps import Steps
from .tracker import Tracker

Times = NDArray[np.float64]

LATENESS = 0.0
"""Seconds that the onset curve lies behind the notes, measured on rendered songs."""
_HELD = 0.05
_SOUND = 1e-5
_REACH = 4
_OUTLIER = 0.025
_MOSTLY, _PARTLY = 0.7, 0.4
"""Shares of beats that an even grid must have in common with those that bend to take their place:
where nothing is told, and where the tempo is."""
_BESIDE = 0.02
"""Octaves, some 1.4 %, by which a tempo that people tell is usually wrong at most: where nothing is
heard clearly, theirs is taken, and not one at the end of what is let pass."""
_EDGE = 0.02
"""Seconds by which a first beat may be heard too early."""
_ENOUGH = 20_000


@dataclass(frozen=True, slots=True)
class Beats:
    """The beats of a song.

    Attributes:
        times: Seconds, ascending, shape `(n,)`; empty where no beat is heard.
        confidence: 0 to 1, how far this way of hearing them leads the others.
        steady: Whether they are an even grid.
        alternatives: Other tempos in beats per minute with their share of the likelihood.
    """

    times: Times
    confidence: float = 0.0
    steady: bool = False
    alternatives: tuple[tuple[float, float], ...] = ()


NO_BEATS = Beats(np.zeros(0))


def beat_steps(
    activation: Activation, power: NDArray[np.floating], hints: Hints, track: Tracker
) -> Steps[Beats]:
    """Find the beats, in steps.

    Args:
        activation: The onset curves.
        power: Mean square of the sound at the same frames, shape `(n,)`.
        hints: What the user knows.
        track: The tracker to use.
    """
    if activation.silent:
        return NO_BEATS
    found = yield from candidate_steps(
        activation.curves[:, 0], activation.pulse[:, 0], hints, track
    )
    if not found:
        return _even_beats(hints, len(power) / FPS)
    made = different([_anchored(one, hints) for one in found])
    points = yield from score_steps(made, activation)
    if hints.beat_one:
        gaps = np.array([nearest_gap(one.beats, hints.beat_one) for one in made])
        points = points - np.where(gaps > _HELD, 1000.0 + gaps, 0.0)  # the user's word wins
    if hints.bpm:
        beside = np.array([np.log2(one.bpm / hints.bpm) for one in made])
        points = points - 0.5 * (beside / _BESIDE) ** 2
    yield
    enough = _PARTLY if hints.bpm else _MOSTLY
    chosen = _chosen(made, points, activation.curves[:, 0], enough)
    yield
    times = _within_sound(chosen.times, power)
    told = bool(hints.bpm) and len(times) < 2  # of a sound that ends before the second beat
    return chosen if told else replace(chosen, times=times)


def _even_beats(hints: Hints, seconds: float) -> Beats:
    """Lay even beats over a sound in which none is heard, where the user tells the tempo."""
    if not hints.bpm:
        return NO_BEATS
    step = 60.0 / hints.bpm
    first = (hints.beat_one or (0.0,))[0] % step
    return Beats(np.arange(first, max(seconds, first + 1e-3), step), steady=True)


def _anchored(one: Candidate, hints: Hints) -> Candidate:
    """Slide a grid so that it meets the first beat that the user gave.

    The tracker could be forced through it, but then bends there alone and goes on as before.
    """
    if not hints.beat_one:
        return one
    anchor = hints.beat_one[0]
    nearest = one.beats[np.abs(one.beats - anchor).argmin()]
    return Candidate(one.beats + (anchor - nearest), one.steady)


def different(made: Sequence[Candidate]) -> list[Candidate]:
    """Drop what another candidate says already, to a hundredth of a second."""
    kept: dict[tuple[object, ...], Candidate] = {}
    for one in made:
        middle = one.beats[np.abs(one.beats - quantile(one.beats, 0.5)).argmin()]
        key = (len(one.beats), round(one.bpm, 1), round(float(middle), 2), one.steady)
        kept.setdefault(key, one)
    return list(kept.values())


def _chosen(
    made: Sequence[Candidate],
    points: NDArray[np.float64],
    curve: NDArray[np.floating],
    enough: float,
) -> Beats:
    share = np.exp(points - points.max())
    share /= share.sum()
    best = _evened(made[int(points.argmax())], made, points, enough)
    same = np.array([_agree(best, other) for other in made])
    tempos: dict[float, float] = {}
    for one, part in zip(made, share, strict=True):
        if abs(np.log2(one.bpm / best.bpm)) > 0.04:
            near = next((t for t in tempos if abs(np.log2(t / one.bpm)) < 0.04), round(one.bpm, 2))
            tempos[near] = tempos.get(near, 0.0) + float(part)
    others = sorted(tempos.items(), key=lambda item: -item[1])[:3]
    if best.steady:
        times = _covering(_straightened(best.beats, curve), len(curve) / FPS)
    else:
        times = _snapped(best.beats, curve)
    return Beats(
        times - LATENESS,
        float(share[same].sum()),
        best.steady,
        tuple((tempo, round(part, 3)) for tempo, part in others if part >= 0.01),
    )


def _snapped(beats: Times, curve: NDArray[np.floating]) -> Times:
    """Move each beat to the onset within 40 ms of it, where there is a clear one."""
    reach = np.arange(-_REACH, _REACH + 1)
    places = np.clip(np.round(beats * FPS).astype(int), _REACH + 2, len(curve) - _REACH - 3)
    tops = places + curve[places[:, None] + reach].argmax(axis=1) - _REACH
    around = curve[tops[:, None] + np.arange(-1, 2)]
    seen = (tops + (around * (-1, 0, 1)).sum(axis=1) / (around.sum(axis=1) + 1e-9)) / FPS
    moved = np.where(around[:, 1] > 1.0, seen, beats)
    return moved if (np.diff(moved) > 0.1).all() else beats


def _straightened(beats: Times, curve: NDArray[np.floating]) -> Times:
    """Fit an even grid to the onsets within 40 ms of one, by the median and then least squares."""
    reach = np.arange(-_REACH, _REACH + 1)
    places = np.round(beats * FPS).astype(int)
    number = np.flatnonzero((places > _REACH) & (places < len(curve) - _REACH - 1))
    around = curve[places[number][:, None] + reach]
    clear = around.max(axis=1) > 1.0
    if clear.sum() < 8:
        return beats
    weight = around[clear] ** 2
    seen = places[number][clear] + (weight * reach).sum(axis=1) / weight.sum(axis=1)
    off = seen / FPS - beats[number][clear]
    for _ in range(3):
        near = np.abs(off - np.median(off)) < _OUTLIER
        line = np.polyfit(number[clear][near], off[near], 1)
        if abs(line[0]) * len(beats) > 0.1 or near.sum() < 8:
            return beats
        beats = beats + np.polyval(line, np.arange(len(beats)))
        off = off - np.polyval(line, number[clear])
    return beats


def _evened(
    best: Candidate, made: Sequence[Candidate], points: NDArray[np.float64], enough: float
) -> Candidate:
    """Return the likeliest even grid that says the same as what bends; that itself without one.

    What bends does so where there is no beat as well: in breaks, in triplets over the beat.
    """
    if best.steady:
        return best
    even = [k for k, one in enumerate(made) if one.steady and _shared(best, one) > enough]
    return made[max(even, key=lambda place: points[place])] if even else best


def _shared(one: Candidate, other: Candidate) -> float:
    """The share of beats of both that lie on beats of the other, of the one with fewer such."""
    both = _gaps(one, other), _gaps(other, one)
    return float(min((gaps < _HELD).mean() for gaps in both))


def _covering(beats: Times, seconds: float) -> Times:
    """Go on with an even grid to both ends of the sound: halves and middles lack beats there."""
    step = float(np.median(np.diff(beats)))
    before = int((beats[0] + _EDGE) // step)
    after = max(int((seconds - beats[-1]) // step), 0)
    first = beats[0] - step * np.arange(before, 0, -1)
    return np.concatenate([first, beats, beats[-1] + step * np.arange(1, after + 1)])


def _agree(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates have the same beats for the most part."""
    if abs(np.log2(one.bpm / other.bpm)) > 0.04:
        return False
    return quantile(_gaps(one, other), 0.5) < 0.05


def _gaps(one: Candidate, other: Candidate) -> Times:
    """How far each beat of one lies from the nearest of another, in seconds."""
    place = np.clip(np.searchsorted(other.beats, one.beats), 1, len(other.beats) - 1)
    before, after = other.beats[place - 1], other.beats[place]
    return np.asarray(np.minimum(np.abs(after - one.beats), np.abs(before - one.beats)))


def _within_sound(beats: Times, power: NDArray[np.floating]) -> Times:
    """Leave out beats before the first and after the last sound, and before 0."""
    some = power[:: max(len(power) // _ENOUGH, 1)]
    loud = np.flatnonzero(power > _SOUND * np.percentile(some, 95))
    if not len(loud):
        return np.zeros(0)
    first, last = loud[0] / FPS - 0.06, loud[-1] / FPS
    beats = np.where((beats < 0) & (beats > -_EDGE), 0.0, beats)
    return beats[(beats >= max(first, 0)) & (beats <= last)]
