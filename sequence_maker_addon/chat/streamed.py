"""What streams in of one answer, put into the turn's record for the eye."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .conversation_turn import Call, Turn
from .wire.events import Event, ReasoningDelta, TextDelta, TextReplaced, ToolCallDelta

LONGEST_SHOWN = 100_000
"""Characters of a call's arguments that are kept while they stream, for the eye."""


class Streamed:
    """The answer that is on its way.

    Attributes:
        calls: What is shown of its calls, by id.
    """

    def __init__(self, record: Turn, tell: Callable[[dict[str, Any]], None]) -> None:
        self._record, self._tell = record, tell
        self._since = len(record.text)
        self.calls: dict[str, Call] = {}

    def take(self, event: Event) -> str | None:
        """Show a piece of the answer; return what happens, in words, None where that goes on."""
        match event:
            case TextDelta(text):
                return self.text(text)
            case TextReplaced(text):
                self.replace(text)
            case ReasoningDelta(text):
                return self.thought(text)
            case ToolCallDelta(number, name, arguments):
                return self.call(number, name, arguments)
        return None

    def text(self, text: str) -> str:
        """Show more of the text; return what happens, in words."""
        self._record.say(text)
        self._tell({"event": "text", "text": text})
        return "Writing"

    def thought(self, text: str) -> str:
        """Tell more of the thinking; return what happens, in words."""
        self._tell({"event": "thinking", "text": text})
        return "Thinking"

    def replace(self, text: str) -> None:
        """Show this in place of the text so far."""
        self._record.replace_text(self._since, text)
        self._tell({"event": "text_replaced", "text": text})

    def call(self, number: str, name: str, arguments: str) -> str:
        """Show a call with all of its arguments so far; return what happens, in words."""
        call = self.calls.get(number)
        if call is None:
            call = self.calls[number] = Call(number, name)
            self._record.entries.append(call)
        call.name, call.raw = name or call.name, arguments[:LONGEST_SHOWN]
        return f"Writing {call.name} ({len(arguments)} characters)"

    def offer(self, choices: Sequence[str]) -> None:
        """Show what the person may answer, each a whole prompt."""
        self._record.choices = list(choices)
        if choices:
            self._tell({"event": "choices", "options": self._record.choices})

    def close(self, text: str) -> None:
        """Say what was done, where that is not the model's part."""
        if text:
            self._record.messages.append({"role": "assistant", "content": text})
            self.text(text)

    def skip(self) -> None:
        """Note that none of its calls runs."""
        for call in self.calls.values():
            call.state = "skipped"
