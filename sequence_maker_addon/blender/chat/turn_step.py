"""Carries running turns on in a window, as a step of the pump, and shows how far they are."""

from __future__ import annotations

import time

from ...toolkit.jobs import Ask, Confirm
from ..host import pump
from ..host.memory import PerAddon
from ..show import lamp_job
from . import chats, queued

HURRY = 0.012
"""Seconds between two steps while calls are carried out, so that they run on after each other."""


class _Drawn:
    """When the sidebar was last drawn for a turn, by the performance counter."""

    at = 0.0
    waits: tuple[Confirm | Ask | None, ...] = ()
    """What waited for the person then, and is drawn over the strips."""


_drawn = PerAddon(_Drawn)


def start() -> None:
    """Let the turns go on until none is busy; nothing happens without a window."""
    pump.add(_step)


def wait(chat: chats.Chat) -> None:
    """Pump until the running turn ends, agreeing to nothing; for runs without a window."""
    while chat.pump():
        if chat.running is not None and chat.running.waiting:
            chat.running.answer(False)
        time.sleep(0.002)


def _step(budget: float) -> float | None:
    busy = chats.running()
    if busy and lamp_job.running():
        return pump.PERIOD  # what is rendered by a thread of Blender's must not be written
    for chat in busy:
        chat.pump(budget / len(busy))
    queued.go_on()
    going, drawn = chats.running(), _drawn.get()
    if time.perf_counter() - drawn.at >= pump.PERIOD or not going:
        drawn.at = time.perf_counter()
        waits = tuple(chat.running.waiting for chat in going if chat.running is not None)
        all_of_it = not going or waits != drawn.waits
        drawn.waits = waits
        pump.redraw(("UI", "HEADER", "WINDOW") if all_of_it else ("UI", "HEADER"))
    if not going:
        return None
    return HURRY if any(_is_working(chat) for chat in going) else pump.PERIOD


def _is_working(chat: chats.Chat) -> bool:
    """Tell whether calls are being carried out, and nobody is waited for."""
    turn = chat.running
    return turn is not None and not turn.queue.empty and not turn.waiting
