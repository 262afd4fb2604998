"""Reads words out of JSON of recognizers, aligners and sites, and out of JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from . import json_shapes as shapes
from .json_entries import is_blank, known_lists, leaf, tiers_of, type_of, untimed
from .json_times import in_seconds, is_whole, span_of
from .lrc_words import TIME, read_lrc
from .text_lines import Line, Odd, Piece, begun, joined, lines_of, parted, unechoed
from .textgrid_words import lines_of_tiers

_DEEPEST = 12
_PART = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
"""A text, whole or cut off, or a bracket."""
_MOST_BAD = 1000
"""Rows that are no JSON, after which nobody reads on."""


def read_json(text: str, odd: Odd) -> list[Line]:
    """Read the finest words that any list in it has, and keep the lines that they stand in."""
    values = list(_values(text, odd))
    data = values[0] if len(values) == 1 else values
    lines = _lines(data, None, odd, 0)
    if not lines and not odd.count:
        odd.note(0, untimed(data) or text.strip()[:200])
    return in_seconds(lines) if lines and is_whole(data) else lines


def _values(text: str, odd: Odd) -> Iterator[Any]:
    """Yield the values of a text: one, or several behind each other, as JSON lines are."""
    decoder, place = json.JSONDecoder(), 0
    text, has_rows = text.strip(), None
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            at = getattr(error, "pos", place)
            if not place and (whole := _before_the_cut(text)):
                odd.is_cut_off = True
                yield from _values(whole, odd)
                return
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


def _before_the_cut(text: str) -> str:
    """Return JSON that ends too early with what of it is whole; empty where that is not the matter.

    What is open behind the last list or entry that is whole goes, what is open around it is closed.
    """
    open_ones: list[str] = []
    end = depth = 0
    for found in _PART.finditer(text):
        if found[0] in "[{":
            open_ones.append("]" if found[0] == "[" else "}")
        elif found[0] in "]}":
            if not open_ones or open_ones.pop() != found[0]:
                return ""
            end, depth = found.end(), len(open_ones)
    return text[:end] + "".join(reversed(open_ones[:depth])) if open_ones and depth else ""


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
    if not isinstance(data, dict) or type_of(data) == "blank":
        return []
    if shapes.TIERS in data and (tiers := lines_of_tiers(tiers_of(data[shapes.TIERS]))):
        return tiers
    if (packed := _packed(data, odd, depth)) is not None:
        return packed
    start, end = span_of(data, base, Odd())
    own = base if start is None else start
    ways = _ways(data, known_lists(data), own, odd, depth)
    if (first := next(ways, None)) is not None:
        key, found = first
        if key in shapes.FLAT or len(found) == 1 and len(found[0].pieces) > 1:
            others = next((lines for _, lines in ways if len(lines) > len(found)), [])
            found = [part for line in found for part in parted(line, others)] if others else found
        return _framed(found, start, end, key in shapes.SHOWN, shapes.ROLLS in data)
    piece = None if shapes.KNOWN.isdisjoint(data) else leaf(data, base, odd)
    if piece is not None and piece.start is not None:
        return lines_of([piece])
    unknown = [key for key in data if key not in shapes.RANKS and key not in shapes.PASSED]
    return next((lines for _, lines in _ways(data, unknown, own, odd, depth)), [])


def _ways(
    data: Mapping[str, Any], keys: Sequence[str], base: float | None, odd: Odd, depth: int
) -> Iterator[tuple[str, list[Line]]]:
    """Yield those of the keys whose values have words, with their lines."""
    for key in keys:
        inner = data.get(key)
        if isinstance(inner, list) and key in shapes.FIRST_ONLY:
            inner = inner[:1]
        if isinstance(inner, list | dict) and inner:
            if found := _inside(key, inner, base, odd, depth):
                yield key, found


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
    lines: list[Line], start: float | None, end: float | None, is_shown: bool, rolls: bool
) -> list[Line]:
    """Give a line of words the times of the entry that it is in; what rolls is shown too long."""
    if len(lines) != 1 or start is None:
        return lines
    line = replace(lines[0], start=start, end=end if lines[0].end is None else lines[0].end)
    if not is_shown:
        return [line]
    pieces = tuple(begun(list(line.pieces), start))
    return [replace(line, pieces=pieces, end=None if rolls else end)]


def _of_list(data: Sequence[Any], base: float | None, odd: Odd, depth: int) -> list[Line]:
    """Return a list's entries: words as one line, lists and lines each by itself."""
    lines: list[Line] = []
    pieces: list[Piece] = []
    for item in data:
        piece = leaf(item, base, odd)
        if piece is not None and type_of(item) == "glued":
            if pieces:
                text = pieces[-1].text.rstrip() + piece.text.strip()
                pieces[-1] = replace(pieces[-1], text=text)
        elif piece is not None:
            pieces.append(piece)
        elif pieces and is_blank(item):
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} ")
        elif isinstance(item, list | dict):
            lines += _lines(item, base, odd, depth + 1)
            if lines and any(key in item for key in shapes.LYRICS):
                return lines  # a site's answer to a search: the others are other songs
    if pieces and all(piece.start is None for piece in pieces):
        return lines if base is None else [*lines, Line(tuple(pieces))]
    return unechoed(lines) + lines_of(pieces)
