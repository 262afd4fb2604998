"""Clauses that only give a reason or are polite; a request with one is not certain."""

from __future__ import annotations

from collections.abc import Iterator

from ..lexicon.dictionary import Dictionary, folded
from .pieces import Piece

_ENTITIES = ("number", "color", "name", "kept")
_PARTS = frozenset((",", ".", "!", "?", ";", ":", "(", ")", "-", "–", "\n"))


def pass_over(pieces: list[Piece], words: Dictionary, turning: frozenset[str]) -> None:
    """Let clauses of which a word would turn the sense say nothing, where they ask for nothing.

    Args:
        pieces: Of the request; those of such a clause are changed in place.
        words: The dictionary.
        turning: English words that turn the sense of a sentence.
    """
    for start, end in _clauses(pieces):
        clause = pieces[start:end]
        manners = words.asides.get(clause[0].source) if clause else None
        if manners is None or any(piece.kind in _ENTITIES for piece in clause):
            continue
        said = {folded(piece.source) for piece in clause}
        if manners and said.isdisjoint(manners):
            continue
        if not any(_turns(piece, turning) for piece in clause):
            continue
        for piece in clause:
            piece.english, piece.kind = "", "word"
        clause[0].english, clause[0].kind = clause[0].source.capitalize(), "unknown"


def _turns(piece: Piece, turning: frozenset[str]) -> bool:
    words = piece.english.removeprefix("@").split()
    return piece.english.startswith("@") or not turning.isdisjoint(words)


def _clauses(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch between signs begins and ends."""
    start = 0
    for place, piece in enumerate(pieces):
        if piece.kind == "mark" and piece.english in _PARTS:
            yield start, place
            start = place + 1
    yield start, len(pieces)
