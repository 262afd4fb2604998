"""Descriptions such as `the green one` and `all blue segments` become references."""

from __future__ import annotations

from dataclasses import replace

from .instants import PASSED
from .items import Item

_ROLES = ("from", "to", "until", "on", "of", "with", "by", "at", "for", "after", "before")
_ROLED = frozenset("color channels section index ref strip name percent level every bpm".split())
_ALSO = frozenset("like hex code ie i.e. use as is =".split())
_DEFINITE = frozenset("the that this my all every both those these your".split())


def described(items: list[Item]) -> list[Item]:
    """Return the items with an article, a color and a noun for a segment joined."""
    found: list[Item] = []
    place = 0
    items = _with_codes(items)
    while place < len(items):
        joined = _description(items, place)
        if joined is None:
            found.append(items[place])
            place += 1
        else:
            found.append(joined[0])
            place = joined[1]
    return found


def _with_codes(items: list[Item]) -> list[Item]:
    """Let `rose, #ff66aa` and `champagne #f7e7ce` be one color."""
    found: list[Item] = []
    for item in items:
        if item.kind == "color" and item.text.startswith(("#", "0x")) and item.role != "to":
            back = len(found)
            while back and (found[back - 1].kind == "sep" or found[back - 1].text in _ALSO):
                back -= 1
            before = found[back - 1] if back else None
            if before is not None and before.kind == "color" and not before.text.startswith("#"):
                found[back - 1 :] = [replace(item, role=before.role)]
                continue
        found.append(item)
    return found


def _description(items: list[Item], place: int) -> tuple[Item, int] | None:
    first = items[place]
    if first.kind != "word" or not (first.text in _DEFINITE or first.has("all")):
        return None
    after, every = place, False
    while after < len(items) and (items[after].text in _DEFINITE or items[after].has("all")):
        every = every or items[after].has("all")
        after += 1
    if after + 1 >= len(items) or items[after].kind != "color" or items[after].vague:
        return None
    noun, color = items[after + 1], items[after]
    if not noun.has("segment") or noun.text in ("light", "lights", "fade", "flash"):
        return None
    several = every or noun.has("many")
    text = f"{first.text} {color.text} {noun.text}"
    tags = frozenset({"all"} if several else ())
    return Item("ref", text, name=color.name, tags=tags, role=color.role), after + 2


def with_roles(items: list[Item]) -> list[Item]:
    """Give entities the small word before them; articles between do not count."""
    found: list[Item] = []
    for item in items:
        if item.kind == "color" and [own.text for own in found[-2:]] == ["instead", "of"]:
            found[-2:] = []
            item = replace(item, role="from")
        if item.kind in _ROLED and not item.role:
            back = len(found)
            while back and found[back - 1].text in PASSED:
                back -= 1
            before = found[back - 1] if back else None
            role = next((r for r in _ROLES if before and before.has(r)), "")
            if role == "until" and item.kind == "color" and before and before.text != "until":
                role = ""
            if role and before is not None:
                gone = len(found) - back
                articles = found[back:] if gone else []
                found[back - 1 :] = articles
                item = replace(item, role=role)
        found.append(item)
    return found
