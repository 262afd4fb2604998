"""Words that turn no sense where they stand, and asides that say what not to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..parts.clause import ACTIONS
from ..parts.items import Item

_THINGS = frozenset({"channels", "ref", "index", "color"})


def softened(items: Sequence[Item], mention: bool = False) -> list[Item] | None:
    """Return the items without asides, or None where the whole must not be done.

    Args:
        items: Of the request.
        mention: Whether what an aside is about stays: `ball 1 is not right, make it blue`.

    A condition, a choice or a word that calls all off is never set aside; what says what not to
    do is, where it stands in a piece of its own and something else is left.
    """
    if any(item.has("off_again") for item in items) or _is_conditional(items):
        return None
    kept: list[Item] = []
    for piece in _pieces(_without_ends(items)):
        if any(item.has("hard") for item in piece):
            if not _may_go(piece):
                return None
            kept += [i for i in piece if i.kind in _THINGS] if mention else []
            continue
        if kept and _only_asks(piece):
            continue
        kept += piece
    if not any(item.has(*ACTIONS) or item.is_entity for item in kept):
        return None
    if mention and not any(item.has(*ACTIONS, "set") for item in kept):
        return None
    return [_soft(item, _opens(kept, place)) for place, item in enumerate(kept)]


def _opens(items: Sequence[Item], place: int) -> bool:
    """Tell whether a word opens a question."""
    before = [item for item in items[:place] if not item.has("hesitation", "filler")]
    first = not before or before[-1].kind == "sep"
    asked = items[-1].text == "?" or items[place].text not in ("when", "where", "who", "whose")
    return first and asked and items[place].has("question", "list")


def _is_conditional(items: Sequence[Item]) -> bool:
    """Tell whether a condition, a choice or an exception is said, or a question is asked."""
    for place, item in enumerate(items):
        before = items[place - 1] if place else Item("sep", "")
        if item.has("condition"):
            return True
        if item.text == "but" and before.has("all", "everything"):
            return True
        after = items[place + 1] if place + 1 < len(items) else Item("sep", "")
        left_open = after.has("channel", "prop", "segment", "color_noun")
        if item.text in ("which", "what") and left_open and before.kind != "sep":
            return True
    return False


def _without_ends(items: Sequence[Item]) -> list[Item]:
    """Cut off `without altering its times`, where no entity is named."""
    found: list[Item] = []
    skips = False
    for item in items:
        if item.kind == "sep" or item.is_entity:
            skips = False
        elif item.text == "without" or skips:
            skips = True
            continue
        found.append(item)
    return found


def _pieces(items: Sequence[Item]) -> list[list[Item]]:
    pieces: list[list[Item]] = [[]]
    for place, item in enumerate(items):
        refuses = place + 1 < len(items) and items[place + 1].has("hard")
        if item.kind == "sep" or item.has("reason") or item.has("and") and refuses:
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _only_asks(piece: Sequence[Item]) -> bool:
    """Tell whether a piece behind others is a question about nothing of ours: `how copy?`."""
    words = [item for item in piece if item.kind == "word" and not item.has("hesitation")]
    return bool(words) and words[0].has("question") and not any(i.is_entity for i in piece)


def _may_go(piece: Sequence[Item]) -> bool:
    """Tell whether a piece that says no is only an aside."""
    words = [item for item in piece if item.kind == "word"]
    if any(item.has("firm") for item in words):
        return False
    said = [i for i in words if not i.has("hard", "called_off", "hesitation")]
    return bool(said) or any(item.is_entity for item in piece)


def _soft(item: Item, opens: bool) -> Item:
    """Let a word that turns no sense here be an unknown one."""
    if item.kind != "word" or opens:
        return item
    return replace(item, tags=(item.tags - {"turn", "question", "list"}) | {"soft"})
