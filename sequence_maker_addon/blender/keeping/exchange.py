"""A chat as a file of its own: exported as Markdown or JSON, and imported again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from ...chat.conversation_turn import Turn
from ...kept import conversation_file
from ...kept.chat_markdown import markdown_of
from ...kept.signatures import Signer
from ...kept.signed_turns import restored, split
from . import takeover
from .chat_rows import ChatRow
from .chat_shelf import Shelf

LARGEST = 64_000_000
"""Characters of a chat that are imported."""
MOST = 20_000
"""Turns of a chat that are imported."""


def as_json(shelf: Shelf, scene: Any, row: ChatRow) -> str:
    """Return a whole chat as JSON, which `import_chat` reads; nothing is left out."""
    shelf.keep(scene)
    texts = (shelf.places.get(scene, place)[0] for place in shelf.places.of(row.number))
    return conversation_file.written_chat(row.uid, row.shown, row.dropped, filter(_is_row, texts))


def as_markdown(shelf: Shelf, scene: Any, row: ChatRow, signer: Signer) -> str:
    """Return a whole chat as Markdown."""
    shelf.keep(scene)
    return markdown_of(row.shown or "Chat", _turns(shelf, scene, row, signer))


def _turns(shelf: Shelf, scene: Any, row: ChatRow, signer: Signer) -> Iterator[Turn]:
    for place in shelf.places.of(row.number):
        try:
            yield restored(split(shelf.places.get(scene, place)[0]), signer, row.uid)[0]
        except ValueError:
            continue  # what is damaged is told where the chat is shown


def import_chat(shelf: Shelf, scene: Any, text: str) -> ChatRow:
    """Open a further chat with the turns of a JSON file; they are foreign until continued.

    Args:
        shelf: The chats of a scene.
        scene: The scene.
        text: As `as_json` gave it.

    Raises:
        ValueError: If it is no such file, in one sentence; nothing has changed then.
    """
    found = conversation_file.read(text, LARGEST)
    if found.problem or not found.turns:
        raise ValueError(f"This is no exported chat: {found.problem or 'it has no turns'}")
    if len(found.turns) > MOST:
        raise ValueError(f"This chat has {len(found.turns):,} turns, at most {MOST:,} are read")
    if not any(_reads(turn.text) for turn in found.turns):
        raise ValueError("This is no exported chat: none of its turns can be read")
    shelf.keep(scene)
    # with a uid of its own no signature fits, so that even one's own chat is a quotation here
    row = takeover.keep(found, shelf.next_number(), shelf.places, {}, secrets.token_hex(16))
    shelf.rows.append(row)
    shelf.turn_to(scene, row)
    return row


def _is_row(text: str) -> bool:
    try:
        return bool(split(text).row)
    except ValueError:
        return False


def _reads(text: str) -> bool:
    try:
        restored(split(text), Signer(b""), "")
    except ValueError:
        return False
    return True
