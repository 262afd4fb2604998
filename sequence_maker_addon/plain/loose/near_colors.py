"""A color that no function knows is asked about, with colors that come near to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from ...sequence.css_colors import CSS_COLORS
from ..lexicon.lexicon import Lexicon
from ..parts.text_tokens import Token

OFFERED = 4
"""Colors that a question offers."""
_WIDEST = 3
"""Words that one color has at most."""
_LIKE = 0.8
"""How alike, of 1, a word and the name of a color are that it may stand for."""


def color_asked(
    text: str, found: Sequence[Token], words: Lexicon, is_certain: Callable[[str], bool]
) -> tuple[str, tuple[str, ...]] | None:
    """Return a color that is not known, and the request with each of the colors near to it.

    Args:
        text: The request.
        found: Its tokens.
        words: The language.
        is_certain: Tells whether a request is understood.
    """
    for size in range(_WIDEST, 0, -1):
        for place in range(len(found) - size + 1):
            run = found[place : place + size]
            names = _near(run, words)
            said = _said(text, run) if names else ""
            options = tuple(text.replace(said, name, 1) for name in names[:OFFERED] if said)
            if options and all(is_certain(option) for option in options):
                return said, options
    return None


def _near(run: Sequence[Token], words: Lexicon) -> list[str]:
    """Return the colors near to words of which none is known; those of the last word first."""
    if any(token.kind != "word" or token.text in words.phrases for token in run):
        return []
    near: list[str] = []
    for token in reversed(run):
        known = token.text in words.colors or token.text in CSS_COLORS or token.text in words.shades
        if words.of(token.text) or not known and token.text not in words.near and len(run) > 1:
            return []
        near += words.near.get(token.text, ()) or _alike(token.text)
    return list(dict.fromkeys(near))


def _alike(word: str) -> Sequence[str]:
    """Return names of colors that are spelled nearly so."""
    if word in CSS_COLORS:
        return [word]
    return get_close_matches(word, sorted(CSS_COLORS), OFFERED, _LIKE) if len(word) > 4 else ()


def _said(text: str, run: Sequence[Token]) -> str:
    pattern = r"[\s-]+".join(re.escape(token.raw) for token in run)
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text)
    return match[0] if match else ""
