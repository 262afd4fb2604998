"""The thread that talks to the server during one turn."""

import logging
import queue
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from . import prices
from .answer.normalizer import normalized
from .dispatch import prepared
from .wire.client import Client
from .wire.endpoint import Endpoint
from .wire.events import (
    Event,
    Failed,
    Finished,
    ReasoningDelta,
    Retrying,
    TextDelta,
    TextReplaced,
    ToolCallDelta,
)
from .wire.redaction import redacted_events
from .wire.sockets import outlive_broken_pipes
from .wire.stopwatch import Stopwatch

logger = logging.getLogger(__name__)

Messages = list[dict[str, Any]]


class Streamer(Protocol):
    """What a worker needs of a client."""

    def stream(self, messages: Messages, tools: Messages, may_call: bool = True) -> Iterator[Event]:
        """Yield the events of one request."""

    def cancel(self) -> None:
        """End the running request; from any thread."""

    def close(self) -> None:
        """Close all connections."""


class Worker:
    """Runs the requests of one turn, one after the other, in a daemon thread.

    Attributes:
        events: What the requests yield, to be taken out by the main thread.
        endpoint: Whom they go to.
    """

    def __init__(
        self, endpoint: Endpoint, client_factory: Callable[[Endpoint], Streamer] = Client
    ) -> None:
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self.endpoint = endpoint
        self._factory = client_factory
        self._client = client_factory(endpoint)
        self._jobs: queue.SimpleQueue[tuple[Messages, Messages, bool] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._busy = False
        self._cancelled = False
        self._progress = _Progress()

    @property
    def busy(self) -> bool:
        """Whether a request is running."""
        return self._busy

    def another(self, endpoint: Endpoint) -> "Worker":
        """Return a worker of the same kind with a thread of its own."""
        return Worker(endpoint, self._factory)

    def submit(self, messages: Messages, tools: Messages, may_call: bool = True) -> None:
        """Start a request; its events end with one `Finished` or `Failed`.

        Raises:
            RuntimeError: If the last request has not ended yet.
        """
        with self._lock:
            if self._busy:
                raise RuntimeError("the worker is still busy with the last request")
            self._progress = _Progress()
            if self._cancelled:
                self.events.put(self._progress.failed("cancelled", "Cancelled."))
                return
            self._busy = True
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._work, name="Sequence Maker request", daemon=True
                )
                self._thread.start()
        self._jobs.put((list(messages), list(tools), may_call))

    def cancel(self) -> None:
        """End the turn: the running request fails at once, what comes of it later is lost."""
        with self._lock:
            if self._cancelled:
                return
            self._cancelled = True
            if self._busy:
                self._busy = False
                self.events.put(self._progress.failed("cancelled", "Cancelled."))
        self._client.cancel()
        self._jobs.put(None)

    def close(self, timeout: float = 1.0) -> bool:
        """Cancel, and wait for the thread; return whether it has ended.

        Args:
            timeout: How long to wait, in seconds.
        """
        self.cancel()
        thread = self._thread
        if thread is None or thread is threading.current_thread():
            return thread is None
        thread.join(timeout)
        return not thread.is_alive()

    def _work(self) -> None:
        outlive_broken_pipes()
        try:
            while (job := self._jobs.get()) is not None:
                self._run(*job)
        finally:
            try:
                self._client.close()
            except Exception as error:
                self._log(error)

    def _run(self, messages: Messages, tools: Messages, may_call: bool) -> None:
        try:
            events = self._client.stream(messages, tools, may_call)
            if not self.endpoint.offline:
                events = normalized(events, tools, self.endpoint.host)
                # once more: reading joins what stood apart, as on both sides of thinking
                events = redacted_events(events, self.endpoint.redactor)
            for event in events:
                if isinstance(event, Finished) and not self.endpoint.offline:
                    # The list of prices is imported here (0.6 s), not on the main thread.
                    prices.list_price(self.endpoint.model, self.endpoint.url)
                if isinstance(event, Finished):
                    event = prepared(event)
                if not self._deliver(event) or isinstance(event, Finished | Failed):
                    return
            raise RuntimeError("the client ended without a result")
        except Exception as error:
            self._log(error)
            message = "Something went wrong in Sequence Maker; see the system console."
            self._deliver(self._progress.failed("internal", message))

    def _deliver(self, event: Event) -> bool:
        """Hand an event over unless the turn is cancelled; return whether to go on."""
        with self._lock:
            if self._cancelled:
                return False
            if isinstance(event, Finished | Failed):
                self._busy = False
            self._progress.note(event)
            self.events.put(event)
            return True

    def _log(self, error: Exception) -> None:
        lines = "".join(traceback.format_exception(error))
        logger.error("Worker failed:\n%s", self.endpoint.redacted(lines))


class _Progress:
    """What a request has delivered, for an end that the client itself did not report."""

    def __init__(self) -> None:
        self._stopwatch = Stopwatch()
        self._text: list[str] = []
        self._arguments: dict[str, int] = {}

    def note(self, event: Event) -> None:
        """Take notice of a delivered event."""
        if isinstance(event, TextDelta | ReasoningDelta):
            self._stopwatch.content(len(event.text))
            if isinstance(event, TextDelta):
                self._text.append(event.text)
        elif isinstance(event, TextReplaced):
            self._text = [event.text]
        elif isinstance(event, ToolCallDelta):
            before = self._arguments.get(event.id, 0)
            self._arguments[event.id] = len(event.arguments)
            self._stopwatch.content(max(len(event.arguments) - before, 0))
        elif isinstance(event, Retrying):
            self._stopwatch.retries += 1

    def failed(self, code: str, message: str) -> Failed:
        """Return the end of the request as of now."""
        return Failed(code, message, "".join(self._text), None, self._stopwatch.timing())
