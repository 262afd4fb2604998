"""A conversation as the text that a scene keeps; of a damaged one, what is whole."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..chat.conversation import Conversation
from ..chat.conversation_turn import Turn
from .ledger_file import Seconds
from .plain_json import LARGEST as LONGEST_TEXT
from .plain_json import check_depth, parsed, written
from .signatures import Signer
from .turn_file import row_of, shortened, turn_of

VERSION = 2
KNOWN = (1, 2)
"""Version 1, of 0.1.0, has no signatures."""
LARGEST = 2_000_000
SMALLER = LARGEST * 3 // 4
"""Characters of JSON that a scene keeps; beyond that the oldest turns go.

Then it becomes so small at once that many turns have room: Blender's undo steps share what their
texts have in common, and a text that loses its beginning has nothing in common.
"""
LARGEST_TURN = 1_000_000
"""Characters above which a turn is kept in short."""
INTERRUPTED = "Blender ended while this turn ran"

_HEAD = re.compile(r'\s*\{\s*"version"\s*:\s*(\d{1,6})\s*(?:,\s*"chat"\s*:\s*"(\w{1,64})")?')
_ROW = re.compile(
    r'(?:\{"signature": "(\w{0,64})", "after": "(\w{0,64})", "turn": )?(?=\{"prompt": )'
)


class _Row(NamedTuple):
    """A turn as it stands in the text; `text` is what was signed, with what stood before it."""

    signature: str
    after: str
    text: str
    value: Any


class _Written(NamedTuple):
    """The row of a turn, its signature, and the turn, so that it lives as long."""

    turn: Turn
    signature: str
    text: str


class ConversationFile:
    """Reads and writes the conversation of one scene.

    Args:
        signer: Signs one's own turns.
    """

    def __init__(self, signer: Signer) -> None:
        self._signer = signer
        self._chat = ""
        self._written: dict[int, _Written] = {}

    def read(self, text: str, seconds: Seconds = float) -> tuple[Conversation, str]:
        """Return the conversation that a scene keeps, and what is wrong with its text, if at all.

        Of a damaged text all turns are there that are whole. A turn that was running is closed;
        one that was not signed here is foreign.

        Args:
            text: As `write` gave it, or an earlier version; never raises, whatever it is.
            seconds: The time of a frame of the scene, for ledgers of 0.1.0.
        """
        self._written, self._chat = {}, ""
        if not text:
            return Conversation(), ""
        dropped, rows, problem = self._rows(text)
        turns, before = [], rows[0].after if rows else ""
        for row in rows:
            in_order, before = row.after == before, row.signature
            try:
                turn = turn_of(row.value, seconds)
            except ValueError as error:
                problem = problem or str(error)
                continue
            self._take(turn, row, in_order)
            turns.append(turn)
        if problem:  # what is left is signed anew, in its new order
            known = self._written.items()
            self._written = {n: w for n, w in known if w.turn.origin == "foreign"}
        return Conversation(turns, dropped), problem

    def write(self, conversation: Conversation) -> str:
        """Return the conversation as text for the scene; the oldest turns are not in it if large.

        The text of a turn that has ended is kept: each is written once, however long the chat.
        """
        self._chat = self._chat or secrets.token_hex(16)
        rows, before = list[_Written](), ""
        for turn in conversation.turns:
            row = self._written.get(id(turn)) or self._signed(turn, before)
            before = row.signature
            rows.append(row)
        size = sum(len(row.text) for row in rows)
        gone = 0
        while size > SMALLER and (size > LARGEST or gone) and gone < len(rows) - 1:
            size -= len(rows[gone].text)
            gone += 1
        rows = rows[gone:]
        self._written = {id(row.turn): row for row in rows if row.turn.status != "running"}
        dropped = conversation.dropped + gone
        turns = ", ".join(row.text for row in rows)
        head = f'{{"version": {VERSION}, "chat": "{self._chat}", "dropped": {dropped}'
        return f'{head}, "turns": [{turns}]}}'

    def keep(self, conversation: Conversation) -> str:
        """Return `write`, and forget the oldest turns that it had no room for."""
        text = self.write(conversation)
        running = any(turn.status == "running" for turn in conversation.turns)
        conversation.forget(max(1, len(self._written) + running))
        return text

    def quote(self, conversation: Conversation) -> int:
        """Continue a chat that a file brought: its turns may be quoted; return how many were."""
        foreign = [turn for turn in conversation.turns if turn.origin == "foreign"]
        for turn in foreign:
            turn.origin = "quoted"
        if foreign:
            self._written.clear()  # what stood before each is signed with it
        return len(foreign)

    def _signed(self, turn: Turn, before: str) -> _Written:
        row = row_of(turn)
        if len(row) > LARGEST_TURN or not _comes_back(row):
            row = row_of(shortened(turn))
        signature = self._signer.sign(f"{self._chat}\n{before}", row)
        return _Written(turn, signature, _text(signature, before, row))

    def _take(self, turn: Turn, row: _Row, in_order: bool) -> None:
        """Note whose turn it is; what is not altered stays as it came, signature included."""
        chat = f"{self._chat}\n{row.after}"
        if not in_order or not self._signer.fits(row.signature, chat, row.text):
            turn.origin = "foreign"
        was_running = turn.status == "running"
        if was_running:
            turn.status = "incomplete"
            turn.error = {"code": "interrupted", "message": INTERRUPTED}
            turn.close(INTERRUPTED)
        if turn.origin == "foreign" or not was_running:
            text = _text(row.signature, row.after, row.text)
            self._written[id(turn)] = _Written(turn, row.signature, text)

    def _rows(self, text: str) -> tuple[int, list[_Row], str]:
        """Return how many turns were dropped, those that are there, and what is wrong."""
        try:
            kept = parsed(text)
            if not isinstance(kept, dict) or kept.get("version") not in KNOWN:
                raise ValueError("it is of no version that is known here")
            rows = kept.get("turns")
            if not isinstance(rows, list):
                raise ValueError("it has no turns")
        except ValueError as error:
            return 0, list(self._salvaged(text[-LONGEST_TEXT:], text[:200])), str(error)
        self._chat = _name(kept.get("chat"))
        dropped = kept.get("dropped", 0)
        number = dropped if isinstance(dropped, int) and 0 <= dropped < 10**9 else 0
        return number, [_row(row) for row in rows], ""

    def _salvaged(self, text: str, head: str) -> Iterator[_Row]:
        """Yield the rows that are whole in a text that is not."""
        found = _HEAD.match(head)
        if found is None or int(found[1]) not in KNOWN:
            return
        self._chat = found[2] or ""
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
            yield _Row(row[1] or "", row[2] or "", written(value), value)


def _text(signature: str, after: str, row: str) -> str:
    return f'{{"signature": "{signature}", "after": "{after}", "turn": {row}}}'


def _comes_back(row: str) -> bool:
    """Tell whether a row will be read again: what a server sent may be too much for that."""
    try:
        turn_of(parsed(row), float)
    except ValueError:
        return False
    return True


def _row(row: Any) -> _Row:
    """Return a row of either version."""
    if isinstance(row, dict) and "turn" in row:
        text = written(row["turn"])
        return _Row(_name(row.get("signature")), _name(row.get("after")), text, row["turn"])
    return _Row("", "", written(row), row)


def _name(value: Any) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"\w{1,64}", value) else ""
