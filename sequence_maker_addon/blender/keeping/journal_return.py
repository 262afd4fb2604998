"""Turns of a journal, put back into the chats that they were made in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...chat.conversation_turn import Turn
from ...kept import ledgers
from ...kept.journal_lines import Entry
from ...kept.signatures import Signer
from ...kept.signed_turns import restored, split
from . import chat_rows
from .chat_rows import ChatRow
from .chat_shelf import Shelf


def by_scene(
    entries: Iterable[Entry], scenes: Sequence[Any], here: Any
) -> list[tuple[Any, list[Entry]]]:
    """Return the scenes that turns belong to, each with its turns.

    Args:
        entries: The turns.
        scenes: Those that can be written. One that was renamed after the file was saved has its
            earlier name here, and is known by its chats.
        here: The scene for turns that belong to none of them.
    """
    homes = dict[tuple[str, str], Any]()
    found = dict[int, tuple[Any, list[Entry]]]()
    for entry in entries:
        key = entry.scene, entry.chat
        if key not in homes:
            homes[key] = _home(*key, scenes, here)
        found.setdefault(homes[key].session_uid, (homes[key], []))[1].append(entry)
    return list(found.values())


def _home(name: str, chat: str, scenes: Sequence[Any], here: Any) -> Any:
    """Return the scene that has a chat; of several, as of none, the one of a name."""
    named = [scene for scene in scenes if scene.name == name]
    known = [scene for scene in scenes if chat in {row.uid for row in chat_rows.read(scene)}]
    return next(iter([*(scene for scene in known if scene in named), *known, *named]), here)


def put_back(shelf: Shelf, scene: Any, entries: Iterable[Entry], signer: Signer) -> int:
    """Put turns back into the chats of a scene, and open the last of these.

    A turn that the file has as well, as it was earlier, is replaced. Where the person has gone on
    in the chat since, they become a chat of their own.

    Args:
        shelf: The scene's chats.
        scene: The scene.
        entries: The turns.
        signer: Knows one's own turns.

    Returns:
        How many turns are back.
    """
    by_chat = dict[str, list[Entry]]()
    for entry in entries:
        by_chat.setdefault(entry.chat, []).append(entry)
    return sum(_of_chat(shelf, scene, rows, signer) for rows in by_chat.values())


def _of_chat(shelf: Shelf, scene: Any, entries: list[Entry], signer: Signer) -> int:
    read = (turn for entry in entries if (turn := _turn(entry, signer)) is not None)
    turns = list({turn.began: turn for turn in read}.values())  # as each was noted last
    if not turns:
        return 0
    first = entries[0]
    row = next((row for row in shelf.rows if row.uid == first.chat), None)
    if row is None:
        row = _new(shelf, first, first.chat)
    shelf.turn_to(scene, row)
    began = {turn.began for turn in turns}
    while shelf.older and shelf.conversation.turns[:1] and _begins(shelf) >= min(began):
        shelf.load_older(scene)
    kept = [turn for turn in shelf.conversation.turns if turn.began not in began]
    if any(turn.began > min(began) for turn in kept):
        shelf.turn_to(scene, _new(shelf, first, ""))
        kept = []
    shelf.conversation.turns[:] = kept + turns
    shelf.keep(scene)
    return len(turns)


def _new(shelf: Shelf, entry: Entry, uid: str) -> ChatRow:
    """Put a chat on the list as it was."""
    row = shelf.new_row()
    row.uid, row.name, row.title = uid or row.uid, entry.name, entry.title
    return row


def _begins(shelf: Shelf) -> float:
    return shelf.conversation.turns[0].began


def _turn(entry: Entry, signer: Signer) -> Turn | None:
    """Return the turn of an entry, None where it cannot be read."""
    try:
        turn, _ = restored(split(entry.row), signer, entry.chat)
    except ValueError:
        return None
    try:
        ledgers.give(turn, entry.ledger)
    except ValueError:
        pass  # it can only no more be reverted
    return turn
