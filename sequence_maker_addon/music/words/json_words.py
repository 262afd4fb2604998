"""Reads words out of JSON of recognizers, aligners and sites, and out of JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from . import json_shapes as shapes
from .clock_texts import amount
from .json_times import Span, in_seconds, is_whole, span_of
from .lrc_words import TIME, read_lrc
from .text_lines import Line, Odd, Piece, WordKind, begun, joined, lines_of
from .textgrid_words import tier_lines

_DEEPEST = 12
_MOST_BAD = 1000
"""Rows that are no JSON, after which nobody reads on."""


def read_json(text: str, odd: Odd) -> list[Line]:
    """Read the finest words that any list in it has, and keep the lines that they stand in."""
    values = list(_values(text, odd))
    data = values[0] if len(values) == 1 else values
    lines = _lines(data, None, odd, 0)
    if not lines and not odd.count:
        odd.note(0, text.strip()[:200])
    return in_seconds(lines) if is_whole(data) else lines


def _values(text: str, odd: Odd) -> Iterator[Any]:
    """Yield the values of a text: one, or several behind each other, as JSON lines are."""
    decoder, place = json.JSONDecoder(), 0
    text, has_rows = text.strip(), None
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            at = getattr(error, "pos", place)
            last = text.find("\n", at)
            _note(text, at, last, odd)
            has_rows = _is_rows(text) if has_rows is None else has_rows
            if (
                isinstance(error, RecursionError)
                or last < 0
                or not has_rows
                or odd.count > _MOST_BAD
            ):
                return
            place = last
        else:
            odd.take(not value)  # so that a million of nothing end, too
            yield value
        while place < len(text) and text[place] in " \t\r\n,":
            place += 1


def _note(text: str, at: int, last: int, odd: Odd) -> None:
    """Note the row of a place; which row it is matters for the first alone."""
    first = text.rfind("\n", max(0, at - 1000), at) + 1
    row = text.count("\n", 0, at) + 1 if odd.first is None else 0
    odd.note(row, text[max(first, at - 1000) : last if last >= 0 else len(text)][:1200])


def _is_rows(text: str) -> bool:
    """Tell whether the first row is a value by itself, so that a bad row costs itself alone."""
    try:
        json.loads(text[:100_000].split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return True


def _lines(data: Any, base: float | None, odd: Odd, depth: int) -> list[Line]:
    """Return the lines of a value; `base` is the start of what it is in."""
    if depth > _DEEPEST:
        return []
    if isinstance(data, list):
        return _of_list(data, base, odd, depth)
    if not isinstance(data, Mapping) or shapes.KNOWN.isdisjoint(data) or _type(data) == "blank":
        return []
    if isinstance(data.get(shapes.TIERS), Mapping):
        return _of_tiers(data[shapes.TIERS])
    if (packed := _packed(data, odd, depth)) is not None:
        return packed
    start, end = span_of(data, base, Odd())
    own = base if start is None else start
    for key in shapes.INNER:
        inner = data.get(key)
        if isinstance(inner, list) and key in shapes.FIRST_ONLY:
            inner = inner[:1]
        if isinstance(inner, list | Mapping) and inner:
            found = _inside(key, inner, own, odd, depth)
            if found:
                return _framed(found, start, end, key in shapes.SHOWN)
    piece = _leaf(data, base, odd)
    return [] if piece is None or piece.start is None else lines_of([piece])


def _packed(data: Mapping[str, Any], odd: Odd, depth: int) -> list[Line] | None:
    """Return what stands in a text of the value: an .lrc, or JSON; None without one."""
    for key in shapes.LYRICS:
        text = data.get(key)
        if isinstance(text, str) and TIME.search(text):
            return read_lrc(text.replace("\r\n", "\n"), odd)
    for key in shapes.PACKED:
        text = data.get(key)
        if isinstance(text, str):
            return _lines(list(_values(text, odd))[:1], None, odd, depth + 1)
    return None


def _inside(key: str, inner: Any, base: float | None, odd: Odd, depth: int) -> list[Line]:
    found = _lines(inner, base, odd, depth + 1)
    if key in shapes.GLUED and len(found) == 1:
        kept = [p for p in found[0].pieces if not p.text.strip().startswith("[_")]
        return [replace(found[0], pieces=tuple(joined(kept)))]
    return found


def _framed(
    lines: list[Line], start: float | None, end: float | None, is_shown: bool
) -> list[Line]:
    """Give a line of words the times of the entry that it is in."""
    if len(lines) != 1 or start is None:
        return lines
    line = replace(lines[0], start=start, end=end if lines[0].end is None else lines[0].end)
    if not is_shown:
        return [line]
    return [replace(line, pieces=tuple(begun(list(line.pieces), start)), end=None)]


def _of_list(data: Sequence[Any], base: float | None, odd: Odd, depth: int) -> list[Line]:
    """Return a list's entries: words as one line, lists and lines each by itself."""
    lines: list[Line] = []
    pieces: list[Piece] = []
    for item in data:
        piece = _leaf(item, base, odd)
        if piece is not None and _type(item) == "glued":
            if pieces:
                text = pieces[-1].text.rstrip() + piece.text.strip()
                pieces[-1] = replace(pieces[-1], text=text)
        elif piece is not None:
            pieces.append(piece)
        elif pieces and _is_blank(item):
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} ")
        elif isinstance(item, list | Mapping):
            lines += _lines(item, base, odd, depth + 1)
            if lines and any(key in item for key in shapes.LYRICS):
                return lines  # a site's answer to a search: the others are other songs
    if pieces and all(piece.start is None for piece in pieces):
        return lines if base is None else [*lines, Line(tuple(pieces))]
    return lines + lines_of(pieces)


def _leaf(item: Any, base: float | None, odd: Odd) -> Piece | None:
    """Return an entry that has a text and nothing timed inside; an empty one ends another."""
    if isinstance(item, list):
        return _row(item)
    if not isinstance(item, Mapping) or shapes.KNOWN.isdisjoint(item) or _type(item) == "blank":
        return None
    text = _text(item)
    if _is_word_of_choices(item):
        text = _text(item["alternatives"][0]) if text is None else text
    elif any(_has_entries(item.get(key)) for key in shapes.INNER):
        return None
    if text is None or text and not text.strip():
        return None
    if not text and span_of(item, base, Odd())[0] is None:
        return None
    odd.take()
    kind: WordKind = "effect" if _type(item) == "effect" else "word"
    return Piece(text, *_checked(span_of(item, base, odd)), kind)


def _row(item: Sequence[Any]) -> Piece | None:
    """Return a row `[start, end, text]`."""
    if len(item) != 3 or not isinstance(item[2], str) or isinstance(item[0], str | list | dict):
        return None
    start, end = amount(item[0]), None if isinstance(item[1], list | dict) else amount(item[1])
    return Piece(item[2], start, end) if start is not None and item[2].strip() else None


def _checked(span: Span) -> Span:
    start, end = span
    return start, None if start is not None and end is not None and end < start else end


def _is_blank(item: Any) -> bool:
    """Tell whether an entry only parts two words."""
    text = _text(item) if isinstance(item, Mapping) else None
    return bool(text) and not str(text).strip()


def _has_entries(value: Any) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list) and any(isinstance(v, list | Mapping) for v in value)


def _is_word_of_choices(item: Mapping[str, Any]) -> bool:
    """Tell whether an entry is one word with its readings, as two services have it."""
    choices = item.get("alternatives")
    first = choices[0] if isinstance(choices, list) and choices else None
    return isinstance(first, Mapping) and isinstance(first.get("content"), str)


def _type(item: Any) -> str:
    """Return what an entry is, where it is no word: `glued`, `blank` or `effect`."""
    value = item.get("type") if isinstance(item, Mapping) else None
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


def _of_tiers(tiers: Mapping[str, Any]) -> list[Line]:
    """Read an aligner's tiers: those of words, else the first."""
    chosen = [name for name in tiers if "word" in name.lower()] or list(tiers)[:1]
    lines: list[Line] = []
    for name in chosen:
        tier = tiers[name]
        rows = tier.get("entries") if isinstance(tier, Mapping) else tier
        entries = []
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, list) and len(row) == 3 and isinstance(row[2], str):
                start, end = amount(row[0]), amount(row[1])
                if start is not None:
                    entries.append((start, end, row[2]))
        lines += tier_lines(entries)
    return lines
