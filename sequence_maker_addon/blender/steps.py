"""Undo steps of the assistant."""

from __future__ import annotations

import logging

import bpy

log = logging.getLogger(__name__)

LONGEST_NAME = 40


def push(prompt: str) -> None:
    """Make an undo step, named after the prompt."""
    words = " ".join(prompt.split())
    short = words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"
    if not len(bpy.context.window_manager.windows):
        log.info("without a window there is no undo step")
        return
    # No `temp_override`: an operator lets other threads run, and Blender then reads the override's
    # dictionary without Python's lock, which crashes 5.0 while a request's thread is alive.
    bpy.ops.ed.undo_push(message=f"Assistant: {short}")
