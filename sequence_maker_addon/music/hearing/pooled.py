"""Means of the mel picture and the chroma between any two times, from sums kept once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .activation import Activation
from .spectrum import COARSE, FPS, Spectra
from .steps import Steps

_RATE = FPS / COARSE
_BLOCK = 4000


@dataclass(frozen=True, slots=True)
class Pooled:
    """The sound at ten frames a second, as running sums.

    Attributes:
        mel: Running sum of log-mel, floored 8 nepers below the loud parts, shape `(m + 1, 64)`.
        chroma: Running sum of log chroma, shape `(m + 1, 12)`.
        power: Running sum of the mean square of the samples, shape `(m + 1,)`.
    """

    mel: NDArray[np.float64]
    chroma: NDArray[np.float64]
    power: NDArray[np.float64]

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


def pooled_steps(spectra: Spectra, activation: Activation) -> Steps[Pooled]:
    """Sum a sound up, in steps."""
    count = len(activation.sound)
    yield
    mel = yield from _sums(activation.sound)
    chroma = yield from _sums(np.log1p(spectra.chroma[:count] * 2.0))
    power = spectra.power[: count * COARSE].reshape(-1, COARSE).mean(axis=1)
    return Pooled(mel, chroma, (yield from _sums(power)))


def _sums(values: NDArray[np.floating]) -> Steps[NDArray[np.float64]]:
    """Running sums from 0 on, along the first axis, in steps."""
    sums = np.zeros((len(values) + 1, *values.shape[1:]))
    for first in range(0, len(values), _BLOCK):
        stop = min(first + _BLOCK, len(values))
        np.cumsum(values[first:stop], axis=0, dtype=np.float64, out=sums[first + 1 : stop + 1])
        sums[first + 1 : stop + 1] += sums[first]
        yield
    return sums


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
