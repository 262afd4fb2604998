"""Reads Praat's TextGrid, long and short: both have the same values in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .text_lines import Line, Odd, Piece, lines_of, parted

_VALUE = re.compile(
    r'"([^"]{0,2000}(?:""[^"]{0,2000}){0,500})"|(?<![\w\[.])(-?\d{1,15}(?:\.\d{1,15})?(?:e-?\d+)?)(?![\w\]])'
)
SILENT = frozenset(("", "sil", "sp", "spn", "<eps>", "<sil>", "<p:>", "#"))
"""Labels where nothing is said."""
_SOUNDS = ("phone", "phoneme", "phon", "segment", "syllable", "mau")
_Entry = tuple[float, float | None, str]
Tier = tuple[str, list[_Entry]]
"""A name, and rows of start, end and text."""


def read_textgrid(text: str, odd: Odd) -> list[Line]:
    """Read the tiers of words; without one of that name the first that is none of single sounds."""
    values = [
        m[1].replace('""', '"') if m[2] is None else float(m[2]) for m in _VALUE.finditer(text)
    ]
    is_mixed = "chronological" in text[:100]
    tiers = _mixed_tiers(values) if is_mixed else list(_tiers(values))
    lines = lines_of_tiers(tiers)
    if not lines:
        odd.note(1, text[:200].strip().split("\n")[0])
    odd.take(sum(len(line.pieces) for line in lines))
    return lines


def lines_of_tiers(tiers: Sequence[Tier]) -> list[Line]:
    """Return the words of the tiers that have them as lines, which end where a tier of lines says.

    Args:
        tiers: Names and entries; the name of a speaker may stand before the tier's, as in
            `ann - words`.
    """
    said = [tier for tier in tiers if not _part(tier).startswith(_SOUNDS)]
    chosen = [tier for tier in said if "word" in tier[0].lower()] or said[:1]
    made: list[Line] = []
    for tier in chosen:
        lines = _lines_of(tier)
        others = [_lines_of(one) for one in said if one not in chosen and _is_of(one, tier)]
        whole = next((found for found in others if len(found) > 1), [])
        made += parted(lines[0], whole) if len(lines) == 1 and whole else lines
    return made


def _part(tier: Tier) -> str:
    return tier[0].lower().rpartition(" - ")[2]


def _is_of(tier: Tier, other: Tier) -> bool:
    """Tell whether two tiers are of the same speaker."""
    return tier[0].rpartition(" - ")[0] == other[0].rpartition(" - ")[0]


def _lines_of(tier: Tier) -> list[Line]:
    """Return the entries of a tier as lines; silences go."""
    said = [row for row in tier[1] if row[2].strip().lower() not in SILENT]
    return lines_of([Piece(text, start, end) for start, end, text in said])


def _mixed_tiers(values: list[str | float]) -> list[Tier]:
    """Return tiers of which the entries follow all the heads, each with the number of its tier."""
    heads = [n for n, value in enumerate(values) if value in ("IntervalTier", "TextTier")]
    names = [str(value) for value in (values[n + 1] for n in heads if n + 1 < len(values))]
    made: list[Tier] = [(name, []) for name in names]
    place = heads[-1] + 4 if heads else len(values)
    while place < len(values):
        number = values[place]
        if not isinstance(number, float) or not 1 <= number <= len(made):
            break
        width = 3 if values[heads[int(number) - 1]] == "IntervalTier" else 2
        made[int(number) - 1][1].extend(_entries(values[place + 1 : place + 1 + width], width))
        place += 1 + width
    return made


def _tiers(values: list[str | float]) -> Iterator[Tier]:
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
