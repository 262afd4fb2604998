"""Lowers the sampling rate of a sound that comes in blocks, without a seam between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

ENOUGH = 22_050
"""Hertz: nothing that the analysis looks at lies above half of it."""


def factor_of(rate: float) -> int:
    """Return how many samples of a sound become one, so that at least `ENOUGH` hertz remain."""
    return max(int(rate // ENOUGH), 1)


def lowered(blocks: Iterable[Samples], factor: int) -> Iterator[Samples]:
    """Keep every n-th sample behind a low-pass filter; sample k stays centered on k times n.

    Args:
        blocks: Mono samples of any lengths.
        factor: 1 leaves the blocks as they are.
    """
    if factor == 1:
        yield from blocks
        return
    taps = _low_pass(factor)
    left = np.zeros(len(taps) // 2, np.float32)
    for block in blocks:
        left, made = _filtered(np.concatenate([left, block]), taps, factor)
        if len(made):
            yield made
    _, made = _filtered(np.append(left, np.zeros(len(taps) // 2, np.float32)), taps, factor)
    if len(made):
        yield made


def _low_pass(factor: int) -> Samples:
    """A windowed sinc of odd length, its cut just below half the new rate."""
    half = 16 * factor
    place = np.arange(-half, half + 1)
    taps = np.sinc(place / factor * 0.9) * np.hanning(len(place) + 2)[1:-1]
    return np.asarray(taps / taps.sum(), dtype=np.float32)


def _filtered(samples: Samples, taps: Samples, factor: int) -> tuple[Samples, Samples]:
    """Return what the next block still needs, and the samples that are done."""
    count = max((len(samples) - len(taps)) // factor + 1, 0)
    if not count:
        return samples, samples[:0]
    made = np.convolve(samples, taps, "valid")[::factor]
    return samples[count * factor :], np.asarray(made[:count], dtype=np.float32)
