"""The one door for text that others wrote: names, words and texts of files go out as plain data."""

from __future__ import annotations

from typing import Any

from ...toolkit.plain_text import LONGEST_TEXT as LONGEST_TEXT
from ...toolkit.plain_text import plain as plain

LONGEST_NAME = 60
"""Characters of a name in the state."""
MOST_PARTS = 400
"""Parts of a list or an object in a result; the rest is counted."""
LONGEST_RESULT = 40_000
"""Characters of a result, about; the rest of its texts and lists is left out."""
DEEPEST = 12
"""How far a result may be nested."""
LARGEST = 10**15
"""Numbers beyond it are none that a result has."""


def plain_values(value: Any) -> Any:
    """Return a result as the model is told it: plain texts, and nothing that is empty."""
    return _without_empty(clean_values(value))


def clean_values(value: Any) -> Any:
    """Return plain data with all of its texts plain, and not larger than it may be."""
    return _cleaned(value, [LONGEST_RESULT], DEEPEST)


def _cleaned(value: Any, room: list[int], levels: int) -> Any:
    """Clean a part; the last of `room` is how many characters are left for it, and goes down."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        room[-1] -= 8
        return value if abs(value) < LARGEST else None  # nor is what is no number
    if isinstance(value, dict | list | tuple):
        return _parts(value, room, levels - 1) if levels else "…"
    text = plain(str(value), max(1, min(LONGEST_TEXT, room[-1])))
    room[-1] -= len(text)
    return text


def _parts(value: Any, room: list[int], levels: int) -> Any:
    """Clean a list or an object; it may take half of what is left, for more comes behind it."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    own = [room[-1] // 2 if levels < DEEPEST - 1 else room[-1]]
    found: dict[Any, Any] = {}
    first = own[0]
    for key in keys:
        if own[0] <= 0 or len(found) == MOST_PARTS - 1 < len(keys) - 1:
            break
        own[0] -= len(str(key)) if isinstance(value, dict) else 1
        found[key] = _cleaned(value[key], own, levels)
    room[-1] -= first - own[0]
    more = [f"… {len(keys) - len(found)} more"] if len(keys) > len(found) else []
    if isinstance(value, dict):
        return {plain(str(key)): part for key, part in found.items()}
    return [*found.values(), *more]


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _without_empty(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part not in (None, [], {})}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value
