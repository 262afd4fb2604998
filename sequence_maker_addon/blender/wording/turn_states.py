"""How a turn ended, in a word for its header."""

from __future__ import annotations

import time
from typing import Literal

from ...chat.conversation import Call, Turn
from ...kept.standing import Fate

State = Literal[
    "running",
    "waits",
    "done",
    "partly",
    "failed",
    "stopped",
    "reverted",
    "undone",
    "discarded",
    "asks",
    "unclear",
]
STATE_LABELS: dict[State, str] = {
    "running": "working",
    "waits": "waits for you",
    "done": "done",
    "partly": "partly done",
    "failed": "failed",
    "stopped": "stopped",
    "reverted": "reverted",
    "undone": "undone",
    "discarded": "discarded",
    "asks": "asks back",
    "unclear": "not understood",
}
ENDS: dict[str, State] = {
    "question": "asks",
    "not_understood": "unclear",
    "discarded": "discarded",
}
"""Ends of a turn that are no faults, by their code."""


def state_of(turn: Turn, fate: Fate = "", waits: bool = False) -> State:
    """Return how a turn stands.

    Args:
        turn: The turn.
        fate: What became of what it wrote.
        waits: Whether it waits for the person.
    """
    if turn.status == "running":
        return "waits" if waits else "running"
    code = turn.error["code"] if turn.error is not None else ""
    if fate:
        return fate
    if code in ENDS:
        return ENDS[code]
    wrote = bool(turn.ledger) or turn.ledger_gone
    if turn.status == "cancelled":
        return "stopped"
    if turn.status != "complete":
        return "partly" if wrote else "failed"
    missed, done = _missed(turn.calls)
    if not missed:
        refused = not wrote and any(is_discarded(call) for call in turn.calls)
        return "discarded" if refused else "done"
    return "partly" if wrote or done else "failed"


def is_discarded(call: Call) -> bool:
    """Tell whether it was the person who did not want what a call would do."""
    return call.state == "failed" and (call.result or {}).get("code") == "declined"


def moment_of(turn: Turn, now: float | None = None) -> str:
    """Return when a turn began: the time of day, on other days the date; "" if it is not known."""
    if turn.began <= 0:
        return ""
    began, today = time.localtime(turn.began), time.localtime(now)
    if began[:3] == today[:3]:
        return time.strftime("%H:%M", began)
    return time.strftime("%Y-%m-%d", began)


def _missed(calls: list[Call]) -> tuple[int, int]:
    """Return how many calls failed that no later call made good, and how many were done."""
    mended, missed, done = set[str](), 0, 0
    for call in reversed(calls):
        if call.state == "done":
            mended.add(call.name)
            done += 1
        elif call.state == "skipped":
            missed += 1
        elif call.state == "failed" and not is_discarded(call) and call.name not in mended:
            missed += 1
    return missed, done
