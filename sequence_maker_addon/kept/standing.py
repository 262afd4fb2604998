"""Which turns' work still stands: a short text that undo turns back with the strips."""

from __future__ import annotations

import re
import time
from typing import Literal

from ..chat.conversation_turn import Turn

Fate = Literal["", "undone", "reverted"]
"""It stands as it was written; undo took it back; its button, or the assistant, did."""
MOST = 2000
"""Turns that are kept."""
LONGEST = 40_000
"""Characters that are read; more is of nobody's making here."""

_MARK = re.compile(r"([~+-])([0-9a-f]{1,16})(?![0-9a-f])")


class Standing:
    """What a scene says of its turns.

    A turn that wrote is noted when it ends, in a property of the scene: where undo takes its
    strips back, the note goes with them, and redo brings both again. Turns from before the first
    note, as of an earlier version's file, stand.

    Args:
        text: As `text` gave it; what cannot be read of it is left out.
    """

    def __init__(self, text: str) -> None:
        self._first = text if _is_whole(text) else f"~{int(time.time() * 1000):x}"
        self.read(text)

    def read(self, text: str) -> None:
        """Take over what the scene says now, as after undo; nothing is as it said at first."""
        found = _MARK.findall((text if _is_whole(text) else self._first)[:LONGEST])
        self._marks: dict[str, str] = {key: sign for sign, key in found if sign != "~"}
        self._since = next((int(key, 16) for sign, key in found if sign == "~"), 0)

    @property
    def text(self) -> str:
        """The same as text for the scene."""
        newest = list(self._marks.items())[-MOST:]
        return " ".join([f"~{self._since:x}", *(f"{sign}{key}" for key, sign in newest)])

    def wrote(self, turn: Turn) -> None:
        """Note that a turn wrote something."""
        self._marks[_key(turn)] = "+"

    def took_back(self, turn: Turn) -> None:
        """Note that what a turn wrote was taken back."""
        self._marks[_key(turn)] = "-"

    def fate(self, turn: Turn) -> Fate:
        """Return what became of a turn's work; of one that wrote nothing, nothing."""
        sign = self._marks.get(_key(turn), "")
        if sign == "-":
            return "reverted"
        if sign == "+" or not (turn.ledger or turn.ledger_gone) or turn.status == "running":
            return ""
        return "" if turn.began * 1000 < self._since else "undone"


def _is_whole(text: str) -> bool:
    return text.startswith("~") and len(text) <= LONGEST


def _key(turn: Turn) -> str:
    return f"{max(0, round(turn.began * 1000)):x}"
