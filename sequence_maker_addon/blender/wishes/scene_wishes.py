"""The wishes that a scene keeps: one's own hold, those of others once they are accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from ...chat.memory.wish import Wish
from ...kept import wishes_file
from ..host import compat, damaged
from .own_secret import signer

Row = dict[str, Any]


class Kept(NamedTuple):
    """A wish of a scene; `is_own` where it was made or accepted on this computer."""

    wish: Wish
    row: Row
    is_own: bool


def rows(scene: Any) -> list[Row]:
    """Return the wishes of a scene as plain data; what is damaged is told once and left out."""
    text = damaged.text_of(scene.sequence_maker, "wishes")
    return damaged.clean(scene, "wishes", text, wishes_file.rows_of, [])


def write(scene: Any, found: Iterable[Row]) -> None:
    """Let a scene keep wishes; whether they hold, their signatures say.

    Raises:
        ValueError: If one of them is damaged.
    """
    if not compat.is_editable(scene):
        return
    damaged.keep(scene)
    every = wishes_file.rows_of(wishes_file.text_of(found) or "[]")
    scene.sequence_maker.wishes = wishes_file.text_of(every)


def kept(scene: Any) -> list[Kept]:
    """Return the wishes of a scene, oldest first."""
    text = damaged.text_of(scene.sequence_maker, "wishes")
    if not text:
        return []
    try:
        return list(_kept(text))
    except ValueError:
        rows(scene)  # which tells it
        return []


def own(scene: Any) -> list[Wish]:
    """Return the wishes that were made or accepted here, switched off ones included."""
    return [found.wish for found in kept(scene) if found.is_own]


def foreign(scene: Any) -> int:
    """Return how many wishes somebody else wrote, which nobody accepted yet."""
    return sum(not found.is_own for found in kept(scene))


def accept(scene: Any) -> int:
    """Make the wishes of somebody else one's own; return how many they were."""
    count = foreign(scene)
    write(scene, [row_of(found.wish) for found in kept(scene)])
    return count


def row_of(wish: Wish) -> Row:
    """Return a wish as plain data, signed as one's own."""
    return wishes_file.row_of(wish, signer())


def change(scene: Any, index: int, wish: Wish | None) -> None:
    """Put a wish in the place of another of a scene, or remove it; one's own stay so.

    Raises:
        IndexError: If there is none at that place.
    """
    every = kept(scene)
    old = every[index]
    put: list[Row] = []
    if wish is not None:
        switched = wish == replace(old.wish, is_on=wish.is_on)
        put = [old.row | {"is_on": wish.is_on}] if switched else [row_of(wish)]
    write(scene, [f.row for f in every[:index]] + put + [f.row for f in every[index + 1 :]])


@lru_cache(maxsize=32)
def _kept(text: str) -> tuple[Kept, ...]:
    found = []
    for row in wishes_file.rows_of(text):
        found.append(Kept(wishes_file.wish_of(row), row, wishes_file.is_own(row, signer())))
    return tuple(found)
