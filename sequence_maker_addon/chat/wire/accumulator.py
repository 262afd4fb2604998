"""Makes one assistant message of the chunks of a streamed reply."""

import json
from collections.abc import Iterator
from typing import Any

from .events import ReasoningDelta, TextDelta, ToolCall, ToolCallDelta, Usage
from .fragments import Extras, Text
from .tool_calls import Calls

_KNOWN = frozenset({"role", "content", "tool_calls", "refusal", "function_call"})

LONGEST_TEXT, LONGEST_THINKING = 200_000, 2_000_000
LONGEST_EXTRAS, LONGEST_CALLS = 2_000_000, 16_000_000
"""Characters of an answer's text, thinking, unknown fields and calls."""
LARGEST_COUNT = 10**12
"""Tokens beyond which a server cannot have counted."""
LONGEST_FIELD = 300_000
"""Characters of an unknown field that is kept."""

Delta = TextDelta | ReasoningDelta | ToolCallDelta


class Accumulator:
    """Takes chunks of any provider, never raises, and knows what has come so far.

    Attributes:
        done: Whether `[DONE]` was seen; set by whoever reads the stream.
        error: The error object of the server, None if it sent none.
        finish_reason: The last one sent.
        usage: The last one sent.
        model: The model's own name, "" until it is known.
        has_choices: Whether anything came that is part of an answer.
    """

    def __init__(self) -> None:
        self.done = False
        self.error: dict[str, Any] | None = None
        self.finish_reason: str | None = None
        self.usage: Usage | None = None
        self.model = ""
        self._content = Text()
        self._reasoning = Text()
        self._refusal = Text()
        self._extras = Extras()
        self._calls = Calls()
        self._size = 0
        self._extras_size = 0
        self._has_content = False
        self._choice: Any = None
        self.has_choices = False

    def add(self, chunk: dict[str, Any]) -> list[Delta]:
        """Take one chunk and return what is new in it.

        Args:
            chunk: The JSON object of one event; fields of a wrong type are passed over.
        """
        self._note(chunk)
        choices = chunk.get("choices")
        deltas: list[Delta] = []
        for choice in choices if isinstance(choices, list) else []:
            if isinstance(choice, dict) and self._is_ours(choice):
                deltas += self._add_choice(choice)
        return deltas

    @property
    def complete(self) -> bool:
        """Whether the reply came to its end; only then may its calls run."""
        ended = self.done or self.finish_reason is not None or self.usage is not None
        return ended and self.error is None

    @property
    def content(self) -> str:
        """The visible text so far."""
        return str(self._content)

    @property
    def reasoning(self) -> str:
        """The thinking so far."""
        return str(self._reasoning)

    @property
    def refusal(self) -> str | None:
        """Why the model declined, None if it did not."""
        return str(self._refusal) or None

    @property
    def characters(self) -> int:
        """How much has come: text, reasoning, refusal and arguments."""
        return self._size + self._calls.size

    @property
    def too_large(self) -> bool:
        """Whether a part of the answer is larger than anybody could use."""
        return (
            self._content.size > LONGEST_TEXT
            or self._reasoning.size > LONGEST_THINKING
            or self._refusal.size > LONGEST_TEXT
            or self._extras_size > LONGEST_EXTRAS
            or self._calls.size > LONGEST_CALLS
        )

    @property
    def too_many_calls(self) -> bool:
        """Whether more calls came than an answer may have."""
        return self._calls.too_many

    def calls(self) -> tuple[ToolCall, ...]:
        """Return the calls in the order in which they began."""
        return self._calls.whole()

    def message(self, with_calls: bool = True) -> dict[str, Any]:
        """Return the assistant message for the history, unknown fields included.

        Args:
            with_calls: False leaves the calls out, for an answer whose calls must not run.
        """
        calls = self._calls.messages() if with_calls else []
        absent = calls and not self._has_content
        message: dict[str, Any] = {"role": "assistant", "content": None if absent else self.content}
        if self.refusal:
            message["refusal"] = self.refusal
        if calls:
            message["tool_calls"] = calls
        return message | self._extras.fields(LONGEST_FIELD)

    def _is_ours(self, choice: dict[str, Any]) -> bool:
        """Tell whether a choice is the one that is read: that which came first."""
        self.has_choices = True
        index = choice.get("index") or 0
        if self._choice is None:
            self._choice = index
        return bool(index == self._choice)

    def _note(self, chunk: dict[str, Any]) -> None:
        model = chunk.get("model")
        if isinstance(model, str) and model:
            self.model = model
        if isinstance(chunk.get("usage"), dict):
            self.usage = usage_of(chunk["usage"])
        error = chunk.get("error")
        if not error and chunk.get("object") == "error":
            error = chunk
        self._note_error(error)

    def _note_error(self, error: Any) -> None:
        if error:
            self.error = error if isinstance(error, dict) else {"message": str(error)}

    def _add_choice(self, choice: dict[str, Any]) -> Iterator[Delta]:
        self._note_error(choice.get("error"))
        reason = choice.get("finish_reason")
        if isinstance(reason, str) and reason:
            self.finish_reason = reason
        delta = choice.get("delta")
        message = choice.get("message")
        if isinstance(message, dict) and not self.characters:
            delta = message  # a whole answer in one piece, streamed or not
        if not delta and isinstance(choice.get("text"), str):
            delta = {"content": choice["text"]}
        if isinstance(delta, dict):
            yield from self._add_content(delta.get("content"))
            yield from self._thought(delta.get("reasoning_content") or delta.get("reasoning"))
            if isinstance(delta.get("refusal"), str):
                self._size += len(self._refusal.add(delta["refusal"]))
            yield from self._calls.add(_calls_of(delta))
            self._add_extras({k: v for k, v in delta.items() if k not in _KNOWN})

    def _add_extras(self, fields: dict[str, Any]) -> None:
        if fields:
            self._extras_size += len(json.dumps(fields, default=str))
            self._extras.add(fields)

    def _add_content(self, content: Any) -> Iterator[Delta]:
        if isinstance(content, str):
            self._has_content = True
            shown = self._content.add(content)
            self._size += len(shown)
            if shown:
                yield TextDelta(shown)
        for block in content if isinstance(content, list) else []:
            if isinstance(block, dict) and "thinking" in block:
                yield from self._thought(_block_text(block["thinking"]))
            else:
                yield from self._add_content(_block_text(block))

    def _thought(self, reasoning: Any) -> Iterator[Delta]:
        if isinstance(reasoning, str):
            shown = self._reasoning.add(reasoning)
            self._size += len(shown)
            if shown:
                yield ReasoningDelta(shown)


def _calls_of(delta: dict[str, Any]) -> Any:
    """Return the calls of a delta, those in the form of before 2023-11 included."""
    former = delta.get("function_call")
    if isinstance(former, dict) and not delta.get("tool_calls"):
        return [{"index": 0, "function": former}]
    return delta.get("tool_calls")


def usage_of(fields: dict[str, Any]) -> Usage:
    """Read the tokens (and the price in USD, which OpenRouter sends) of a usage object."""
    prompt, completion = (
        fields.get("prompt_tokens_details"),
        fields.get("completion_tokens_details"),
    )
    prompt = prompt if isinstance(prompt, dict) else {}
    completion = completion if isinstance(completion, dict) else {}
    return Usage(
        _count(fields.get("prompt_tokens")),
        _count(fields.get("completion_tokens")),
        _count(prompt.get("cached_tokens", fields.get("prompt_cache_hit_tokens"))),
        _count(completion.get("reasoning_tokens")),
        _price(fields.get("cost")),
    )


def _count(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return value if is_count and 0 <= value <= LARGEST_COUNT else None


def _price(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e12 else None


def _block_text(block: Any, depth: int = 4) -> str:
    """Return the text of a content block, which may be a string, an object or a list of them."""
    if isinstance(block, str):
        return block
    if isinstance(block, list) and depth:
        return "".join(_block_text(part, depth - 1) for part in block)
    text = block.get("text") if isinstance(block, dict) else None
    return text if isinstance(text, str) else ""
