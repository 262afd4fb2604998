"""Bars, beats and sections, drawn over the Sequencer's timeline."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

import blf
import bpy
import numpy as np
from numpy.typing import NDArray

from ..music.grid import BeatGrid
from . import chats, songs

log = logging.getLogger(__name__)

RULER, BAND = 28, 15
"""Heights of the ruler with its cache line, and of our band of sections, unscaled."""
LEAST_GAP, NUMBER_GAP = 7, 40
BAR_COLOR, BEAT_COLOR = (1.0, 1.0, 1.0, 0.38), (1.0, 1.0, 1.0, 0.13)
TEXT_SIZE = 11
TEXT_COLOR = (0.9, 0.95, 1.0, 0.9)
SECTION_COLORS = (
    (0.24, 0.33, 0.58, 0.85),
    (0.22, 0.45, 0.33, 0.85),
    (0.62, 0.40, 0.16, 0.85),
    (0.48, 0.27, 0.52, 0.85),
    (0.20, 0.47, 0.52, 0.85),
    (0.56, 0.25, 0.28, 0.85),
    (0.36, 0.36, 0.38, 0.85),
)


@dataclass(frozen=True, slots=True)
class View:
    """How seconds of the timeline become pixels of a region.

    Attributes:
        origin: The pixel of second 0.
        per_second: Pixels a second.
        width: Of the region.
        height: Of the region.
        scale: Blender's scale of the interface.
    """

    origin: float
    per_second: float
    width: int
    height: int
    scale: float = 1.0


@dataclass(slots=True)
class Drawing:
    """What is to be drawn, in pixels.

    Attributes:
        bars: Where lines of bars stand.
        beats: Where lines of the other beats stand.
        bands: Left, right and color of each section.
        labels: Left, bottom, text and room of each text.
        top: Where the lines end.
    """

    bars: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    beats: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    bands: list[tuple[float, float, tuple[float, ...]]] = field(default_factory=list)
    labels: list[tuple[float, float, str, float]] = field(default_factory=list)
    top: float = 0.0


_handles: list[Any] = []
_told: set[str] = set()
_last: list[tuple[Any, Drawing, Any]] = []


def register() -> None:
    """Draw from now on."""
    space = bpy.types.SpaceSequenceEditor
    _handles.append(space.draw_handler_add(_draw, (), "WINDOW", "POST_PIXEL"))


def unregister() -> None:
    """Draw no more."""
    while _handles:
        bpy.types.SpaceSequenceEditor.draw_handler_remove(_handles.pop(), "WINDOW")
    _last.clear()
    _told.clear()


def arrange(grid: BeatGrid, view: View) -> Drawing:
    """Decide what is drawn where; lines that would be too close to each other are left out."""
    made = Drawing(top=view.height - (RULER + (BAND if grid.sections else 0)) * view.scale)
    gap = grid.period * view.per_second
    times, places = np.asarray(grid.beats), np.asarray(grid.positions)
    pixels = view.origin + times * view.per_second
    seen = (pixels >= 0) & (pixels <= view.width)
    if gap >= LEAST_GAP:
        made.beats = pixels[seen & (places != 1)].astype(np.float32)
    if gap * grid.meter >= LEAST_GAP:
        made.bars = pixels[seen & (places == 1)].astype(np.float32)
    _number(made, pixels[places == 1], gap * grid.meter, view)
    letters = list(dict.fromkeys(section.letter for section in grid.sections))
    for section in grid.sections:
        left = view.origin + section.start * view.per_second
        right = view.origin + section.end * view.per_second
        if right <= 0 or left >= view.width:
            continue
        color = SECTION_COLORS[letters.index(section.letter) % len(SECTION_COLORS)]
        left, right = max(left, 0.0), min(right, float(view.width))
        made.bands.append((left, right, color))
        text_left = left + 5 * view.scale
        name = f"{section.name}  {section.label.partition(',')[0]}".rstrip()
        room = right - text_left
        made.labels.append((text_left, made.top + 4 * view.scale, name, room))
    return made


def _number(made: Drawing, bars: NDArray[np.float64], gap: float, view: View) -> None:
    """Put numbers at every bar, or every 2nd, 4th, 8th, ... where they would touch."""
    if gap <= 0 or not len(bars):
        return
    every = 1
    while every * gap < NUMBER_GAP * view.scale and every < len(bars):
        every *= 2
    bottom = made.top - 13 * view.scale
    for number in range(0, len(bars), every):
        if 0 <= bars[number] <= view.width:
            made.labels.append(
                (float(bars[number]) + 3 * view.scale, bottom, str(number + 1), every * gap)
            )


def _draw() -> None:
    """Draw, and tell a fault once."""
    try:
        _paint(bpy.context)
    except Exception as error:  # it would come again with each redraw
        if repr(error) not in _told:
            _told.add(repr(error))
            log.exception("the beats cannot be drawn")


def _paint(context: Any) -> None:
    space, region = context.space_data, context.region
    scene = chats.scene_to_edit(context)
    if scene is None or not scene.sequence_maker.show_beats or space.view_type == "PREVIEW":
        return
    if not getattr(space, "show_overlays", True):
        return
    song = songs.shown_song(context)
    if song is None or not song.grid.beats:
        return
    view = _view(context, scene, region)
    key = (id(song), view)
    if not _last or _last[0][0] != key:
        drawing = arrange(song.grid, view)
        _last[:] = [(key, drawing, (_batches(drawing, view), song))]  # keeps the song's id alive
    _, drawing, (batches, _) = _last[0]
    _show(drawing, batches, view.scale)


def _view(context: Any, scene: Any, region: Any) -> View:
    rate = scene.render.fps / scene.render.fps_base
    first = region.view2d.view_to_region(scene.frame_start, 0, clip=False)[0]
    far = region.view2d.view_to_region(scene.frame_start + 100_000, 0, clip=False)[0]
    per_second = (far - first) / 100_000 * rate
    scale = context.preferences.system.ui_scale
    return View(float(first), per_second, region.width, region.height, scale)


def _batches(drawing: Drawing, view: View) -> list[Any]:
    """Make what the graphics card draws: the lines, and two triangles for each section."""
    import gpu
    from gpu_extras.batch import batch_for_shader

    shader = gpu.shader.from_builtin("FLAT_COLOR")
    _shorten(drawing, view.scale)
    made = []
    places = np.concatenate([drawing.beats, drawing.bars])
    if len(places):
        corners = np.zeros((len(places), 2, 2), np.float32)
        corners[:, :, 0] = places[:, None]
        corners[:, 1, 1] = drawing.top
        colors = np.empty((len(places), 2, 4), np.float32)
        colors[: len(drawing.beats)], colors[len(drawing.beats) :] = BEAT_COLOR, BAR_COLOR
        content = {"pos": corners.reshape(-1, 2), "color": colors.reshape(-1, 4)}
        made.append(batch_for_shader(shader, "LINES", content))
    if drawing.bands:
        low, high = drawing.top, drawing.top + BAND * view.scale
        points: list[tuple[float, float]] = []
        for left, right, _ in drawing.bands:
            a, b, c, d = (left, low), (right - 1, low), (left, high), (right - 1, high)
            points += (a, b, c, c, b, d)
        shades = [color for _, _, color in drawing.bands for _ in range(6)]
        made.append(batch_for_shader(shader, "TRIS", {"pos": points, "color": shades}))
    return made


def _shorten(drawing: Drawing, scale: float) -> None:
    """Drop words of texts that have no room, and texts of which none is left."""
    blf.size(0, TEXT_SIZE * scale)
    fitting = []
    for left, bottom, text, room in drawing.labels:
        while text and blf.dimensions(0, text)[0] > room:
            text = text.rpartition(" ")[0].rstrip(" ,")
        if text:
            fitting.append((left, bottom, text, room))
    drawing.labels = fitting


def _show(drawing: Drawing, batches: list[Any], scale: float) -> None:
    import gpu

    shader = gpu.shader.from_builtin("FLAT_COLOR")
    gpu.state.blend_set("ALPHA")
    for batch in batches:
        batch.draw(shader)
    blf.size(0, TEXT_SIZE * scale)
    blf.color(0, *TEXT_COLOR)
    for left, bottom, text, _ in drawing.labels:
        blf.position(0, left, bottom, 0)
        blf.draw(0, text)
    gpu.state.blend_set("NONE")
