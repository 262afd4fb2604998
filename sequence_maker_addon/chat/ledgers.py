"""The ledgers of a conversation's turns, in a store of their own: no talk goes because of them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence

from ..sequence.ledger import Ledger
from . import ledger_file
from .conversation import Turn

log = logging.getLogger(__name__)

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
    """Give turns the ledgers that a scene keeps; what cannot be read is logged and left."""
    if not text:
        return
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            raise ValueError(f"version {kept['version']!r} is not known here")
        found = {row["turn"]: ledger_file.from_json(row["ledger"]) for row in kept["ledgers"]}
        gone = set(kept["gone"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        log.warning("what can be reverted cannot be read: %s", error)
        return
    for key, turn in _keyed(turns):
        turn.ledger = found.get(key, turn.ledger)
        turn.ledger_gone = key in gone


def _keyed(turns: Sequence[Turn]) -> Iterator[tuple[str, Turn]]:
    """Name each turn by when it began; of those that began at once, by their order."""
    seen: dict[float, int] = {}
    for turn in turns:
        number = seen[turn.began] = seen.get(turn.began, 0) + 1
        yield f"{turn.began!r}/{number}", turn


def _row(key: str, ledger: Ledger) -> str:
    return json.dumps({"turn": key, "ledger": ledger_file.as_json(ledger)}, ensure_ascii=False)
