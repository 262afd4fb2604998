"""Sound into a picture of it: log-mel bands and chroma over time, in blocks of flat memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..network.products import product
from .steps import Steps

Array = NDArray[np.floating]

FPS = 100
"""Frames of the mel picture a second."""
COARSE = 10
"""Mel frames to one frame of chroma."""
BANDS = 64
LOWEST_HZ, HIGHEST_HZ = 30.0, 10_000.0
_WINDOW_SECONDS, _LONG_SECONDS = 0.0464, 0.186
_FLOOR = 1e-7
_FRAMES_AT_A_TIME = 100
_SAMPLES_AT_A_TIME = 10_240
_BANDS_AT_A_TIME = 8
_PARTS_AT_A_TIME = 50


@dataclass(frozen=True, slots=True)
class Spectra:
    """What is kept of a sound.

    Attributes:
        mel: Natural logarithm of the magnitude in 64 mel bands from 30 Hz to 10 kHz, shape
            `(n, 64)`, float16; row k is centered on k / 100 seconds.
        chroma: Energy of the pitch classes from C, shape `(ceil(n / 10), 12)`, float32.
        power: Mean square of the samples around each frame, shape `(n,)`, float32.
        peak: The largest of each frame's mel bands, shape `(n,)`, float16.
        duration: Length of the sound, in seconds.
    """

    mel: NDArray[np.float16]
    chroma: NDArray[np.float32]
    power: NDArray[np.float32]
    peak: NDArray[np.float16]
    duration: float


Groups = list[tuple[slice, NDArray[np.float32]]]
Part = tuple[NDArray[Any], ...]


def mel_weights(rate: float, window: int) -> NDArray[np.float32]:
    """Triangles on the mel scale of O'Shaughnessy (1987), each with a sum of 1.

    Args:
        rate: Sampling rate, in hertz.
        window: Length of the transform, in samples.

    Returns:
        Weights of shape `(window // 2 + 1, 64)`; a band that lies above half the rate is 0.
    """
    top = min(HIGHEST_HZ, rate / 2)
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (LOWEST_HZ, top))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    bins = np.arange(window // 2 + 1) * rate / window
    width = rate / window  # a triangle narrower than one bin would be empty
    left = np.minimum(edges[:-2], edges[1:-1] - width)
    right = np.maximum(edges[2:], edges[1:-1] + width)
    rise = (bins[:, None] - left) / (edges[1:-1] - left)
    fall = (right - bins[:, None]) / (right - edges[1:-1])
    weights = np.clip(np.minimum(rise, fall), 0, None)
    return np.asarray(weights / np.maximum(weights.sum(axis=0), 1e-9), dtype=np.float32)


def chroma_weights(rate: float, window: int) -> NDArray[np.float32]:
    """Shares of each bin of a transform in the twelve pitch classes, tuned to A = 440 Hz.

    Args:
        rate: Sampling rate, in hertz.
        window: Length of the transform, in samples.

    Returns:
        Weights of shape `(window // 2 + 1, 12)`, from C; only 100 Hz to 2 kHz counts, weighted
        by a bell of one octave and a half around 400 Hz.
    """
    bins = np.maximum(np.arange(window // 2 + 1) * rate / window, 1e-3)
    pitch = 69 + 12 * np.log2(bins / 440)
    away = (pitch[:, None] - np.arange(12) + 6) % 12 - 6
    bell = np.exp(-0.5 * ((pitch - 67.3) / 18) ** 2) * ((bins > 100) & (bins < 2000))
    return np.asarray(np.exp(-0.5 * (away / 0.45) ** 2) * bell[:, None], dtype=np.float32)


class SpectrumMaker:
    """Takes samples in blocks of any length and keeps only the picture: about 50 MB an hour."""

    def __init__(self, rate: float) -> None:
        if not rate >= 4000:
            raise ValueError(f"the sampling rate must be at least 4000 Hz, got {rate}")
        self.rate = rate
        self._window = _power_of_two(_WINDOW_SECONDS * rate)
        self._long = _power_of_two(_LONG_SECONDS * rate)
        self._shape = np.hanning(self._window + 1)[:-1].astype(np.float32)
        self._long_shape = np.hanning(self._long + 1)[:-1].astype(np.float32)
        self._mel = _grouped(mel_weights(rate, self._window) * (4.0 / self._window))
        self._chroma = _grouped(chroma_weights(rate, self._long))
        self._tail = np.zeros(self._long // 2, np.float32)  # sound before the start is silence
        self._tail_at = -(self._long // 2)
        self._received = 0
        self._next = 0
        self._parts: list[Part] = []

    def push(self, block: Array) -> None:
        """Add samples.

        Args:
            block: Shape `(n,)`, or `(n, channels)`, which are averaged; not-finite values are 0.
        """
        mono = np.asarray(block, dtype=np.float32)
        if mono.ndim > 1:
            mono = mono.mean(axis=1, dtype=np.float32)
        self._received += len(mono)
        if not np.isfinite(mono.sum()):
            mono = np.nan_to_num(mono, nan=0.0, posinf=0.0, neginf=0.0)
        self._append(mono)

    def ending(self) -> Steps[Spectra]:
        """End the sound and give the picture of it, in steps; its parts are let go of meanwhile."""
        frames = int(np.ceil(self._received * FPS / self.rate)) if self._received else 0
        self._append(np.zeros(self._long, np.float32))
        whole: list[NDArray[Any]] = [
            np.empty((self._next, BANDS), np.float16),
            np.empty((self._next // COARSE, 12), np.float32),
            np.empty(self._next, np.float32),
            np.empty(self._next, np.float16),
        ]
        parts, self._parts = self._parts[::-1], []
        at = [0, 0, 0, 0]
        while parts:
            for part in (parts.pop() for _ in range(min(_PARTS_AT_A_TIME, len(parts)))):
                for column, piece in enumerate(part):
                    whole[column][at[column] : at[column] + len(piece)] = piece
                    at[column] += len(piece)
            yield
        mel, chroma, power, peak = whole
        coarse, duration = -(-frames // COARSE), self._received / self.rate
        return Spectra(mel[:frames], chroma[:coarse], power[:frames], peak[:frames], duration)

    def _append(self, samples: NDArray[np.float32]) -> None:
        self._tail = np.concatenate([self._tail, samples])
        end = self._tail_at + len(self._tail)
        ready = int((end - self._long // 2) * FPS / self.rate) // COARSE * COARSE
        while self._next < ready:
            stop = min(ready, self._next + _FRAMES_AT_A_TIME)
            self._parts.append(self._picture(self._next, stop))
            self._next = stop
        keep = round(self._next * self.rate / FPS) - self._long // 2 - self._tail_at
        self._tail = self._tail[max(keep, 0) :].copy()
        self._tail_at += max(keep, 0)

    def _picture(self, first: int, stop: int) -> Part:
        """Transform frames `first` to `stop`, both multiples of ten."""
        middles = np.round(np.arange(first, stop) * self.rate / FPS).astype(int) - self._tail_at
        short = _windows(self._tail, self._window)[middles - self._window // 2]
        power = np.einsum("ij,ij->i", short, short) / self._window
        short *= self._shape
        magnitude = _magnitudes(short)
        mel = np.log(_weighed(magnitude, self._mel) + _FLOOR)
        long = _windows(self._tail, self._long)[middles[COARSE // 2 :: COARSE] - self._long // 2]
        long *= self._long_shape
        chroma = _weighed(_magnitudes(long), self._chroma)
        peak = mel.max(axis=1).astype(np.float16)
        return mel.astype(np.float16), chroma, power, peak


def blocks_of(samples: Array, rate: float, seconds: float = 10.0) -> Iterator[Array]:
    """Cut samples into blocks of some seconds, without copying."""
    size = max(int(seconds * rate), 1)
    for first in range(0, len(samples), size):
        yield samples[first : first + size]


def _windows(samples: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """What `sliding_window_view` gives, in a tenth of its time; it shares the samples' memory."""
    steps = samples.strides * 2
    return np.ndarray((len(samples) - size + 1, size), samples.dtype, samples, strides=steps)


def _magnitudes(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Absolute values of the transforms of windows, a few at a time.

    NumPy's transform of many rows takes memory that the system hands out anew each time: half of
    its time. And `np.abs` guards against overflow, which takes five times as long as squares.

    Args:
        windows: Shape `(n, window)`.

    Returns:
        Shape `(n, window // 2 + 1)`.
    """
    magnitudes = np.empty((len(windows), windows.shape[1] // 2 + 1), np.float32)
    rows = max(_SAMPLES_AT_A_TIME // windows.shape[1], 1)
    for first in range(0, len(windows), rows):
        spectrum = np.fft.rfft(windows[first : first + rows])
        pairs = spectrum.view(spectrum.real.dtype)
        pairs *= pairs
        np.add(pairs[:, ::2], pairs[:, 1::2], out=magnitudes[first : first + rows])
    return np.sqrt(magnitudes, out=magnitudes)


def _grouped(weights: NDArray[np.float32]) -> Groups:
    """Cut weights into groups of columns, each with the rows that it needs: it is less work."""
    groups = []
    for first in range(0, weights.shape[1], _BANDS_AT_A_TIME):
        some = weights[:, first : first + _BANDS_AT_A_TIME]
        rows = np.flatnonzero(some.any(axis=1))
        used = slice(int(rows[0]), int(rows[-1]) + 1) if len(rows) else slice(0, 0)
        groups.append((used, np.ascontiguousarray(some[used])))
    return groups


def _weighed(values: NDArray[np.float32], groups: Groups) -> NDArray[np.float32]:
    """The product of values and the weights that were grouped."""
    return np.concatenate([product(values[:, rows], weights) for rows, weights in groups], axis=1)


def _power_of_two(samples: float) -> int:
    return int(2 ** np.round(np.log2(samples)))
