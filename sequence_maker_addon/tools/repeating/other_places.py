"""Where a turn is done again: sections, also by their order, ranges and times."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ...music.elsewhere import SLACK, Stretch
from ...music.song import Song
from ...sequence.errors import ToolError
from ...sequence.times import END, ordinal, seconds
from ..places.ranges import sections_named

_RANGE = re.compile(r"(?:from\s+)?(.+?)\s*(?:\bto\b|\buntil\b|–|-)\s*(.+)", re.IGNORECASE)
_ALL = re.compile(r"(?:all|every|each|all the|the other|every other|other)\s+", re.IGNORECASE)
_NTH = re.compile(r"(\w+)\s+(.+)")
_NUMBERED = re.compile(r"(\D{2,}?)\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Named:
    """Stretches that a text names, and what is only guessed about them."""

    stretches: list[Stretch]
    notes: list[str]


def range_of(text: str, end: float) -> Stretch | None:
    """Return the range, or the time from which on, that a text is; None for any other text.

    Args:
        text: Such as `0:30 to 0:45` or `1:30`.
        end: Where the sequence ends, for `the end`.
    """
    if (start := _time(text, end)) is not None:
        return Stretch(start)
    ends = _RANGE.fullmatch(text.strip())
    if ends is None:
        return None
    first, last = _time(ends[1], end), _time(ends[2], end)
    if first is None or last is None:
        return None
    if not first < last:
        message = f"{text.strip()} ends before it begins"
        raise ToolError("invalid_range", message, field="on", allowed="a later end")
    return Stretch(first, last)


def sections_of(song: Song, text: str, source: Stretch | None) -> Named:
    """Return the sections that a text names: `B2`, `chorus 2`, `the next verse`, `all choruses`.

    A word that several have means all of them but the one that is repeated.

    Args:
        song: The song.
        text: What is named.
        source: The stretch that is repeated, None where there is none.

    Raises:
        ToolError: `unknown_section`, naming what is there.
    """
    text = re.sub(r"^(?:the|in the|on the)\s+", "", text.strip(), flags=re.IGNORECASE)
    try:
        return _others(song, text, source)
    except ToolError as refusal:
        found = _by_order(song, text, source)
        if found is None:
            raise ToolError(refusal.code, refusal.message, **_in(refusal)) from None
        return found


def _in(refusal: ToolError) -> dict[str, object]:
    return {**refusal.details, "field": "on"}


def _others(song: Song, text: str, source: Stretch | None) -> Named:
    found, notes = sections_named(song, _ALL.sub("", text, count=1))
    stretches = [Stretch(span.start, span.end, span.name) for span in found]
    if len(stretches) > 1 and source is not None:
        stretches = [s for s in stretches if not _same(s, source)]
    return Named(stretches, notes)


def _by_order(song: Song, text: str, source: Stretch | None) -> Named | None:
    """Return the section of an order, such as the second chorus or the next verse."""
    match = _NTH.fullmatch(text)
    which, name = (match[1].casefold(), match[2]) if match else ("", "")
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        which, name = numbered[2], numbered[1]
    try:
        found, notes = sections_named(song, name) if name else ([], [])
        rows = sorted((Stretch(s.start, s.end, s.name) for s in found), key=lambda s: s.start)
        return Named([_pick(rows, which, source)], notes)
    except (ToolError, ValueError, IndexError):
        return None


def _pick(rows: list[Stretch], which: str, source: Stretch | None) -> Stretch:
    """Return one of several in time's order; raises where there is none."""
    if which == "last":
        return rows[-1]
    if which in ("next", "previous"):
        if source is None:
            raise ValueError
        after = [row for row in rows if row.start >= source.end - SLACK]
        before = [row for row in rows if row.end <= source.start + SLACK]
        return after[0] if which == "next" else before[-1]
    number = ordinal(which)
    return rows[number - 1] if number else rows[len(rows)]


def _same(one: Stretch, other: Stretch) -> bool:
    return abs(one.start - other.start) <= SLACK and abs(one.end - other.end) <= SLACK


def _time(text: str, end: float) -> float | None:
    try:
        found = seconds(text.strip())
    except ValueError:
        return None
    return end if found == END else found if math.isfinite(found) else None
