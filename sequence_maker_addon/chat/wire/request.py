"""One request with its retries, from sending to the last event."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, Protocol

from . import faults
from .endpoint import Endpoint
from .events import Event, Failed, Finished, Retrying
from .optional_parameters import complaints, optional
from .reply import Reply
from .stopwatch import Stopwatch

_RESEND = "resend"


class Line(Protocol):
    """The open line to one endpoint, as a request needs it; `client.Client` is one."""

    endpoint: Endpoint

    def openai(self) -> Any:
        """Return the official client."""

    def is_cancelled(self) -> bool:
        """Return whether the request is to end."""

    def wait(self, seconds: float) -> None:
        """Wait so many seconds, or until it is to end."""

    def hang_up(self) -> None:
        """End the connection of a request that is over."""


class Request:
    """One request with its retries."""

    def __init__(
        self,
        client: Line,
        messages: list[dict[str, Any]],
        tools: list[dict[str, Any]],
        may_call: bool,
    ) -> None:
        self.client = client
        self.endpoint = client.endpoint
        self.messages = messages
        self.tools = tools
        self.may_call = may_call
        self.stopwatch = Stopwatch()
        self.reply = Reply(self.stopwatch)
        self.sent: dict[str, Any] = {}

    def events(self) -> Iterator[Event]:
        """Yield all events of the request."""
        if not self.client.is_cancelled():
            self.client.openai()
        self.stopwatch = Stopwatch()  # the import is not the server's time
        while (fault := (yield from self._attempt())) is not None:
            if self.client.is_cancelled() or not self._may_retry(fault):
                yield self.failed(fault)
                return
            if fault.code != _RESEND:
                self.stopwatch.retries += 1
                delay = faults.delay(self.stopwatch.retries, fault)
                yield Retrying(self.stopwatch.retries, delay, self._clean(fault.message))
                self.client.wait(delay)
        yield self._finished()

    def failed(self, fault: faults.Fault) -> Failed:
        """Return the end of a request that did not work out."""
        if self.client.is_cancelled():
            fault = faults.Fault("cancelled", "Cancelled.")
        reply, message = self.reply.accumulator, self._clean(fault.message)
        timing = self.stopwatch.timing()
        return Failed(fault.code, message, reply.content, reply.usage, timing, fault.status)

    def _attempt(self) -> Generator[Event, None, faults.Fault | None]:
        """Send the request once, yield what comes, and return what went wrong."""
        self.reply = Reply(self.stopwatch)
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
        at = self.endpoint
        refused = at.refusals.of(at.url, at.model)
        self.sent = optional(at.temperature, at.max_tokens, bool(self.tools), refused)
        # As extra body: otherwise the package walks through all messages by their types, which
        # takes nearly as long as the rest of sending, and longer with every turn.
        body: dict[str, Any] = {"messages": self.messages, **self.sent}
        if self.tools:
            body["tools"] = self.tools
        if self.tools and not self.may_call:
            body["tool_choice"] = "none"
        create = self.client.openai().chat.completions.with_streaming_response.create
        model = self.endpoint.model.strip()
        with create(model=model, messages=[], extra_body=body, stream=True) as response:
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
            timing=self.stopwatch.timing(),
            model=reply.model or self.endpoint.model,
            refusal=refusal,
            content=reply.content,
        )

    def _may_retry(self, fault: faults.Fault) -> bool:
        untouched = self.reply.size == 0
        return fault.code == _RESEND or (untouched and self.stopwatch.retries < fault.retries)

    def _learns_from(self, error: Exception, fault: faults.Fault) -> bool:
        if fault.code != "bad_request":
            return False
        said = f"{error} {getattr(error, 'body', '')}"
        named = complaints(self.sent, fault.status, said)
        self.endpoint.refusals.add(self.endpoint.url, self.endpoint.model, named)
        return bool(named)

    def _clean(self, message: str) -> str:
        return faults.redact(message, self.endpoint.key)
