"""The names of lamps as pixels, written by Blender's own text strips."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import blf
import bpy
import numpy as np

from ...sheet.lamp_grid import Grid
from ...sheet.lamp_light import Floats
from ...sheet.svg import clean
from ..host import compat
from . import lamp_scene

FINER = 2
"""How much larger names are written than shown: Blender leaves the edges of letters hard."""
_FONT = 1
"""The fixed-width font, which text strips have from 4.2 to 5.2 where nobody chose another."""
_MEASURED = 40
"""Size of the font in which names are measured; Blender's fonts grow evenly."""


def names_of(grid: Grid, names: Sequence[str]) -> Floats:
    """Return how much of each pixel the names cover, 0 to 1, shape `(height, width)`."""
    with lamp_scene.beside() as scene, tempfile.TemporaryDirectory(prefix="sequence_maker_") as at:
        lamp_scene.size(scene, FINER * grid.width, FINER * grid.height)
        strips = compat.strips(scene.sequence_editor_create())
        for place, name in enumerate(names):
            _write(strips, grid, place, fitting(clean(name, 80), grid))
        path = Path(at) / "names.png"
        lamp_scene.still(scene, path)
        return _read(path)


def fitting(name: str, grid: Grid) -> str:
    """Return as much of a name as its cell has room for, with an ellipsis where it is cut."""
    room = grid.cell_width * 0.94
    if _width(name, grid) <= room:
        return name
    while name and _width(f"{name}…", grid) > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _width(text: str, grid: Grid) -> float:
    blf.size(_FONT, _MEASURED)
    return float(blf.dimensions(_FONT, text)[0]) * grid.font_size / _MEASURED


def _write(strips: Any, grid: Grid, place: int, text: str) -> None:
    cell = grid.cells[place]
    strip = compat.new_text_strip(strips, str(place + 1), place + 1, 1, 2)
    strip.text, strip.font_size = text, FINER * grid.font_size
    x = cell.left + grid.cell_width / 2
    y = cell.top + grid.light + grid.name_height / 2
    strip.location = (x / grid.width, 1 - y / grid.height)
    compat.center_text(strip)
    strip.use_shadow = False
    strip.blend_type = "ALPHA_OVER"


def _read(path: Path) -> Floats:
    image = bpy.data.images.load(str(path))
    try:
        width, height = image.size
        pixels = np.empty(width * height * 4, np.float32)
        image.pixels.foreach_get(pixels)
    finally:
        bpy.data.images.remove(image)
    ink = pixels.reshape(height, width, 4)[::-1, :, 0]
    fine = ink.reshape(height // FINER, FINER, width // FINER, FINER)
    return fine.mean(axis=(1, 3), dtype=np.float32)
