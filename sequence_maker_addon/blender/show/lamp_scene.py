"""A scene for the lamps, made beside the user's and thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bpy

from ..host import compat
from ..timeline import color_management


@contextmanager
def beside(scene: Any = None) -> Iterator[Any]:
    """Give a scene that nobody sees: a copy with the sounds alone, or an empty one.

    Whatever came into the file meanwhile is gone afterwards; the user's scene is only read.
    """
    before = {kind: set(getattr(bpy.data, kind)) for kind in ("images", "sounds", "actions")}
    made = bpy.data.scenes.new("Lamps") if scene is None else scene.copy()
    try:
        if scene is not None:
            _keep_sounds(made)
        _plain(made)
        yield made
    finally:
        compat.remove_scene(made)
        for kind, known in before.items():
            blocks = getattr(bpy.data, kind)
            for block in set(blocks) - known:
                if getattr(block, "type", "") != "RENDER_RESULT":  # Blender's own
                    blocks.remove(block)


def size(scene: Any, width: int, height: int) -> None:
    """Set the size of what is rendered, in pixels."""
    render = scene.render
    render.resolution_x, render.resolution_y = width, height
    render.resolution_percentage = 100


def still(scene: Any, path: Path) -> None:
    """Render a still as PNG.

    Raises:
        RuntimeError: If Blender cannot.
    """
    compat.set_image_format(scene.render, "PNG")
    scene.render.filepath = str(path)
    bpy.ops.render.render(scene=scene.name, write_still=True)


def _keep_sounds(scene: Any) -> None:
    """Take away all that is seen; what the user keyed of the sounds stays."""
    compat.own_action(scene)
    strips = compat.strips(scene.sequence_editor)
    for name in [strip.name for strip in strips if strip.type not in ("SOUND", "META")]:
        strip = strips.get(name)
        if strip is not None:  # an effect goes with its inputs
            strips.remove(strip)


def _plain(scene: Any) -> None:
    """Set all that would change pixels, places or names of files."""
    color_management.make_exact(scene)
    render = scene.render
    render.use_sequencer, render.use_compositing = True, False
    render.use_border = render.use_stamp = render.use_multiview = False
    render.use_file_extension = render.use_placeholder = False
    render.use_overwrite = True
    render.dither_intensity = 0.0
    render.pixel_aspect_x = render.pixel_aspect_y = 1.0
    render.frame_map_old = render.frame_map_new = 100
    scene.frame_step, scene.use_preview_range = 1, False
    scene.sequencer_colorspace_settings.name = "sRGB"
