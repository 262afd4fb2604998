"""Reads cues that say a line once a word, each time with the word that is said lit by markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .rolled_cues import Cue
from .spoken_marks import cleaned
from .text_lines import Line, Piece

_LIT = re.compile(r"<(u|b|i|c|font)(?:[ .][^<>]{0,100})?>([^<>]{1,200})</\1>")
_Shown = tuple[Cue, tuple[str, ...], int | None]


def lit_lines(cues: Sequence[Cue]) -> list[Line] | None:
    """Return each line once, its words with their times; None where no words are lit so."""
    shown = [(cue, *_shown("\n".join(cue.rows))) for cue in cues]
    runs = list(_runs(shown))
    count = sum(place is not None for run in runs if len(run) > 1 for _, _, place in run)
    if 2 * count <= len(cues) or len(runs) == len(cues):
        return None
    return [_line(run) for run in runs]


def _shown(text: str) -> tuple[tuple[str, ...], int | None]:
    """Return the words of a cue, and which of them is lit; None where none or more are."""
    words = tuple(cleaned(text).split())
    lit = list(_LIT.finditer(text))
    if len(lit) != 1:
        return words, None
    place = len(cleaned(text[: lit[0].start()]).split())
    return words, place if place < len(words) else None


def _runs(shown: Sequence[_Shown]) -> Iterator[list[_Shown]]:
    """Part cues where the text changes, or where what is lit goes back: it is said again."""
    run: list[_Shown] = []
    latest = -1
    for one in shown:
        _, words, place = one
        if run and (words != run[-1][1] or place is not None and place <= latest):
            yield run
            run, latest = [], -1
        run.append(one)
        latest = latest if place is None else place
    if run:
        yield run


def _line(run: Sequence[_Shown]) -> Line:
    spans = {place: cue for cue, _, place in run if place is not None}
    first, last = run[0][0], run[-1][0]
    if not spans:
        return Line((Piece("\n".join(first.rows)),), first.start, last.end)
    pieces = tuple(
        Piece(word, spans[place].start, spans[place].end) if place in spans else Piece(word)
        for place, word in enumerate(run[0][1])
    )
    return Line(pieces, first.start, last.end)
