"""Words that are said of a title or a marker without quotes: `add a title Hello World at 3 s`."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.lexicon import Lexicon
from ..parts.text_tokens import MOST_QUOTED, Token, quotation

ADDS = frozenset("add create insert put place write show make".split())
_ARTICLES = frozenset("a an the another new big small".split())
_NOUNS = frozenset("title caption subtitle text".split())
_SAYS = (("that", "says"), ("which", "says"), ("with", "the", "text"), ("with", "the", "words"))
_SAYING = frozenset("saying reading says called named".split())
_BEFORE_TIMES = frozenset("at from between until till for over during on starting in".split())
_EDGES = frozenset("the playhead beginning start end channel ch track here".split())
_DENIES = frozenset("not no never don't unless if except without maybe perhaps or".split())
"""Words that, without a capital, may be meant for us and are no title."""


def quoted(found: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens, the words of a title or of a marker's name as one quotation.

    A request that has a quotation is left as it is.
    """
    row = list(found)
    if any(token.kind == "quote" for token in row):
        return row
    first = _first(row)
    last = _last(row, first, lexicon) if first else 0
    if not first < last <= first + MOST_QUOTED:
        return row
    if any(token.text in _DENIES and token.raw == token.text for token in row[first:last]):
        return row
    return [*row[:first], quotation(row[first:last]), *row[last:]]


def _first(row: Sequence[Token]) -> int:
    """Return where the words begin, 0 where there are none."""
    texts = [token.text for token in row]
    for place, text in enumerate(texts):
        after = place + 1
        if text == "marker" and texts[after : after + 1] and texts[after] in ("called", "named"):
            return after + 1
        noun = text in _NOUNS or texts[place : place + 2] == ["lower", "third"]
        if not noun or not _is_added(texts, place):
            continue
        after += text == "lower"
        for says in _SAYS:
            if tuple(texts[after : after + len(says)]) == says:
                return after + len(says)
        return after + (texts[after : after + 1] != [] and texts[after] in _SAYING | {":"})
    return 0


def _is_added(texts: Sequence[str], place: int) -> bool:
    """Tell whether a noun is what is added."""
    while place and texts[place - 1] in _ARTICLES:
        place -= 1
    return bool(place) and texts[place - 1] in ADDS


def _last(row: Sequence[Token], first: int, lexicon: Lexicon) -> int:
    """Return the place behind the words: at a time, a channel or a sign."""
    for place in range(first, len(row)):
        token = row[place]
        if token.kind in ("line", "mark") and token.text not in ("-", "&", "'", "!"):
            return place
        following = row[place + 1] if place + 1 < len(row) else None
        if token.text in _BEFORE_TIMES and following is not None:
            known = following.kind in ("number", "clock") or following.text in _EDGES
            if known or following.text in lexicon.numbers or following.text in ("a", "half"):
                return place
    return len(row)
