"""Bar charts as NumPy arrays, for the figures of the last turns."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .painting import Image, Tone

LINES = 4
"""Grid lines at most."""
FEWEST = 8
"""Bars that the chart has room for at least, so that a single one is no wall."""


def grid_step(values: Sequence[float | None]) -> float:
    """Return the distance of the grid lines: 1, 2 or 5 times a power of ten."""
    highest = max((value for value in values if value is not None), default=0.0)
    if not (math.isfinite(highest) and highest > 0):
        return 1.0
    rough = highest / LINES
    power = float(10.0 ** math.floor(math.log10(rough)))
    step = next(factor for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough * 0.999)
    return step * power


def bars(
    values: Sequence[float | None],
    second: Sequence[float | None] | None,
    color: Tone,
    text: Tone,
    size: int,
) -> Image:
    """Paint a square bar chart, the newest value on the right and brighter.

    Args:
        values: Heights, the oldest first; None leaves a gap.
        second: Parts of the values, drawn lighter inside the bars; None for none.
        color: Color of the bars.
        text: The theme's text color, for the grid.
        size: Pixels of the side.
    """
    image = np.zeros((size, size, 4), dtype=np.float32)
    left, right, top, bottom = (int(size * part) for part in (0.02, 0.98, 0.04, 0.97))
    step = grid_step(values)
    known = [value for value in values if value is not None and math.isfinite(value)]
    highest = max(max(known, default=0.0), step)
    scale = (bottom - top) / highest
    thin = max(1, round(size / 256))
    for number in range(1, int(highest / step + 1e-6) + 1):
        row = bottom - round(number * step * scale)
        _fill(image, slice(row, row + thin), slice(left, right), text, 0.16)
    slots = max(len(values), FEWEST)
    pitch = (right - left) / slots
    for number, value in enumerate(values):
        place = number + slots - len(values)
        begin = left + round(place * pitch)
        end = max(begin + 1, left + round((place + 1) * pitch) - max(1, round(pitch * 0.16)))
        newest = number == len(values) - 1
        face = _lighter(color, 0.28) if newest else color
        columns = slice(begin, end)
        _bar(image, columns, bottom, value, scale, face, 1.0 if newest else 0.8)
        if second is not None and number < len(second):
            inner = min(second[number] or 0.0, value or 0.0)
            _bar(image, columns, bottom, inner, scale, _lighter(face, 0.5), 1.0)
    _fill(image, slice(bottom, bottom + thin), slice(left, right), text, 0.4)
    return image


def _bar(
    image: Image,
    columns: slice,
    bottom: int,
    value: float | None,
    scale: float,
    color: Tone,
    alpha: float,
) -> None:
    if value is not None and math.isfinite(value) and value > 0:
        height = max(2, round(value * scale))
        _fill(image, slice(bottom - height, bottom), columns, color, alpha)


def _fill(image: Image, rows: slice, columns: slice, color: Tone, alpha: float) -> None:
    """Lay a color over a rectangle; the image stays premultiplied."""
    image[rows, columns] *= 1 - alpha
    image[rows, columns] += np.array([*color, 1.0], dtype=np.float32) * alpha


def _lighter(color: Tone, factor: float) -> Tone:
    red, green, blue = (part + (1 - part) * factor for part in color)
    return red, green, blue
