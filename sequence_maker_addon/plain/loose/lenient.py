"""The second reading of a request: retold, softened, and cut again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..cues.cue_items import items_of
from ..lexicon.lexicon import Lexicon
from ..parts.color_words import color_at
from ..parts.facts import Situation
from ..parts.items import Item
from ..parts.text_tokens import Token
from .intervals import joined, spelled_out
from .narrowing import WAYS
from .retelling import retold
from .softening import softened
from .taken_back import corrected

MOST = 5
"""Pieces that are left out at most, one at a time."""
_ENDS = frozenset({",", ";", ".", "!", "?", ":", "\n", "(", ")", "–", "—"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take a request.

    Attributes:
        items: What is left of it.
        asks: It asks; only an answer is meant.
        shortened: A piece was left out, so that nothing else may be unclear.
    """

    items: list[Item]
    asks: bool = False
    shortened: bool = False


def ways(found: Sequence[Token], situation: Situation, words: Lexicon) -> Iterator[Way]:
    """Yield the items of a request as they may be read where the first reading failed.

    Args:
        found: Its tokens.
        situation: The scene.
        words: The language.

    Yields:
        Ways to take it, the most careful first; none where it must not be done.
    """
    told = retold(spelled_out(found, words), situation, words)
    items = joined(corrected(items_of(told, situation, words)))
    soft = softened(items)
    if soft is None:
        return
    asks = any(item.has("question", "list") for item in soft)
    yield Way(soft, asks)
    if asks:
        yield from (Way(narrowed, asks) for narrowed in _narrowed(soft, WAYS[:1]))
        return
    yield from (Way(narrowed) for narrowed in _narrowed(soft, WAYS))
    mentioning = softened(items, mention=True)
    if mentioning is not None and len(mentioning) > len(soft):
        yield Way(mentioning)
    for shorter in _shorter(told, words):
        rest = softened(corrected(items_of(shorter, situation, words)))
        if rest is not None:
            yield Way(rest, shortened=True)


def asked_items(found: Sequence[Token], situation: Situation, words: Lexicon) -> list[Item]:
    """Return the items of a question: retold, and with what was taken back left out."""
    told = retold(found, situation, words)
    return corrected(items_of(told, situation, words))


def _narrowed(
    items: list[Item], narrowers: Sequence[Callable[[Sequence[Item]], list[Item]]]
) -> Iterator[list[Item]]:
    """Yield the items with less and less of what may be an aside."""
    for narrow in narrowers:
        fewer = narrow(items)
        if len(fewer) < len(items):
            items = fewer
            yield items


def _shorter(told: Sequence[Token], words: Lexicon) -> list[list[Token]]:
    """Return the tokens without one of their pieces, those with the most unknown words first."""
    pieces: list[list[Token]] = [[]]
    for token in told:
        pieces[-1].append(token)
        if token.text in _ENDS:
            pieces.append([])
    pieces = [piece for piece in pieces if piece]
    strange = [sum(_is_strange(token, words) for token in piece) for piece in pieces]
    order = sorted(range(len(pieces)), key=lambda place: -strange[place])
    return [
        [token for number, piece in enumerate(pieces) if number != gone for token in piece]
        for gone in order[:MOST]
        if strange[gone] and len(pieces) > 1 and _may_go(pieces[gone], told, words)
    ]


def _may_go(piece: Sequence[Token], told: Sequence[Token], words: Lexicon) -> bool:
    """Tell whether a piece is no command: no light at a time, and nothing said of what goes."""
    numbered = any(t.kind in ("number", "clock") or t.text in words.numbers for t in piece)
    colored = any(color_at(list(piece), place, words) for place in range(len(piece)))
    removed = any(not words.of(token.text).isdisjoint({"delete", "clear"}) for token in told)
    counted = numbered or any(t.text in words.ordinals or t.text == "last" for t in piece)
    verbs = any(not words.of(t.text).isdisjoint({"loud", "firm"}) for t in piece)
    lit = numbered and colored or verbs and numbered or _is_around(piece, numbered, colored, words)
    return not (lit or removed and (counted or colored))


def _is_around(piece: Sequence[Token], numbered: bool, colored: bool, words: Lexicon) -> bool:
    """Tell whether a piece is about a warning before lights, or the color of rest."""
    tags = frozenset().union(*(words.of(token.text) for token in piece))
    warned = "cue_noun" in tags and (numbered or "with" in tags) or "cue_verb" in tags
    rests = any(token.text in ("between", "otherwise", "rest", "background") for token in piece)
    return rests and colored or warned


def _is_strange(token: Token, words: Lexicon) -> bool:
    return token.kind == "word" and not words.of(token.text)
