"""What was typed while a turn ran: it waits, is shown, and is sent when the turn has ended."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from ...chat.wire.endpoint import EndpointError
from ...sequence.errors import ToolError
from ..host.memory import PerScene
from . import chats, sent

log = logging.getLogger(__name__)

MOST = 20
"""Prompts that may wait."""


@dataclass(slots=True)
class Queue:
    """The prompts of one scene that wait.

    Attributes:
        prompts: The next one first.
        held: Whether they wait for a button, as the turn before them did not end well.
    """

    prompts: list[str] = field(default_factory=list)
    held: bool = False


_queue = PerScene(lambda scene: Queue())


def of(scene: Any) -> Queue:
    """Return the queue of a scene."""
    return _queue.of(scene)


def add(scene: Any, prompt: str) -> bool:
    """Let a prompt wait; return whether there was room."""
    queue = _queue.of(scene)
    if len(queue.prompts) >= MOST:
        return False
    queue.prompts.append(prompt)
    return True


def take(scene: Any, index: int) -> str:
    """Take a prompt out again; return it, "" where there is none."""
    queue = _queue.of(scene)
    return queue.prompts.pop(index) if 0 <= index < len(queue.prompts) else ""


def hold(scene: Any = None) -> None:
    """Let what waits in a scene, or in all, wait for a button, as after undo."""
    for queue in _queue.all() if scene is None else [_queue.of(scene)]:
        queue.held = bool(queue.prompts)


def go_on() -> bool:
    """Send what is next in each scene whose turn has ended; return whether anything was."""
    began = False
    for chat in chats.all_chats():
        scene = chat.scene
        queue = _queue.known(scene) if scene is not None else None
        if queue is None or not queue.prompts or queue.held or chat.running is not None:
            continue
        turns = chat.conversation.turns
        queue.held = bool(turns) and turns[-1].status == "failed"
        began |= not queue.held and _send(chat, queue)
    return began


def _send(chat: chats.Chat, queue: Queue) -> bool:
    prompt = queue.prompts.pop(0)
    try:
        sent.begin(chat, prompt)
    except (EndpointError, ToolError, chats.Busy) as error:
        log.info("a prompt that waited was not sent: %s", type(error).__name__)
        queue.prompts.insert(0, prompt)
        queue.held = True
        return False
    return True
