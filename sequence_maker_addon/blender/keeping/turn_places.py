"""The turns that a scene keeps, by their place: read when they are asked for, written one by one.

What the session wrote is the true state: it is remembered, and written again after an undo. What it
did not touch every undo step has as the file had it.
"""

from __future__ import annotations

from array import array
from typing import Any

from ..host import damaged
from ..host.memory import PerAddon

_Written = tuple[int, str, str]
"""The number of the chat, the row and the ledger; a plain tuple, as there is one of every turn."""
_FREE: _Written = (0, "", "")


class TurnPlaces:
    """The places of one scene's turns; places are never moved while Blender runs.

    Args:
        scene: The scene; it is not kept, for undo frees scenes.

    Attributes:
        version: Another number whenever a turn is kept, or no longer is.
    """

    def __init__(self, scene: Any) -> None:
        turns = scene.sequence_maker.kept_turns
        self._chats = _column(turns, "chat")
        self._sizes = _column(turns, "size")
        self._changes = _column(turns, "changes")
        self._mine: dict[int, _Written] = {}
        self._fresh: set[int] = set()
        self.version = 0
        if _away.get().went:
            self._mine = {
                place: (number, *self.get(scene, place)) for place, number in enumerate(self._chats)
            }

    def of(self, chat: int) -> list[int]:
        """Return the places of a chat's turns, oldest first."""
        return [place for place, number in enumerate(self._chats) if number == chat]

    def chats(self) -> set[int]:
        """Return the numbers of all chats that have turns."""
        return {number for number in self._chats if number > 0}

    def latest(self) -> dict[int, int]:
        """Return the place of each chat's newest turn, by the chat's number."""
        return {number: place for place, number in enumerate(self._chats)}

    def size(self, chat: int | None = None) -> int:
        """Return how many characters a chat's turns have, or those of all chats."""
        rows = zip(self._chats, self._sizes, self._changes, strict=True)
        return sum(size + more for n, size, more in rows if n > 0 and chat in (None, n))

    def get(self, scene: Any, place: int) -> tuple[str, str]:
        """Return the row and the ledger of a place."""
        if place in self._mine:
            return self._mine[place][1:]
        turns = scene.sequence_maker.kept_turns
        if place >= len(turns):
            return "", ""
        return damaged.text_of(turns[place], "text"), damaged.text_of(turns[place], "ledger")

    def add(self, chat: int, text: str, ledger: str) -> int:
        """Keep a turn behind all others; return its place."""
        place = len(self._chats)
        while place and self._chats[place - 1] <= 0:
            place -= 1
        if place == len(self._chats):
            self._chats.append(0)
            self._sizes.append(0)
            self._changes.append(0)
        self.put(place, chat, text, ledger)
        return place

    def put(self, place: int, chat: int, text: str, ledger: str) -> None:
        """Keep a turn at a place."""
        row = chat, text, ledger
        if self._mine.get(place) == row:
            return
        self._mine[place] = row
        self._fresh.add(place)
        self.version += 1
        self._chats[place], self._sizes[place] = chat, len(text)
        self._changes[place] = len(ledger)

    def clear(self, place: int) -> None:
        """Keep nothing at a place any more."""
        self.put(place, *_FREE)

    def forget_ledgers(self, scene: Any, largest: int, smaller: int, gone: str) -> list[int]:
        """Keep no more ledgers than there is room for, those of the newest turns.

        Args:
            scene: The scene.
            largest: Characters of ledgers that there is room for.
            smaller: As many are left where there are more.
            gone: What stands in place of a ledger that goes.

        Returns:
            The places whose ledger went.
        """
        room, lost = sum(self._changes), list[int]()
        for place, size in enumerate(self._changes if room > largest else ()):
            if room > smaller and size > len(gone):
                room -= size
                lost.append(place)
                self.put(place, self._chats[place], self.get(scene, place)[0], gone)
        return lost

    def write(self, scene: Any, again: bool = False) -> list[int]:
        """Write into the scene what is new; return the places that were written.

        Args:
            scene: The scene.
            again: Write all that this session wrote, after an undo.
        """
        turns = scene.sequence_maker.kept_turns
        places = sorted(self._mine if again else self._fresh)
        while places and len(turns) <= places[-1]:
            turns.add()
        # in one walk: for each place by itself Blender counts from the first on
        there = turns[places[0] : places[-1] + 1] if places else []
        for place in places:
            kept, (chat, text, ledger) = there[place - places[0]], self._mine[place]
            kept.chat, kept.size, kept.changes = chat, len(text), len(ledger)
            kept.text, kept.ledger = text, ledger
        self._fresh.clear()
        return places


class _Away:
    """Whether the add-on was away since the file was opened: then undo steps may have less."""

    went = False


_away = PerAddon(_Away, lasting=True)


def add_on_goes() -> None:
    """Remember that undo steps of this file are older than what is read of its scenes next."""
    _away.get().went = True


def file_comes() -> None:
    """Forget that the add-on was away: another file has undo steps of its own."""
    _away.get().went = False


def _column(turns: Any, name: str) -> list[int]:
    """Return a number of each turn, without reading the turns."""
    found = array("i", bytes(4 * len(turns)))
    turns.foreach_get(name, found)
    return [max(0, number) for number in found]
