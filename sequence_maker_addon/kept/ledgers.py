"""The ledgers of a conversation's turns, in a store of their own: no talk goes because of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ..chat.conversation_turn import Turn
from ..sequence.ledger import Ledger
from . import ledger_file
from .plain_json import parsed, written

VERSION = 1
LARGEST = 4_000_000
SMALLER = LARGEST * 3 // 4
"""Characters of JSON that a scene keeps; beyond that the oldest turns can no longer be reverted.

What is too large becomes so small at once that there is room for many turns.
"""


class Ledgers:
    """Writes what the turns of one scene can revert; a turn that has ended is written once."""

    def __init__(self) -> None:
        self._written: dict[int, tuple[Turn, str]] = {}

    def keep(self, turns: Sequence[Turn]) -> str:
        """Return the text for the scene, and forget the oldest ledgers where it has no room.

        A new turn only adds to the end of the text, as Blender's undo steps share what they have
        in common; and what goes makes room for many turns, so that the text rarely begins anew.
        """
        gone, rows = list[str](), list[tuple[str, Turn, str]]()
        for key, turn in _keyed(turns):
            if turn.ledger:
                known = self._written.get(id(turn))
                rows.append((key, turn, known[1] if known else _row(key, turn.ledger)))
            elif turn.ledger_gone:
                gone.append(key)
        size = sum(len(row) for _, _, row in rows)
        full = size > LARGEST
        while full and len(rows) > 1 and size > SMALLER:
            key, turn, row = rows.pop(0)
            turn.ledger, turn.ledger_gone = Ledger(), True
            gone.append(key)
            size -= len(row)
        self._written = {id(turn): (turn, row) for _, turn, row in rows if turn.status != "running"}
        if not rows and not gone:
            return ""
        texts = ", ".join(row for _, _, row in rows)
        return f'{{"version": {VERSION}, "ledgers": [{texts}], "gone": {json.dumps(gone)}}}'


def read(text: str, turns: Sequence[Turn]) -> None:
    """Give turns the ledgers that a scene keeps, as far as they are whole.

    Raises:
        ValueError: If any of them cannot be read; the others are there.
    """
    if not text:
        return
    found, gone, damaged = _rows(parsed(text))
    for key, turn in _keyed(turns):
        turn.ledger = found.get(key, turn.ledger)
        turn.ledger_gone = turn.ledger_gone or key in gone
    if damaged:
        raise ValueError(damaged)


def _rows(kept: object) -> tuple[dict[str, Ledger], set[str], str]:
    """Return the ledgers by turn, the turns whose ledger is gone, and what is wrong with others."""
    if not isinstance(kept, dict) or kept.get("version") != VERSION:
        raise ValueError("it is of no version that is known here")
    rows, names = kept.get("ledgers"), kept.get("gone")
    found, damaged = dict[str, Ledger](), ""
    for row in rows if isinstance(rows, list) else ():
        try:
            if not isinstance(row, dict):
                raise ValueError("it is no ledger")
            found[str(row.get("turn"))] = ledger_file.from_json(row.get("ledger"))
        except ValueError as error:
            damaged = str(error)
    return found, {str(name) for name in names} if isinstance(names, list) else set(), damaged


def _keyed(turns: Sequence[Turn]) -> Iterator[tuple[str, Turn]]:
    """Name each turn by when it began; of those that began at once, by their order."""
    seen: dict[float, int] = {}
    for turn in turns:
        number = seen[turn.began] = seen.get(turn.began, 0) + 1
        yield f"{float(turn.began)!r}/{number}", turn


def _row(key: str, ledger: Ledger) -> str:
    return written({"turn": key, "ledger": ledger_file.as_json(ledger)})
