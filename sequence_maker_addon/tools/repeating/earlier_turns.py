"""Earlier turns as functions know of them: what they wrote, and what can be done again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...chat.conversation_turn import Turn
from ...sequence.ledger import Ledger
from ...toolkit.registry import Tool
from ...toolkit.world import Deed, Session
from .repeat_turn import NOT_AGAIN

UNDO = "undo_last_turn"


def tell_of_turns(session: Session, turns: Sequence[Turn], tools: Mapping[str, Tool]) -> None:
    """Let a session know of the turns before it, and of all functions."""
    session.earlier, session.deeds = earlier(turns, tools), deeds(turns, tools)
    session.tools = tools


def last_calls(turns: Sequence[Turn]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Return the calls of the newest turn that did anything: names, arguments and results."""
    for turn in reversed(turns):
        done = [call for call in turn.calls if call.state == "done" and turn.origin == "own"]
        if done:
            return [(call.name, call.arguments or {}, call.result or {}) for call in done]
    return []


def earlier(turns: Sequence[Turn], tools: Mapping[str, Tool]) -> list[Ledger]:
    """Return what earlier turns wrote, the newest first; undoing alone is not undone."""
    own = (turn for turn in reversed(turns) if UNDO not in turn.done or _wrote(turn, tools))
    return [turn.ledger for turn in own if turn.ledger]


def deeds(turns: Sequence[Turn], tools: Mapping[str, Tool]) -> list[Deed]:
    """Return what earlier turns did of their own, the newest first, so that it can be repeated."""
    own = [turn for turn in reversed(turns) if can_repeat(turn, tools)]
    return [Deed(turn.prompt, last_calls([turn])) for turn in own]


def can_repeat(turn: Turn, tools: Mapping[str, Tool]) -> bool:
    """Tell whether a turn did something that can be done elsewhere."""
    return turn.is_own and _wrote(turn, tools)


def _wrote(turn: Turn, tools: Mapping[str, Tool]) -> bool:
    """Tell whether a turn wrote anything besides taking back or repeating."""
    wrote = (name for name in turn.done if name in tools and tools[name].risk == "write")
    return any(name not in NOT_AGAIN for name in wrote)
