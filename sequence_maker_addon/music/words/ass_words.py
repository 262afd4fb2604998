"""Reads .ass and .ssa: dialogue, and the lengths of syllables that karaoke gives."""

from __future__ import annotations

import re
from itertools import islice

from .clock_texts import clock
from .spoken_marks import cleaned
from .text_lines import MOST_WORDS, Line, Odd, Piece, joined

EVENT = re.compile(r"(Dialogue|Comment)\s*:\s?(.*)", re.IGNORECASE)
_USUAL = "layer,start,end,style,name,marginl,marginr,marginv,effect,text".split(",")
_SYLLABLE = re.compile(r"\{[^{}]*\\[kK][fo]?\d[^{}]*\}")
_LENGTH = re.compile(r"\\[kK]([fot]?)(\d{1,6})")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}")
_BREAKS = re.compile(r"\\[Nn]")


def read_ass(text: str, odd: Odd) -> list[Line]:
    """Read the events; where scripts made effects of karaoke, the lines that they were made of."""
    order, rows = _USUAL, []
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip().lower().startswith("format:") and "text" in row.lower():
            order = [part.strip().lower() for part in row.split(":", 1)[1].split(",")]
        elif found := EVENT.fullmatch(row.strip()):
            values = found[2].split(",", len(order) - 1)
            given = dict(zip(order, values, strict=False))
            start, end = (clock(given.get(name, "")) for name in ("start", "end"))
            if start is None or end is None or "text" not in given:
                odd.note(number, row)
                continue
            odd.take()
            rows.append((found[1].lower(), given, start, end))
    is_scripted = any(kind == "comment" and _has(given, "karaoke") for kind, given, *_ in rows)
    return [
        _line(given["text"], start, end, odd)
        for kind, given, start, end in rows
        if (_has(given, "karaoke") if is_scripted else kind == "dialogue")
        and not _DRAWING.search(given["text"])
    ]


def _has(given: dict[str, str], effect: str) -> bool:
    return given.get("effect", "").strip().lower() == effect


def _line(text: str, start: float, end: float, odd: Odd) -> Line:
    text = _BREAKS.sub("\n", text).replace("\\h", " ")
    marks = list(islice(_SYLLABLE.finditer(text), 2 * MOST_WORDS))
    if not marks:
        return Line((Piece(text),), start, end)
    before = text[: marks[0].start()]
    pieces = [Piece(before, start)] if cleaned(before).strip() else []
    at = start
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        odd.take()
        at, until = _span(mark[0], at, start)
        pieces.append(Piece(text[mark.end() : after.start() if after else None], at, until))
        at = until
    return Line(tuple(joined(pieces)), start, end)


def _span(block: str, at: float, start: float) -> tuple[float, float]:
    """Return the times of a syllable: of several lengths the last is its own, others pass.

    Args:
        block: Its overrides; `kt` tells when it begins, counted from the line's start.
        at: Where the one before ended.
        start: Of the line.
    """
    begin = until = at
    for kind, digits in _LENGTH.findall(block):
        if kind == "t":
            until = start + int(digits) / 100
        else:
            begin, until = until, until + int(digits) / 100
    return begin, until
