"""Lamps as a still or as a movie with the sound."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from ...sheet.channel_rows import heading
from ...sheet.frame_png import encoded
from ...sheet.lamp_grid import Grid, grid_of
from ...sheet.lamp_light import Lamps, Pixels
from ...sheet.show import Row, brightest
from ..host import compat
from ..host.scene import timebase_of
from ..host.whole_file import replacing, write_bytes
from . import lamp_scene
from .lamp_film import Film, Told, colors_at
from .lamp_names import names_of
from .show_reader import rows_of

LARGE, SMALL = (1280, 720), (640, 360)
"""Sizes in pixels: of stills and movies, and of a preview."""


def still(scene: Any, path: Path, time: float | None = None) -> None:
    """Write the lamps as they are lit at a time, as PNG or JPEG by the file's ending.

    Args:
        scene: The scene with the sequence; it stays as it is.
        path: The file.
        time: Seconds; None for when the most lamps are lit.

    Raises:
        ValueError: If there is no segment.
        OSError: If the file cannot be written; an older one is then as it was.
    """
    rows = lit_rows(scene)
    pixels = _lamps(rows, LARGE).frame(colors_at(rows, brightest(rows) if time is None else time))
    if path.suffix.lower() == ".png":
        write_bytes(path, encoded(pixels, 6))
    else:
        _write_jpeg(path, pixels)


def movie(
    scene: Any,
    path: Path,
    container: str,
    size: tuple[int, int] = LARGE,
    frames: tuple[int, int] | None = None,
    told: Told = lambda share: None,
) -> None:
    """Write the lamps over time as a movie with the sequence's sound, and wait for it.

    Args:
        scene: The scene with the sequence; it stays as it is.
        path: The file.
        container: Blender's word for its kind.
        size: Width and height in pixels, even numbers.
        frames: The first and the last one; None for the scene's range.
        told: Is told how much is done, 0 to 1.

    Raises:
        ValueError: If there is no segment.
        OSError: If the file cannot be written; an older one is then as it was.
        RuntimeError: If Blender cannot encode it.
        KeyboardInterrupt: If it was interrupted; an older file is then as it was.
    """
    with (
        replacing(path) as part,
        lamp_scene.beside(scene) as made,
        tempfile.TemporaryDirectory(prefix="sequence_maker_") as folder,
    ):
        film = film_of(scene, made, part, Path(folder), container, size, frames, told)
        with film.watched():
            bpy.ops.render.render(scene=made.name, animation=True)
        film.check()


def film_of(
    scene: Any,
    made: Any,
    part: Path,
    folder: Path,
    container: str,
    size: tuple[int, int] = LARGE,
    frames: tuple[int, int] | None = None,
    told: Told = lambda share: None,
) -> Film:
    """Make ready all of a movie but the rendering; see `movie`.

    Args:
        scene: The scene with the sequence.
        made: The one that is rendered.
        part: The file that Blender writes.
        folder: Where the frames are for a while.
        container: Blender's word for the kind of file.
        size: Width and height in pixels, even numbers.
        frames: The first and the last one; None for the scene's range.
        told: Is told how much is done, 0 to 1.

    Raises:
        ValueError: If there is no segment.
        OSError: If the file or a frame cannot be written.
    """
    part.touch()  # a place where nothing may be written is told before anything is drawn
    rows = lit_rows(scene)
    first, last = frames or (scene.frame_start, scene.frame_end)
    film = Film(_lamps(rows, size), rows, timebase_of(scene), folder, (first, last), told)
    lamp_scene.size(made, *size)
    made.frame_start, made.frame_end = first, last
    film.load(made)
    compat.set_movie_format(made.render, container)
    made.render.filepath = str(part)
    film.part = part
    return film


def lit_rows(scene: Any) -> tuple[Row, ...]:
    """Return the channels that have a lamp.

    Raises:
        ValueError: If there is no segment.
    """
    rows = tuple(row for row in rows_of(scene) if row.segments)
    if not rows:
        raise ValueError("there is no segment to show")
    return rows


def _lamps(rows: Sequence[Row], size: tuple[int, int]) -> Lamps:
    grid: Grid = grid_of(len(rows), *size)
    return Lamps(grid, names_of(grid, [heading(row) for row in rows]))


def _write_jpeg(path: Path, pixels: Pixels) -> None:
    height, width, _ = pixels.shape
    image = bpy.data.images.new("Lamps", width, height)
    try:
        whole = np.ones((height, width, 4), np.float32)
        whole[..., :3] = pixels[::-1] / np.float32(255)
        image.pixels.foreach_set(whole.ravel())
        image.file_format = "JPEG"
        with replacing(path) as part:
            image.filepath_raw = str(part)
            image.save()
    finally:
        bpy.data.images.remove(image)
