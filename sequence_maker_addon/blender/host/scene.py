"""Which scene is meant, the one that the Sequencer edits, and how its frames are told in time."""

from __future__ import annotations

from typing import Any

import bpy

from ...sequence.frames import FrameRate, Timebase
from . import compat


def scene_to_edit(context: Any = None) -> Any:
    """Return the scene that the Sequencer edits, or None."""
    return compat.sequencer_scene(context or bpy.context)


def timebase_of(scene: Any) -> Timebase:
    """Return how the frames of a scene become times and back."""
    render = scene.render
    return Timebase(FrameRate(float(render.fps) / float(render.fps_base)), scene.frame_start)
