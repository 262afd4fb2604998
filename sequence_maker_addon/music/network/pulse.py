"""How likely each moment is a beat, and the first of its bar, as a small network hears it.

The network is a row of convolutions over time whose reach doubles from layer to layer, up to ten
seconds to both sides (Davies and Boeck, "Temporal convolutional networks for musical audio beat
tracking", EUSIPCO 2019), of some 32,000 weights. It sees 26 curves and not the sound itself.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .products import product
from .shape import COUNT, FIRST, REACH, SEEN, WIDTH, unpacked

Floats = NDArray[np.float32]

_WEIGHTS = Path(__file__).with_name("weights.npy")
_BLOCK = 4000


def weights() -> list[tuple[Any, ...]]:
    """The learned weights, layer by layer."""
    flat = np.load(_WEIGHTS, allow_pickle=False).astype(np.float32)
    if flat.shape != (COUNT,):
        raise ValueError(f"{_WEIGHTS.name} has {flat.shape} weights, not {COUNT}")
    return unpacked(flat)


def pulse_steps(
    picture: NDArray[Any], layers: list[tuple[Any, ...]] | None = None
) -> Generator[None, None, Floats]:
    """Run the network, some seconds of sound at a time.

    Args:
        picture: Shape `(n, 26)`, 50 frames a second.
        layers: Other weights than the learned ones, as `unpacked` gives them.

    Returns:
        Likelihood of a beat and of the first beat of a bar, shape `(n, 2)`, 0 to 1.
    """
    count = len(picture)
    first, *inner_layers, last = layers or weights()
    x = np.empty((count, WIDTH), np.float32)
    for start in range(0, count, _BLOCK):
        rows = slice(start, min(start + _BLOCK, count))
        seen = _around(picture, rows, 1, FIRST, SEEN)
        np.maximum(product(seen, first[0]) + first[1], 0, out=x[rows])
        yield
    for number, (spread, bias, mix, bias2) in enumerate(inner_layers):
        y = np.empty_like(x)
        for start in range(0, count, _BLOCK):
            rows = slice(start, min(start + _BLOCK, count))
            inner = product(_around(x, rows, 2**number, REACH, WIDTH), spread) + bias
            y[rows] = x[rows] + product(np.maximum(inner, 0, out=inner), mix) + bias2
            yield
        x = y
    logits = product(np.maximum(x, 0, out=x), last[0]) + last[1]
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)


def _around(x: NDArray[Any], rows: slice, step: int, count: int, width: int) -> Floats:
    """Frames beside their neighbors, `step` apart; beyond the ends is nothing."""
    made = np.zeros((rows.stop - rows.start, count * width), np.float32)
    for place in range(count):
        off = (place - count // 2) * step
        low, high = max(rows.start + off, 0), min(rows.stop + off, len(x))
        if low < high:
            to = slice(low - off - rows.start, high - off - rows.start)
            made[to, place * width : (place + 1) * width] = x[low:high]
    return made
