"""Loads what the first prompt needs when the panel is first drawn, beside the person."""

from __future__ import annotations

import threading

import bpy

from ...chat import warming
from ...tools import TOOLS
from ..host.memory import PerAddon
from ..settings import turn_settings

_thread = PerAddon(lambda: warming.begin(TOOLS), lasting=True)


def begin() -> None:
    """Start once, where a model is to answer; rules need nothing of it."""
    if _thread.known() is None and not bpy.app.background:
        if not turn_settings.active_endpoint().offline:
            _thread.get()


def thread() -> threading.Thread:
    """Start, and return the thread; for measuring and tests."""
    return _thread.get()
