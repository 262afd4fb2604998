"""Of what parts the weights of the network are: one row of numbers, in this order."""

from __future__ import annotations

from typing import Any

import numpy as np

SEEN, WIDTH, LAYERS = 26, 28, 9
FIRST, REACH = 5, 3
"""How many neighbors the first layer and the others see."""


def _shapes() -> list[tuple[int, ...]]:
    layer = [(REACH * WIDTH, WIDTH), (WIDTH,), (WIDTH, WIDTH), (WIDTH,)]
    return [(FIRST * SEEN, WIDTH), (WIDTH,), *(layer * LAYERS), (WIDTH, 2), (2,)]


SHAPE = _shapes()
COUNT = sum(int(np.prod(shape)) for shape in SHAPE)


def unpacked(flat: Any) -> list[tuple[Any, ...]]:
    """Cut a row of weights, shape `(COUNT,)`, into the first layer, the others and the last."""
    parts, place = [], 0
    for shape in SHAPE:
        size = int(np.prod(shape))
        parts.append(flat[place : place + size].reshape(shape))
        place += size
    inner = parts[2:-2]
    layers = [tuple(inner[4 * number : 4 * number + 4]) for number in range(LAYERS)]
    return [tuple(parts[:2]), *layers, tuple(parts[-2:])]
