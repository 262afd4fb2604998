"""One conversation partner over HTTP: the only file that knows the openai package."""

import logging
import traceback
from collections.abc import Generator, Iterator
from typing import Any

from . import faults, parameters
from .endpoint import Endpoint, EndpointError
from .events import Event, Failed, Finished, Retrying
from .meter import Meter
from .proxy import proxy_for
from .reply import Reply
from .sockets import Sockets

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT = 5.0
_RESEND = "resend"


class Client:
    """Sends requests to one endpoint; made anywhere, used in one thread, cancelled from any.

    Nothing is imported or opened before the first request.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._sockets = Sockets()
        self._openai: Any = None

    def stream(
        self, messages: list[dict[str, Any]], tools: list[dict[str, Any]]
    ) -> Iterator[Event]:
        """Send one request and yield what comes; never raises.

        Args:
            messages: The conversation in the form of Chat Completions.
            tools: What the model may call, in the same form; may be empty.

        Yields:
            Deltas and `Retrying`, and last exactly one `Finished` or `Failed`.
        """
        run = _Run(self, messages, tools)
        try:
            yield from run.events()
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


class _Run:
    """One request with its retries."""

    def __init__(
        self, client: Client, messages: list[dict[str, Any]], tools: list[dict[str, Any]]
    ) -> None:
        self.client = client
        self.endpoint = client.endpoint
        self.messages = messages
        self.tools = tools
        self.meter = Meter()
        self.reply = Reply(self.meter)
        self.sent: dict[str, Any] = {}

    def events(self) -> Iterator[Event]:
        """Yield all events of the request."""
        if not self.client.is_cancelled():
            self.client.openai()
        self.meter = Meter()  # the import is not the server's time
        while (fault := (yield from self._attempt())) is not None:
            if self.client.is_cancelled() or not self._may_retry(fault):
                yield self.failed(fault)
                return
            if fault.code != _RESEND:
                self.meter.retries += 1
                delay = faults.delay(self.meter.retries, fault)
                yield Retrying(self.meter.retries, delay, self._clean(fault.message))
                self.client.wait(delay)
        yield self._finished()

    def failed(self, fault: faults.Fault) -> Failed:
        """Return the end of a request that did not work out."""
        if self.client.is_cancelled():
            fault = faults.Fault("cancelled", "Cancelled.")
        reply, message = self.reply.accumulator, self._clean(fault.message)
        timing = self.meter.timing()
        return Failed(fault.code, message, reply.content, reply.usage, timing, fault.status)

    def _attempt(self) -> Generator[Event, None, faults.Fault | None]:
        """Send the request once, yield what comes, and return what went wrong."""
        self.reply = Reply(self.meter)
        try:
            yield from self._exchange()
            fault = self._verdict()
        except Exception as error:
            fault = faults.from_exception(error, self.endpoint, self.reply.size > 0)
            if self._learns_from(error, fault):
                fault = faults.Fault(_RESEND, fault.message, fault.status)
            elif fault.code == "internal" and not self.client.is_cancelled():
                raise
        finally:
            self.client.hang_up()
        return faults.incomplete() if self.client.is_cancelled() else fault

    def _exchange(self) -> Iterator[Event]:
        if self.client.is_cancelled():
            return
        self.sent = parameters.optional(self.endpoint, bool(self.tools))
        request = {"model": self.endpoint.model.strip(), "messages": self.messages, **self.sent}
        if self.tools:
            request["tools"] = self.tools
        completions = self.client.openai().chat.completions
        with completions.with_streaming_response.create(**request, stream=True) as response:
            for delta in self.reply.read(response.iter_bytes()):
                if self.client.is_cancelled():
                    return
                yield delta

    def _verdict(self) -> faults.Fault | None:
        """Return what is wrong with a body that was read to its end."""
        reply = self.reply.accumulator
        if reply.error is not None:
            return faults.from_error(reply.error, self.endpoint)
        if not self.reply.is_stream:
            return faults.from_body(bytes(self.reply.head), self.endpoint)
        return None if reply.complete else faults.incomplete()

    def _finished(self) -> Finished:
        reply = self.reply.accumulator
        refusal = reply.refusal
        if refusal is None and reply.finish_reason == "content_filter":
            refusal = f"The answer was stopped by the content filter of {self.endpoint.host}."
        return Finished(
            message=reply.message(with_calls=refusal is None),
            calls=reply.calls() if refusal is None else (),
            finish_reason=reply.finish_reason,
            usage=reply.usage,
            timing=self.meter.timing(),
            model=reply.model or self.endpoint.model,
            refusal=refusal,
            content=reply.content,
        )

    def _may_retry(self, fault: faults.Fault) -> bool:
        untouched = self.reply.size == 0
        return fault.code == _RESEND or (untouched and self.meter.retries < fault.retries)

    def _learns_from(self, error: Exception, fault: faults.Fault) -> bool:
        if fault.code != "bad_request":
            return False
        said = f"{error} {getattr(error, 'body', '')}"
        return parameters.refuse(self.endpoint, self.sent, fault.status, said)

    def _clean(self, message: str) -> str:
        return faults.redact(message, self.endpoint.key)


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
