"""Reads the body of a streamed reply: bytes in, deltas out."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..faults.fault import StreamError
from . import sse
from .accumulator import Accumulator, Delta
from .stopwatch import Stopwatch
from .tool_calls import MOST

MAX_BYTES = 64 * 1024 * 1024
_HEAD_BYTES = 16 * 1024 * 1024
_FIRST = 4000


class Reply:
    """One reply.

    Attributes:
        accumulator: What has come so far.
        size: How many bytes of the body have come.
        head: The first bytes, kept until the first event, to read what came in its place.
        first: The first event that is no part of an answer, to tell what it is.
    """

    def __init__(self, stopwatch: Stopwatch) -> None:
        self._stopwatch = stopwatch
        self.accumulator = Accumulator()
        self.size = 0
        self.head = bytearray()
        self.first = ""
        self._has_events = False

    @property
    def is_stream(self) -> bool:
        """Whether at least one event came, or nothing at all."""
        return self._has_events or not bytes(self.head).strip()

    def read(self, chunks: Iterable[bytes]) -> Iterator[Delta]:
        """Yield what is new until `[DONE]`, an error object or the end.

        Raises:
            StreamError: If the body is cut, too large or makes no sense.
        """
        for event in sse.events(self._counted(chunks)):
            self._has_events = True
            if event.data.strip() == "[DONE]":
                self.accumulator.done = True
                return
            chunk = _object(event)
            if chunk is None:
                continue
            if not self.first and "choices" not in chunk:
                self.first = event.data[:_FIRST]
            yield from self._add(chunk)
            if self.accumulator.too_many_calls:
                raise StreamError("too_large", f"The model made more than {MOST} calls at once.")
            if self.accumulator.too_large:
                raise StreamError("too_large", "The model sent more than an answer may have.")
            if self.accumulator.error is not None:
                return

    def read_whole(self) -> Iterator[Delta]:
        """Yield what an answer has that came as plain JSON, in place of a stream or before it."""
        if self.accumulator.has_choices or self.accumulator.error is not None:
            return
        text = bytes(self.head).decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
        if not text.startswith("{"):
            return
        try:
            value, _ = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return
        if isinstance(value, dict) and isinstance(value.get("choices"), list):
            self.accumulator.done = self._has_events = True
            yield from self._add(value)

    def _add(self, chunk: dict[str, Any]) -> list[Delta]:
        before = self.accumulator.characters
        deltas = self.accumulator.add(chunk)
        grown = self.accumulator.characters - before
        if deltas or grown:
            self._stopwatch.content(max(grown, 0))
        return deltas

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            if self.size > MAX_BYTES:
                raise StreamError("too_large", "The server sent more than 64 MB.")
            if not self._has_events and len(self.head) < _HEAD_BYTES:
                self.head += chunk[:_HEAD_BYTES]
            yield chunk


def _object(event: sse.ServerEvent) -> dict[str, Any] | None:
    """Return the JSON object of an event, None for a sign of life."""
    text = event.data.strip()
    if not text or event.name == "ping" or text.strip('"') == "ping":
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        if event.whole:
            raise StreamError("unreadable", "The server sent an unreadable answer.")
        raise StreamError("incomplete", "The answer is incomplete: the server stopped within it.")
    if event.name == "error" and "error" not in value:
        return {"error": value}
    return value
