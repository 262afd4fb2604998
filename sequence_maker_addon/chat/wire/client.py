"""One conversation partner over HTTP: the only file that knows the openai package."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

from . import faults
from .endpoint import Endpoint, EndpointError
from .events import Event
from .proxy import proxy_for
from .redaction import redacted_events
from .request import Request
from .sockets import Sockets

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT = 5.0


class Client:
    """Sends requests to one endpoint; made anywhere, used in one thread, cancelled from any.

    Nothing is imported or opened before the first request.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._sockets = Sockets()
        self._openai: Any = None

    def stream(
        self,
        messages: list[dict[str, Any]],
        tools: list[dict[str, Any]],
        may_call: bool = True,
    ) -> Iterator[Event]:
        """Send one request and yield what comes; never raises.

        Args:
            messages: The conversation in the form of Chat Completions.
            tools: What the model may call, in the same form; may be empty.
            may_call: False when the model shall only talk; the tools stay for the cache's sake.

        Yields:
            Deltas and `Retrying`, and last exactly one `Finished` or `Failed`.
        """
        run = Request(self, messages, tools, may_call)
        try:
            yield from redacted_events(run.events(), self.endpoint.key)
        except Exception as error:
            self._log(error)
            yield run.failed(faults.from_exception(error, self.endpoint))

    def cancel(self) -> None:
        """End this client's request now, and refuse every later one; from any thread."""
        self._sockets.cancel()

    def is_cancelled(self) -> bool:
        """Return whether `cancel` was called."""
        return self._sockets.cancelled.is_set()

    def wait(self, seconds: float) -> None:
        """Wait so many seconds, or until `cancel` is called."""
        self._sockets.cancelled.wait(seconds)

    def close(self) -> None:
        """Close all connections; call it in the thread that streams."""
        self._sockets.release()
        if self._openai is not None:
            self._openai.close()
            self._openai = None

    def hang_up(self) -> None:
        """End the connection of a request that is over."""
        self._sockets.release()

    def openai(self) -> Any:
        """Return the official client, built at the first call.

        Raises:
            EndpointError: If the endpoint cannot work.
        """
        self.endpoint.check()
        if self.endpoint.offline:
            raise EndpointError("offline", "The built-in model needs no connection.")
        if self._openai is None:
            self._openai = _openai_client(self.endpoint, self._sockets)
        return self._openai

    def models(self) -> list[str]:
        """Return the names of the server's models, sorted.

        Raises:
            EndpointError: If they cannot be had; the message is one sentence.
        """
        try:
            names = {str(model.id) for model in self.openai().models.list()}
        except Exception as error:
            fault = faults.from_exception(error, self.endpoint)
            if fault.code == "internal":
                self._log(error)
                raise EndpointError(
                    "unreadable", f"{self.endpoint.host} sent no list of models."
                ) from None
            message = faults.redact(fault.message, self.endpoint.key)
            raise EndpointError(fault.code, message) from None
        finally:
            self.hang_up()
        return sorted(names)

    def _log(self, error: Exception) -> None:
        lines = "".join(traceback.format_exception(error))
        logger.error("Request failed:\n%s", faults.redact(lines, self.endpoint.key))


def _openai_client(endpoint: Endpoint, sockets: Sockets) -> Any:
    """Build the official client; slow at first, because it imports the package."""
    import httpx2
    import openai

    if int(openai.__version__.split(".")[0]) < 3:
        raise ImportError(f"version {openai.__version__} is installed, 3 or later is needed")

    class Transport(httpx2.HTTPTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            request.extensions = {**request.extensions, "trace": sockets.trace}
            return super().handle_request(request)

    timeout = httpx2.Timeout(endpoint.read_timeout, connect=CONNECT_TIMEOUT, pool=CONNECT_TIMEOUT)
    transport = Transport(
        proxy=proxy_for(endpoint),
        # a kept connection would stay open on the second handle after the server's end
        limits=httpx2.Limits(max_keepalive_connections=0),
    )
    return openai.OpenAI(
        base_url=endpoint.url,
        api_key=endpoint.key or "none",
        max_retries=0,
        timeout=timeout,
        http_client=httpx2.Client(transport=transport, trust_env=False, timeout=timeout),
    )
