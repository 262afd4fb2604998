"""One request with its retries, from sending to the last event."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, Protocol

from ..body import complaints
from ..body.learned import Facts
from ..body.plain_schemas import plain
from ..body.request_parameters import STREAM, optional
from ..body.wire_form import wire_form
from ..faults import fault as faults
from ..faults import fault_reader
from ..faults.networking import from_exception
from ..faults.spoken import spoken
from .endpoint import Endpoint
from .events import Event, Failed, Finished, Retrying
from .reply import Reply
from .stopwatch import Stopwatch

_RESEND = "resend"
MOST_LESSONS = 5
"""How often one request is sent again because of what its refusal taught."""
_TEACHING = frozenset({400, 404, 422, 500, None})
_TAUGHT_BY = frozenset("bad_request provider_error server_error bad_url no_tools".split())


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
        self.sent_messages: list[dict[str, Any]] = []
        self._lessons = 0
        self._waited = 0.0

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
                self._waited += delay
                said = self.endpoint.redacted(fault.message)
                yield Retrying(self.stopwatch.retries, delay, said, fault.code)
                self.client.wait(delay)
        yield self._finished()

    def failed(self, fault: faults.Fault) -> Failed:
        """Return the end of a request that did not work out."""
        if self.client.is_cancelled():
            fault = faults.Fault("cancelled", "Cancelled.")
        reply, message = self.reply.accumulator, self.endpoint.redacted(fault.message)
        timing = self.stopwatch.timing()
        sizes = (fault.window, fault.used)
        return Failed(fault.code, message, reply.content, reply.usage, timing, fault.status, *sizes)

    def _attempt(self) -> Generator[Event, None, faults.Fault | None]:
        """Send the request once, yield what comes, and return what went wrong."""
        self.reply = Reply(self.stopwatch)
        said = ""
        try:
            yield from self._exchange()
            fault = self._verdict()
            said = self._said(self.reply.accumulator.error or bytes(self.reply.head[:65536]))
        except Exception as error:
            fault = from_exception(error, self.endpoint, self.reply.size > 0)
            said = self._said(_body_of(error))
            if fault.code == "internal" and not self.client.is_cancelled():
                raise
        finally:
            self.client.hang_up()
        if self.client.is_cancelled():
            return faults.incomplete()
        if fault is not None and self._learns_from(said, fault):
            return faults.Fault(_RESEND, fault.message, fault.status)
        return fault

    def _exchange(self) -> Iterator[Event]:
        if self.client.is_cancelled():
            return
        at, facts = self.endpoint, self.endpoint.facts
        self.sent = optional(at.temperature, at.max_tokens, bool(self.tools), facts.refused)
        tools = self.tools
        if tools and not self.may_call:
            if "tool_choice" in facts.refused:
                tools = []
            else:
                self.sent["tool_choice"] = "none"
        self.sent_messages = wire_form(self.messages, at.place, facts)
        # As extra body: otherwise the package walks through all messages by their types, which
        # takes nearly as long as the rest of sending, and longer with every turn.
        body: dict[str, Any] = {"messages": self.sent_messages, **self.sent}
        if tools:
            body["tools"] = plain(tools) if facts.plain_schemas else tools
        if STREAM in facts.refused:
            body["stream"] = False
        create = self.client.openai().chat.completions.with_streaming_response.create
        model = self.endpoint.model.strip()
        with create(model=model, messages=[], extra_body=body, stream=True) as response:
            for delta in self.reply.read(response.iter_bytes()):
                if self.client.is_cancelled():
                    return
                yield delta
            yield from self.reply.read_whole()

    def _verdict(self) -> faults.Fault | None:
        """Return what is wrong with a body that was read to its end."""
        reply = self.reply.accumulator
        if reply.error is not None:
            return fault_reader.from_error(reply.error, self.endpoint, reply.characters > 0)
        if not self.reply.is_stream:
            return fault_reader.from_body(bytes(self.reply.head), self.endpoint)
        if reply.complete:
            return None
        if self.reply.first and not reply.has_choices:
            return fault_reader.from_body(self.reply.first.encode(), self.endpoint)
        return faults.incomplete()

    def _finished(self) -> Finished:
        reply = self.reply.accumulator
        refusal = reply.refusal
        return Finished(
            message=reply.message(with_calls=refusal is None),
            calls=reply.calls() if refusal is None else (),
            finish_reason=reply.finish_reason,
            usage=reply.usage,
            timing=self.stopwatch.timing(),
            model=reply.model or self.endpoint.model,
            refusal=refusal,
            content=reply.content,
            reasoning=reply.reasoning,
        )

    def _may_retry(self, fault: faults.Fault) -> bool:
        if fault.code == _RESEND:
            return True
        if self.reply.accumulator.characters:
            return False
        return self.stopwatch.retries < fault.retries or self._waited < fault.patience

    def _learns_from(self, said: str, fault: faults.Fault) -> bool:
        """Learn what the server refuses; tell whether another try, without it, makes sense."""
        started = self.reply.accumulator.characters > 0
        teaches = fault.code in _TAUGHT_BY and fault.status in _TEACHING and not started
        if not teaches or self._lessons == MOST_LESSONS:
            return False
        facts = complaints.learn(self.sent, self.sent_messages, bool(self.tools), said)
        plain_400 = fault.status in (400, 422) and fault.code == "bad_request"
        if facts == Facts() and plain_400 and not self._lessons and complaints.names_nothing(said):
            facts = complaints.bare(self.sent)
        self._lessons += 1
        return self.endpoint.learned.add(self.endpoint.known_as, self.endpoint.model, facts)

    def _said(self, body: Any) -> str:
        heard = spoken(body, self.endpoint.redacted)
        return "" if heard.page else f"{heard.codes} {heard.whole}"


def _body_of(error: Exception) -> Any:
    """Return what a server said with an error status, None if it was none."""
    if not isinstance(getattr(error, "status_code", None), int):
        return None
    return getattr(error, "body", None) or str(error)
