"""The one way in which a prompt is sent from a window, and why the last one was not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...chat.conversation import Turn
from ...chat.turn import RunningTurn
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...plain.reading import PlainCall
from ...sequence.errors import ToolError
from ..host.memory import PerScene
from ..settings import turn_settings
from . import chats, readers, reverting, window_state

Refusal = tuple[str, str]
"""Code and sentence."""

_refused = PerScene[list[Refusal]](lambda scene: [])


def begin(
    chat: chats.Chat,
    prompt: str,
    over: Turn | None = None,
    by: Endpoint | None = None,
    meant: tuple[PlainCall, ...] = (),
) -> RunningTurn:
    """Start a turn; why that is not possible is kept for the panel.

    Args:
        chat: The scene's.
        prompt: What is asked.
        over: The turn in whose place it is; its work is taken back first.
        by: Who answers; None for the chosen endpoint.
        meant: Calls that the prompt stands for; then nobody is asked.

    Raises:
        EndpointError, ToolError, ValueError or Busy: With one sentence; nothing was sent.
    """
    endpoint = readers.PLAIN if meant else by or turn_settings.active_endpoint()
    kept = _refused.of(chat.scene)
    kept.clear()
    try:
        turn_settings.check(endpoint)
        options = turn_settings.options(endpoint)
        options = replace(options, plan_only=window_state.state().plan_only, meant=meant)
        with reverting.in_place_of(chat, over, options) as options:
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
