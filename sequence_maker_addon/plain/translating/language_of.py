"""Which language a request is written in, by its words; the interface may have another one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ...sequence.css_colors import CSS_COLORS
from ..dictionaries.dictionary import Dictionary, dictionary, folded
from ..lexicon.lexicon import lexicon
from ..parts.text_tokens import Token
from .spelled_numbers import Spelled

ENGLISH, OTHERS = "en", ("de",)


def language_of(tokens: list[Token], names: Iterable[str]) -> tuple[str, bool]:
    """Return the language of a request, and whether words of another one are in it, too.

    Args:
        tokens: The request; what is quoted does not count.
        names: Words of names of the scene, which are of no language.
    """
    own = set(names)
    words = [t.text for t in tokens if t.kind == "word" and t.text not in own and len(t.text) > 1]
    english = english_words()
    for language in OTHERS:
        known = dictionary(language)
        if known is None:
            continue
        here = [word for word in words if _is_of(known, word)]
        only = sum(word not in english for word in here)
        others = sum(word in english and not _is_of(known, word) for word in words)
        if only > others:
            return language, others > 0
    return ENGLISH, False


def turned_by_another(tokens: list[Token]) -> str:
    """Return a word of another language than English that turns the sense, or nothing."""
    words = lexicon(ENGLISH)
    turning = frozenset(w for w, tags in words.tags.items() if "turn" in tags) if words else ()
    english = english_words()
    for token in tokens:
        if token.kind != "word" or token.text in english:
            continue
        for language in OTHERS:
            known = dictionary(language)
            if known is not None and known.turns(folded(token.text), frozenset(turning)):
                return token.text
    return ""


def _is_of(known: Dictionary, word: str) -> bool:
    text = folded(word)
    if known.knows(text):
        return True
    token = Token(text, "word")
    return Spelled([token]).number(0, False) is not None or any(
        text.startswith(shade) and text[len(shade) :] in known.colors for shade in known.shades
    )


@cache
def english_words() -> frozenset[str]:
    """Return all words that English requests know."""
    words = lexicon(ENGLISH)
    assert words is not None
    phrases = (w for rows in words.phrases.values() for row in rows for w in row[0])
    colors = (word for key in words.colors for word in key)
    tables = (words.tags, words.numbers, words.ordinals, words.units, words.beats, CSS_COLORS)
    return frozenset().union(*tables, phrases, colors, words.shades)
