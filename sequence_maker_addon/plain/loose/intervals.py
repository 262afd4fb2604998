"""Ranges as they are written by hand: `[4, 9)`, `12 <= t < 17`, `ch 40 to 43` beside a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lexicon.lexicon import Lexicon
from ..parts.items import Item
from ..parts.text_tokens import Token

_LESS = frozenset({"≤", "<", "≦", "⩽"})


def spelled_out(found: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens with intervals in the words `from` and `to`."""
    told: list[Token] = []
    place = 0
    while place < len(found):
        if found[place].text in ("hex", "code") and (code := _code(found, place + 1)):
            told.append(Token(code[0], "hex", raw=code[0]))
            place = code[1]
            continue
        size = _interval(found, place, lexicon)
        if size:
            numbers = [t for t in found[place : place + size] if t.kind in ("number", "clock")]
            told += [Token("from", "word"), numbers[0], Token("to", "word"), numbers[1]]
            place += size
            continue
        told.append(found[place])
        place += 1
    return told


def _code(found: Sequence[Token], place: int) -> tuple[str, int] | None:
    """Return the color of `7f00ff` or `ff bf 00` behind `hex`, and the place after it."""
    text = ""
    while place < len(found) and len(text) < 6 and found[place].kind in ("word", "number"):
        text += found[place].text
        place += 1
    plain = len(text) == 6 and all(sign in "0123456789abcdef" for sign in text)
    return (f"#{text}", place) if plain else None


def _interval(found: Sequence[Token], place: int, lexicon: Lexicon) -> int:
    """Return how many tokens an interval has, or 0."""
    row = list(found[place : place + 9])
    kinds = [token.kind for token in row]
    texts = [token.text for token in row]
    before = found[place - 1].text if place else ""
    bracket = texts[:1] == ["["] and kinds[1:4:2] == ["number", "number"] and texts[2] == ","
    if bracket and texts[4:5] in (["]"], [")"], ["["]):
        return 0 if "channel" in lexicon.of(before) else 5
    if kinds[:1] != ["number"]:
        return 0
    steps = [n for n in range(1, len(row)) if texts[n] in _LESS or texts[n] == "="]
    signs = [n for n in steps if texts[n] in _LESS]
    if len(signs) != 2 or signs[0] > 2:
        return 0
    after = signs[1] + 1 + (texts[signs[1] + 1 : signs[1] + 2] == ["="])
    return after + 1 if kinds[after : after + 1] == ["number"] else 0


def joined(items: Sequence[Item]) -> list[Item]:
    """Return the items with `ch 40 to 43` as channels, where another time is told."""
    found: list[Item] = []
    for item in items:
        before = found[-1] if found else None
        if before is not None and _goes_on(before, item) and _is_timed(items, item):
            first, last = before.many[0], int(item.value)
            found[-1] = replace(before, many=tuple(range(first, last + 1)))
            continue
        found.append(item)
    return found


def _goes_on(before: Item, item: Item) -> bool:
    if before.kind != "channels" or len(before.many) != 1 or item.kind != "end":
        return False
    whole = item.vague and item.role in ("to", "until") and item.value == int(item.value)
    return whole and before.many[0] < item.value <= 128


def _is_timed(items: Sequence[Item], end: Item) -> bool:
    kinds = [item.kind for item in items if item is not end]
    told = "span" in kinds or "start" in kinds and ("end" in kinds or "length" in kinds)
    return told or any(tag.startswith("grid:") for item in items for tag in item.tags)
