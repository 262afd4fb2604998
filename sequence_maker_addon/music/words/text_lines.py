"""The one form that every file of words becomes: lines of pieces with the times they have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

MOST_WORDS = 50_000
"""Words that a file may bring and a scene may keep."""
_BESIDE = 0.05
"""Seconds by which a word may begin before its line."""
WordKind = Literal["word", "effect", "speaker"]
"""What is sung or said; a sound such as `[door slams]`; the name of who speaks, such as `JOHN:`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or more of them, with the times that the file gives it.

    Attributes:
        text: As the file has it, markup included; rows are apart by a newline.
        start: Seconds; None where it has no time of its own.
        end: Seconds; None for the next piece or the end of the line.
        kind: What it is, where the format tells.
        is_guessed: Its start is that of its line, for want of one.
        voice: Who says it, where the format tells: another one begins a line.
    """

    text: str
    start: float | None = None
    end: float | None = None
    kind: WordKind = "word"
    is_guessed: bool = False
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a song, a cue, or a stretch of speech.

    Attributes:
        pieces: In order; none for a line that only ends the one before.
        start: Seconds; None for its first piece's.
        end: Seconds; None for the next line's start.
        is_sung: Lyrics, in which round brackets are sung by others; else they are what is heard.
    """

    pieces: tuple[Piece, ...]
    start: float | None = None
    end: float | None = None
    is_sung: bool = False

    @property
    def begin(self) -> float | None:
        """Where it starts by itself or by its first timed piece; None where nothing tells."""
        if self.start is not None:
            return self.start
        return next((piece.start for piece in self.pieces if piece.start is not None), None)


class TooManyWordsError(ValueError):
    """More words than a scene keeps."""


class Odd:
    """What of a file was not understood, and left out; and how much was understood.

    `is_cut_off` tells that the file ends in the middle, as a download that was broken off.
    """

    def __init__(self) -> None:
        self.count = 0
        self.is_cut_off = False
        self.first: tuple[int, str] | None = None
        self._taken = 0

    def take(self, count: int = 1) -> None:
        """Count pieces that were understood, so that reading ends where they are far too many.

        Raises:
            TooManyWordsError: Beyond twice as many as a scene keeps: some go again.
        """
        self._taken += count
        if self._taken > 2 * MOST_WORDS:
            raise TooManyWordsError

    def note(self, row: int, text: str) -> None:
        """Remember a row that was left out; of several the first is kept.

        Args:
            row: Its number, from 1; 0 where rows mean nothing.
            text: What stands there.
        """
        self.count += 1
        if self.first is None:
            self.first = row, text[:200]


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """Return rows of a list as lines: one a voice where they are single words, else one each."""
    counts = [len(piece.text.split()) for piece in pieces]
    if 2 * counts.count(1) > sum(map(bool, counts)):
        return _by_voice(pieces)
    return [
        Line((Piece(p.text, kind=p.kind),) if p.text.strip() else (), p.start, p.end)
        for p in pieces
    ]


def _by_voice(pieces: Sequence[Piece]) -> list[Line]:
    """Part words where another voice begins; one of which nobody is told goes on with the last."""
    groups: list[list[Piece]] = [[]]
    voice = ""
    for piece in pieces:
        if piece.voice and voice and piece.voice != voice:
            groups.append([])
        voice = piece.voice or voice
        groups[-1].append(piece)
    return [Line(tuple(group)) for group in groups]


def begun(pieces: list[Piece], start: float) -> list[Piece]:
    """Give the first piece the line's start where only it has none: formats leave out a 0."""
    if len(pieces) < 2 or pieces[0].start is not None or pieces[1].start is None:
        return pieces
    return [Piece(pieces[0].text, start, pieces[0].end, pieces[0].kind), *pieces[1:]]


def joined(pieces: list[Piece], parts_signs: bool = False) -> list[Piece]:
    """Join syllables to words: one that begins without a blank belongs to the one before.

    Args:
        pieces: In order.
        parts_signs: Those of Chinese and Japanese, which are written without blanks, stay apart.
    """
    made: list[Piece] = []
    for piece in pieces:
        before = made[-1] if made else None
        is_open = before is not None and _is_open(before.text[-1:], piece.text[:1], parts_signs)
        if before is not None and (is_open or not piece.text.strip()):
            end = piece.end if piece.text.strip() else before.end
            made[-1] = Piece(before.text + piece.text, before.start, end, before.kind)
        elif piece.text.strip():
            made.append(piece)
    return made


def _is_open(last: str, first: str, parts_signs: bool) -> bool:
    """Tell whether two letters beside each other are of one word."""
    is_close = bool(last.strip() and first.strip())
    return is_close and not (parts_signs and (_is_sign(last) or _is_sign(first)))


def _is_sign(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff"


def parted(line: Line, others: Sequence[Line]) -> list[Line]:
    """Part a line of words where others begin, which say the same without times of words."""
    begins = sorted(other.begin for other in others if other.begin is not None)
    groups: dict[int, list[Piece]] = {}
    place = 0
    for piece in line.pieces:
        if piece.start is not None:
            place = bisect_right(begins, piece.start + _BESIDE)
        groups.setdefault(place, []).append(piece)
    if len(groups) < 2:
        return [line]
    return [Line(tuple(groups[place]), is_sung=line.is_sung) for place in sorted(groups)]


def unechoed(lines: list[Line]) -> list[Line]:
    """Take back words that lines say again at the same time: other channels, or all once more."""
    heard: set[tuple[str, int]] = set()
    made = []
    for line in lines:
        keys = [(p.text.casefold().strip(" .,!?"), _tenth(p.start)) for p in line.pieces]
        again = [any((text, at + by) in heard for by in (-1, 0, 1)) for text, at in keys]
        if 2 * sum(again) >= len(keys) > 0:
            kept = [
                piece for piece, is_again in zip(line.pieces, again, strict=True) if not is_again
            ]
            line = replace(line, pieces=tuple(kept))
            if not kept:
                continue
        heard.update(key for key in keys if key[1] >= 0)
        made.append(line)
    return made


def _tenth(time: float | None) -> int:
    return -9 if time is None else round(10 * time)
