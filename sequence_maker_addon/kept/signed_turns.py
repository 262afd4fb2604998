"""A turn as a row of text that is signed: written, and read again with what is known of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..chat.conversation_turn import Turn
from .ledger_file import Seconds
from .plain_json import parsed
from .signatures import Signer
from .turn_file import row_of, shortened, turn_of

LARGEST_TURN = 1_000_000
"""Characters above which a turn is kept in short."""
INTERRUPTED = "Blender ended while this turn ran"

_HEAD = re.compile(r'\{"signature": "(\w{0,64})", "after": "(\w{0,64})", "turn": (?=\{)')


class SignedTurn(NamedTuple):
    """A row: its signature, that of the turn before it, and the turn as it was signed."""

    signature: str
    after: str
    row: str

    @property
    def text(self) -> str:
        """The whole row, as it is kept."""
        return f'{{"signature": "{self.signature}", "after": "{self.after}", "turn": {self.row}}}'


def sign(turn: Turn, signer: Signer, chat: str, after: str) -> SignedTurn:
    """Return the row of a turn; one that no file could give back is kept in short.

    Args:
        turn: One's own turn, or a quoted one.
        signer: Signs it.
        chat: The chat that it belongs to.
        after: The signature of the turn before it, "" for none.
    """
    row = row_of(turn)
    if len(row) > LARGEST_TURN or not _comes_back(row):
        row = row_of(shortened(turn))
    return SignedTurn(signer.sign(f"{chat}\n{after}", row), after, row)


def split(text: str) -> SignedTurn:
    """Return the parts of a kept row, without reading the turn itself.

    Raises:
        ValueError: If it is none.
    """
    head = _HEAD.match(text)
    if head is None or not text.endswith("}"):
        raise ValueError("it is no turn that was kept")
    return SignedTurn(head[1], head[2], text[head.end() : -1])


def signature_of(text: str) -> str:
    """Return the signature of a kept row, "" where it has none."""
    head = _HEAD.match(text)
    return head[1] if head else ""


def restored(
    found: SignedTurn, signer: Signer, chat: str, seconds: Seconds = float
) -> tuple[Turn, bool]:
    """Return the turn of a row, and whether the row can stay as it came.

    A turn that was not signed here for this chat is foreign. One that was running is closed.

    Args:
        found: The row.
        signer: Knows one's own turns.
        chat: The chat that it belongs to.
        seconds: The time of a frame of the scene, for ledgers of 0.1.0.

    Raises:
        ValueError: If it is no turn, in one sentence.
    """
    turn = turn_of(parsed(found.row), seconds)
    if not signer.fits(found.signature, f"{chat}\n{found.after}", found.row):
        turn.origin = "foreign"
    was_running = turn.status == "running"
    if was_running:
        turn.status = "incomplete"
        turn.error = {"code": "interrupted", "message": INTERRUPTED}
        turn.close(INTERRUPTED)
    return turn, turn.origin == "foreign" or not was_running


def _comes_back(row: str) -> bool:
    """Tell whether a row will be read again: what a server sent may be too much for that."""
    try:
        turn_of(parsed(row), float)
    except ValueError:
        return False
    return True
