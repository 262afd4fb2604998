"""Follows the beat through an onset curve: by metricon, or in NumPy where that is missing."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .steps import Steps, in_thread

Times = NDArray[np.float64]
SLOWEST, FASTEST = 55.0, 215.0
_FPS = 50
_TIGHTNESS = 100.0
_FRAMES_AT_A_TIME = 500

logger = logging.getLogger(__name__)


class Tracker(Protocol):
    """Gives beats for an onset curve."""

    def __call__(
        self, curve: NDArray[np.floating], low: float, high: float, anchors: Sequence[float] = ()
    ) -> Steps[Times]:
        """Track beats, in steps.

        Args:
            curve: Shape `(n,)`, 50 values a second, 0 without an onset, up to 6.
            low: Slowest tempo, in beats per minute.
            high: Fastest tempo.
            anchors: Times in seconds that must be beats.

        Returns:
            Beats in seconds, ascending; empty where there are none.
        """


def track_best(
    curve: NDArray[np.floating], low: float, high: float, anchors: Sequence[float] = ()
) -> Steps[Times]:
    """Track by metricon where it can be loaded, else in NumPy; see `Tracker`."""
    try:
        yield from in_thread(lambda: importlib.import_module("metricon"))
    except ImportError:
        logger.info("metricon is not here; beats are tracked in NumPy")
        return (yield from track_ellis(curve, low, high, anchors))
    return (yield from track_metricon(curve, low, high, anchors))


def track_metricon(
    curve: NDArray[np.floating], low: float, high: float, anchors: Sequence[float] = ()
) -> Steps[Times]:
    """Track by a hidden Markov model of tempo and phase; see `Tracker`.

    Krebs, Boeck and Widmer, "An efficient state-space model for joint tempo and meter tracking",
    ISMIR 2015, as decoded by metricon, which lets go of Python's lock while it does so.
    """
    if len(curve) < _FPS:
        return np.zeros(0)
    return (yield from in_thread(lambda: _decoded(curve, low, high, anchors)))


def _decoded(
    curve: NDArray[np.floating], low: float, high: float, anchors: Sequence[float]
) -> Times:
    metricon: Any = importlib.import_module("metricon")
    made = metricon.Activations.from_activations(np.clip(curve / 3.0, 0, 0.98), fps=_FPS)
    decoder = metricon.BeatTracker(min_bpm=low, max_bpm=high, fps=_FPS)
    fixed = list(anchors) or None
    try:
        times = decoder.track(made, snap="center", anchors=fixed).times
    except ValueError:  # anchors that no tempo within the range can reach
        times = decoder.track(made, snap="center").times
    return np.unique(np.asarray(times, dtype=float))


def track_ellis(
    curve: NDArray[np.floating], low: float, high: float, anchors: Sequence[float] = ()
) -> Steps[Times]:
    """Track by dynamic programming around one tempo; see `Tracker`.

    Ellis, "Beat tracking by dynamic programming", Journal of New Music Research, 2007: a beat is
    worth its onset, less the squared logarithm of its distance to the one before it over the
    period.
    """
    if len(curve) < _FPS:
        return np.zeros(0)
    period = _period(curve, low, high)
    yield
    value = np.array(curve, dtype=float)
    for anchor in anchors:
        if 0 <= (place := round(anchor * _FPS)) < len(value):
            value[max(place - round(period / 2), 0) : place + round(period / 2)] = 0
            value[place] = 1000.0
    steps = np.arange(-round(2 * period), -max(round(period / 2), 1) + 1)
    cost = -_TIGHTNESS * np.log(-steps / period) ** 2 / 10
    score, origin = value.copy(), np.full(len(value), -1)
    for place in range(-steps[-1], len(value)):
        if place % _FRAMES_AT_A_TIME == 0:
            yield
        first = max(-steps[0] - place, 0)
        options = score[place + steps[first:]] + cost[first:]
        best = int(options.argmax())
        score[place] += options[best]
        origin[place] = place + steps[first + best]
    return _followed_back(value, score, origin, round(period))


def _followed_back(
    value: NDArray[np.float64], score: NDArray[np.float64], origin: NDArray[np.int_], period: int
) -> Times:
    place = int(len(score) - period + score[-period:].argmax())
    path = []
    while place >= 0:
        path.append(place)
        place = int(origin[place])
    path.reverse()
    return np.array([_center(value, place) for place in path]) / _FPS


def _center(value: NDArray[np.float64], place: int) -> float:
    """The centre of mass of an onset, in frames."""
    low, high = max(place - 1, 0), min(place + 2, len(value))
    mass = value[low:high]
    return float((np.arange(low, high) * mass).sum() / mass.sum()) if mass.sum() > 0 else place


def _period(curve: NDArray[np.floating], low: float, high: float) -> float:
    """The distance in frames at which the curve is most like itself, near 120 rather than far."""
    swing = np.asarray(curve - curve.mean(), dtype=np.float64)
    size = min(4 * 60 * _FPS // int(low), len(curve))
    lagged = ((swing[: len(swing) - lag], swing[lag:]) for lag in range(size))
    alike = np.array([np.einsum("i,i->", here, later) for here, later in lagged])
    lags = np.arange(max(int(60 * _FPS / high), 2), int(np.ceil(60 * _FPS / low)) + 1)
    lags = lags[lags < len(alike) // 2] if len(alike) // 2 > lags[0] else lags[:1]
    both = alike[lags] + 0.5 * alike[np.minimum(2 * lags, len(alike) - 1)]
    bell = np.exp(-0.5 * (np.log2(lags / (0.5 * _FPS)) / 1.0) ** 2)
    return float(lags[int((both * bell).argmax())])
