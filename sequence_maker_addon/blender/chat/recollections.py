"""What is remembered of a chat, in the session and in its scene."""

from __future__ import annotations

from typing import Any

from ...chat.conversation import Conversation
from ...chat.memory.recollection import Recollection
from ...kept import recollection_file
from ..host import compat, damaged
from ..wishes import own_secret


def of(scene: Any, conversation: Conversation) -> Recollection:
    """Return what is remembered of a scene's chat, read from the scene the first time."""
    if conversation.recollection is None:
        found = recollection_file.of_chat(_kept(scene), _began(conversation))
        conversation.recollection = found or Recollection()
    return conversation.recollection


def store(scene: Any, conversation: Conversation) -> None:
    """Write what is remembered of a chat into its scene, if it was looked at and can be."""
    if scene is None or conversation.recollection is None or not compat.is_editable(scene):
        return
    began = _began(conversation)
    every = recollection_file.with_chat(_kept(scene), began, conversation.recollection)
    text = recollection_file.write(every, own_secret.signer())
    if damaged.text_of(scene.sequence_maker, "recollections") != text:
        damaged.keep(scene)
        scene.sequence_maker.recollections = text


def _began(conversation: Conversation) -> list[float]:
    return [turn.began for turn in conversation.turns if turn.is_own and turn.began]


def _kept(scene: Any) -> list[recollection_file.Remembered]:
    if scene is None:
        return []
    text = damaged.text_of(scene.sequence_maker, "recollections")
    signer = own_secret.signer()
    none: list[recollection_file.Remembered] = []
    return damaged.clean(
        scene, "memory", text, lambda text: recollection_file.read(text, signer), none
    )
