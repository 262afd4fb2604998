"""The words of a request become English ones, in which it then is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..dictionaries.dictionary import Dictionary
from ..lexicon.lexicon import Lexicon
from ..parts.facts import Situation
from ..parts.text_tokens import Token
from ..parts.text_tokens import tokens as tokens_of
from .asides import pass_over
from .cut_pieces import Cutter
from .joining import join
from .pieces import Piece
from .senses import Sensed

AS_WRITTEN = ("quote", "kept", "mark", "name")
"""Kinds of pieces whose tokens stay as they are."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A request in English.

    Attributes:
        tokens: As the lexer reads them.
        pieces: In order, with their places in the text as it was written.
        text: The tokens as a text.
        starts: Of each piece, where its English begins in `text`.
        foreign: Words that are of neither language.
    """

    tokens: list[Token]
    pieces: tuple[Piece, ...]
    text: str
    starts: tuple[int, ...]
    foreign: tuple[str, ...]


def translated(
    tokens: list[Token], situation: Situation, words: Dictionary, lexicon: Lexicon
) -> Translated:
    """Return a request in English."""
    pieces = Cutter(tokens, situation, words, lexicon).pieces()
    turning = frozenset(w for w, tags in lexicon.tags.items() if "turn" in tags)
    pass_over(pieces, words, turning)
    verbs = frozenset(w for w, tags in lexicon.tags.items() if tags & {"set", "add", "change"})
    sensed = Sensed(pieces, words.senses, verbs)
    senses = [sensed.english(n) if p.kind == "small" else p.english for n, p in enumerate(pieces)]
    if sensed.opens_with_channels():
        several = len(pieces) > 2 and pieces[1].english in ("@bis", "and", ",", "-", "–")
        pieces[0].english = f"channel{'s' * several} {pieces[0].english}"
        senses[0] = pieces[0].english
    for place, piece in enumerate(pieces):
        if piece.english == "@je" and senses[place] == "for" and place + 2 < len(pieces):
            senses[place + 2] += " each"
    for piece, english in zip(pieces, senses, strict=True):
        piece.english = english
    join(pieces, sensed)
    return _joined(pieces, tokens)


def _joined(pieces: list[Piece], tokens: list[Token]) -> Translated:
    found: list[Token] = []
    text, starts = "", []
    for piece in pieces:
        glued = tokens[piece.first].glued
        if piece.kind in AS_WRITTEN:
            made = [replace(t, glued=t.glued) for t in tokens[piece.first : piece.after]]
        elif piece.kind == "unknown":
            token = tokens[piece.first]
            made = [replace(token, text=piece.english)]
        else:
            made = tokens_of(piece.english) or []
            made = [replace(t, glued=glued) if n == 0 else t for n, t in enumerate(made)]
        for token in made:
            space = "" if not text or token.glued or token.kind == "line" else " "
            written = f'"{token.raw}"' if token.kind == "quote" else token.raw or token.text
            starts += [len(text + space)] if token is made[0] else []
            text += space + (written if piece.kind in AS_WRITTEN else token.text)
        if not made:
            starts.append(len(text))
        found += made
    foreign = tuple(piece.source for piece in pieces if piece.kind == "unknown")
    return Translated(found, tuple(pieces), text, tuple(starts), foreign)
