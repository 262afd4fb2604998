"""The items of a request, with what is told of a pattern's warnings and rest joined."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.lexicon import Lexicon
from ..parts.facts import Situation
from ..parts.grouping import grouped
from ..parts.items import Item
from ..parts.lexer import Lexer
from ..parts.text_tokens import Token
from .cue_rests import with_rests
from .cue_warnings import with_warnings


def items_of(found: Sequence[Token], situation: Situation, words: Lexicon) -> list[Item]:
    """Return the items of a request, grouped.

    Warnings come first: `200 ms before` is no end of a time then.
    """
    items = Lexer(list(found), situation, words).items()
    return grouped(with_rests(with_warnings(_with_seeds(items))))


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
