"""The lamps as pixels, exact in their colors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..sequence.color import Rgb
from .lamp_grid import Cell, Grid

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

RADIUS = 0.29
"""Of a lamp, as a share of the smaller side of the part of a cell that it lights."""
GLASS, RIM, INK = 15.0, 44.0, 205.0
"""How bright a lamp that is off is, its rim and the names; 0 to 255."""
GLOW, REACH = 0.62, 0.62
"""How strong the glow begins around a lamp, and in how many radii it falls to a third."""


class Lamps:
    """Paints frames one after the other; what stays as it was is not painted again.

    Args:
        grid: Where the lamps are.
        names: How much of each pixel a name covers, 0 to 1, shape `(height, width)`; None for
            lamps without names.
    """

    def __init__(self, grid: Grid, names: Floats | None = None) -> None:
        self._grid = grid
        self._off, self._light = _lamp(grid)
        shape = (grid.height, grid.width, 3)
        ink = np.zeros(shape[:2], np.float32) if names is None else np.asarray(names, np.float32)
        ground = np.broadcast_to(ink[..., None] * INK, shape)
        self._pixels: Pixels = (ground + 0.5).astype(np.uint8)
        self._lit: list[Rgb | None] = [(-1, -1, -1)] * len(grid.cells)

    def frame(self, colors: Sequence[Rgb | None]) -> Pixels:
        """Return the pixels of a frame, shape `(height, width, 3)`; the next call paints over them.

        Args:
            colors: What each lamp shows; None for one that is off. In its middle a lamp has
                exactly this color.
        """
        for place, color in enumerate(colors):
            if color != self._lit[place]:
                self._paint(self._grid.cells[place], color)
                self._lit[place] = color
        return self._pixels

    def _paint(self, cell: Cell, color: Rgb | None) -> None:
        rows = slice(cell.top, cell.top + self._grid.light)
        columns = slice(cell.left, cell.left + self._grid.cell_width)
        if color is None:
            self._pixels[rows, columns] = (self._off + 0.5).astype(np.uint8)
            return
        glowing = self._off * (1 - self._light) + np.array(color, np.float32) * self._light
        self._pixels[rows, columns] = np.clip(glowing + 0.5, 0, 255).astype(np.uint8)


def _lamp(grid: Grid) -> tuple[Floats, Floats]:
    """Return a lamp that is off, and how much of each pixel its light covers, 0 to 1."""
    height, width = grid.light, grid.cell_width
    y = (np.arange(height, dtype=np.float32) - height // 2)[:, None]
    x = (np.arange(width, dtype=np.float32) - width // 2)[None, :]
    far, radius = np.hypot(x, y), max(RADIUS * min(width, height), 2.0)
    disc = np.clip(radius - far + 0.5, 0, 1)
    ring = disc - np.clip(radius - max(radius * 0.045, 1.0) - far + 0.5, 0, 1)
    spot = np.exp(-(np.hypot(x + radius * 0.42, y + radius * 0.45) ** 2) / (0.05 * radius**2))
    off = disc * GLASS + ring * (RIM - GLASS) + disc * spot * 26.0
    glow = GLOW * np.exp(-np.maximum(far - radius, 0) / (REACH * radius))
    inside = np.where(far <= radius * 0.55, 1.0, 1.0 - 0.22 * ((far / radius - 0.55) / 0.45) ** 2)
    light = disc * np.clip(inside, 0, 1) + (1 - disc) * glow * _faded(
        far, radius, min(width, height) / 2
    )
    return _three(off), _three(light)


def _faded(far: Floats, radius: float, edge: float) -> Floats:
    """Return a window that is 1 at the lamp and goes to 0 where its cell ends."""
    inside = np.clip((edge - far) / max(edge - radius, 1.0), 0, 1)
    smooth: Floats = inside * inside * (3 - 2 * inside)
    return smooth


def _three(plane: Floats) -> Floats:
    return np.repeat(plane.astype(np.float32)[..., None], 3, axis=2)
