"""The ledger of a turn as a text beside it: no talk goes because of it."""

from __future__ import annotations

from ..chat.conversation_turn import Turn
from ..sequence.ledger import Ledger
from . import ledger_file
from .plain_json import parsed, written

VERSION = 1
LARGEST = 4_000_000
SMALLER = LARGEST * 3 // 4
"""Characters of ledgers that a scene keeps; beyond that the oldest turns can no longer be reverted.

What is too large becomes so small at once that there is room for many turns.
"""
GONE = "null"
"""What stands for a ledger that is no longer kept."""


def text_of(turn: Turn) -> str:
    """Return what a turn can revert as text, "" for nothing."""
    if turn.ledger:
        return written(ledger_file.as_json(turn.ledger))
    return GONE if turn.ledger_gone else ""


def give(turn: Turn, text: str) -> None:
    """Give a turn the ledger that is kept beside it; without a text its own stays.

    Raises:
        ValueError: If it cannot be read; the turn then has none.
    """
    if not text:
        return
    turn.ledger, turn.ledger_gone = Ledger(), True
    data = parsed(text)
    if data is not None:
        turn.ledger, turn.ledger_gone = ledger_file.from_json(data), False


def of_former(text: str) -> dict[str, str]:
    """Return the texts of ledgers by turn, from the one text that files of 0.1 kept.

    Raises:
        ValueError: If it cannot be read.
    """
    if not text:
        return {}
    kept = parsed(text)
    if not isinstance(kept, dict) or kept.get("version") != VERSION:
        raise ValueError("it is of no version that is known here")
    rows, gone = kept.get("ledgers"), kept.get("gone")
    found = {str(name): GONE for name in (gone if isinstance(gone, list) else ())}
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            found[str(row.get("turn"))] = written(row.get("ledger") or {})
    return found
