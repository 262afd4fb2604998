"""The one timer: it calls the steps of what goes on beside the user, until none is left.

A step does a piece of its work within the seconds it is given and says when it wants to go on.
Without a window no timer runs, and whoever waits for the work calls it by itself.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import bpy

from .memory import PerAddon, Why

log = logging.getLogger(__name__)

Step = Callable[[float], float | None]
"""Takes the seconds that it may use now, gives the seconds to its next turn, or None at its end."""

PERIOD = 0.05
"""Seconds between ticks at most, and between redraws."""
BUDGET = 0.008
"""Seconds that all steps of one tick may take together."""


def add(step: Step) -> None:
    """Let a step go on until it returns None; one that goes on already just does.

    The timer lives on when another file is loaded; a step whose work ended with the file
    says so by itself.
    """
    _due.get().setdefault(step, 0.0)
    if not bpy.app.background and not bpy.app.timers.is_registered(_tick):
        bpy.app.timers.register(_tick, first_interval=PERIOD, persistent=True)


def redraw(kinds: tuple[str, ...] = ("UI",)) -> None:
    """Ask regions of every Sequencer, as a rule its sidebar, to be drawn again."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "SEQUENCE_EDITOR":
                for region in area.regions:
                    if region.type in kinds:
                        region.tag_redraw()


def redraw_strips(_owner: Any, _context: Any) -> None:
    """Draw what lies over the strips again; the `update` of its switches."""
    redraw(("WINDOW",))


def _tick() -> float | None:
    """Call the steps that are due; return the seconds to the next tick, or None to end."""
    due, now = _due.get(), time.perf_counter()
    called = [step for step, at in due.items() if at <= now]
    for step in called:
        if step not in due:  # another step of this tick has stopped all
            continue
        wait = _call(step, BUDGET / len(called))
        if wait is None:
            due.pop(step, None)
        elif step in due:
            due[step] = time.perf_counter() + wait
    if not due:
        return None
    return min(max(min(due.values()) - time.perf_counter(), 0.0), PERIOD)


def _call(step: Step, budget: float) -> float | None:
    """Call a step; one that raises is over, and the others go on."""
    try:
        return step(budget)
    except Exception:
        log.exception("a step failed and is dropped")
        return None


def _stop(due: dict[Step, float], _why: Why) -> None:
    """Drop all steps and end the timer; one left behind hangs Blender 4.5 at its exit."""
    due.clear()
    if bpy.app.timers.is_registered(_tick):
        bpy.app.timers.unregister(_tick)


_due = PerAddon[dict[Step, float]](dict, _stop)
"""The steps that go on, and when each is due by the performance counter."""
