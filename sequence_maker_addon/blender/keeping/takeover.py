"""Chats that came as one text, from files of 0.1 or by an import: their rows, and their ledgers."""

from __future__ import annotations

import hashlib
from typing import Any

from ...kept import conversation_file, ledgers
from ...kept.conversation_file import LONGEST_NAME, WholeChat
from ..host import damaged
from .chat_rows import LONGEST_TITLE, ChatRow, one_line
from .turn_places import TurnPlaces


def take_over(scene: Any, number: int, places: TurnPlaces) -> ChatRow | None:
    """Keep the chat that a file of 0.1 brings among the others; return it, or None.

    Nothing is written into the scene, so it may be called while drawing.
    """
    kept = scene.sequence_maker
    text = damaged.text_of(kept, "conversation")
    if not text:
        return None
    found = conversation_file.read(text)
    if found.problem:
        damaged.note(scene, "chat", text, found.problem)
    listed = damaged.text_of(kept, "ledgers")
    none = dict[str, str]()
    known = damaged.clean(scene, "list of changes", listed, ledgers.of_former, none)
    if not found.turns:
        return None
    uid = found.uid or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
    return keep(found, number, places, known, uid)


def keep(
    found: WholeChat,
    number: int,
    places: TurnPlaces,
    known: dict[str, str],
    uid: str,
) -> ChatRow:
    """Keep the rows of a chat behind all others, as they came; return the chat.

    Args:
        found: The chat.
        number: By which its turns are to name it.
        places: The places of the scene's turns.
        known: The texts of its ledgers, by the keys of its turns.
        uid: Its uid from now on.
    """
    name = one_line(found.name, LONGEST_NAME)
    row = ChatRow(number, uid, name)
    row.title, row.dropped = title_of(found.begins), found.dropped
    for turn, key in zip(found.turns, found.keys, strict=True):
        places.add(number, turn.text, known.get(key, ""))
    return row


def title_of(prompt: str) -> str:
    """Return the beginning of a prompt, as it stands for a name."""
    return one_line(prompt, LONGEST_TITLE)


def clear(scene: Any) -> None:
    """Let go of the texts that were taken over."""
    for name in ("conversation", "ledgers"):
        if damaged.text_of(scene.sequence_maker, name):
            setattr(scene.sequence_maker, name, "")
