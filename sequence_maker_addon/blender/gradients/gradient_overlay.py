"""Draws the animated colors of strips over the Sequencer, which shows only that of the playhead.

What the graphics card needs is made anew only after something in the file has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import bpy
from bpy.app.handlers import persistent

from ..draw.over_sequencer import OverSequencer
from ..draw.sequencer_view import HIGH, LOW, View, batch, shader, view_of
from ..host.memory import PerAddon, Why
from ..host.scene import scene_to_edit
from .gradient_shapes import gradients_of, triangles

NAME_ROW, NAME_SHARE = 20, 0.4
"""Height of the row with a strip's name, unscaled, and the most of a channel that it takes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The gradients of a scene ready to be drawn.

    Attributes:
        key: Of which scene, and which meta strip is open.
        channels: What each channel has: x in frames, y from 0 to 1.
    """

    key: tuple[Any, ...]
    channels: dict[int, Any]


def _begin() -> OverSequencer[Drawn]:
    bpy.app.handlers.depsgraph_update_post.append(_changed)
    return OverSequencer(_draw)


def _end(over: OverSequencer[Drawn], why: Why) -> None:
    bpy.app.handlers.depsgraph_update_post.remove(_changed)
    over.end(why)


_overlay: PerAddon[OverSequencer[Drawn]] = PerAddon(_begin, end=_end)


def register() -> None:
    """Draw from now on."""
    _overlay.get()


@persistent
def _changed(_scene: Any, depsgraph: Any) -> None:
    """Make it anew: a strip or a key may have changed. Playing changes neither."""
    if depsgraph.id_type_updated("SCENE") or depsgraph.id_type_updated("ACTION"):
        _overlay.get().drawn = None


def _draw() -> None:
    _overlay.get().paint(_paint, "the colors of fades cannot be drawn")


def _paint(context: Any) -> None:
    """Draw the gradients of the strips that this editor shows."""
    import gpu

    space, scene = context.space_data, scene_to_edit(context)
    if scene is None or space.view_type == "PREVIEW" or not space.show_overlays:
        return
    if not scene.sequence_maker.show_fades:
        return
    view, smooth = view_of(context), shader("SMOOTH_COLOR")
    height = height_of_colors(view)
    gpu.state.blend_set("ALPHA")
    with gpu.matrix.push_pop():
        gpu.matrix.translate((view.origin, view.base))
        gpu.matrix.scale((view.per_frame, view.per_channel))
        for channel, made in _drawn(scene).channels.items():
            with gpu.matrix.push_pop():
                gpu.matrix.translate((0, channel + LOW))
                gpu.matrix.scale((1, height))
                made.draw(smooth)
    gpu.state.blend_set("NONE")


def height_of_colors(view: View) -> float:
    """Return up to which height Blender draws a strip's color, below its name; in channels."""
    return HIGH - LOW - min(NAME_SHARE, NAME_ROW * view.scale / view.per_channel)


def _drawn(scene: Any) -> Drawn:
    """Return the gradients of a scene, made before where nothing has changed since."""
    editor, kept = scene.sequence_editor, _overlay.get()
    stack = editor.meta_stack if editor is not None else []
    key = scene.session_uid, stack[-1].name if len(stack) else ""
    if kept.drawn is None or kept.drawn.key != key:
        rows = sorted(gradients_of(scene), key=lambda gradient: gradient.channel)
        channels = {}
        for channel, of_it in groupby(rows, lambda gradient: gradient.channel):
            corners, colors = triangles(list(of_it))
            channels[channel] = batch("SMOOTH_COLOR", "TRIS", pos=corners, color=colors)
        kept.drawn = Drawn(key, channels)
    return kept.drawn
