"""The chat that is open: its turns as far as they are loaded, and how they get to their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from ...chat.conversation import Conversation
from ...chat.conversation_turn import Turn
from ...kept import ledgers
from ...kept.ledger_file import Seconds
from ...kept.signatures import Signer
from ...kept.signed_turns import SignedTurn, restored, sign, signature_of, split
from ...sequence.ledger import Ledger
from ..host import damaged
from . import takeover
from .chat_rows import ChatRow
from .turn_places import TurnPlaces

STEP = 30
"""Turns that are loaded at a time."""
STEP_SIZE = 2_000_000
"""Characters of turns that are loaded at a time, the newest one in any case."""
MOST_LOADED, FEWER_LOADED = 400, 300
"""Turns that are held while Blender runs; where there are more, only so many stay loaded."""


class Fresh(NamedTuple):
    """A turn that was written anew: of which chat, as which row, and with which ledger."""

    row: ChatRow
    text: str
    ledger: str


@dataclass
class _Loaded:
    """A turn that is loaded, where it is kept, and how; `signed` is None until it is written."""

    turn: Turn
    place: int
    signed: SignedTurn | None
    was_running: bool = False


class OpenChat:
    """A chat with its newest turns; nothing is written into the scene.

    Args:
        scene: The scene.
        row: The chat.
        places: The turns of all chats of the scene.
        signer: Signs one's own turns.
        seconds: The time of a frame of the scene, for ledgers of 0.1.0.

    Attributes:
        row: The chat.
        conversation: Its turns, as far as they are loaded.
    """

    def __init__(
        self, scene: Any, row: ChatRow, places: TurnPlaces, signer: Signer, seconds: Seconds
    ) -> None:
        self.row, self._places, self._signer, self._seconds = row, places, signer, seconds
        self._loaded: list[_Loaded] = []
        self._unread = places.of(row.number)
        self.conversation = Conversation(dropped=row.dropped + len(self._unread))
        self.load_older(scene)

    @property
    def older(self) -> int:
        """How many turns are kept and not loaded."""
        return len(self._unread)

    def load_older(self, scene: Any) -> int:
        """Load the next older turns; return how many came.

        What is damaged stays where it is, and is told.
        """
        found, size, looked = list[_Loaded](), 0, 0
        while self._unread and looked < STEP and (not found or size < STEP_SIZE):
            place = self._unread.pop()
            text, ledger = self._places.get(scene, place)
            size, looked = size + len(text), looked + 1
            loaded = self._read(scene, place, text, ledger)
            if loaded is not None:
                found.insert(0, loaded)
        self._loaded[:0] = found
        self.conversation.turns[:0] = [loaded.turn for loaded in found]
        self.conversation.dropped = max(0, self.conversation.dropped - len(found))
        return len(found)

    def _read(self, scene: Any, place: int, text: str, ledger: str) -> _Loaded | None:
        """Return the turn of a place; one that cannot be read stays there, and is told."""
        try:
            row = split(text)
            turn, stays = restored(row, self._signer, self.row.uid, self._seconds)
        except ValueError as error:
            damaged.note(scene, "chat", text, str(error))
            return None
        if self._unread and row.after != self._signature(scene, self._unread[-1]):
            turn.origin, stays = "foreign", True
        damaged.clean(scene, "list of changes", ledger, lambda text: ledgers.give(turn, text), None)
        return _Loaded(turn, place, row if stays else None)

    def _signature(self, scene: Any, place: int) -> str:
        return signature_of(self._places.get(scene, place)[0])

    def quote(self) -> int:
        """Let what is foreign of the loaded turns be quoted to a model; return how many were."""
        foreign = [loaded for loaded in self._loaded if loaded.turn.origin == "foreign"]
        for loaded in foreign:
            loaded.turn.origin, loaded.signed = "quoted", None
        return len(foreign)

    def keep_ledger(self, turn: Turn) -> dict[int, Fresh]:
        """Let the place of a turn have its ledger as it is now; return it by its place."""
        loaded = next((loaded for loaded in self._loaded if loaded.turn is turn), None)
        if loaded is None or loaded.signed is None:
            return {}  # it is written whole the next time
        fresh = Fresh(self.row, loaded.signed.text, ledgers.text_of(turn))
        self._places.put(loaded.place, self.row.number, fresh.text, fresh.ledger)
        return {loaded.place: fresh}

    def keep(self, scene: Any) -> dict[int, Fresh]:
        """Let the places have the turns; return those that were written anew, by their place."""
        turns, fresh = self.conversation.turns, dict[int, Fresh]()
        there = {id(turn) for turn in turns}
        for loaded in self._loaded:
            if id(loaded.turn) not in there:  # it is asked again
                self._places.clear(loaded.place)
        known = {id(loaded.turn): loaded for loaded in self._loaded}
        self._loaded = [known.get(id(turn)) or self._placed(turn) for turn in turns]
        if turns and not (self.row.title or self._unread):
            self.row.title = takeover.title_of(turns[0].prompt)
        order = self._places.of(self.row.number)
        before = dict(zip(order[1:], order, strict=False))
        signatures = dict[int, str]()
        for loaded in self._loaded:
            stands_behind = before.get(loaded.place)
            after = None
            if stands_behind is not None:
                after = signatures.get(stands_behind) or self._signature(scene, stands_behind)
            if self._needs_writing(loaded, after):
                fresh[loaded.place] = self._written(loaded, after)
            assert loaded.signed is not None
            signatures[loaded.place] = loaded.signed.signature
        self._unload()
        return fresh

    def _placed(self, turn: Turn) -> _Loaded:
        return _Loaded(turn, self._places.add(self.row.number, "", ""), None)

    def _needs_writing(self, loaded: _Loaded, after: str | None) -> bool:
        """Tell whether a turn is new, has changed, or has another one before it than it had."""
        if loaded.signed is None or loaded.was_running:
            return True
        stays = after is None or loaded.signed.after == after
        return not stays and loaded.turn.origin != "foreign"

    def _written(self, loaded: _Loaded, after: str | None) -> Fresh:
        turn = loaded.turn
        if after is None:
            after = loaded.signed.after if loaded.signed else ""
        loaded.signed = sign(turn, self._signer, self.row.uid, after)
        loaded.was_running = turn.status == "running"
        fresh = Fresh(self.row, loaded.signed.text, ledgers.text_of(turn))
        self._places.put(loaded.place, self.row.number, fresh.text, fresh.ledger)
        return fresh

    def _unload(self) -> None:
        """Let go of the oldest turns where there are many; they can be loaded again."""
        if len(self._loaded) <= MOST_LOADED:
            return
        gone = self._loaded[:-FEWER_LOADED]
        self._unread += [loaded.place for loaded in gone]
        self._loaded = self._loaded[len(gone) :]
        self.conversation.forget(FEWER_LOADED)

    def forget_ledgers(self, places: set[int]) -> None:
        """Let the turns at some places have no ledger any more."""
        for loaded in self._loaded:
            if loaded.place in places:
                loaded.turn.ledger, loaded.turn.ledger_gone = Ledger(), True
