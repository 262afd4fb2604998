"""The one door for text that others wrote: names, words and texts of files go out as plain data."""

from __future__ import annotations

from typing import Any

LONGEST_NAME, LONGEST_TEXT = 60, 600
"""Characters of a name in the state, and of any text in a result."""
MOST_PARTS = 400
"""Parts of a list in a result; the rest is counted."""
MARKS = str.maketrans({"<": "‹", ">": "›"})


def plain(text: str, most: int = LONGEST_TEXT) -> str:
    """Return a text without marks, control and bidi characters, and not longer than it may be."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(sign if sign.isprintable() else " " for sign in cut).translate(MARKS)


def plain_values(value: Any) -> Any:
    """Return a result as the model is told it: plain texts, and nothing that is empty."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        kept = {plain(str(key)): plain_values(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part not in (None, [], {})}
    if isinstance(value, list | tuple):
        return [plain_values(part) for part in value[:MOST_PARTS]]
    return value
