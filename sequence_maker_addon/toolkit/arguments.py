"""A call's arguments, from the text that a model wrote to a dictionary that can be kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..sequence.errors import ToolError

LONGEST = 1_000_000
"""Characters of JSON that a call may have; the largest batch needs half of it."""
MOST_VALUES = 30_000
"""Values in a call, at each depth; the largest batch has 14,000."""
DEEPEST = 32
"""How far lists and objects may be nested; the deepest call of ours needs four."""


@dataclass(frozen=True, slots=True)
class ReadArguments:
    """A call's arguments after they were read.

    Attributes:
        value: They as a dictionary, None where they are unusable.
        error: Why they are.
        key: The same for calls with the same arguments.
    """

    value: dict[str, Any] | None
    error: ToolError | None = None
    key: str = ""


def read(arguments: str) -> ReadArguments:
    """Read a call's arguments; never raises. Of the largest it takes 50 ms: not on each tick."""
    try:
        value = parse(arguments)
    except ToolError as error:
        return ReadArguments(None, error)
    text = json.dumps(value, sort_keys=True)
    return ReadArguments(value, key=sha256(text.encode("utf-8", "replace")).hexdigest())


def parse(arguments: str | dict[str, Any]) -> dict[str, Any]:
    """Return a call's arguments as a dictionary; nulls of optional ones are kept.

    Halves of surrogate pairs, which neither a strip nor a request can hold, become U+FFFD.

    Raises:
        ToolError: `invalid_json` with the position, or `too_large`.
    """
    if not isinstance(arguments, str):
        return arguments
    if len(arguments) > LONGEST:
        raise ToolError(
            "too_large",
            f"the arguments have {len(arguments):,} characters",
            allowed=f"at most {LONGEST:,}",
        )
    try:
        value = json.loads(arguments or "{}", parse_constant=_no_constant)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        hint = "send the call again with its arguments as one JSON object"
        raise ToolError("invalid_json", f"the arguments are not JSON: {error}", hint=hint) from None
    if not isinstance(value, dict):
        raise ToolError("invalid_json", "the arguments must be one JSON object, such as {}")
    _refuse_size(value)
    return _whole(value) if "\\u" in arguments else value


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a number that JSON has")


def _too_deep() -> ToolError:
    message = "the arguments are nested too deeply"
    return ToolError("invalid_json", message, allowed=f"at most {DEEPEST} levels")


def _refuse_size(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for found in level:
            if isinstance(found, dict):
                below += found.values()
            elif isinstance(found, list):
                below += found
        if len(below) > MOST_VALUES:
            message = f"the arguments hold {len(below):,} values"
            raise ToolError("too_large", message, allowed=f"at most {MOST_VALUES:,}")
        level = below
    if level:
        raise _too_deep()


def _whole(value: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(value, ensure_ascii=False)
    repaired: dict[str, Any] = json.loads(
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
    return repaired
