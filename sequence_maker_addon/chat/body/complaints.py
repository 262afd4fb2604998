"""What a refused request tells of the server, so that it is sent otherwise next time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .learned import Facts
from .request_parameters import STREAM
from .wire_form import FIELDS

_ALIASES = {
    "stream_options": ("include_usage",),
    "parallel_tool_calls": ("parallel_function_calls",),
    "max_tokens": ("max_output_tokens",),
    "max_completion_tokens": ("max_tokens", "max_output_tokens"),
    "temperature": (),
}
_SCHEMA = re.compile(
    r"additionalproperties|proto field is not repeating|cannot unmarshal array"
    r"|function_declarations"
    r"|failed to parse grammar|grammar error|too many states|functiondeclaration"
    r"|json[ _]?schema|invalid schema"
    r"|schema .{0,60}(unsupported|not supported|invalid)"
    r"|\btools?\b.{0,80}\b(parameters|properties|input_schema)\b|\banyof\b"
    r"|\"?type\"? .{0,40}(array|list)"
)
_ROLES = re.compile(
    r"roles? must alternate|unexpected role|role ['\"]?(user|tool|assistant|system)"
    r"|conversation roles"
    r"|only user and assistant|'content' field|alternate user|message order"
    r"|must be followed by|last message|content or tool_calls"
)
_NO_STREAM = re.compile(
    r"stream(ing)?( mode| responses?| with (tools|functions?)[a-z ]*)? (is |are )?(not|un)"
    r"[ -]?support|(not|n't) support streaming|stream must be false|cannot be streamed"
)
_NO_SYSTEM = re.compile(
    r"(system|developer)['\"]? (role|message|prompt|instruction)s? (is |are )?(not|n't|un)"
    r"|(not|n't) support (the )?(system|developer)|system role not"
)
_DEMANDED = re.compile(
    r"(?P<field>reasoning_content|reasoning_details|thinking_blocks|reasoning)\b.{0,120}"
    r"(must be passed|must be (sent|provided|included|present)|is (missing|required)"
    r"|required|missing"
    r"|pass(ed)? (it )?back)"
    r"|(missing|field required)\W.{0,60}?(?P<other>reasoning_content"
    r"|reasoning_details|thinking_blocks)"
)


def learn(
    sent: dict[str, Any], messages: Iterable[dict[str, Any]], has_tools: bool, said: str
) -> Facts:
    """Return what a refusal teaches; empty facts if it names nothing that can be left out.

    Args:
        sent: The optional parameters of that request.
        messages: Its messages, as they were sent.
        has_tools: Whether it had functions.
        said: All that the server said.
    """
    folded = _folded(said)
    if _NO_STREAM.search(said.lower()):
        return Facts(refused=frozenset({STREAM}))
    if _NO_SYSTEM.search(said.lower()):
        return Facts(no_system=True)
    named = _parameters(sent, folded)
    if named:
        return Facts(refused=frozenset(named))
    lowered = said.lower()
    if demanded := _DEMANDED.search(lowered):
        return Facts(demands=frozenset({demanded["field"] or demanded["other"]}))
    fields = {name for name in _own_fields(messages) if _folded(name) in folded}
    if fields:
        return Facts(no_fields=frozenset(fields))
    if has_tools and _SCHEMA.search(lowered):
        return Facts(plain_schemas=True)
    if _ROLES.search(lowered) or re.search(r"\bmessages?[\[.]\d|\bmessages:", lowered):
        return Facts(plain_messages=True)
    return Facts()


def bare(sent: dict[str, Any]) -> Facts:
    """Return what to leave out when a server refuses without a word: all that is optional."""
    return Facts(refused=frozenset(sent))


def names_nothing(said: str) -> bool:
    """Tell whether a refusal says nothing that a person could act upon."""
    words = re.sub(
        r"\b(4\d\d|bad|request|error|invalid|unprocessable|entity|code|type|message|none"
        r"|null|invalid_request_error|badrequesterror|failed|param)\b|[^a-z]",
        "",
        said.lower(),
    )
    return len(words) < 3


def _parameters(sent: dict[str, Any], folded: str) -> set[str]:
    named = {
        name
        for name in sent
        if any(_folded(word) in folded for word in (name, *_ALIASES.get(name, ())))
    }
    if "max_tokens" in named:
        # "Use max_completion_tokens instead" names both; only the sent one is refused.
        named.discard("max_completion_tokens")
    return named


def _own_fields(messages: Iterable[dict[str, Any]]) -> set[str]:
    """Return the fields of the model's messages and calls that only some servers know."""
    found: set[str] = set()
    for message in messages:
        if message.get("role") != "assistant":
            continue
        found |= set(message) - set(FIELDS)
        for call in message.get("tool_calls") or ():
            found |= set(call) - {"id", "type", "function"}
            found |= set(call["function"]) - {"name", "arguments"}
    return found


def _folded(text: str) -> str:
    """Return a text without case, underscores, hyphens: `parallelToolCalls` is the same name."""
    return re.sub(r"[_\-]", "", text.lower())
