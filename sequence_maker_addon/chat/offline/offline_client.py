"""The built-in model as a client: its server starts with the first request, in the worker."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

from ..wire.client import Client
from ..wire.endpoint import Endpoint
from ..wire.events import Event, Failed, Timing
from ..worker import Messages
from .process import OfflineError, OfflineServer


class OfflineClient:
    """Streams like `chat.client.Client`, from the built-in model.

    Args:
        endpoint: The offline profile; address and key come from the server.
        server: The process to ask; it is started with the first request.
    """

    def __init__(self, endpoint: Endpoint, server: OfflineServer) -> None:
        self._profile = endpoint
        self._server = server
        self._client: Client | None = None
        self._cancelled = threading.Event()

    def stream(self, messages: Messages, tools: Messages, may_call: bool = True) -> Iterator[Event]:
        """Yield the events of one request; never raises."""
        try:
            found = self._server.start()
        except OfflineError as error:
            yield Failed("offline_model", str(error), "", None, Timing(None, 0.0, None, 0, 0))
            return
        self._client = Client(
            replace(
                self._profile,
                base_url=found.base_url,
                api_key=found.api_key,
                model=found.model,
                temperature=0.0,
                max_tokens=self._profile.max_tokens or 700,
                offline=False,
            )
        )
        if self._cancelled.is_set():
            self._client.cancel()
        yield from self._client.stream(messages, tools, may_call)

    def cancel(self) -> None:
        """End the running request; from any thread."""
        self._cancelled.set()
        if self._client is not None:
            self._client.cancel()

    def close(self) -> None:
        """Close the connections; the server goes on for the next turn."""
        if self._client is not None:
            self._client.close()
