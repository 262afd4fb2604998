"""Means of the mel picture and the chroma between any two times, from sums kept once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .activation import loud_level
from .spectrum import BANDS, COARSE, FPS, Spectra

_DEPTH = np.float32(8.0)
_RATE = FPS / COARSE
_BLOCK = 6000


class Pooled:
    """The sound at ten frames a second, as running sums.

    Attributes:
        mel: Running sum of log-mel, floored 8 nepers below the loud parts, shape `(m + 1, 64)`.
        chroma: Running sum of log chroma, shape `(m + 1, 12)`.
        power: Running sum of the mean square of the samples, shape `(m + 1,)`.
    """

    def __init__(self, spectra: Spectra) -> None:
        count = len(spectra.mel) // COARSE * COARSE
        floor = np.float32(loud_level(spectra)) - _DEPTH
        parts = [np.zeros((1, BANDS))]
        for first in range(0, count, _BLOCK):
            some = spectra.mel[first : min(first + _BLOCK, count)].astype(np.float32)
            some = np.logaddexp(some, floor) - floor
            parts.append(some.reshape(-1, COARSE, BANDS).mean(axis=1))
        self.mel = np.cumsum(np.concatenate(parts), axis=0, dtype=np.float64)
        chroma = np.log1p(spectra.chroma[: count // COARSE] * 2.0)
        self.chroma = _sums(chroma)
        self.power = _sums(spectra.power[:count].reshape(-1, COARSE).mean(axis=1))

    @property
    def duration(self) -> float:
        """Seconds that the sums cover."""
        return (len(self.mel) - 1) / _RATE

    def mels(self, start: NDArray[np.floating], end: NDArray[np.floating]) -> NDArray[np.float64]:
        """Mean log-mel above the floor between times in seconds, shape `(len(start), 64)`."""
        return _mean(self.mel, start, end)

    def chromas(
        self, start: NDArray[np.floating], end: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Mean log chroma between times in seconds, shape `(len(start), 12)`."""
        return _mean(self.chroma, start, end)

    def powers(self, start: NDArray[np.floating], end: NDArray[np.floating]) -> NDArray[np.float64]:
        """Mean square between times in seconds, shape `(len(start),)`."""
        return _mean(self.power, start, end)


def _sums(values: NDArray[np.floating]) -> NDArray[np.float64]:
    start = np.zeros((1, *values.shape[1:]))
    return np.cumsum(np.concatenate([start, values]), axis=0, dtype=np.float64)


def _mean(
    sums: NDArray[np.float64], start: NDArray[np.floating], end: NDArray[np.floating]
) -> NDArray[np.float64]:
    low, high = (np.clip(np.asarray(t) * _RATE, 0, len(sums) - 1) for t in (start, end))
    width = np.maximum(high - low, 1e-3)
    total = _at(sums, high) - _at(sums, low)
    return np.asarray(total / (width[:, None] if sums.ndim > 1 else width))


def _at(sums: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Read running sums between two frames."""
    low = np.minimum(place.astype(int), max(len(sums) - 2, 0))
    share = place - low
    part = share[:, None] if sums.ndim > 1 else share
    return np.asarray(sums[low] * (1 - part) + sums[np.minimum(low + 1, len(sums) - 1)] * part)
