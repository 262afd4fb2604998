"""The chats as a list shows them: in which order, found by words, how large all are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...kept.plain_json import written
from ..host.memory import PerScene
from .chat_rows import ChatRow
from .chat_shelf import Shelf
from .turn_places import TurnPlaces

MUCH = 20_000_000
"""Characters of chats in a file from which on the person is told."""


class _Found:
    """What was searched last, and what was found, for a list that is drawn often."""

    key: tuple[str, int] = ("", 0)
    numbers: frozenset[int] = frozenset()


_found = PerScene(lambda scene: _Found())


def listed(shelf: Shelf, scene: Any, words: str = "") -> list[ChatRow]:
    """Return the chats of a scene: pinned ones first, then those with the newest turns.

    Args:
        shelf: The scene's chats.
        scene: The scene.
        words: What their names or turns must have in them, "" for all; capitals do not count.
    """
    latest = shelf.places.latest()
    rows = [row for row in shelf.rows if row.shown or row is shelf.current]
    newest = {row.number: latest.get(row.number, -1) for row in rows}
    rows.sort(key=lambda row: (row.pinned, newest[row.number]), reverse=True)
    words = " ".join(words.split()).casefold()
    if not words:
        return rows
    memo, key = _found.of(scene), (words, shelf.places.version)
    if memo.key != key:
        memo.key, memo.numbers = key, frozenset(_with(shelf, scene, words))
    return [row for row in rows if row.number in memo.numbers or words in _names(row)]


def _names(row: ChatRow) -> str:
    return f"{row.name} {row.title}".casefold()


def _with(shelf: Shelf, scene: Any, words: str) -> Iterable[int]:
    """Yield the numbers of the chats in whose turns words stand."""
    wanted = written(words)[1:-1]
    for row in shelf.rows:
        places = shelf.places.of(row.number)
        if any(wanted in shelf.places.get(scene, place)[0].casefold() for place in places):
            yield row.number


def total(scenes: Iterable[Any]) -> tuple[int, int]:
    """Return how many chats are kept in scenes, and how many characters they have."""
    count = size = 0
    for scene in scenes:
        count += len(scene.sequence_maker.chats)
        size += TurnPlaces(scene).size()
    return count, size
