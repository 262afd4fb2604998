"""Reads rows of start, end and text: Audacity's labels, and .tsv of recognizers."""

from __future__ import annotations

import re

from .text_lines import Line, Odd, Piece, lines_of

_NUMBER = r"-?\d{1,12}(?:[.,]\d{1,12})?"
ROW = re.compile(rf"[ \t]{{0,8}}({_NUMBER})(?:\t| ?; ?)({_NUMBER})(?:\t| ?; ?)(.*)")
_HEAD = re.compile(r" {0,8}start ?\t ?end ?\t ?\w+ {0,8}", re.IGNORECASE)


def read_labels(text: str, odd: Odd) -> list[Line]:
    """Read seconds, seconds and a text a row; below the head `start end text` milliseconds."""
    pieces, scale = [], 1.0
    for number, row in enumerate(text.split("\n"), 1):
        if _HEAD.fullmatch(row):
            scale = 0.001
        elif found := ROW.fullmatch(row):
            start, end = (float(part.replace(",", ".")) * scale for part in found.groups()[:2])
            if found[3].strip():
                odd.take()
                pieces.append(Piece(found[3], start, end if end > start else None))
        elif row.strip() and not row.startswith("\\"):  # the frequencies of the label above
            odd.note(number, row)
    return lines_of(pieces)
