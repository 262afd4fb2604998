"""Takes back what rolling captions repeat: each row twice, once below and once above the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .spoken_marks import cleaned

_CLOSE = 0.5
_INSTANT = 0.045
"""Seconds, about a frame of film, of a cue that only holds the rows for the next one."""
_TIMED = re.compile(r"<\s{0,4}\d+:")


@dataclass(frozen=True, slots=True)
class Cue:
    """Rows of text from start to end, in seconds."""

    start: float
    end: float
    rows: tuple[str, ...]


def unrolled(cues: Sequence[Cue]) -> list[Cue]:
    """Return cues without rows that stood in the cue before, where the file rolls.

    It does where cues that repeat are instants or hold times of words, or where most repeat. A
    line that is sung twice, in a file that does not roll, stays.
    """
    plain = [tuple(" ".join(cleaned(row).split()) for row in cue.rows) for cue in cues]
    repeats = [0] * len(cues)
    for place in range(1, len(cues)):
        if cues[place].start <= cues[place - 1].end + _CLOSE:
            repeats[place] = _repeated(plain[place - 1], plain[place])
    if not _rolls(cues, repeats):
        return list(cues)
    made = []
    for cue, count in zip(cues, repeats, strict=True):
        if count == len(cue.rows) and not (_is_instant(cue) or not cue.rows):
            count = 0  # the whole cue again, and for long: it is said again
        made.append(replace(cue, rows=cue.rows[count:]))
    return made


def _repeated(before: tuple[str, ...], rows: tuple[str, ...]) -> int:
    """Return how many first rows are the last ones of the cue before."""
    most = min(len(before), len(rows), 8)
    return next((n for n in range(most, 0, -1) if before[-n:] == rows[:n]), 0)


def _rolls(cues: Sequence[Cue], repeats: Sequence[int]) -> bool:
    """Tell whether a file rolls: a row above a new one that has times, or most cues repeat."""
    pairs = list(zip(cues, repeats, strict=True))
    on = [cue for cue, count in pairs if 0 < count < len(cue.rows)]
    held = [place for place, (cue, count) in enumerate(pairs) if count and _is_instant(cue)]
    if any(_is_timed(cue) for cue in on) or (on and held):
        return True
    if any(_is_timed(cues[place - 1]) and not _is_timed(cues[place]) for place in held):
        return True
    return len(on) >= 3 and len(on) >= 0.6 * (len(cues) - 1)


def _is_timed(cue: Cue) -> bool:
    return any(_TIMED.search(row) for row in cue.rows)


def _is_instant(cue: Cue) -> bool:
    return cue.end - cue.start <= _INSTANT
