"""What the rules made of a prompt, as the answer of a model: the turn is the same as any other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ..plain.reading import PlainCall, Reading
from .wire.endpoint import RULES
from .wire.events import Event, Failed, Finished, TextDelta, Timing, ToolCall, ToolCallDelta, Usage
from .wire.stopwatch import Stopwatch
from .worker import Messages

NO_TOKENS = Usage(0, 0, 0, 0, 0.0)
AT_ONCE = "Understood as a plain command: the model was not asked"
"""What is noted of a prompt that a model would have got."""


class RulesClient:
    """Streams like `chat.wire.client.Client`, without a connection.

    Args:
        read: Reads the prompt; called once, in whichever thread.
        notes: What the person should know of how it was read.
    """

    def __init__(self, read: Callable[[], Reading], notes: tuple[str, ...] = ()) -> None:
        self._read, self._notes = read, notes

    def stream(self, messages: Messages, tools: Messages, may_call: bool = True) -> Iterator[Event]:
        """Yield what was read; never raises."""
        stopwatch = Stopwatch()
        reading = self._read()
        if reading.undo:
            reading = Reading("certain", (PlainCall("undo_last_turn", {}),))
        stopwatch.content(len(reading.text))
        if reading.kind == "declined":
            yield Failed("not_understood", reading.text, "", NO_TOKENS, stopwatch.timing())
            return
        yield from answered(reading, NO_TOKENS, stopwatch.timing(), RULES, self._notes)

    def cancel(self) -> None:
        """Do nothing: it takes milliseconds."""

    def close(self) -> None:
        """Do nothing: nothing is open."""


def answered(
    reading: Reading,
    usage: Usage | None,
    timing: Timing,
    model: str,
    notes: tuple[str, ...] = (),
) -> Iterator[Event]:
    """Yield the events of a reading that was not declined, as a model's.

    Args:
        reading: What was read.
        usage: Tokens that it took, None if they are not known.
        timing: How long it took.
        model: Who read it.
        notes: What the person should know of how it was read.
    """
    if reading.text:
        yield TextDelta(reading.text)
    calls = tuple(_call(number, call) for number, call in enumerate(reading.calls))
    yield from _announced(
        Finished(
            message=_message(reading.text, calls),
            calls=calls,
            finish_reason="tool_calls" if calls else "stop",
            usage=usage,
            timing=timing,
            model=model,
            refusal=None,
            content=reading.text,
            notes=notes,
            proposal=reading.kind == "proposal",
            choices=reading.options,
        )
    )


def _announced(event: Finished) -> Iterator[Event]:
    for call in event.calls:
        yield ToolCallDelta(call.id, call.name, call.arguments)
    yield event


def _call(number: int, call: PlainCall) -> ToolCall:
    return ToolCall(f"read_{number}", call.name, json.dumps(call.arguments, ensure_ascii=False))


def _message(text: str, calls: tuple[ToolCall, ...]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": text or (None if calls else "")}
    if calls:
        message["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in calls
        ]
    return message
