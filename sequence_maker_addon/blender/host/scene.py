"""Which scene is meant, the one that the Sequencer edits, and how its frames are told in time."""

from __future__ import annotations

from typing import Any

import bpy

from ...sequence.frames import FrameRate, Timebase
from . import compat


def scene_to_edit(context: Any = None) -> Any:
    """Return the scene that the Sequencer edits, or None."""
    return compat.sequencer_scene(context or bpy.context)


NOT_KEPT = -2_000_000
"""No frame: 0 seconds are where the scene begins."""


def timebase_of(scene: Any) -> Timebase:
    """Return how the frames of a scene become times and back."""
    render, kept = scene.render, getattr(scene, "sequence_maker", None)
    first = NOT_KEPT if kept is None else kept.first_frame
    rate = FrameRate(float(render.fps) / float(render.fps_base))
    return Timebase(rate, scene.frame_start if first == NOT_KEPT else first)


def keep_first_frame(scene: Any, frame: int) -> None:
    """Let 0 seconds stay at a frame, whatever frame the scene begins with."""
    scene.sequence_maker.first_frame = NOT_KEPT if frame == scene.frame_start else frame
