"""Reads .lrc: lines, word times in angle or square brackets, repeated lines, voices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_low

from .clock_texts import CLOCK, amount, clock
from .text_lines import Line, Odd, Piece, joined

TIME = re.compile(rf"\[\s{{0,4}}({CLOCK})\s{{0,4}}\]")
_MARK = re.compile(rf"[\[<]\s{{0,4}}({CLOCK})\s{{0,4}}[\]>]")
_LEAD = re.compile(rf"(?:\s{{0,8}}\[\s{{0,4}}{CLOCK}\s{{0,4}}\]){{1,500}}")
_TAG = re.compile(r"\[\s*([a-zA-Z#_]+)\s*:(.*)\]")
_VOICE = re.compile(r"\s*(?:v\d{1,2}|[FMD]):")
_THREE = re.compile(r"([\[<]\s{0,4}\d{1,2}:\d{2}:\d{2})(?=\s{0,4}[\]>])")
_PARTED = re.compile(
    rf"[^\s\]>](?:[ \t]{{1,4}}{_MARK.pattern}|{_MARK.pattern}[ \t]{{1,4}})[^\s\[<]"
)
_DENSE = 0.2
"""Seconds from line to line in which nobody sings one: such numbers count hours."""


def read_lrc(text: str, odd: Odd) -> list[Line]:
    """Read lyrics with times in brackets.

    A line lasts until the next; a time behind it ends it. Of lines at the same time, such as
    translations, the first counts, unless they are of different voices.
    """
    if _counts_hours(text):
        text = _THREE.sub(r"\1.0", text)
    has_syllables = _PARTED.search(text) is not None
    found: list[Line] = []
    behind: list[Line] = []
    offset = 0.0
    for number, row in enumerate(text.split("\n"), 1):
        tag = _TAG.fullmatch(row.strip())
        if tag and tag[1].lower() == "offset":
            offset = _offset(tag[2], number, row, odd)
        elif tag and tag[1].lower() == "bg":
            behind += _repeated([], tag[2], odd, has_syllables)
        elif lead := _LEAD.match(row):
            starts = []
            for time in TIME.finditer(lead[0]):
                odd.take()
                starts += [start] if (start := clock(time[1], True)) is not None else []
            found += _repeated(starts, row[lead.end() :], odd, has_syllables)
        elif row.strip() and not tag and not row.lstrip().startswith("#"):
            odd.note(number, row)
    lead_lines = _firsts(found)
    if behind:  # which lies over the lines, and ends none
        lead_lines = _ended(lead_lines)
    return [_earlier(line, offset) for line in (*lead_lines, *behind)]


def _counts_hours(text: str) -> bool:
    """Tell whether the last of three numbers is seconds; as a rule it is hundredths."""
    leads = [lead[0] for row in text.split("\n") if (lead := _LEAD.match(row))]
    threes = [found[1] for lead in leads for found in _THREE.finditer(lead)]
    if len(threes) < 2 or len(threes) < sum(len(TIME.findall(lead)) for lead in leads):
        return False
    found = [clock(three.strip("[< "), True) for three in threes]
    known = sorted(time for time in found if time is not None)
    steps = [after - before for before, after in zip(known, known[1:], strict=False)]
    return max(int(three[-2:]) for three in threes) < 60 and median_low(steps) < _DENSE


def _ended(lines: Sequence[Line]) -> list[Line]:
    """Let each line last to the next one's start."""
    begins = [line.begin for line in lines[1:]]
    return [
        replace(line, end=begin if line.end is None else line.end)
        for line, begin in zip(lines, [*begins, None], strict=True)
    ]


def _offset(value: str, number: int, row: str, odd: Odd) -> float:
    """Return by how many seconds the lyrics come earlier than they say; the unit is 1 ms."""
    found = amount(value.strip().removeprefix("+").strip().lower(), 0.001)
    if found is None:
        odd.note(number, row)
    return found or 0.0


def _repeated(starts: list[float], rest: str, odd: Odd, has_syllables: bool) -> Iterator[Line]:
    """Yield a line for each of its times, with the times of its words moved along."""
    pieces, end = _pieces(rest)
    odd.take(len(pieces) * len(starts))
    timed = [piece.start for piece in pieces if piece.start is not None]
    told = timed[0] if timed else end
    base = min(starts, key=lambda start: abs(start - told) if told is not None else 0, default=told)
    for start in starts or timed[:1]:
        by = start - (base or 0.0)
        until = None if end is None else end + by
        if not timed:
            plain = _MARK.sub(" ", rest)
            yield Line((Piece(plain),) if plain.strip() else (), start, until, True)
            continue
        first = [Piece(pieces[0].text, start)] if pieces[0].start is None else []
        moved = [Piece(piece.text, piece.start + by) for piece in pieces if piece.start is not None]
        kept = [*first, *moved]
        kept = joined(kept, parts_signs=True) if has_syllables else kept
        yield Line(tuple(piece for piece in kept if piece.text.strip()), start, until, True)


def _pieces(rest: str) -> tuple[list[Piece], float | None]:
    """Split a line at the times within it; one behind the last word is where it ends."""
    pieces, begin, place, end = [], None, 0, None
    for mark in _MARK.finditer(rest):
        pieces.append(Piece(rest[place : mark.start()], begin))
        begin, place = clock(mark[1], True), mark.end()
    last = rest[place:]
    if pieces and not last.strip():
        end = begin
    else:
        pieces.append(Piece(last, begin))
    if pieces[0].start is None and not pieces[0].text.strip():
        pieces = pieces[1:]
    return pieces, end


def _firsts(lines: list[Line]) -> list[Line]:
    """Sort lines by time and leave out translations: those at the time of another one."""
    ordered = sorted(lines, key=lambda line: line.start or 0.0)
    kept: list[Line] = []
    for line in ordered:
        before = kept[-1] if kept and kept[-1].start == line.start else None
        if before is None or _has_voice(before) and _has_voice(line):
            kept.append(line)
        elif not before.pieces:
            kept[-1] = line
    return kept


def _has_voice(line: Line) -> bool:
    return bool(line.pieces and _VOICE.match(line.pieces[0].text))


def _earlier(line: Line, by: float) -> Line:
    def moved(time: float | None) -> float | None:
        return None if time is None else time - by

    pieces = tuple(Piece(p.text, moved(p.start), moved(p.end)) for p in line.pieces)
    return Line(pieces, moved(line.start), moved(line.end), line.is_sung)
