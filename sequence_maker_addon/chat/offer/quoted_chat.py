"""The turns that a file brought, as one block of quoted data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from .untrusted import plain

LONGEST, LONGEST_TEXT = 12_000, 1_000
"""Characters of the block, and of each text in it."""


class Said(Protocol):
    """What is quoted of a turn."""

    @property
    def prompt(self) -> str:
        """What the person wrote."""

    @property
    def text(self) -> str:
        """What the assistant said."""

    @property
    def done(self) -> Sequence[str]:
        """The functions that were called, by name."""


def quotation(turns: Sequence[Said]) -> str:
    """Return the newest of the turns as a block to stand behind a prompt, "" without any."""
    rows: list[str] = []
    room = LONGEST
    for turn in reversed(turns):
        row = _row(turn)
        room -= len(row)
        if rows and room < 0:
            break
        rows.insert(0, row)
    return "\n\n<earlier_chat>\n" + "\n".join(rows) + "\n</earlier_chat>" if rows else ""


def _row(turn: Said) -> str:
    told = {"person": plain(turn.prompt, LONGEST_TEXT)}
    if turn.done:
        told["functions"] = plain(", ".join(turn.done), LONGEST_TEXT)
    if turn.text.strip():
        told["assistant"] = plain(turn.text, LONGEST_TEXT)
    return json.dumps(told, ensure_ascii=False)
