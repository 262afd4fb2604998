"""What a request names: only this may stand in a call that the small model proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...plain.lexicon.lexicon import lexicon
from ...plain.parts.facts import Situation
from ...plain.parts.grouping import grouped
from ...plain.parts.items import Item
from ...plain.parts.lexer import Lexer
from ...plain.parts.text_tokens import tokens
from ...sequence.timelines import CHANNELS
from ...sequence.times import END

TIMED = ("amount", "number", "place")
"""Kinds of entities that a time may be copied from."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The entities of a request, as they were written and as values.

    Attributes:
        items: The request as entities and words, times joined with the small words beside them.
        channels: Numbers of the channels that it names.
        colors: Colors as written, and as functions take them.
        times: Times as written, and seconds; `END` for the end of the sequence.
        positions: Places of segments on their channel, from 1.
    """

    items: tuple[Item, ...] = ()
    channels: tuple[int, ...] = ()
    colors: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)
    positions: tuple[int, ...] = ()


def grounds_of(text: str, situation: Situation) -> Grounds:
    """Return what a request names; nothing where it is too long to be a command."""
    found, words = tokens(text), lexicon("en")
    if not found or words is None:
        return Grounds()
    try:
        raw = Lexer(found, situation, words).items()
        items = grouped(raw)
    except RecursionError:
        return Grounds()
    return Grounds(
        tuple(items),
        _channels(items),
        _colors(raw),
        _times(raw, items, text.casefold()),
        _positions(items),
    )


def _channels(items: Iterable[Item]) -> tuple[int, ...]:
    named = [n for item in items if item.kind == "channels" for n in item.many]
    return tuple(dict.fromkeys(n for n in named if 1 <= n <= CHANNELS))


def _colors(items: Iterable[Item]) -> dict[str, str]:
    return {item.text: item.name for item in items if item.kind == "color"}


def _positions(items: Iterable[Item]) -> tuple[int, ...]:
    found = [int(item.value) for item in items if item.kind == "index" and item.value >= 1]
    return tuple(dict.fromkeys(found))


def _times(raw: Iterable[Item], items: Iterable[Item], text: str) -> dict[str, float]:
    """Return times; `first ten seconds` is copied whole and counts as its end."""
    found: dict[str, float] = {}
    for item in raw:
        if item.kind in TIMED and (item.value >= 0 or item.kind == "place"):
            found[_as_written(item.text, text)] = END if item.value < 0 else item.value
    for item in items:
        if item.kind == "span" and item.text.startswith("first "):
            found[_as_written(item.text, text)] = item.second
    return found


def _as_written(words: str, text: str) -> str:
    """Return words without the blanks that the text does not have either."""
    close = words.replace(" ", "")
    return close if words not in text and close in text else words
