"""The conversation: turns with what was said, called and answered, as the scene keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from . import ledger_file
from .conversation_turn import Call as Call
from .conversation_turn import Status as Status
from .conversation_turn import Turn as Turn
from .offer.offered import Offer
from .turn_file import row_of, turn_of

VERSION = 1
LARGEST = 2_000_000
"""Characters of JSON that a scene keeps; beyond that the oldest turns go."""


@dataclass(slots=True)
class Fit:
    """What of a conversation goes along with a request, as long as Blender runs.

    Attributes:
        place: The endpoint and model that it is for.
        window: The context window that it is for, in tokens.
        offer: What was offered last.
        first: The number of the first turn that goes along, dropped ones counted.
        shortened: Results of turns before this one are shortened.
        newest: Whether those of the newest turn are, too.
        longest: Characters of the newest result, where even that has no room.
    """

    place: str = ""
    window: int = 0
    offer: Offer | None = None
    first: int = 0
    shortened: int = 0
    newest: bool = False
    longest: int = 1_000_000


class Conversation:
    """The turns of one scene, oldest first.

    Attributes:
        dropped: How many older turns are no longer kept.
        fit: What of it goes along with a request.
    """

    def __init__(self, turns: list[Turn] | None = None, dropped: int = 0) -> None:
        self.turns = turns or []
        self.dropped = dropped
        self.fit = Fit()
        self._written: dict[int, tuple[Turn, str]] = {}

    def to_json(self) -> str:
        """Return the conversation as text for the scene; the oldest turns are not in it if large.

        The text of a turn that has ended is kept: each is written once, however long the chat.
        """
        rows: list[str] = []
        room, written = LARGEST, dict[int, tuple[Turn, str]]()
        for turn in reversed(self.turns):
            known = self._written.get(id(turn))
            row = known[1] if known is not None else row_of(turn)
            room -= len(row)
            if rows and room < 0:
                break
            rows.append(row)
            if turn.status != "running":
                written[id(turn)] = turn, row
        self._written = written
        dropped = self.dropped + len(self.turns) - len(rows)
        turns = ", ".join(reversed(rows))
        return f'{{"version": {VERSION}, "dropped": {dropped}, "turns": [{turns}]}}'

    def keep(self) -> str:
        """Return `to_json`, and forget the oldest turns that it had no room for."""
        text = self.to_json()
        running = any(turn.status == "running" for turn in self.turns)
        gone = max(0, len(self.turns) - max(1, len(self._written) + running))
        del self.turns[:gone]
        self.dropped += gone
        return text

    def take_out(self, turn: Turn) -> bool:
        """Forget the newest turn if no answer to it came whole, so that it can be asked again.

        The request is then the same as before: the model is not asked twice for one thing.
        """
        newest = bool(self.turns) and self.turns[-1] is turn
        if not newest or turn.messages or turn.status in ("running", "complete"):
            return False
        self.turns.pop()
        return True

    @classmethod
    def from_json(cls, text: str, seconds: ledger_file.Seconds = float) -> Conversation:
        """Return the conversation that a scene keeps; a turn that was running is closed.

        Args:
            text: As `to_json` gave it, or an earlier version.
            seconds: The time of a frame of the scene, for ledgers of 0.1.0.

        Raises:
            ValueError: If the text is not a conversation of a known version.
        """
        if not text:
            return cls()
        try:
            kept = json.loads(text)
            if kept["version"] != VERSION:
                raise ValueError(f"version {kept['version']!r} is not known here")
            turns = [turn_of(row, seconds) for row in kept["turns"]]
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"the kept conversation cannot be read: {error}") from None
        for turn in turns:
            if turn.status == "running":
                turn.status = "incomplete"
                message = "Blender ended while this turn ran"
                turn.error = {"code": "interrupted", "message": message}
                turn.close(message)
        dropped = kept.get("dropped", 0)
        return cls(turns, dropped if isinstance(dropped, int) else 0)
