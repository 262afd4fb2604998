"""Which way of hearing the beat is the likeliest: a linear score of what happens on the beat.

The weights are learned by `tests/music_truth/train_ranking.py` on 100 rendered songs, none of them
in the development set, so that the expected beat F of a softmax over the candidates is largest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .activation import Activation
from .candidates import Candidate
from .ranking_weights import CENTER, WEIGHTS
from .spectrum import FPS
from .steps import Steps

Floats = NDArray[np.floating]
_PLACES = 12


def onset_rate(curve: Floats) -> float:
    """Clear onsets a second, of a curve at 100 frames a second."""
    middle = curve[1:-1]
    peaks = (middle > curve[:-2]) & (middle >= curve[2:]) & (middle > 1)
    return float(peaks.sum()) / max(len(curve) / FPS, 1e-9)


def features(candidate: Candidate, wide: NDArray[np.float32], rate: float) -> NDArray[np.float64]:
    """Describe what the curves do along the beats of a candidate.

    Args:
        candidate: At least two beats.
        wide: The `wide` curves of an activation, shape `(n, 6)`.
        rate: Onsets a second.

    Returns:
        Shape `(53,)`: for each curve, relative to its mean over the beat, the logarithm on the
        beat, half way, at the quarters and at the thirds; how uneven groups of 2, 3 and 4 beats
        are; whether low and mid alternate; tempo and onsets per beat; and how full the beats are.
    """
    beats = candidate.beats
    fine = beats[:-1, None] + np.diff(beats)[:, None] * np.arange(_PLACES) / _PLACES
    place = np.clip(np.round(fine * FPS).astype(int), 0, len(wide) - 1)
    grid = wide[place]
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
    found.append(np.array([np.median(full), np.percentile(full, 25)]) / mean[0])
    found.append(np.array([(grid[:, 6, 0] > 0.7).mean()]))
    return np.concatenate(found).astype(np.float64)


def score_steps(
    candidates: Sequence[Candidate], activation: Activation
) -> Steps[NDArray[np.float64]]:
    """Score candidates, shape `(len(candidates),)`; a softmax of them is a rough probability."""
    rate = onset_rate(activation.curves[:, 0])
    rows = []
    for candidate in candidates:
        yield
        rows.append(features(candidate, activation.wide, rate))
    return (np.array(rows) - CENTER) @ WEIGHTS
