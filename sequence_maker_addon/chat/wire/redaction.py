"""Keeps the secrets out of what a server says, should it say them back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..faults.redactor import Redactor, Stream
from .events import (
    Event,
    Failed,
    Finished,
    ReasoningDelta,
    Retrying,
    TextDelta,
    TextReplaced,
    ToolCall,
    ToolCallDelta,
    Usage,
)


def redacted_events(events: Iterator[Event], redactor: Redactor) -> Iterator[Event]:
    """Yield the events of a request without the secrets, also where they come in pieces."""
    return _Cleaner(redactor).events(events) if redactor else events


class _Cleaner:
    """What is known of the events of one request."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._text, self._thought = redactor.stream(), redactor.stream()
        self._calls: dict[str, _Arguments] = {}
        self._ids: dict[str, str] = {}

    def events(self, events: Iterator[Event]) -> Iterator[Event]:
        """Yield the events without the secrets; what waits is told before an error goes on."""
        try:
            for event in events:
                if isinstance(event, Finished | Failed):
                    yield from self._rest()
                yield from self._clean_event(event)
        except Exception:
            yield from self._rest()
            raise
        yield from self._rest()

    def _rest(self) -> Iterator[Event]:
        """Yield what waited for another piece."""
        yield from _some(ReasoningDelta, self._thought.add("", last=True))
        yield from _some(TextDelta, self._text.add("", last=True))

    def _clean_event(self, event: Event) -> Iterator[Event]:
        match event:
            case TextDelta(piece):
                yield from _some(TextDelta, self._text.add(piece))
            case ReasoningDelta(piece):
                yield from _some(ReasoningDelta, self._thought.add(piece))
            case Finished():
                yield self._finished(event)
            case Failed(message=message, content=content):
                message, content = self._clean(message), self._clean(content)
                yield replace(event, message=message, content=content)
            case _:
                yield self._other(event)

    def _other(self, event: Event) -> Event:
        match event:
            case TextReplaced(text):
                self._text = self._redactor.stream()
                return TextReplaced(self._text.add(text))
            case Retrying():
                return replace(event, reason=self._clean(event.reason))
            case ToolCallDelta():
                known = self._calls.setdefault(event.id, _Arguments(self._redactor))
                shown = known.so_far(event.arguments)
                return ToolCallDelta(self._id(event.id), self._clean(event.name), shown)
        return event

    def _clean(self, text: str) -> str:
        return self._redactor.text(text)

    def _id(self, call_id: str) -> str:
        """Return the id of a call, another one in place of one with a secret: always the same."""
        if call_id not in self._ids:
            clean = self._clean(call_id) == call_id
            self._ids[call_id] = call_id if clean else f"call_{uuid.uuid4().hex[:24]}"
        return self._ids[call_id]

    def _finished(self, event: Finished) -> Finished:
        clean = self._clean
        message = self._redactor.value(event.message)
        for row, call in zip(message.get("tool_calls") or (), event.calls, strict=False):
            row["id"] = self._id(call.id)
        return replace(
            event,
            message=message,
            calls=tuple(self._call(call) for call in event.calls),
            finish_reason=None if event.finish_reason is None else clean(event.finish_reason),
            usage=None if event.usage is None else self._usage(event.usage),
            model=clean(event.model),
            refusal=None if event.refusal is None else clean(event.refusal),
            content=clean(event.content),
            reasoning=clean(event.reasoning),
            notes=tuple(clean(note) for note in event.notes),
        )

    def _call(self, call: ToolCall) -> ToolCall:
        return ToolCall(self._id(call.id), self._clean(call.name), self._clean(call.arguments))

    def _usage(self, usage: Usage) -> Usage:
        """Return the tokens; a figure with the digits of a secret is none."""
        fields = {name: getattr(usage, name) for name in Usage.__dataclass_fields__}
        return Usage(
            **{name: v if self._redactor.value(v) == v else None for name, v in fields.items()}
        )


class _Arguments:
    """The arguments of one call, which come again with each of its events, a little longer."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._seen = ""
        self._stream: Stream = redactor.stream()
        self._shown: list[str] = []

    def so_far(self, arguments: str) -> str:
        """Return what can be shown of them."""
        if not arguments.startswith(self._seen):
            self._stream, self._shown, self._seen = self._redactor.stream(), [], ""
        self._shown = ["".join((*self._shown, self._stream.add(arguments[len(self._seen) :])))]
        self._seen = arguments
        return self._shown[0]


def _some(kind: Any, text: str) -> Iterator[Event]:
    if text:
        yield kind(text)
