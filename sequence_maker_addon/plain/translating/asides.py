"""Clauses that only give a reason or are polite; a request with one is not certain."""

from __future__ import annotations

from collections.abc import Iterator

from ..dictionaries.dictionary import Dictionary, folded
from .pieces import Piece

_ENTITIES = ("number", "color", "name", "quote", "kept")
_PARTS = frozenset((",", ".", "!", "?", ";", ":", "(", ")", "-", "–", "\n"))


def pass_over(pieces: list[Piece], words: Dictionary, turning: frozenset[str]) -> None:
    """Let clauses of which a word would turn the sense say nothing, where they ask for nothing.

    Args:
        pieces: Of the request; those of such a clause are changed in place.
        words: The dictionary.
        turning: English words that turn the sense of a sentence.
    """
    _open(pieces, words)
    for start, end in _clauses(pieces):
        clause = pieces[start:end]
        manners = words.asides.get(clause[0].source) if clause else None
        if manners is None or any(piece.kind in _ENTITIES for piece in clause):
            continue
        said = {folded(piece.source) for piece in clause}
        if manners and said.isdisjoint(manners):
            continue
        if not any(piece.kind == "unknown" or _turns(piece, turning) for piece in clause):
            continue
        for piece in clause:
            piece.english, piece.kind = "", "word"
        clause[0].english, clause[0].kind = clause[0].source.capitalize(), "unknown"


def _open(pieces: list[Piece], words: Dictionary) -> None:
    """Let `es wäre schön, wenn Sie ...` only be polite, as the `möglich` of it is no condition."""
    clauses = list(_clauses(pieces))
    for (start, end), (other, _) in zip(clauses, clauses[1:], strict=False):
        wish = pieces[start:end]
        said = {folded(piece.source) for piece in wish}
        conditional = other < len(pieces) and pieces[other].english == "if"
        if not conditional or said.isdisjoint(words.wishes) or any(_turning(p) for p in wish):
            continue
        if any(piece.kind in _ENTITIES for piece in wish):
            continue
        for piece in wish:
            piece.english, piece.kind = "", "word"
        wish[0].english, wish[0].kind = wish[0].source.capitalize(), "unknown"
        pieces[other].english = ""


def _turning(piece: Piece) -> bool:
    return piece.english in ("not", "no", "never", "suppose", "what", "@was")


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
