"""Idioms, jargon and misspelled words in the words that the frames know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...sequence.css_colors import CSS_COLORS
from ..lexicon.lexicon import Lexicon
from ..parts.color_words import color_at
from ..parts.facts import Situation
from ..parts.names import Names, names_of
from ..parts.text_tokens import Token

SHORTEST = 5
"""Letters of a word that may be a misspelled one; shorter words are too near to others."""


def retold(found: Sequence[Token], situation: Situation, lexicon: Lexicon) -> list[Token]:
    """Return the tokens with idioms and misspelled words replaced; names and colors stay."""
    names = names_of(situation, ())
    texts = [token.text for token in found]
    told: list[Token] = []
    place = 0
    while place < len(found):
        after = _kept(list(found), texts, place, names, lexicon)
        idiom = _idiom(texts, place, lexicon)
        if idiom is not None and idiom[1] > max(after, place + (after > place)):
            told += [Token(word, "word", raw=word) for word in idiom[0] or ()]
            place = idiom[1]
            continue
        if after > place:
            told += found[place:after]
            place = after
            continue
        told.append(_spelled(found[place], lexicon))
        place += 1
    return told


def _kept(found: list[Token], texts: list[str], place: int, names: Names, lexicon: Lexicon) -> int:
    """Return the place behind a name or a color, which no idiom takes apart."""
    if found[place].kind != "word":
        return place
    name = names.at(texts, place)
    if name is not None and name[0].kind != "strip":
        return name[1]
    color = color_at(found, place, lexicon)
    return color[1] if color and not color[0].vague else place


def _idiom(
    texts: Sequence[str], place: int, lexicon: Lexicon
) -> tuple[tuple[str, ...] | None, int] | None:
    """Return the words for the idiom at a place, None where it says nothing, and what is next."""
    for words, instead in lexicon.retold.get(texts[place], ()):
        if tuple(texts[place : place + len(words)]) == words:
            return instead or None, place + len(words)
    return None


def _spelled(token: Token, lexicon: Lexicon) -> Token:
    """Return a word that is one letter away from one known word as that word."""
    text = token.text
    if token.kind != "word" or len(text) < SHORTEST or not text.isascii():
        return token
    if lexicon.of(text) or text in lexicon.spoken or text in CSS_COLORS:
        return token
    near = sorted({word for word in _near(text) if word in lexicon.spelled})
    return replace(token, text=near[0], raw=near[0]) if len(near) == 1 else token


def _near(text: str) -> set[str]:
    """Return all words one letter away that begin with the same letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(text[:n], text[n:]) for n in range(1, len(text) + 1)]
    near = {a + b[1:] for a, b in cuts if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    near |= {a + c + b[1:] for a, b in cuts if b for c in letters}
    return near | {a + c + b for a, b in cuts for c in letters}
