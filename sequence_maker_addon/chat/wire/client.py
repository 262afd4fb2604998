"""One conversation partner over HTTP: the only file that knows the openai package."""

import logging
import traceback
from collections.abc import Iterator
from functools import cache
from typing import Any

from ..body.learned import Facts
from ..faults.networking import from_exception
from .addresses import same_origin
from .bounded import bounded, most_of
from .endpoint import Endpoint, EndpointError
from .events import Event
from .proxy import proxy_for
from .redaction import redacted_events
from .request import Request
from .sockets import Sockets
from .told_windows import window_told

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT = 5.0
MOST_HOPS = 3
"""Redirects within one server that are followed."""


class Client:
    """Sends requests to one endpoint; made anywhere, used in one thread, cancelled from any.

    Nothing is imported or opened before the first request.

    Args:
        endpoint: Who is asked.
        answer: What answers in place of the network, to go through all of it without; the bytes of
            a stream.
    """

    def __init__(self, endpoint: Endpoint, answer: bytes | None = None) -> None:
        self.endpoint = endpoint
        self._sockets, self._answer = Sockets(), answer
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
        yield from redacted_events(self._events(run), self.endpoint.redactor)

    def _events(self, run: Request) -> Iterator[Event]:
        try:
            yield from run.events()
        except Exception as error:
            self._log(error)
            yield run.failed(from_exception(error, self.endpoint))

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
            raise EndpointError("offline", "Plain commands need no connection.")
        if self._openai is None:
            self._openai = _openai_client(self.endpoint, self._sockets, self._answer)
        return self._openai

    def models(self) -> list[str]:
        """Return the names of the server's models, sorted.

        Raises:
            EndpointError: If they cannot be had; the message is one sentence.
        """
        try:
            names = self._listed()
        except Exception as error:
            fault = from_exception(error, self.endpoint)
            if fault.code == "internal":
                self._log(error)
                raise EndpointError(
                    "unreadable", f"{self.endpoint.host} sent no list of models."
                ) from None
            raise EndpointError(fault.code, self.endpoint.redacted(fault.message)) from None
        finally:
            self.hang_up()
        return sorted(names)

    def _listed(self) -> set[str]:
        """Return the names of the server's models, and learn the window of ours."""
        names = set[str]()
        for model in self.openai().models.list():
            names.add(self.endpoint.redacted(str(model.id)))
            window = window_told(model.model_dump())
            if window is not None and str(model.id) == self.endpoint.model.strip():
                self._learn(window)
        return names

    def ask_properties(self) -> None:
        """Learn the window from llama.cpp's `/props`, should the server have it; never raises."""
        place = self.endpoint.reachable_url.removesuffix("/v1") + "/props"
        try:
            found = self.openai().get(place, cast_to=object)
        except Exception as error:  # most servers have no such page
            logger.debug("No properties: %s", type(error).__name__)
            return
        finally:
            self.hang_up()
        window = window_told(found)
        if window is not None:
            self._learn(window)

    def _learn(self, window: int) -> None:
        at = self.endpoint
        at.learned.add(at.known_as, at.model, Facts(window=window))

    def _log(self, error: Exception) -> None:
        lines = "".join(traceback.format_exception(error))
        logger.error("Request failed:\n%s", self.endpoint.redacted(lines))


@cache
def _certificates() -> Any:
    """Return how servers are verified: read once, as that takes 0.1 s."""
    import httpx2

    return httpx2.create_ssl_context(trust_env=False)


def _openai_client(endpoint: Endpoint, sockets: Sockets, answer: bytes | None) -> Any:
    """Build the official client; slow at first, because it imports the package."""
    import httpx2
    import openai

    if int(openai.__version__.split(".")[0]) < 3:
        raise ImportError(f"version {openai.__version__} is installed, 3 or later is needed")
    timeout = httpx2.Timeout(endpoint.silence, connect=CONNECT_TIMEOUT, pool=CONNECT_TIMEOUT)
    transport = _transport(endpoint, sockets)
    if answer is not None:
        transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=answer))
    version = endpoint.version
    return openai.OpenAI(
        base_url=endpoint.reachable_url,
        api_key=endpoint.key or "none",
        max_retries=0,
        timeout=timeout,
        default_query={"api-version": version} if version else None,
        default_headers=_headers(endpoint),
        http_client=httpx2.Client(transport=transport, trust_env=False, timeout=timeout),
    )


def _transport(endpoint: Endpoint, sockets: Sockets) -> Any:
    """Return what sends requests: watched, within one server, and no more than we can hold."""
    import httpx2

    class Transport(httpx2.HTTPTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            request.extensions = {**request.extensions, "trace": sockets.trace}
            response = super().handle_request(request)
            for _ in range(MOST_HOPS):
                place = _moved_to(request, response)
                if place is None:
                    break
                response.close()
                request = httpx2.Request(
                    request.method,
                    place,
                    headers=request.headers,
                    content=request.read(),
                    extensions=request.extensions,
                )
                response = super().handle_request(request)
            if "," in response.headers.get("content-encoding", ""):
                response.close()  # packed several times over: a trap, for no server does that
                raise httpx2.DecodingError("several codings", request=request)
            most = most_of(response.status_code, request.method)
            if most is not None:
                response.stream = bounded(httpx2.SyncByteStream, response.stream, most)
            return response

    return Transport(
        verify=_certificates(),
        proxy=proxy_for(endpoint),
        # a kept connection would stay open on the second handle after the server's end
        limits=httpx2.Limits(max_keepalive_connections=0),
    )


def _headers(endpoint: Endpoint) -> dict[str, str]:
    """Return the user's own headers; Azure reads the key from one of its own."""
    found = dict(endpoint.headers)
    if endpoint.version and endpoint.key:
        found.setdefault("api-key", endpoint.key)
    return found


def _moved_to(request: Any, response: Any) -> str | None:
    """Return where a request moved that keeps its method, if that is the same server."""
    if response.status_code not in (307, 308) or not response.headers.get("location"):
        return None
    place = str(request.url.join(response.headers["location"]))
    return place if same_origin(place, str(request.url)) else None
