"""The tick that carries turns on in a window; headless runs pump by themselves."""

from __future__ import annotations

import bpy

from . import chats

PERIOD = 0.05
"""Seconds between ticks: 20 redraws a second at most."""


def start() -> None:
    """Let the timer run until no turn is busy; nothing happens without a window."""
    if not bpy.app.background and not bpy.app.timers.is_registered(_tick):
        bpy.app.timers.register(_tick, first_interval=PERIOD, persistent=True)


def stop() -> None:
    """End the timer; one left behind hangs Blender 4.5 at its exit."""
    if bpy.app.timers.is_registered(_tick):
        bpy.app.timers.unregister(_tick)


def redraw(kinds: tuple[str, ...] = ("UI",)) -> None:
    """Ask regions of every Sequencer, as a rule its sidebar, to be drawn again."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "SEQUENCE_EDITOR":
                for region in area.regions:
                    if region.type in kinds:
                        region.tag_redraw()


def _tick() -> float | None:
    busy = chats.running()
    for chat in busy:
        chat.pump()
    redraw()
    return PERIOD if chats.running() else None
