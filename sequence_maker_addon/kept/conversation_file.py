"""A whole chat as one text: as files of 0.1 kept it, and as it is exported and imported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .plain_json import LARGEST as LONGEST_TEXT
from .plain_json import check_depth, parsed, written
from .signed_turns import SignedTurn

VERSION = 2
KNOWN = (1, 2)
"""Version 1, of 0.1.0, has no signatures."""
LONGEST_NAME = 100
"""Characters of a chat's name."""

_HEAD = re.compile(r'\s*\{\s*"version"\s*:\s*(\d{1,6})\s*(?:,\s*"chat"\s*:\s*"(\w{1,64})")?')
_ROW = re.compile(
    r'(?:\{"signature": "(\w{0,64})", "after": "(\w{0,64})", "turn": )?(?=\{"prompt": )'
)


class WholeChat(NamedTuple):
    """What a text holds of a chat; `turns` are not yet read, each is a row by itself.

    Attributes:
        uid: By which it was signed, "" for none.
        name: What it is called, "" for nothing.
        dropped: How many older turns it has lost.
        turns: Its rows, oldest first.
        begins: The prompt of the first one, "" for none.
        keys: When each of them began, as the list of changes names them.
        problem: What is wrong with the text, "" for nothing.
    """

    uid: str
    name: str
    dropped: int
    turns: list[SignedTurn]
    begins: str
    keys: list[str]
    problem: str


def read(text: str, largest: int = LONGEST_TEXT) -> WholeChat:
    """Return the chat of a text; of a damaged text all turns are there that are whole.

    Args:
        text: As `written_chat` gave it, or an earlier version; never raises, whatever it is.
        largest: Characters that are read of it.
    """
    uid, name, dropped = "", "", 0
    try:
        kept = parsed(text, largest)
        if not isinstance(kept, dict) or kept.get("version") not in KNOWN:
            raise ValueError("it is of no version that is known here")
        found = kept.get("turns")
        if not isinstance(found, list):
            raise ValueError("it has no turns")
    except ValueError as error:
        problem = str(error)
        head = _HEAD.match(text[:200])
        known = head is not None and int(head[1]) in KNOWN
        uid = head[2] or "" if head is not None and known else ""
        rows = list(_salvaged(text[-largest:])) if known else []
    else:
        problem, rows = "", [_row(row) for row in found]
        uid, given = _name(kept.get("chat")), kept.get("name")
        name = given[:LONGEST_NAME] if isinstance(given, str) else ""
        lost = kept.get("dropped", 0)
        dropped = lost if isinstance(lost, int) and 0 <= lost < 10**9 else 0
    first = rows[0][1].get("prompt") if rows and isinstance(rows[0][1], dict) else ""
    begins, turns = first if isinstance(first, str) else "", [row for row, _ in rows]
    return WholeChat(uid, name, dropped, turns, begins, list(_keys(rows)), problem)


def written_chat(uid: str, name: str, dropped: int, rows: Iterable[str]) -> str:
    """Return a chat as one text.

    Args:
        uid: By which its turns are signed.
        name: What it is called.
        dropped: How many older turns it has lost.
        rows: The text of each turn, as it is kept.
    """
    head = f'{{"version": {VERSION}, "chat": {written(uid)}, "name": {written(name)}'
    return f'{head}, "dropped": {dropped}, "turns": [{", ".join(rows)}]}}'


def _salvaged(text: str) -> Iterator[tuple[SignedTurn, Any]]:
    """Yield the rows that are whole in a text that is not."""
    decoder, at, effort = json.JSONDecoder(parse_constant=lambda name: None), 0, 0
    while effort < 4 * LONGEST_TEXT and (row := _ROW.search(text, at)) is not None:
        at, start = row.end() + 1, row.end()
        try:
            value, at = decoder.raw_decode(text, start)
            effort += at - start
            check_depth(value)
        except json.JSONDecodeError as error:
            effort += max(1000, error.pos - start)
            continue
        except RecursionError:
            effort += len(text) - start
            continue
        except ValueError:  # too deep, and what is within it as well
            continue
        yield SignedTurn(row[1] or "", row[2] or "", written(value)), value


def _row(row: Any) -> tuple[SignedTurn, Any]:
    """Return a row of either version, and its value."""
    if isinstance(row, dict) and "turn" in row:
        value, signature, after = row["turn"], row.get("signature"), row.get("after")
        return SignedTurn(_name(signature), _name(after), written(value)), value
    return SignedTurn("", "", written(row)), row


def _keys(rows: Iterable[tuple[SignedTurn, Any]]) -> Iterator[str]:
    """Name each turn by when it began; of those that began at once, by their order."""
    seen: dict[float, int] = {}
    for _, value in rows:
        began = value.get("began", 0.0) if isinstance(value, dict) else 0.0
        try:
            at = float(began)
        except (TypeError, ValueError, OverflowError):
            at = 0.0
        number = seen[at] = seen.get(at, 0) + 1
        yield f"{at!r}/{number}"


def _name(value: Any) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"\w{1,64}", value) else ""
