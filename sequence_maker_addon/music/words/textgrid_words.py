"""Reads Praat's TextGrid, long and short: both have the same values in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .text_lines import Line, Odd, Piece, lines_of

_VALUE = re.compile(
    r'"([^"]{0,2000}(?:""[^"]{0,2000}){0,500})"|(?<![\w\[.])(-?\d{1,15}(?:\.\d{1,15})?(?:e-?\d+)?)(?![\w\]])'
)
SILENT = frozenset(("", "sil", "sp", "<eps>", "<sil>", "<p:>", "#"))
"""Labels where nothing is said."""
_SOUNDS = ("phone", "phoneme", "phon", "segment", "syllable", "mau")
_Entry = tuple[float, float | None, str]


def read_textgrid(text: str, odd: Odd) -> list[Line]:
    """Read the tiers of words; without one of that name the first that is none of single sounds."""
    values = [
        m[1].replace('""', '"') if m[2] is None else float(m[2]) for m in _VALUE.finditer(text)
    ]
    tiers = list(_tiers(values))
    chosen = [tier for tier in tiers if "word" in tier[0].lower()]
    if not chosen:
        chosen = [tier for tier in tiers if not tier[0].lower().startswith(_SOUNDS)][:1]
    if not chosen:
        odd.note(1, text[:200].strip().split("\n")[0])
    odd.take(sum(len(entries) for _, entries in chosen))
    return [line for _, entries in chosen for line in tier_lines(entries)]


def tier_lines(entries: list[_Entry]) -> list[Line]:
    """Return the entries of a tier as lines; silences go."""
    said = [row for row in entries if row[2].strip().lower() not in SILENT]
    return lines_of([Piece(text, start, end) for start, end, text in said])


def _tiers(values: list[str | float]) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield each tier's name and entries; what is cut off is left out."""
    places = [n for n, value in enumerate(values) if value in ("IntervalTier", "TextTier")]
    for place in places:
        row = values[place + 1 : place + 5]
        if len(row) < 4 or not isinstance(row[0], str) or not isinstance(row[3], float):
            continue
        width = 3 if values[place] == "IntervalTier" else 2
        stop = place + 5 + width * int(min(max(row[3], 0), len(values)))
        rows = values[place + 5 : stop]
        yield row[0], list(_entries(rows, width))


def _entries(values: list[str | float], width: int) -> Iterator[_Entry]:
    for place in range(0, len(values) - width + 1, width):
        start, *more, text = values[place : place + width]
        end = more[0] if more else None
        if isinstance(start, float) and isinstance(text, str) and not isinstance(end, str):
            yield start, end, text
