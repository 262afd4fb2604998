"""Turns as the add-on runs them, on timelines in memory, and what must hold after every one."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass, field
from typing import Any

import lists

SECONDS = 40.0
"""Longest time that a turn may take here before it counts as stuck."""
HAND = 0.25
"""Seconds until a person presses it first; the second time takes twice as long."""
AGAIN = ("incomplete", "unreadable", "stalled", "disconnected")
"""After these a person presses Try Again."""
CALL = {"channel": 1, "start_time": 0, "end_time": 2, "color": "#ff0000"}


@dataclass
class Asker:
    """One conversation with one server.

    Attributes:
        base_url: The server's address.
        again: How often the person tries again after a cut answer.
        read_timeout: Seconds of silence that are borne.
        budget: Tokens of messages that go along.
    """

    base_url: str
    again: int = 0
    read_timeout: float = 10.0
    budget: int = 24_000
    flaws: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        from bl_ext.user_default.sequence_maker.chat.body.learned import Learned
        from bl_ext.user_default.sequence_maker.chat.conversation import Conversation
        from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import (
            ListTimelines,
        )

        self.conversation, self.timelines = Conversation(), ListTimelines()
        self.learned = Learned()

    def ask(self, prompt: str) -> Any:
        """Carry a prompt to its end, tries included; return what is kept of the last turn."""
        for left in range(self.again, -1, -1):
            record = self._turn(prompt)
            code = (record.error or {}).get("code")
            if not left or code not in AGAIN or not self.conversation.take_out(record):
                break
            time.sleep(HAND * (self.again - left + 1))
        return record

    def _turn(self, prompt: str) -> Any:
        from bl_ext.user_default.sequence_maker.chat.options import Options
        from bl_ext.user_default.sequence_maker.chat.turn import RunningTurn
        from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
        from bl_ext.user_default.sequence_maker.chat.worker import Worker
        from bl_ext.user_default.sequence_maker.tools import TOOLS

        more = {"read_timeout": self.read_timeout, "learned": self.learned}
        endpoint = Endpoint("gate", self.base_url, "gpt-4o", **more)
        worker = Worker(endpoint)
        options = Options(budget=self.budget)
        session = lists.session(self.timelines)
        turn = RunningTurn(self.conversation, prompt, session, TOOLS, worker, options)
        turn.start()
        deadline = time.monotonic() + SECONDS
        while turn.step() and time.monotonic() < deadline:
            time.sleep(0.001)
        if turn.active:
            self.flaws.append(f"stuck: {turn.status}")
            turn.cancel()
        if not worker.close(1.0):
            self.flaws.append("the thread did not end")
        self.flaws += _flaws(turn.record, self)
        return turn.record

    @property
    def segments(self) -> int:
        """How many segments there are."""
        return len(self.timelines.segments())


def _flaws(record: Any, asker: Asker) -> list[str]:
    """Return what of a turn's end does not hold."""
    found = [] if record.status != "running" else ["the turn is still busy"]
    code = (record.error or {}).get("code")
    if (record.status == "complete") != (record.error is None) or code == "internal":
        found.append(f"it ended as {record.status} with {record.error}")
    if record.error is not None:
        message = record.error["message"]
        if not message.strip() or "\n" in message or "Traceback" in message:
            found.append(f"not one sentence: {message!r}")
    found += _unanswered(record.messages)
    figures = [value for m in record.requests for value in vars_of(m) if value is not None]
    if not all(math.isfinite(value) and value >= 0 for value in figures):
        found.append("a figure is negative or not finite")
    if any((call.result or {}).get("code") == "internal_error" for call in record.calls):
        found.append("a tool failed inside")
    answered = {row["tool_call_id"] for row in record.messages if row["role"] == "tool"}
    if any(call.result is not None and call.id not in answered for call in record.calls):
        found.append("a call of a cut answer was carried out")
    return found


def vars_of(metrics: Any) -> list[float]:
    """Return the numbers of a request's figures."""
    return [value for value in metrics.as_dict().values() if isinstance(value, int | float)]


def _unanswered(messages: list[dict[str, Any]]) -> list[str]:
    """Return what a server would refuse of a history."""
    found: list[str] = []
    waiting: list[str] = []
    for row in messages:
        if row["role"] == "tool":
            if row["tool_call_id"] not in waiting:
                found.append("a result without a call")
            else:
                waiting.remove(row["tool_call_id"])
            continue
        if waiting:
            found.append("a call without a result")
        waiting = [call["id"] for call in row.get("tool_calls") or ()]
        for call in row.get("tool_calls") or ():
            json.loads(call["function"]["arguments"])
    return found + (["a call without a result at the end"] if waiting else [])
