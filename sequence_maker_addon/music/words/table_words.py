"""Reads tables: Audacity's labels, and the .csv and .tsv of recognizers and aligners."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .clock_texts import CLOCK, clock
from .json_times import in_seconds
from .text_lines import Line, Odd, Piece, lines_of

_START = r"(?:start|begin|from|in|onset|tmin|xmin|time|timestamp)[ _]?(?:time)?"
_END = r"(?:end|stop|to|out|offset|tmax|xmax)[ _]?(?:time)?"
_LENGTH = "duration|dur|length"
_TEXT = (
    "text|words?|labels?|lyrics?|transcript|transcription|content|captions?|subtitles?|sentence"
    "|dialogue|lines?"
)
_UNIT = r"[ _]?\(?(s|secs?|seconds|ms|msecs?|millis|milliseconds)?\)?"
_CELL = r'(?=(?:[^\n]{{0,300}}[,;\t])?[ ]?"?(?:{}){}"?[ ]?(?:[,;\t\n]|\Z))'
_NUMBER = r"-?\d{1,12}(?:[.,]\d{1,12})?"
_EXACT = rf"(?:{CLOCK}|-?\d{{1,12}}\.\d{{1,12}})"
_ROW = rf"[ \t]{{0,8}}(?:{CLOCK}|{_NUMBER})(?:\t| ?; ?)(?:{CLOCK}|{_NUMBER})(?:\t| ?; ?)"
_NAMED_ROW = rf'(?:[^\s,;"]{{1,40}}[, ])?{_EXACT}(?:,{_EXACT},| {_EXACT} )'
SIGN = re.compile(
    rf"\A\s*+{_CELL.format(_START, _UNIT)}{_CELL.format(_TEXT, '')}|^(?:{_ROW}|{_NAMED_ROW})",
    re.MULTILINE | re.IGNORECASE,
)
"""A first row that names its columns, or any with a start, an end and something behind them."""
_NAME = re.compile("[a-z]{1,8}0[0-9]{3,}", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_MARKS = "\t;, "
_LONGEST = 10_000
"""Characters of a row that may tell what the columns are."""
_LOOSE = "\t;"
"""What parts cells in which whole numbers are times, even where no row names the columns."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cell holds what; None for none."""

    start: int
    end: int | None
    text: int
    length: int | None = None
    kind: int | None = None
    voice: int | None = None
    scale: float = 1.0
    has_rest: bool = False


def read_table(text: str, odd: Odd) -> list[Line]:
    """Read rows of times and a text, by the names of their columns or by what stands in them.

    Whole numbers are milliseconds where as seconds each word would take minutes.
    """
    rows = text.split("\n")
    first, mark, columns = _found(rows)
    if columns is None:
        odd.note(*next(((n, row) for n, row in enumerate(rows, 1) if row.strip()), (1, "")))
        return []
    taken: list[tuple[Piece, str, bool]] = []
    for number, row, cells in _cells_of(rows, first, mark):
        if row.startswith("\\"):
            continue  # the frequencies of the label above
        if (piece := _piece(cells, columns, mark)) is None:
            odd.note(number, row)
            continue
        odd.take()
        kind = cells[columns.kind].lower() if columns.kind is not None else ""
        taken.append((piece, kind, _is_whole(cells, columns)))
    has_kinds = any(kind.startswith("word") for _, kind, _ in taken)
    pieces = [piece for piece, kind, _ in taken if not has_kinds or kind.startswith("word")]
    if pieces and all(_NAME.fullmatch(piece.text) for piece in pieces):
        odd.note(first + 1, rows[first])  # names of texts that stand elsewhere
        return []
    lines = lines_of(pieces)
    return in_seconds(lines) if columns.scale == 1 and all(row[2] for row in taken) else lines


def _found(rows: Sequence[str]) -> tuple[int, str, _Columns | None]:
    """Return the first row with values, what parts its cells, and the columns."""
    for place, row in enumerate(rows[:200]):
        if len(row) > _LONGEST:
            continue
        for mark in _MARKS:
            cells = _cells(row, mark)
            if len(cells) < 2:
                continue
            if columns := _by_names(cells):
                return place + 1, mark, columns
            if columns := _by_values(cells, mark):
                return place, mark, columns
    return 0, "", None


def _by_names(cells: Sequence[str]) -> _Columns | None:
    def place(names: str, unit: str = _UNIT) -> int | None:
        sign = re.compile(f"(?:{names}){unit}", re.IGNORECASE)
        return next((n for n, cell in enumerate(cells) if sign.fullmatch(cell)), None)

    start, text = place(_START), place(_TEXT, "")
    if start is None or text is None:
        return None
    unit = re.search(f"{_UNIT}$", cells[start].lower())
    scale = 0.001 if unit and (unit[1] or "").startswith("m") else 1.0
    kind, voice = place("type|tier", ""), place("speaker[ _]?(?:name)?", "")
    return _Columns(start, place(_END), text, place(_LENGTH), kind, voice, scale)


def _by_values(cells: Sequence[str], mark: str) -> _Columns | None:
    """Tell columns by their values: a name or none, a start, an end not before it, a text."""
    for place in range(min(2, len(cells) - 2)):
        start, end = (_time(cell, mark) for cell in cells[place : place + 2])
        is_told = mark in _LOOSE or all(
            re.fullmatch(_EXACT, cell) for cell in cells[place : place + 2]
        )
        if start is not None and end is not None and end >= start and is_told:
            last = len(cells) - 1 if mark == " " and len(cells) == place + 4 else place + 2
            return _Columns(place, place + 1, last, has_rest=last == place + 2)
        if start is not None:
            return None
    return None


def _cells_of(
    rows: Sequence[str], first: int, mark: str
) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield each row with its number and its cells; a quoted one may go on in the next rows."""
    place = first
    while place < len(rows):
        number, row = place + 1, rows[place]
        while mark == "," and place - number < 20 and row.replace('\\"', "").count('"') % 2:
            place += 1
            if place == len(rows):
                break
            row += "\n" + rows[place]
        place += 1
        if row.strip():
            yield number, row, _cells(row, mark)


def _cells(row: str, mark: str) -> list[str]:
    if mark == "\t":  # in which programs quote nothing, and spreadsheets whole cells
        parts = [part.strip() for part in row.split(mark)]
        return [
            quoted[1].replace('""', '"') if (quoted := _QUOTED.fullmatch(part)) else part
            for part in parts
        ]
    escape = "\\" if '\\"' in row else None
    try:
        found = next(csv.reader([row], delimiter=mark, escapechar=escape, skipinitialspace=True))
    except (csv.Error, StopIteration):
        return []
    return [cell.strip() for cell in found]


def _time(cell: str, mark: str) -> float | None:
    if re.fullmatch(_NUMBER, cell) and (mark != "," or "," not in cell):
        return float(cell.replace(",", "."))
    return clock(cell) if cell.count(":") < 3 else None  # the fourth counts frames of any rate


def _piece(cells: Sequence[str], columns: _Columns, mark: str) -> Piece | None:
    if max(columns.start, columns.text) >= len(cells):
        return None
    start = _time(cells[columns.start], mark)
    if start is None:
        return None
    end, length = (
        _time(cells[place], mark) if place is not None and place < len(cells) else None
        for place in (columns.end, columns.length)
    )
    if columns.end is not None and end is None:
        return None
    end = start + length if end is None and length is not None else end
    rest = cells[columns.text :] if columns.has_rest else cells[columns.text : columns.text + 1]
    text = (mark if mark != "," else ", ").join(rest)
    start, end = start * columns.scale, None if end is None else end * columns.scale
    has_voice = columns.voice is not None and columns.voice < len(cells)
    voice = cells[columns.voice or 0] if has_voice else ""
    return Piece(text, start, end if end is not None and end > start else None, voice=voice)


def _is_whole(cells: Sequence[str], columns: _Columns) -> bool:
    places = (columns.start, columns.end, columns.length)
    return all(cells[n].lstrip("-").isdigit() for n in places if n is not None and n < len(cells))
