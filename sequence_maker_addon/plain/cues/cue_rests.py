"""The color of rest: `dark red in between`, `otherwise blue`, `the rest in navy`."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.english_cues import RESTS, STAYS
from ..parts.items import Item

_ROWS = sorted((tuple(row.split()) for row in RESTS.split("|")), key=lambda row: -len(row))
_TIMES = frozenset({"amount", "number", "place", "section"})


def with_rests(items: list[Item]) -> list[Item]:
    """Return the items, a color and what says that it lies between lights as one.

    Only beside a grid, a shape or a quoted word, as `the rest` means other things elsewhere.
    """
    if not any(_is_grid(item) or item.kind == "quoted" for item in items):
        return items
    row = list(items)
    place = 0
    while place < len(row):
        found = _rest(row, place)
        if found is not None:
            first, after, color = found
            text = " ".join(item.text for item in row[first:after])
            row[first:after] = [Item("rest", text, name=color.name, vague=color.vague)]
            place = first
        place += 1
    return row


def _is_grid(item: Item) -> bool:
    named = item.kind == "word" and any(tag.startswith("grid:") for tag in item.tags)
    return named or item.kind in ("every", "period") or item.has("flash", "pulse")


def _get(row: Sequence[Item], place: int) -> Item:
    return row[place] if 0 <= place < len(row) else Item("sep", "")


def _rest(row: Sequence[Item], place: int) -> tuple[int, int, Item] | None:
    """Return where a rest begins and ends, and its color; None where it is not one color."""
    after = place + next((len(words) for words in _ROWS if _stands(row, place, words)), 0)
    if after == place:
        return None
    left, right = _get(row, place - 1), _right(row, after)
    if left.kind == "color" and right is None:
        far = _get(row, after + (_get(row, after).text == "the"))
        several = _get(row, place - 2).kind == "color"
        if several or far.kind in _TIMES or _is_grid(far) and not far.has("flash", "pulse"):
            return None
        return place - 1, after, left
    if right is None or left.kind == "color":
        return None
    joined = _get(row, right + 1).has("and") or _get(row, right + 1).text == "/"
    if joined and _get(row, right + 2).kind == "color":
        return None
    return place, right + 1, row[right]


def _stands(row: Sequence[Item], place: int, words: Sequence[str]) -> bool:
    said = [item.text for item in row[place : place + len(words)] if item.kind == "word"]
    return said == list(words)


def _right(row: Sequence[Item], place: int) -> int | None:
    """Return the place of the color that follows, if it does."""
    while _get(row, place).kind == "word" and _get(row, place).text in STAYS:
        place += 1
    return place if _get(row, place).kind == "color" else None
