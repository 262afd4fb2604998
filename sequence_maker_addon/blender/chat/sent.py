"""The one way in which a prompt is sent from a window, and why the last one was not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...chat.turn import RunningTurn
from ...chat.wire.endpoint import EndpointError
from ...sequence.errors import ToolError
from ..host.memory import PerScene
from ..settings import turn_settings
from . import chats, window_state

Refusal = tuple[str, str]
"""Code and sentence."""

_refused = PerScene[list[Refusal]](lambda scene: [])


def begin(chat: chats.Chat, prompt: str) -> RunningTurn:
    """Start a turn at the chosen endpoint; why that is not possible is kept for the panel.

    Raises:
        EndpointError, ToolError or Busy: With one sentence; nothing was sent.
    """
    endpoint = turn_settings.active_endpoint()
    kept = _refused.of(chat.scene)
    kept.clear()
    try:
        turn_settings.check(endpoint)
        options = turn_settings.options(endpoint)
        options = replace(options, plan_only=window_state.state().plan_only)
        turn = chat.send(prompt, endpoint, options, turn_settings.limits())
    except (EndpointError, ToolError) as error:
        kept.append((error.code, error.message))
        raise
    window_state.remember(prompt)
    window_state.open_newest(len(chat.conversation.turns))
    return turn


def refusal(scene: Any) -> Refusal | None:
    """Return why the last prompt was not sent, None if it was."""
    kept = _refused.known(scene)
    return kept[-1] if kept else None
