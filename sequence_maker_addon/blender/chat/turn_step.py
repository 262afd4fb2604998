"""Carries running turns on in a window, as a step of the pump, and shows how far they are."""

from __future__ import annotations

import time

from ..host import pump
from ..host.memory import PerAddon
from . import chats

HURRY = 0.012
"""Seconds between two steps while a call has much to do, such as listening to a song."""


class _Drawn:
    """When the sidebar was last drawn for a turn, by the performance counter."""

    at = 0.0


_drawn = PerAddon(_Drawn)


def start() -> None:
    """Let the turns go on until none is busy; nothing happens without a window."""
    pump.add(_step)


def _step(budget: float) -> float | None:
    busy = chats.running()
    for chat in busy:
        chat.pump(budget / len(busy))
    going, drawn = chats.running(), _drawn.get()
    if time.perf_counter() - drawn.at >= pump.PERIOD or not going:
        drawn.at = time.perf_counter()
        pump.redraw(("UI",) if going else ("UI", "WINDOW"))
    if not going:
        return None
    working = any(chat.running is not None and chat.running.queue.progress for chat in going)
    return HURRY if working else pump.PERIOD
