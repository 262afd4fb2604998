"""The small model's one process in this Blender, and who talks to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...chat.wire.endpoint import Endpoint
from ...chat.worker import Worker
from ..host.memory import PerAddon

if TYPE_CHECKING:
    from ...chat.offline.process import OfflineServer


def server() -> OfflineServer:
    """Return the server, which starts when it is first asked; it ends with the add-on."""
    return _server.get()


def stop() -> None:
    """End the process, if it was started."""
    _server.forget()


def worker(endpoint: Endpoint) -> Worker:
    """Return the worker of a turn: it talks to the endpoint, or to the small model."""
    if not endpoint.offline:
        return Worker(endpoint)
    from ...chat.offline.offline_client import OfflineClient

    return Worker(endpoint, partial(OfflineClient, server=server()))


def _make() -> OfflineServer:
    from ...chat.offline.process import OfflineServer

    return OfflineServer()


_server = PerAddon(_make, end=lambda server, _: server.stop())
