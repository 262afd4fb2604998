"""Halts Blender's prefetching before strips go: it would read on in what is gone, and crash."""

from __future__ import annotations

from typing import Any

import bpy


def halt(editor: Any) -> None:
    """Let nobody read strips that are to be removed in this step; it goes on with the next redraw.

    Blender 5.2 prefetches by default, and `strips.remove` waits for none of it; freeing the cache
    does. The operator is called without an override, see `undo_steps`.
    """
    if bpy.app.background or not editor.use_prefetch:
        return
    if bpy.ops.sequencer.refresh_all.poll():
        bpy.ops.sequencer.refresh_all()
