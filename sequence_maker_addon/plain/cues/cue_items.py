"""The items of a request, with what is told of a pattern's warnings and rest joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lexicon.lexicon import Lexicon
from ..parts.facts import Situation
from ..parts.grouping import grouped
from ..parts.items import Item
from ..parts.lexer import Lexer
from ..parts.text_tokens import Token
from .cue_rests import with_rests
from .cue_warnings import with_warnings

_MEANWHILE = ("while", "whilst")
_GOES_ON = ("plays", "playing", "runs", "running")
_GAP = 5
"""Words between `while` and what goes on."""


def items_of(found: Sequence[Token], situation: Situation, words: Lexicon) -> list[Item]:
    """Return the items of a request, grouped.

    Warnings come first: `200 ms before` is no end of a time then.
    """
    items = Lexer(list(found), situation, words).items()
    return grouped(with_rests(with_warnings(_with_seeds(_without_meanwhile(items)))))


def _without_meanwhile(items: list[Item]) -> list[Item]:
    """Let `while the song is playing` say when something is, and command nothing."""
    found = list(items)
    for place, item in enumerate(items):
        for next_place in range(place + 1, place + 2 + _GAP) if item.text in _MEANWHILE else ():
            after = items[next_place] if next_place < len(items) else Item("sep", "")
            if after.text in _GOES_ON and after.has("play"):
                found[next_place] = replace(after, tags=frozenset({"filler"}))
            if after.kind not in ("word", "section") or after.has("play"):
                break
    return found


def _with_seeds(items: list[Item]) -> list[Item]:
    """Read `seed 42`."""
    found: list[Item] = []
    for item in items:
        whole = item.kind == "number" and item.value == int(item.value)
        if whole and found and found[-1].has("seed"):
            found[-1] = Item("seed", f"seed {item.value:g}", item.value)
        else:
            found.append(item)
    return found
