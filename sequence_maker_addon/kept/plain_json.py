"""JSON of a file within bounds: size, depth, numbers."""

from __future__ import annotations

import json
from typing import Any

from ..chat.body.nesting import is_within

LARGEST = 16_000_000
"""Characters of a text that is read."""
DEEPEST = 40
"""Lists and objects within each other."""


def parsed(text: str, largest: int = LARGEST) -> Any:
    """Return the value of a JSON text; what is no number in it is None.

    Args:
        text: The text.
        largest: Characters that it may have.

    Raises:
        ValueError: If it is none, too large or too deep; one sentence, without what it holds.
    """
    if len(text) > largest:
        raise ValueError(f"it has {len(text):,} characters, at most {largest:,} are read")
    try:
        value = json.loads(text, parse_constant=lambda name: None)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except ValueError as error:
        raise ValueError(_short(error)) from None
    check_depth(value)
    return value


def check_depth(value: Any) -> None:
    """Refuse a value that is nested deeper than anything that we keep.

    Raises:
        ValueError: If it is.
    """
    if not is_within(value, DEEPEST):
        raise ValueError("it is nested too deeply")


def written(value: Any) -> str:
    """Return a value as JSON that `parsed` reads; what it cannot hold becomes null or `?`."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be kept


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and value - value != 0 else value


def _short(error: ValueError) -> str:
    place = getattr(error, "pos", None)
    return "it is no JSON" if place is None else f"it is no JSON from character {place:,} on"
