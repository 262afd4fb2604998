"""Keeps the key out of what a server says, should it say it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..faults.fault import SHORTEST_KEY, redact
from .events import Event, Failed, Finished, ReasoningDelta, TextDelta, ToolCallDelta


def redacted_events(events: Iterator[Event], key: str) -> Iterator[Event]:
    """Yield the events of a request without the key, also where it comes in pieces."""
    if len(key) < SHORTEST_KEY:
        yield from events
        return
    text, thought = _Held(key), _Held(key)
    for event in events:
        match event:
            case TextDelta(piece):
                if shown := text.add(piece):
                    yield TextDelta(shown)
            case ReasoningDelta(piece):
                if shown := thought.add(piece):
                    yield ReasoningDelta(shown)
            case ToolCallDelta():
                yield replace(event, arguments=_Held(key).add(event.arguments))
            case Finished() | Failed():
                if text.rest:
                    yield TextDelta(text.rest)
                yield _end(event, key)
            case _:
                yield event


def redacted(value: Any, key: str) -> Any:
    """Return a JSON value whose texts do not have the key."""
    if len(key) < SHORTEST_KEY:
        return value
    if isinstance(value, str):
        return redact(value, key)
    if isinstance(value, list):
        return [redacted(part, key) for part in value]
    if isinstance(value, dict):
        return {redact(name, key): redacted(part, key) for name, part in value.items()}
    return value


def _end(event: Finished | Failed, key: str) -> Finished | Failed:
    if isinstance(event, Failed):
        return replace(event, content=redact(event.content, key))
    return replace(
        event,
        message=redacted(event.message, key),
        calls=tuple(
            replace(call, name=redact(call.name, key), arguments=redact(call.arguments, key))
            for call in event.calls
        ),
        model=redact(event.model, key),
        refusal=None if event.refusal is None else redact(event.refusal, key),
        content=redact(event.content, key),
    )


class _Held:
    """Text in pieces; an end that may be the key's beginning waits for the next piece."""

    def __init__(self, key: str) -> None:
        self._key = key
        self.rest = ""

    def add(self, piece: str) -> str:
        """Take a piece and return what can be shown."""
        text, self.rest = self.rest + piece, ""
        if self._key[0] not in text:
            return text
        text = redact(text, self._key)
        longest = min(len(self._key) - 1, len(text))
        for size in range(longest, 0, -1):
            if self._key.startswith(text[-size:]):
                self.rest = text[-size:]
                return text[:-size]
        return text
