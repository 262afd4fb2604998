"""Loads what the first prompt needs when the panel is first drawn, beside the person."""

from __future__ import annotations

import logging
import threading

import bpy

from ...chat import prices
from ...chat.answer.normalizer import normalized
from ...chat.offer import offered
from ...chat.wire.client import Client
from ...chat.wire.endpoint import Endpoint
from ...chat.wire.sockets import outlive_broken_pipes
from ...tools import TOOLS
from ..host.memory import PerAddon
from ..settings import turn_settings
from ..settings.keys import OPENAI_URL

log = logging.getLogger(__name__)

NOWHERE = Endpoint("Warming up", "http://127.0.0.1:9/v1", "none")
"""Nothing is sent to it, or to anybody: the request is answered on the spot."""
ANSWER = b'data: {"choices": [{"index": 0, "delta": {"content": "Hello"}}]}\n\ndata: [DONE]\n\n'


def begin() -> None:
    """Start once, where a model is to answer; rules need nothing of it."""
    if _thread.known() is None and not bpy.app.background:
        if not turn_settings.active_endpoint().offline:
            _thread.get()


def thread() -> threading.Thread:
    """Start, and return the thread; for measuring and tests."""
    return _thread.get()


def _begun() -> threading.Thread:
    thread = threading.Thread(target=_warm, name="Sequence Maker warming up", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    """Go through a whole request without a connection; never raises."""
    outlive_broken_pipes()
    client = Client(NOWHERE, ANSWER)
    try:
        "localhost".encode("idna")  # as for every host's name; its tables are loaded at first
        offered.prepare(TOOLS)
        events = client.stream([{"role": "user", "content": "Hello"}], [])
        for _ in normalized(events, [], NOWHERE.host):
            pass
        prices.list_price("gpt-4.1-mini", OPENAI_URL)
    except Exception as error:  # whoever sends a prompt is told why it cannot be
        log.debug("Warming up: %s", type(error).__name__)
    finally:
        client.close()


_thread = PerAddon(_begun, lasting=True)
