"""Which turn the prompt in the field is to take the place of, once it is sent."""

from __future__ import annotations

from typing import Any

from ...chat.conversation import Turn
from ..chat.chats import Chat
from ..host.memory import PerScene

_edited = PerScene[list[Turn]](lambda scene: [])


def edit(scene: Any, turn: Turn) -> None:
    """Let the prompt that is sent next take a turn's place."""
    _edited.of(scene)[:] = [turn]


def leave(scene: Any) -> None:
    """Let it be a turn of its own."""
    _edited.of(scene).clear()


def edited(chat: Chat) -> Turn | None:
    """Return the turn whose place is to be taken, None where there is none or it is gone."""
    kept = _edited.known(chat.scene) if chat.scene is not None else None
    turns = chat.conversation.turns
    return next((turn for turn in kept or () if any(turn is known for known in turns)), None)
