"""Texts that are shown in one line, and are not longer than there is room for."""

from __future__ import annotations


def in_one_line(text: str, most: int) -> str:
    """Return a text in one line of so many characters at most; only its beginning is looked at."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
