"""The tick that carries turns on in a window; headless runs pump by themselves."""

from __future__ import annotations

import time

import bpy

from ..chat import chats

PERIOD = 0.05
"""Seconds between ticks, and between redraws."""
HURRY = 0.012
"""The same while a call has much to do, such as listening to a song."""
_drawn = [0.0]


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
    going = chats.running()
    if time.perf_counter() - _drawn[0] >= PERIOD or not going:
        _drawn[0] = time.perf_counter()
        redraw(("UI",) if going else ("UI", "WINDOW"))
    working = any(chat.running is not None and chat.running.agenda.progress for chat in going)
    return (HURRY if working else PERIOD) if going else None
