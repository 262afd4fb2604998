"""All chats of one scene: which is open, and what the scene keeps of them."""

from __future__ import annotations

from itertools import count
from typing import Any

from ...chat.conversation import Conversation
from ...chat.conversation_turn import Turn
from ...kept import ledgers
from ...kept.ledger_file import Seconds
from ...kept.signatures import Signer
from . import chat_rows, takeover
from .chat_rows import ChatRow
from .open_chat import Fresh, OpenChat
from .turn_places import TurnPlaces

LARGEST_NUMBER = 2**31 - 1
"""What a property of whole numbers can hold."""


class Shelf:
    """The chats of one scene. What it holds is true; `write` lets the scene have it.

    Args:
        scene: The scene; nothing is written into it but by `write`.
        signer: Signs one's own turns.
        seconds: The time of a frame of the scene, for ledgers of 0.1.0.

    Attributes:
        rows: The chats, as they were begun.
        deleted: The chats that can be brought back, and their turns, the newest last.
        places: The turns of all of them.
    """

    def __init__(self, scene: Any, signer: Signer, seconds: Seconds = float) -> None:
        self._signer, self._seconds = signer, seconds
        self.places = TurnPlaces(scene)
        self.rows = chat_rows.read(scene)
        self.deleted: list[tuple[ChatRow, list[tuple[str, str]]]] = []
        self._fresh = dict[int, Fresh]()
        self._gone = set[str]()
        known = {row.number for row in self.rows}
        self.rows += [ChatRow(number) for number in sorted(self.places.chats() - known)]
        former = takeover.take_over(scene, self.next_number(), self.places)
        if former is not None:
            self.rows.append(former)
        chosen = former.number if former else scene.sequence_maker.current_chat
        found = [row for row in self.rows if row.number == chosen or not chosen]  # or a new one
        self._open = self._opened(scene, found[-1] if found else self.new_row())

    def _opened(self, scene: Any, row: ChatRow) -> OpenChat:
        return OpenChat(scene, row, self.places, self._signer, self._seconds)

    @property
    def current(self) -> ChatRow:
        """The chat that is open."""
        return self._open.row

    @property
    def conversation(self) -> Conversation:
        """The turns of the open chat, as far as they are loaded."""
        return self._open.conversation

    @property
    def older(self) -> int:
        """How many turns of the open chat are kept and not loaded."""
        return self._open.older

    def load_older(self, scene: Any) -> int:
        """Load the next older turns of the open chat; return how many came."""
        return self._open.load_older(scene)

    def quote(self) -> int:
        """Let what is foreign of the loaded turns be quoted to a model; return how many were."""
        return self._open.quote()

    def next_number(self) -> int:
        """Return a number that no chat has, nor had in this session."""
        taken = {row.number for row in (*self.rows, *(row for row, _ in self.deleted))}
        last = max(taken, default=0)
        if last < LARGEST_NUMBER:
            return last + 1
        return next(number for number in count(1) if number not in taken)

    def new_row(self) -> ChatRow:
        """Put a further chat on the list, and return it."""
        row = ChatRow(self.next_number())
        self.rows.append(row)
        return row

    def is_empty(self, row: ChatRow) -> bool:
        """Tell whether a chat has no turns, in its list or in the open conversation."""
        if row is self.current and self.conversation.turns:
            return False
        return not self.places.of(row.number)

    def named(self, name: str) -> ChatRow | None:
        """Return the chat of a name, of several the newest; capitals do not count."""
        found = [row for row in self.rows if row.shown.casefold() == name.casefold()]
        return found[-1] if found else None

    def turn_to(self, scene: Any, row: ChatRow) -> None:
        """Make a chat the one that is open, with its newest turns."""
        self.keep(scene)
        self._open = self._opened(scene, row)

    def begin(self, scene: Any, name: str = "") -> ChatRow:
        """Open a chat that is empty: a new one, if need be."""
        unused = [row for row in self.rows if not row.name and self.is_empty(row)]
        row = unused[0] if unused else self.new_row()
        row.name = name
        self.turn_to(scene, row)
        return row

    def delete(self, scene: Any, row: ChatRow) -> None:
        """Take a chat from the list; it can be brought back by `bring_back`."""
        self.keep(scene)
        places = self.places.of(row.number)
        self.deleted.append((row, [self.places.get(scene, place) for place in places]))
        for place in places:
            self.places.clear(place)
            self._fresh.pop(place, None)
        self._gone.add(row.uid)
        self.rows.remove(row)
        if row is self.current:
            latest = self.places.latest()
            left = sorted(self.rows, key=lambda row: latest.get(row.number, -1))
            self._open = self._opened(scene, left[-1] if left else self.new_row())

    def bring_back(self, scene: Any) -> ChatRow:
        """Open the chat that was deleted last, whole; there must be one."""
        self.keep(scene)
        row, turns = self.deleted.pop()
        self.rows.append(row)
        for text, ledger in turns:
            place = self.places.add(row.number, text, ledger)
            self._fresh[place] = Fresh(row, text, ledger)
        self._open = self._opened(scene, row)
        return row

    def keep(self, scene: Any) -> None:
        """Let the places have the turns of the open chat; only what is new is written anew."""
        self._fresh |= self._open.keep(scene)

    def keep_ledger(self, turn: Turn) -> None:
        """Let a turn of the open chat be kept with the ledger that it has now."""
        self._fresh |= self._open.keep_ledger(turn)

    def take_fresh(self) -> dict[int, Fresh]:
        """Return what was written anew since the last time, by its place."""
        fresh, self._fresh = self._fresh, {}
        return fresh

    def take_gone(self) -> set[str]:
        """Return the uids of chats that were deleted since the last time, brought back or not."""
        gone, self._gone = self._gone, set()
        return gone

    def write(self, scene: Any, again: bool = False) -> list[int]:
        """Let the scene have the chats; return the places of turns that were written.

        Args:
            scene: The scene.
            again: Write all that this session wrote, after an undo.
        """
        self.keep(scene)
        room = ledgers.LARGEST, ledgers.SMALLER, ledgers.GONE
        self._open.forget_ledgers(set(self.places.forget_ledgers(scene, *room)))
        written = self.places.write(scene, again)
        chat_rows.write(scene, [r for r in self.rows if r.name or not self.is_empty(r)])
        if scene.sequence_maker.current_chat != self.current.number:
            scene.sequence_maker.current_chat = self.current.number
        takeover.clear(scene)
        return written
