"""Bars, beats and sections, drawn over the Sequencer's timeline.

Lines and bands are built once for a song, in frames; a matrix brings them into the region, so that
panning, zooming and playing only draw them again. Texts cost most: all numbers are one text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import blf
import numpy as np

from ...music.laying import grid_of
from ...music.song import Song
from ..draw.over_sequencer import OverSequencer
from ..draw.sequencer_view import View, batch, shader, text_width, view_of
from ..host.memory import PerAddon
from ..host.scene import scene_to_edit, timebase_of
from . import overlay_layout, shown
from .overlay_layout import BAND_HEIGHT, Label, OverlayLayout

BAR_COLOR, BEAT_COLOR = (0.66, 0.80, 1.0, 0.55), (0.66, 0.80, 1.0, 0.28)
TEXT_SIZE = 11
TEXT_COLOR = (0.93, 0.96, 1.0, 1.0)
ROW_COLOR, EDGE_COLOR = (0.0, 0.0, 0.0, 0.45), (0.0, 0.0, 0.0, 0.7)
FAR = 4_000_000.0
"""Frames to both sides that the row of numbers reaches: more than Blender has."""


@dataclass(slots=True)
class Drawn:
    """The songs ready to be drawn, and the texts of the view in which it was drawn last."""

    key: tuple[Any, ...]
    songs: tuple[Song, ...]
    layout: OverlayLayout
    batches: dict[str, Any] = field(default_factory=dict)
    view: View | None = None
    labels: list[Label] = field(default_factory=list)


_overlay: PerAddon[OverSequencer[Drawn]] = PerAddon(
    lambda: OverSequencer(_draw), end=OverSequencer.end
)


def register() -> None:
    """Draw from now on."""
    _overlay.get()


def _draw() -> None:
    _overlay.get().paint(_paint, "the beats cannot be drawn")


def _paint(context: Any) -> None:
    """Draw the songs that this editor shows."""
    import gpu

    drawn = _song(context)
    if drawn is None:
        return
    view = view_of(context)
    if drawn.view != view:
        size = TEXT_SIZE * view.scale
        drawn.labels = overlay_layout.labels(
            drawn.layout, view, lambda text: text_width(text, size)
        )
        drawn.view = view
    low = overlay_layout.bottom(drawn.layout, view)
    gpu.state.blend_set("ALPHA")
    with gpu.matrix.push_pop():
        gpu.matrix.translate((view.origin, 0.0))
        gpu.matrix.scale((view.per_frame, low))
        _draw_lines(drawn, view)
    with gpu.matrix.push_pop():
        gpu.matrix.translate((view.origin, low))
        gpu.matrix.scale((view.per_frame, BAND_HEIGHT * view.scale))
        drawn.batches["bands"].draw(shader("FLAT_COLOR"))
        _draw_even(drawn.batches["edges"], EDGE_COLOR)
    _write(drawn.labels, view.scale)
    gpu.state.blend_set("NONE")


def _draw_lines(drawn: Drawn, view: View) -> None:
    bars, beats = overlay_layout.strengths(drawn.layout, view)
    for name, share, (*color, alpha) in (("beats", beats, BEAT_COLOR), ("bars", bars, BAR_COLOR)):
        if share > 0:
            _draw_even(drawn.batches[name], (*color, alpha * share))


def _draw_even(lines: Any, color: tuple[float, ...]) -> None:
    if lines is not None:
        even = shader("UNIFORM_COLOR")
        even.uniform_float("color", color)
        lines.draw(even)


def _write(labels: list[Label], scale: float) -> None:
    blf.size(0, TEXT_SIZE * scale)
    blf.color(0, *TEXT_COLOR)
    for left, bottom, text in labels:
        blf.position(0, left, bottom, 0)
        blf.draw(0, text)


def _song(context: Any) -> Drawn | None:
    """Return the songs that this editor shows, ready to be drawn, or None."""
    space, scene = context.space_data, scene_to_edit(context)
    if scene is None or not scene.sequence_maker.show_beats or space.view_type == "PREVIEW":
        return None
    if not getattr(space, "show_overlays", True):
        return None
    songs = shown.shown_songs(context)
    if not any(song.grid.beats for song in songs):
        return None
    base = timebase_of(scene)
    key = (tuple(map(id, songs)), base)
    kept = _overlay.get()
    if kept.drawn is None or kept.drawn.key != key:
        made = overlay_layout.layout_of(grid_of(songs), base)
        kept.drawn = Drawn(key, songs, made, _batches(made))  # keeps the songs, thus ids, alive
    return kept.drawn


def _batches(made: OverlayLayout) -> dict[str, Any]:
    """Make what the graphics card draws of a song: x in frames, y in the height of a band."""
    quads = [(-FAR, FAR, -1, 0, ROW_COLOR), *((p.start, p.end, 0, 1, p.color) for p in made.bands)]
    corners = [((a, c), (b, c), (a, d), (a, d), (b, c), (b, d)) for a, b, c, d, _ in quads]
    points = [corner for quad in corners for corner in quad]
    shades = [color for *_, color in quads for _ in range(6)]
    starts = np.array([band.start for band in made.bands], np.float32)
    return {
        "bars": _lines(made.bars),
        "beats": _lines(made.beats),
        "edges": _lines(starts),
        "bands": batch("FLAT_COLOR", "TRIS", pos=points, color=shades),
    }


def _lines(places: Any) -> Any:
    """Make upright lines of height 1 at places, or None where there are none."""
    if not len(places):
        return None
    points = np.empty((len(places), 2, 2), np.float32)
    points[:, :, 0] = places[:, None]
    points[:, :, 1] = (0.0, 1.0)
    return batch("UNIFORM_COLOR", "LINES", pos=points.reshape(-1, 2))
