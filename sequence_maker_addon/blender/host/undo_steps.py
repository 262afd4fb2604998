"""Undo steps of the assistant, and of what ends after its operator did."""

from __future__ import annotations

import logging

import bpy

from .short_texts import in_one_line

log = logging.getLogger(__name__)

LONGEST_NAME = 40


def push(prompt: str) -> None:
    """Make an undo step, named after the prompt."""
    push_named(f"Assistant: {in_one_line(prompt, LONGEST_NAME)}")


def push_named(message: str) -> None:
    """Make an undo step; without a window there is none."""
    # Rather without an override: while an operator runs other threads may, and Blender reads the
    # override without Python's lock then. It crashed 5.0 while a request's thread came to its end.
    if bpy.ops.ed.undo_push.poll():
        bpy.ops.ed.undo_push(message=message)
        return
    windows = bpy.context.window_manager.windows
    if not len(windows):
        log.info("without a window there is no undo step")
        return
    with bpy.context.temp_override(window=windows[0]):
        bpy.ops.ed.undo_push(message=message)
