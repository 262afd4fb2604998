"""`red, no wait, blue` and `58 instead of 55` name what is meant by what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..parts.items import Item

FAR = 4
"""Items that may stand between the sign of a correction and what is meant."""
_LIKE = {"number": ("amount", "place", "number"), "amount": ("amount", "number", "place")}
_TIMES = frozenset("start end span length amount number place".split())


def corrected(items: Sequence[Item]) -> list[Item]:
    """Return the items with what was taken back left out."""
    return _contrasted(_taken_back(list(items)))


def _taken_back(items: list[Item]) -> list[Item]:
    """Put what stands behind `no wait` in the place of what it corrects."""
    place = 0
    while place < len(items):
        after = _sign(items, place)
        if after == place:
            place += 1
            continue
        meant = _entity(items, after)
        before = _before(items, place, items[meant]) if meant is not None else None
        if meant is None or before is None:
            place = after
            continue
        role = items[meant].role or items[before].role
        items[before] = replace(items[meant], role=role)
        del items[place : meant + 1]
    return items


def _sign(items: Sequence[Item], place: int) -> int:
    """Return the place behind the sign of a correction: `no`, `no, wait`, `sorry`, `I mean`."""
    after, signed = place, False
    while after < len(items):
        item = items[after]
        if item.has("correction"):
            signed = True
        elif not (item.kind == "sep" or item.has("hesitation")) or after == place:
            break
        after += 1
    return after if signed else place


def _entity(items: Sequence[Item], place: int) -> int | None:
    for number in range(place, min(place + FAR, len(items))):
        if items[number].is_entity:
            return number
        if items[number].has("hard"):
            return None
    return None


def _before(items: Sequence[Item], place: int, meant: Item) -> int | None:
    """Return where the entity stands that another one of its kind corrects."""
    for number in range(place - 1, -1, -1):
        kind = items[number].kind
        if kind == meant.kind or kind in _TIMES and meant.kind in _TIMES:
            return number
    return None


def _contrasted(items: list[Item]) -> list[Item]:
    """Leave out what is named as not meant: `instead of 55`, `not white but`."""
    found: list[Item] = []
    place = 0
    while place < len(items):
        gone = _contrast(items, place)
        if gone > place and any(own.is_entity for own in [*found, *items[gone:]]):
            place = gone
            continue
        found.append(items[place])
        place += 1
    return found


def _contrast(items: Sequence[Item], place: int) -> int:
    """Return the place behind a contrast that begins here, or the same place."""
    first = items[place]
    after = place + 1
    if first.has("instead") and after < len(items) and items[after].has("of"):
        after += 1
    elif first.text == "rather" and after < len(items) and items[after].text == "than":
        after += 1
    elif first.has("but") and after < len(items) and items[after].text == "not":
        after += 1
    elif first.text != "not":
        return place
    strange = 0
    while after < len(items) and items[after].kind == "word" and strange <= 1:
        strange += "filler" not in items[after].tags
        after += 1
    if after >= len(items) or not items[after].is_entity:
        return place
    after += 1
    if first.text == "not" and after < len(items) and items[after].text == "but":
        return after + 1
    ended = after >= len(items) or items[after].kind == "sep" or items[after].has("and")
    return after if ended or first.text != "not" else place
