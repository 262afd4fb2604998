"""Which scene is meant: the one that the Sequencer edits."""

from __future__ import annotations

from typing import Any

import bpy

from . import compat


def scene_to_edit(context: Any = None) -> Any:
    """Return the scene that the Sequencer edits, or None."""
    return compat.sequencer_scene(context or bpy.context)
