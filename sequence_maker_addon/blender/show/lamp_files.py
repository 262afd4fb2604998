"""Lamps as a still or as a movie with the sound."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from ...sequence.color import Rgb
from ...sequence.frames import Timebase
from ...sheet.channel_rows import heading
from ...sheet.frame_png import encoded
from ...sheet.lamp_grid import Grid, grid_of
from ...sheet.lamp_light import Lamps, Pixels
from ...sheet.show import Row, brightest
from ..host import compat
from ..host.scene import timebase_of
from ..host.whole_file import replacing, write_bytes
from . import lamp_scene
from .lamp_names import names_of
from .show_reader import rows_of

LARGE, SMALL = (1280, 720), (640, 360)
"""Sizes in pixels: of stills and movies, and of a preview."""
READY = 64
"""Frames that are kept packed; a flash repeats them."""
Told = Callable[[float], None]


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
    """Write the lamps over time as a movie with the sequence's sound.

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
    """
    rows = lit_rows(scene)
    lamps = _lamps(rows, size)
    first, last = frames or (scene.frame_start, scene.frame_end)
    with (
        replacing(path) as part,
        lamp_scene.beside(scene) as made,
        tempfile.TemporaryDirectory(prefix="sequence_maker_") as folder,
    ):
        film = _Film(lamps, rows, timebase_of(scene), Path(folder), (first, last), told)
        lamp_scene.size(made, *size)
        made.frame_start, made.frame_end = first, last
        film.load(made)
        compat.set_movie_format(made.render, container)
        made.render.filepath = str(part)
        film.render(made)
        if not part.is_file():
            raise OSError("Blender wrote no such file")


def lit_rows(scene: Any) -> tuple[Row, ...]:
    """Return the channels that have a lamp.

    Raises:
        ValueError: If there is no segment.
    """
    rows = tuple(row for row in rows_of(scene) if row.segments)
    if not rows:
        raise ValueError("there is no segment to show")
    return rows


def colors_at(rows: Sequence[Row], time: float) -> tuple[Rgb | None, ...]:
    """Return what each lamp shows at a time, in seconds."""
    return tuple(row.color_at(time) for row in rows)


class _Film:
    """Writes each frame right before Blender reads it, and removes it soon after."""

    def __init__(
        self,
        lamps: Lamps,
        rows: Sequence[Row],
        base: Timebase,
        folder: Path,
        frames: tuple[int, int],
        told: Told,
    ) -> None:
        self._lamps, self._rows, self._base, self._folder = lamps, rows, base, folder
        self._first, self._last = frames
        self._told = told
        self._ready: dict[tuple[Rgb | None, ...], bytes] = {}
        self._fault: Exception | None = None
        self._uid, self._strip = 0, ""

    def load(self, scene: Any) -> None:
        """Put a strip into a scene, over all that it shows; its one file is another each frame."""
        strips = compat.strips(scene.sequence_editor)
        taken = {strip.channel for strip in strips}
        channel = next(number for number in range(128, 0, -1) if number not in taken)
        self._write(self._first)
        path = str(self._file(self._first))
        strip = strips.new_image("Lamps", path, channel, self._first)
        self._strip = strip.name
        strip.blend_type = "REPLACE"
        compat.set_end(strip, self._last + 1)

    def render(self, scene: Any) -> None:
        """Let Blender encode all frames.

        Raises:
            OSError: If a frame could not be written.
            RuntimeError: If Blender cannot encode them.
        """
        self._uid = scene.session_uid
        bpy.app.handlers.render_pre.append(self._before)
        try:
            bpy.ops.render.render(scene=scene.name, animation=True)
        finally:
            bpy.app.handlers.render_pre.remove(self._before)
        if self._fault is not None:
            raise self._fault

    def _before(self, scene: Any, *_: object) -> None:
        if scene.session_uid != self._uid or self._fault is not None:
            return
        frame = scene.frame_current
        try:
            self._write(frame)
            strip = compat.strips(scene.sequence_editor)[self._strip]
            strip.elements[0].filename = self._file(frame).name
            self._told((frame - self._first) / max(self._last - self._first, 1))
        except Exception as fault:  # Blender would only print it
            self._fault = fault
        for old in range(frame - 4, frame - 2):
            with suppress(OSError):
                self._file(old).unlink()

    def _write(self, frame: int) -> None:
        colors = colors_at(self._rows, self._base.time_of(frame))
        if colors not in self._ready:
            if len(self._ready) >= READY:
                self._ready.pop(next(iter(self._ready)))
            self._ready[colors] = encoded(self._lamps.frame(colors))
        self._file(frame).write_bytes(self._ready[colors])

    def _file(self, frame: int) -> Path:
        return self._folder / f"{frame - self._first:07}.png"


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
