"""Gives every word of a file its time: its own, or its share of what lies between its neighbors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from .timed_words import LONGEST_WORD, TimedWord
from .words.clock_texts import LATEST
from .words.rolled_cues import unheld
from .words.spoken_marks import marked, names_a_sound
from .words.text_lines import MOST_WORDS, Line, Odd, Piece, TooManyWordsError, WordKind

_LAST_LINE = 4.0
"""Seconds that a line lasts at most where nothing ends it, or one a word if that is more."""
_A_LETTER = 0.1
"""Seconds of a letter in a line that nothing follows."""
_A_WORD = 0.5
"""Seconds of a word that has an end alone: what starts at 0 has no start in some files."""
_SHORTEST = 0.01


@dataclass(slots=True)
class _Token:
    """A word on its way: with the times that it has so far."""

    text: str
    kind: WordKind
    start: float | None = None
    end: float | None = None
    exact: bool = False


def words_of_lines(lines: Sequence[Line], odd: Odd) -> list[TimedWord]:
    """Give words their times.

    A word lasts until its own end, at most until the next of its line starts; lines of their own,
    such as two voices, may lie over each other. A word without a time gets its share of the gap
    between its neighbors; where they leave none, it is noted as odd.

    Args:
        lines: As a reader found them.
        odd: Notes what is left out: before 0 s, beyond 100 h, without any time or room.

    Returns:
        Words in order of start, all within 0 s to 100 h, none shorter than 10 ms.

    Raises:
        TooManyWordsError: If there are more than a scene keeps.
    """
    made: list[TimedWord] = []
    ordered = unheld(_ordered(lines))
    begins = [line.begin for line in ordered]
    for number, line in enumerate(ordered):
        until = next((b for b in begins[number + 1 : number + 2] if b is not None), None)
        tokens = _tokens(line)
        if len(made) + len(tokens) > MOST_WORDS:
            raise TooManyWordsError
        if tokens:
            made += _line(tokens, line, until, number, odd)
    return sorted(dict.fromkeys(made), key=lambda word: word.start)


def spread(texts: Sequence[tuple[str, float, float]]) -> list[TimedWord]:
    """Return the words of texts, each with its share of the text's time by its length.

    Args:
        texts: Words, start and end of each, in seconds, such as text strips have them.
    """
    ordered = sorted(texts, key=lambda row: row[1:])
    lines = [Line((Piece(text),), start, end, True) for text, start, end in ordered]
    try:
        return words_of_lines(lines, Odd())
    except TooManyWordsError:
        return []


def _ordered(lines: Sequence[Line]) -> list[Line]:
    """Sort lines by their start; one that has none stays behind the one before it."""
    keys, latest = [], 0.0
    for line in lines:
        latest = latest if line.begin is None else line.begin
        keys.append(latest)
    return [line for _, line in sorted(zip(keys, lines, strict=True), key=lambda row: row[0])]


def _tokens(line: Line) -> list[_Token]:
    """Return the words of a line; the first of a piece has its start, the last its end."""
    tokens: list[_Token] = []
    for piece in _in_order(line):
        parts = islice(marked(piece.text, line.is_sung), MOST_WORDS + 1)
        found = [_Token(text[:LONGEST_WORD], _kind(piece, kind)) for text, kind in parts]
        timed = [token for token in found if token.kind != "speaker"] or found
        if timed:
            timed[0].start, timed[-1].end = piece.start, piece.end
            timed[0].exact = len(timed) == 1 and piece.start is not None and not piece.is_guessed
        elif tokens and tokens[-1].end is None:
            tokens[-1].end = piece.start
        tokens += found
    _mark_brackets(tokens, line.is_sung)
    if len(tokens) == 1 and line.start is not None and line.end is not None:
        tokens[0].exact = True
    return tokens


def _in_order(line: Line) -> list[Piece]:
    """Return the pieces by time; the first, whose time may be left out, begins with the line."""
    pieces = list(line.pieces)
    timed = [piece for piece in pieces if piece.start is not None]
    if timed and pieces[0].start is None and line.start is not None:
        if timed[0].start is not None and timed[0].start > line.start:
            pieces[0] = replace(pieces[0], start=line.start, is_guessed=True)
    if all(piece.start is not None for piece in pieces):
        pieces.sort(key=lambda piece: piece.start or 0.0)
    return pieces


def _kind(piece: Piece, kind: WordKind) -> WordKind:
    return piece.kind if kind == "word" else kind


def _mark_brackets(tokens: Sequence[_Token], is_sung: bool) -> None:
    """Mark sounds whose bracket opens in one piece and closes in another, as `marked` does in one.

    An open bracket that none closes marks nothing.
    """
    said = sum(token.kind != "speaker" for token in tokens)
    for opens, closes in ("[]", "()"):
        first: int | None = None
        for place, token in enumerate(tokens):
            if token.kind != "speaker" and token.text.startswith(opens):
                first = place
            if first is None or not token.text.rstrip(".,!?:").endswith(closes):
                continue
            run, first = tokens[first : place + 1], None
            is_alone = len(run) == said and not is_sung
            if opens == "[" or is_alone or names_a_sound(" ".join(one.text for one in run)):
                for one in run:
                    one.kind = "effect"


def _line(
    tokens: list[_Token], line: Line, until: float | None, number: int, odd: Odd
) -> Iterator[TimedWord]:
    """Fill in the times of a line's words, and yield those that have one."""
    spoken = [token for token in tokens if token.kind != "speaker" or token.start is not None]
    _fill(spoken or tokens, line, until)
    after: _Token | None = None
    for token in reversed(tokens):
        if token.start is None and token.kind == "speaker" and after is not None:
            token.start, token.end = after.start, after.end
        after = token if token.start is not None else after
    for token in tokens:
        start, end = token.start, token.end
        if start is None or end is None or end <= 0 or start > LATEST:
            odd.note(0, token.text)
            continue
        start = max(start, 0.0)
        end = min(max(end, start + _SHORTEST), LATEST + _SHORTEST)
        yield TimedWord(token.text, start, end, number, token.exact, token.kind)


def _fill(tokens: list[_Token], line: Line, until: float | None) -> None:
    """Share stretches between known times among the words in them, by their letters."""
    place = 0
    at = line.start
    while place < len(tokens):
        first = tokens[place]
        is_known = first.start is not None
        start = first.start if first.start is not None else at
        stop = place + 1
        while stop < len(tokens) and tokens[stop].start is None and tokens[stop - 1].end is None:
            stop += 1
        after = tokens[stop].start if stop < len(tokens) else None
        run = tokens[place:stop]
        end = _end(run, start, after, line, until, stop == len(tokens))
        if start is None and end is not None:
            start = max(0.0, end - max(_A_LETTER * _letters(run), _A_WORD))
        if start is not None and end is not None:
            _share(run, start, end, is_known or place == 0)
            at = max(end, start)
        place = stop


def _end(
    run: list[_Token],
    start: float | None,
    after: float | None,
    line: Line,
    until: float | None,
    is_last: bool,
) -> float | None:
    """Return where a run of words ends: by itself, before the next, or at the line's end."""
    own = run[-1].end
    if own is not None and start is not None and own < start:
        own = None
    if after is not None and (start is None or after >= start):
        own = after if own is None else min(own, after)
        return own if run[-1].end is not None or start is None else min(own, start + _longest(run))
    if own is not None or start is None:
        return own
    if is_last and line.end is not None and line.end > start:
        return (
            line.end
            if line.start is not None and run[0].start is None
            else min(line.end, start + _longest(run))
        )
    natural = start + min(_LAST_LINE, max(_A_LETTER * _letters(run), 3 * _A_LETTER))
    if until is None:
        return natural
    return min(until, start + _longest(run)) if until > start else natural


def _longest(run: list[_Token]) -> float:
    return max(_LAST_LINE, float(len(run)))


def _letters(run: list[_Token]) -> int:
    return sum(len(token.text) + 1 for token in run)


def _share(run: list[_Token], start: float, end: float, may_be_short: bool) -> None:
    """Give each word of a run its part of a stretch; in a gap that is none, none has a time."""
    if end - start < _SHORTEST * len(run):
        if not may_be_short:
            return
        end = start + _SHORTEST * len(run)
    long, at = _letters(run), start
    for token in run:
        step = (end - start) * (len(token.text) + 1) / long
        token.start, token.end = at, at + step
        at += step
