"""The times of an entry of JSON, and whether a file counts in milliseconds without saying so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from . import json_shapes as shapes
from .clock_texts import amount
from .text_lines import Line, Odd

_SLOWEST = 30.0
"""Seconds that a word takes in no file: longer ones are milliseconds without saying so."""
_PLAIN = frozenset(key.name for key in (*shapes.STARTS, *shapes.ENDS) if key.scale == 1.0)
Span = tuple[float | None, float | None]


def span_of(item: Mapping[str, Any], base: float | None, odd: Odd) -> Span:
    """Return start and end in seconds, each None where it is not there or no time.

    Args:
        item: The entry.
        base: The start of what it is in.
        odd: What is no time is noted here.
    """
    if shapes.TIMED.isdisjoint(item):
        return None, None
    for key, scale in shapes.PAIRS.items():
        pair = item.get(key)
        if isinstance(pair, dict):
            pair = [pair.get("from"), pair.get("to")]
        if isinstance(pair, list) and len(pair) == 2:
            return _time(key, pair[0], scale, odd), _time(key, pair[1], scale, odd)
    if shapes.POLLY <= set(item):
        return _time("time", item["time"], 0.001, odd), None
    start = _first(item, shapes.STARTS, base, odd)
    end = _first(item, shapes.ENDS, base, odd)
    if end is not None and start is not None and end <= 0 < start:
        end = None  # 0 is how some sites say that they do not know
    length = None if end is not None or start is None else _first(item, shapes.LENGTHS, None, odd)
    return start, end if length is None or start is None else start + length


def _first(
    item: Mapping[str, Any], keys: Sequence[shapes.Key], base: float | None, odd: Odd
) -> float | None:
    for key in keys:
        value = item.get(key.name)
        if value is None or isinstance(value, list) or key.has_unit and _is_bare(value):
            continue
        found = _time(key.name, value, key.scale, odd)
        if found is not None:
            return found + (base or 0.0) if key.is_relative else found
    return None


def _is_bare(value: Any) -> bool:
    return isinstance(value, int | float) or isinstance(value, str) and value.strip().isdigit()


def _time(name: str, value: Any, scale: float, odd: Odd) -> float | None:
    found = amount(value, scale)
    if found is None and value is not None:
        odd.note(0, f"{name}: {str(value)[:40]}")
    return found


def is_whole(data: Any) -> bool:
    """Tell whether all numbers under the plain names of times are whole ones."""
    todo = [data]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += value
        elif isinstance(value, dict):
            if any(_is_fraction(value[name]) for name in _PLAIN & value.keys()):
                return False
            todo += [inner for inner in value.values() if isinstance(inner, list | dict)]
    return True


def _is_fraction(value: Any) -> bool:
    return isinstance(value, float) or isinstance(value, str) and not value.strip().isdigit()


def in_seconds(lines: list[Line]) -> list[Line]:
    """Take whole numbers for milliseconds where as seconds each word would take minutes."""
    spans = [(p.text, p.start, p.end) for line in lines for p in line.pieces]
    spans += [(" ".join(p.text for p in line.pieces), line.start, line.end) for line in lines]
    timed = [(text, start, end) for text, start, end in spans if start is not None]
    long: list[float] = []
    for place, (text, start, end) in enumerate(timed):
        after = timed[place + 1][1] if place + 1 < len(timed) else None
        until = after if end is None else end
        if until is not None and until > start:
            long.append((until - start) / max(len(text.split()), 1))
    if not long or median(long) < _SLOWEST:
        return lines
    return [_scaled(line) for line in lines]


def _scaled(line: Line) -> Line:
    def scaled(time: float | None) -> float | None:
        return None if time is None else time / 1000

    pieces = tuple(replace(p, start=scaled(p.start), end=scaled(p.end)) for p in line.pieces)
    return replace(line, pieces=pieces, start=scaled(line.start), end=scaled(line.end))
