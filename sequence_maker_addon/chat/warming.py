"""Does beforehand, in a thread, what the first request of a session would otherwise wait for."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping

from ..toolkit.registry import Tool
from . import prices
from .answer.normalizer import normalized
from .offer import offered
from .wire.client import Client
from .wire.endpoint import Endpoint
from .wire.sockets import outlive_broken_pipes

log = logging.getLogger(__name__)

NOWHERE = Endpoint("Warming up", "http://127.0.0.1:9/v1", "none")
"""Nothing is sent to it, or to anybody: the request is answered on the spot."""
ANSWER = b'data: {"choices": [{"index": 0, "delta": {"content": "Hello"}}]}\n\ndata: [DONE]\n\n'


def begin(tools: Mapping[str, Tool]) -> threading.Thread:
    """Start a daemon thread that loads all, and return it; it never raises.

    Args:
        tools: The functions, whose texts are made.
    """
    thread = threading.Thread(
        target=_warm, args=(tools,), name="Sequence Maker warming up", daemon=True
    )
    thread.start()
    return thread


def _warm(tools: Mapping[str, Tool]) -> None:
    outlive_broken_pipes()
    client = Client(NOWHERE, ANSWER)
    try:
        "localhost".encode("idna")  # as for every host's name; its tables are loaded at first
        offered.prepare(tools)
        events = client.stream([{"role": "user", "content": "Hello"}], [])
        for _ in normalized(events, [], NOWHERE.host):
            pass
        prices.list_price("gpt-4.1-mini", "https://api.openai.com/v1")
    except Exception as error:  # whoever sends a prompt is told why it cannot be
        log.debug("Warming up: %s", type(error).__name__)
    finally:
        client.close()
