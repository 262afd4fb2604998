"""Takes back what rolling captions repeat or show too long: each row twice, below and above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .spoken_marks import cleaned
from .text_lines import Line

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


def unheld(lines: Sequence[Line]) -> list[Line]:
    """End each line where the next one begins, where most stay on the screen until after it.

    Lines that lie over each other here and there, such as two voices, stay as they are.

    Args:
        lines: In order of start.
    """
    if len(lines) < 4:
        return list(lines)
    pairs = [*zip(lines, [*lines[1:], None], strict=True)]
    held = [after is not None and _is_held(line, after) for line, after in pairs]
    if sum(held) < 3 or 3 * sum(held) < 2 * (len(lines) - 1):
        return list(lines)
    return [
        replace(line, end=after.begin) if is_held and after is not None else line
        for (line, after), is_held in zip(pairs, held, strict=True)
    ]


def _is_held(line: Line, after: Line) -> bool:
    """Tell whether a line ends within the next one."""
    begin, then = line.begin, after.begin
    if begin is None or then is None or line.end is None or after.end is None:
        return False
    return begin < then < line.end <= after.end


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
