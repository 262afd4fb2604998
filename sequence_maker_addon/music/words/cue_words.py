"""Reads cues: .srt, .vtt and .sbv, and transcripts as they are printed or copied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .clock_texts import CLOCK, amount, clock
from .lit_cues import lit_lines
from .rolled_cues import Cue, unrolled
from .text_lines import Line, Odd, Piece

ARROW = re.compile(r"[-\u2010-\u2015=]\s?>|\u2192")
_CUE = re.compile(rf"({CLOCK})\s{{0,4}}(?:[-\u2010-\u2015=]{{1,3}}\s?>|\u2192)\s{{0,4}}({CLOCK})")
PAIR = re.compile(rf"[ \t]{{0,8}}({CLOCK})\s?,\s?({CLOCK})[ \t]{{0,8}}")
_AT = rf"(?:{CLOCK}|\d{{1,9}}\.\d{{1,9}}(?= ?s?\b))"
SPAN = re.compile(
    rf"[ \t]{{0,8}}\[ ?({_AT}) ?s? {{0,4}}(?:-{{0,2}}>|-|\u2192) {{0,4}}({_AT}) ?s? ?\](.*)"
)
_BARE = r"\(?(\d{1,3}:\d{2}(?::\d{2})?(?:\.\d{1,3})?)\)?"
STAMP = re.compile(
    rf"[ \t]{{0,8}}(?:([^\s\d\[\]<>][^\n\[\]<>]{{0,40}}?)[ \t]{{1,8}}{_BARE}"
    rf"|{_BARE}(?:[ \t]{{1,8}}(\S.*))?)"
)
"""A time alone, behind the name of who speaks, or before what is said."""
_HEAD = re.compile(r"\[[^\[\]]{1,60}\].{0,200}")
_END = re.compile(r"\s*\[END\s+SUBTITLE\]\s*", re.IGNORECASE)
_BEGUN = re.compile(r"\d{1,3}:\d{0,2}(?::\d{0,2}(?:[.,]\d{0,3} ?-{0,2})?)?")
"""The times of a cue, of which the most is missing: there the file is cut off."""
_MARK = re.compile(rf"<\s{{0,4}}({CLOCK})\s{{0,4}}>")


def read_cues(text: str, odd: Odd) -> list[Line]:
    """Read .srt and .vtt: numbers, names, notes and styles are passed over."""
    is_vtt = text.lstrip().startswith("WEBVTT")
    rows = text.split("\n")
    places: list[tuple[int, float | None, float | None]] = []
    for number, row in enumerate(rows):
        found = _CUE.search(row) if ARROW.search(row) else None
        if found is None and not ("-->" in row and re.search(r"\d", row)):
            continue
        times = (clock(found[1]), clock(found[2])) if found else (None, None)
        if None in times:
            odd.note(number + 1, row)
        odd.take()
        places.append((number, *times))
    return _lines(_cut(_whole(rows, odd), places, is_vtt))


def _whole(rows: list[str], odd: Odd) -> list[str]:
    """Return rows without a last cue of which not even its times are whole."""
    count = len(rows)
    while count and not rows[count - 1].strip():
        count -= 1
    if not count or not _BEGUN.fullmatch(rows[count - 1].strip()):
        return rows
    is_numbered = count > 1 and rows[count - 2].strip().isdigit()
    if not is_numbered and rows[max(count - 2, 0)].strip():
        return rows  # somebody says a time
    odd.is_cut_off = True
    return rows[: count - 1 - is_numbered]


def read_spans(text: str, odd: Odd) -> list[Line]:
    """Read what recognizers print: start and end in square brackets, and the text behind them."""
    lines = []
    for number, row in enumerate(text.split("\n"), 1):
        if found := SPAN.fullmatch(row):
            odd.take()
            lines.append(Line((Piece(found[3].strip()),), amount(found[1]), amount(found[2])))
        elif row.strip():
            odd.note(number, row)
    return lines


def read_stamps(text: str, odd: Odd) -> list[Line]:
    """Read transcripts as people copy them: a time, and below or behind it what is said.

    Times that do not rise are none of that: a text may name one, too.
    """
    groups: list[tuple[str, float, list[str]]] = []
    for number, row in enumerate(text.split("\n"), 1):
        if found := STAMP.fullmatch(row.rstrip()):
            odd.take()
            start = clock(found[2] or found[3]) or 0.0
            groups.append((found[1] or "", start, [found[4] or ""]))
        elif groups:
            groups[-1][2].append(row)
        elif row.strip():
            odd.note(number, row)
    starts = [start for _, start, _ in groups]
    if len(starts) < 2 or starts != sorted(starts) or starts[0] == starts[-1]:
        return []
    return [_stamped(name, start, rows) for name, start, rows in groups]


def _stamped(name: str, start: float, rows: Sequence[str]) -> Line:
    speaker = (Piece(f"{name.rstrip(':')}:", kind="speaker"),) if name else ()
    return Line((*speaker, Piece("\n".join(rows))), start)


def read_sbv(text: str, odd: Odd) -> list[Line]:
    """Read .sbv and SubViewer's .sub: start and end with a comma between them, and the text."""
    rows = [row for row in text.split("\n") if not _END.fullmatch(row)]
    places: list[tuple[int, float | None, float | None]] = []
    for number, row in enumerate(rows):
        if found := PAIR.fullmatch(row):
            odd.take()
            places.append((number, clock(found[1]), clock(found[2])))
        elif not places and row.strip() and not _HEAD.fullmatch(row.strip()):
            odd.note(number + 1, row)
    cues = _cut(rows, places, False)
    return _lines([replace(cue, rows=tuple(_broken(cue.rows))) for cue in cues])


def _broken(rows: Sequence[str]) -> Iterator[str]:
    """Yield the rows of a cue, of which some stand in one with `[br]` between them."""
    for row in rows:
        yield from re.split(r"\s*\[br\]\s*", row, flags=re.IGNORECASE)


def _cut(
    rows: Sequence[str],
    places: Sequence[tuple[int, float | None, float | None]],
    ends_empty: bool,
) -> list[Cue]:
    """Take the rows of each cue that has times; `ends_empty`: an empty row ends it.

    Above the times of the next one stands its number, where the file has numbers at all: else a
    number is what is said, as where somebody counts down.
    """
    cues = []
    above = [row.strip() for row in rows[: places[0][0]] if row.strip()] if places else []
    has_numbers = bool(above) and above[-1].isdigit()
    for rank, (place, start, end) in enumerate(places):
        is_last = rank + 1 == len(places)
        own = list(rows[place + 1 : len(rows) if is_last else places[rank + 1][0]])
        may_end_by_number = not is_last and (has_numbers or bool(own and own[-1].strip()))
        if ends_empty and "" in own:
            own, may_end_by_number = own[: own.index("")], False  # a note follows, or a name
        while own and not own[-1].strip():
            own.pop()
        if may_end_by_number and own and own[-1].strip().isdigit():
            own.pop()
        if start is not None and end is not None:
            cues.append(Cue(start, end, tuple(row.strip() for row in own if row.strip())))
    return cues


def _lines(cues: list[Cue]) -> list[Line]:
    if (lit := lit_lines(cues)) is not None:
        return lit
    return [
        Line(tuple(_pieces("\n".join(cue.rows), cue.start)), cue.start, cue.end)
        for cue in unrolled(cues)
        if cue.rows
    ]


def _pieces(text: str, start: float) -> list[Piece]:
    """Split a cue at the times within it; without any its words share its time."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return [Piece(text)]
    pieces, begin, place = [], start, 0
    for mark in marks:
        pieces.append(Piece(text[place : mark.start()], begin))
        begin, place = clock(mark[1]) or 0.0, mark.end()
    pieces.append(Piece(text[place:], begin))
    return [piece for piece in pieces if piece.text.strip()]
