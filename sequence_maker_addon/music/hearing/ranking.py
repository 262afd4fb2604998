"""Which way of hearing the beat is the likeliest: linear scores of what is heard there.

The sum of two finds the tempo: of what the network hears, and of what the curves and the landmarks
of the song say. A third, of them all, finds the place of the beats at that tempo.
The weights are learned by `scripts/practice/practice_ranking.py` on songs of our own and songs of
games, each heard by a network that was taught without its kind, so that the expected beat F of a
softmax over the candidates is largest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from .activation import Activation, quantile, widened
from .candidates import Candidate
from .landmarks import Landmarks, landmark_steps, nearness
from .ranking_weights import (
    CENTER,
    CURVE_CENTER,
    CURVE_WEIGHTS,
    PLACE_CENTER,
    PLACE_WEIGHTS,
    WEIGHTS,
)
from .spectrum import FPS
from .steps import Steps

Floats = NDArray[np.floating]
Learned = tuple[NDArray[np.float64], ...]
LEARNED: Learned = (
    *(CENTER, WEIGHTS),
    *(CURVE_CENTER, CURVE_WEIGHTS),
    *(PLACE_CENTER, PLACE_WEIGHTS),
)
"""Centers and weights: of what the network hears, of curves and landmarks, of all for the place."""
_PLACES = 12
HEARD = 26
"""So many of the numbers that describe a candidate are of what the network hears."""
_TEMPO, _SAME = 14, 0.05
"""Which of these numbers is the tempo, in octaves, and how near the same one is."""


def onset_rate(curve: Floats) -> float:
    """Clear onsets a second, of a curve at 100 frames a second."""
    middle = curve[1:-1]
    peaks = (middle > curve[:-2]) & (middle >= curve[2:]) & (middle > 1)
    return float(peaks.sum()) / max(len(curve) / FPS, 1e-9)


def features(candidate: Candidate, pulse: NDArray[np.float32], rate: float) -> NDArray[np.float64]:
    """Describe what the network hears along the beats of a candidate.

    Args:
        candidate: At least two beats.
        pulse: Likelihood of beat and first beat, shape `(n, 2)`, 50 frames a second; `widened`, so
            that 20 ms do not matter.
        rate: Onsets a second.

    Returns:
        Shape `(26,)`: for beat and first beat, relative to its mean over the beat, the logarithm on
        the beat, half way, at the quarters and at the thirds; how uneven groups of 2, 3 and 4
        beats are; tempo and onsets per beat; whether it is an even grid; and how likely these
        beats are, per second and per beat.
    """
    beats = candidate.beats
    fine = beats[:-1, None] + np.diff(beats)[:, None] * np.arange(_PLACES) / _PLACES
    place = np.clip(np.round(fine * FPS / 2).astype(int), 0, len(pulse) - 1)
    grid = pulse[place]
    profile = grid.mean(axis=0)
    mean = profile.mean(axis=0) + 1e-6
    shape = np.log(profile / mean + 0.1)
    found = [shape[0], shape[6], (shape[3] + shape[9]) / 2, (shape[4] + shape[8]) / 2]
    on = grid[:, 0] / mean
    for count in (2, 3, 4):
        enough = min(count, len(on))
        found.append(np.array([on[k::count].mean(axis=0) for k in range(enough)]).std(axis=0))
    tempo = float(np.log2(candidate.bpm / 120))
    dense = tempo - float(np.log2(rate / 2 + 0.1))
    steady = float(candidate.steady)
    found.append(np.array([tempo, tempo**2, max(tempo, 0) ** 2, dense, dense**2, steady]))
    found.append(_likely(pulse, place[:, 0], beats))
    return np.concatenate(found).astype(np.float64)


def curve_features(
    candidate: Candidate, wide: NDArray[np.float32], rate: float
) -> NDArray[np.float64]:
    """Describe what the curves do along the beats of a candidate.

    Args:
        candidate: At least two beats.
        wide: The `wide` curves of an activation, shape `(n, 6)`.
        rate: Onsets a second.

    Returns:
        Shape `(54,)`: for each curve, relative to its mean over the beat, the logarithm on the
        beat, half way, at the quarters and at the thirds; how uneven groups of 2, 3 and 4 beats
        are; whether low and mid alternate; tempo and onsets per beat; and how full the beats are.
    """
    beats = candidate.beats
    fine = beats[:-1, None] + np.diff(beats)[:, None] * np.arange(_PLACES) / _PLACES
    grid = wide[np.clip(np.round(fine * FPS).astype(int), 0, len(wide) - 1)]
    profile = grid.mean(axis=0)
    mean = profile.mean(axis=0) + 1e-6
    shape = np.log(profile / mean + 0.1)
    found = [shape[0], shape[6], (shape[3] + shape[9]) / 2, (shape[4] + shape[8]) / 2]
    on = grid[:, 0] / mean
    for count in (2, 3, 4):
        enough = min(count, len(on))
        parts = np.array([on[first::count].mean(axis=0) for first in range(enough)])
        found.append(parts.std(axis=0))
        if count == 2:
            turn = parts[:, 1] - parts[:, 2]
            found.append(np.array([abs(turn[0] - turn[-1])]))
    tempo = float(np.log2(candidate.bpm / 120))
    dense = tempo - float(np.log2(rate / 2 + 0.1))
    swap = shape[0, 1] - shape[6, 1] - (shape[0, 2] - shape[6, 2])
    full = grid[:, 0, 0]
    found.append(np.array([swap, tempo, tempo**2, max(tempo, 0) ** 2, dense, dense**2]))
    found.append(np.array([float(candidate.steady), (full > 0.7).mean()]))
    found.append(np.array([quantile(full, 0.5), quantile(full, 0.25)]) / mean[0])
    found.append(np.array([(grid[:, 6, 0] > 0.7).mean()]))
    return np.concatenate(found).astype(np.float64)


def _likely(
    pulse: NDArray[np.float32], place: NDArray[np.int_], beats: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How likely the beats are: log odds a second and a beat, their spread, and of first beats."""
    odds = np.log((pulse + 0.01) / (1.01 - pulse))[place]
    seconds = float(beats[-1] - beats[0]) + 1e-6
    first = [
        max(odds[start::meter, 1].mean() for start in range(min(meter, len(odds))))
        for meter in (3, 4)
    ]
    total, mean = odds[:, 0].sum() / seconds, odds[:, 0].mean()
    low = quantile(odds[:, 0], 0.2)
    return np.array([total, max(total, 0.0) ** 0.5, mean, low, *first])


def score_steps(
    candidates: Sequence[Candidate], activation: Activation
) -> Steps[NDArray[np.float64]]:
    """Score candidates, shape `(len(candidates),)`; a softmax of them is a rough probability.

    Those at the tempo of the best are scored anew by what tells beats from off-beats.
    """
    tell = teller(activation, (yield from landmark_steps(activation)))
    table = []
    for candidate in candidates:
        yield
        table.append(tell(candidate))
    return scored(np.array(table), LEARNED)


def scored(told: NDArray[np.float64], learned: Learned) -> NDArray[np.float64]:
    """Score candidates by the rows that tell of them, shape `(n, 87)`, and weights as `LEARNED`."""
    center, weights, curve_center, curve_weights, place_center, place_weights = learned
    points = (told[:, :HEARD] - center) @ weights
    points += (told[:, HEARD:] - curve_center) @ curve_weights
    same = at_tempo(told, int(points.argmax()))
    places = (told[same] - place_center) @ place_weights
    points[same] = points[same].max() + places - places.max()
    return np.asarray(points)


def at_tempo(told: NDArray[np.float64], one: int) -> NDArray[np.bool_]:
    """Which candidates, by the rows that tell of them, have the tempo of one, within 3.5 %."""
    return np.asarray(np.abs(told[:, _TEMPO] - told[one, _TEMPO]) < _SAME)


def teller(activation: Activation, marks: Landmarks) -> Callable[[Candidate], NDArray[np.float64]]:
    """Return what describes a candidate of a song: `features`, `curve_features`, `nearness`."""
    rate, pulse = onset_rate(activation.curves[:, 0]), widened(activation.pulse)

    def tell(candidate: Candidate) -> NDArray[np.float64]:
        heard = features(candidate, pulse, rate)
        curves = curve_features(candidate, activation.wide, rate)
        return np.concatenate([heard, curves, nearness(candidate.beats, marks)])

    return tell
