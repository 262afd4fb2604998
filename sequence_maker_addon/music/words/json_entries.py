"""Reads entries of JSON: a word or a line with its times, a row, and an aligner's tiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import json_shapes as shapes
from .clock_texts import amount
from .json_times import Span, span_of
from .text_lines import Odd, Piece, WordKind
from .textgrid_words import Tier


def known_lists(item: Mapping[str, Any]) -> list[str]:
    """Return the keys of a value that may have words inside, the finest first."""
    found = [key for key in item if key in shapes.RANKS]
    return sorted(found, key=shapes.RANKS.__getitem__) if len(found) > 1 else found


def leaf(item: Any, base: float | None, odd: Odd) -> Piece | None:
    """Return an entry that has a text and nothing timed inside; an empty one ends another."""
    if isinstance(item, list):
        return _row(item)
    if not isinstance(item, dict) or shapes.KNOWN.isdisjoint(item) or type_of(item) == "blank":
        return None
    text = _text(item)
    if _is_word_of_choices(item):
        text = _text(item["alternatives"][0]) if text is None else text
    elif any(_has_entries(item[key]) for key in known_lists(item)):
        return None
    if text is None or text and not text.strip():
        return None
    if not text and span_of(item, base, Odd())[0] is None:
        return None
    odd.take()
    kind: WordKind = "effect" if type_of(item) == "effect" else "word"
    return Piece(text, *_checked(span_of(item, base, odd)), kind, voice=_voice(item))


def _row(item: Sequence[Any]) -> Piece | None:
    """Return a row `[start, end, text]`."""
    if len(item) != 3 or not isinstance(item[2], str) or isinstance(item[0], str | list | dict):
        return None
    start, end = amount(item[0]), None if isinstance(item[1], list | dict) else amount(item[1])
    return Piece(item[2], start, end) if start is not None and item[2].strip() else None


def _checked(span: Span) -> Span:
    start, end = span
    return start, None if start is not None and end is not None and end < start else end


def is_blank(item: Any) -> bool:
    """Tell whether an entry only parts two words."""
    text = _text(item) if isinstance(item, dict) else None
    return bool(text) and not str(text).strip()


def _voice(item: Mapping[str, Any]) -> str:
    """Return who says an entry, or its first reading; empty where nothing tells."""
    first = item["alternatives"][0] if _is_word_of_choices(item) else item
    told = (one.get(key) for one in (item, first) for key in shapes.VOICES if key in one)
    return next((str(value) for value in told if isinstance(value, str | int)), "")


def _has_entries(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value)
    return isinstance(value, list) and any(isinstance(v, list | dict) for v in value)


def _is_word_of_choices(item: Mapping[str, Any]) -> bool:
    """Tell whether an entry is one word with its readings, as two services have it."""
    choices = item.get("alternatives")
    first = choices[0] if isinstance(choices, list) and choices else None
    return isinstance(first, dict) and isinstance(first.get("content"), str)


def type_of(item: Any) -> str:
    """Return what an entry is, where it is no word: `glued`, `blank` or `effect`."""
    value = item.get("type") if isinstance(item, dict) else None
    if not isinstance(value, str):
        return ""
    if shapes.POLLY <= set(item):
        return "" if value == "word" else "blank"
    return shapes.KINDS.get(value, "")


def _text(item: Mapping[str, Any]) -> str | None:
    """Return the text of an entry; a list of texts is one of several rows."""
    for key in shapes.TEXTS:
        value = item.get(key)
        if isinstance(value, str) and value:
            return value
    if any(item.get(key) == "" for key in shapes.TEXTS):
        return ""
    rows = item.get("lines")
    if isinstance(rows, list) and rows and all(isinstance(row, str) for row in rows):
        return "\n".join(rows)
    return None


def tiers_of(tiers: Any) -> list[Tier]:
    """Return an aligner's tiers, which stand by their names or in a list."""
    if isinstance(tiers, list):
        tiers = {str(tier.get("name")): tier for tier in tiers if isinstance(tier, dict)}
    made = []
    for name, tier in tiers.items() if isinstance(tiers, dict) else ():
        rows = tier.get("entries") if isinstance(tier, dict) else tier
        entries = []
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, list) and len(row) == 3 and isinstance(row[2], str):
                start, end = amount(row[0]), amount(row[1])
                if start is not None:
                    entries.append((start, end, row[2]))
        made.append((name, entries))
    return made


def untimed(data: Any) -> str:
    """Return the first text in a value with its key, for a sentence; empty without one."""
    todo = [data]
    while todo:
        value = todo.pop(0)
        if isinstance(value, dict):
            for key in (*shapes.PLAIN, *shapes.TEXTS):
                text = value.get(key)
                if isinstance(text, str) and text.strip():
                    return f"{key}: {text.strip().split(chr(10))[0]}"
            todo += list(value.values())[:50]
        elif isinstance(value, list):
            todo += value[:50]
        if len(todo) > 1000:
            return ""
    return ""
