"""What is said of sections that share a name is read for each of them: `red in the chorus`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .parts.clause import ACTIONS, Clause
from .parts.facts import Situation
from .parts.frame import Frame, call
from .parts.items import Item
from .parts.plain_call import Found, PlainCall

_ROWS = {"add_text": "texts"}
"""Functions that take a list, by its parameter."""


def read_everywhere(frame: Frame, clause: Clause) -> Found | None:
    """Read a part once for each stretch that it names, and return what is found in all of them.

    A frame that hands a section on by its name names no stretch, and is read once.
    """
    found = frame.read(clause)
    count = len(clause.spans)
    if found is None or not found.calls or count < 2:
        return found
    calls = list(found.calls)
    try:
        for turn in range(1, count):
            clause.reset()
            clause.turn = turn
            other = frame.read(clause)
            if other is None or not other.calls:
                return other
            calls += other.calls
    finally:
        clause.turn = 0
    return replace(found, calls=tuple(joined(calls)))


def missing_section(items: Iterable[Item], situation: Situation) -> str:
    """Return why a request with a section that the song does not have is none; or nothing.

    Where nothing is to be done, and where several are named, there is nothing to say of it.
    """
    words = [item for item in items if item.kind == "word"]
    names = list(dict.fromkeys(item.text for item in words if item.has("part_name")))
    asked = any(item.has(*ACTIONS, "many_q", "off") or item.has("set") for item in words)
    if len(names) != 1 or not asked or any(item.has("name", "condition") for item in words):
        return ""
    return situation.without_section(names[0])


def joined(calls: Iterable[PlainCall]) -> list[PlainCall]:
    """Return calls with those made one that can be: segments a batch, texts a list."""
    made: list[PlainCall] = []
    for one in calls:
        before = made[-1] if made else None
        if before is not None and (rows := _rows(before, one)) is not None:
            made[-1] = rows
        else:
            made.append(one)
    return made


def _rows(before: PlainCall, one: PlainCall) -> PlainCall | None:
    """Return both calls as one, or None where there is none that says the same."""
    segments = _segments(before), _segments(one)
    if segments[0] and segments[1]:
        return call("create_segments_batch", segments=[*segments[0], *segments[1]])
    key = _ROWS.get(one.name, "")
    apart = [{k: v for k, v in made.arguments.items() if k != key} for made in (before, one)]
    if not key or before.name != one.name or apart[0] != apart[1]:
        return None
    return call(one.name, **apart[0], **{key: [*before.arguments[key], *one.arguments[key]]})


def _segments(one: PlainCall) -> list[dict[str, Any]]:
    if one.name == "create_segment":
        return [one.arguments]
    rows: list[dict[str, Any]] = one.arguments.get("segments", [])
    return rows if one.name == "create_segments_batch" else []
