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
"""Characters of JSON that a scene keeps; beyond that the oldest turns can no longer be reverted."""


class Ledgers:
    """Writes what the turns of one scene can revert; a turn that has ended is written once."""

    def __init__(self) -> None:
        self._written: dict[int, tuple[Turn, str]] = {}

    def keep(self, turns: Sequence[Turn]) -> str:
        """Return the text for the scene, and forget the oldest ledgers that have no room."""
        room, rows, gone = LARGEST, list[str](), list[str]()
        written: dict[int, tuple[Turn, str]] = {}
        for key, turn in reversed(list(_keyed(turns))):
            if not turn.ledger:
                gone += [json.dumps(key)] if turn.ledger_gone else []
                continue
            known = self._written.get(id(turn))
            row = known[1] if known is not None else _row(key, turn.ledger)
            if turn.status != "running":
                written[id(turn)] = turn, row
            room -= len(row)
            if rows and room < 0:
                turn.ledger, turn.ledger_gone = Ledger(), True
                gone.append(json.dumps(key))
                continue
            rows.append(row)
        self._written = written
        if not rows and not gone:
            return ""
        return (
            f'{{"version": {VERSION}, "gone": [{", ".join(gone)}], "ledgers": [{", ".join(rows)}]}}'
        )


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
