"""The conversation: turns with what was said, called and answered, as the scene keeps it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from ..sequence.change import Change
from ..sequence.color import hex_of
from ..sequence.ledger import Ledger
from . import ledger_file
from .metrics import Metrics, total

VERSION = 1
LARGEST = 2_000_000
"""Characters of JSON that a scene keeps; beyond that the oldest turns go."""
NO_LEDGER: dict[str, list[Any]] = {"segments": [], "others": []}
"""What stands where 0.1.0 kept a turn's ledger."""
COLORS = 64
"""Colors kept of a call, for the eye."""

Status = Literal["running", "complete", "incomplete", "cancelled", "failed"]
CallState = Literal["streaming", "waiting", "running", "done", "failed", "skipped"]


@dataclass(slots=True)
class Call:
    """One function call, from its first streamed piece to its result.

    Attributes:
        arguments: As the function got them; None when they were not JSON.
        raw: The arguments as text, growing while they stream.
        seconds: How long it took.
        touched: The ids of the segments that it made or changed.
        colors: Their colors in time, as `#rrggbb`; 64 at most.
    """

    id: str
    name: str
    arguments: dict[str, Any] | None = None
    raw: str = ""
    state: CallState = "streaming"
    result: dict[str, Any] | None = None
    seconds: float = 0.0
    touched: list[int] = field(default_factory=list)
    colors: list[str] = field(default_factory=list)

    def note(self, changes: list[Change]) -> None:
        """Remember which segments the call made or changed."""
        found = {s.id: s for c in changes for s in (*c.added, *(after for _, after in c.changed))}
        ordered = sorted(found.values(), key=lambda segment: (segment.start, segment.channel))
        self.touched = [segment.id for segment in ordered]
        self.colors = [hex_of(segment.color) for segment in ordered[:COLORS]]


@dataclass(slots=True)
class Turn:
    """One message of the user and all that was done for it.

    Attributes:
        prompt: What the user wrote.
        sent: The user message as it went to the model, state of the timelines included.
        messages: What followed on the wire: assistant and tool messages, always closed.
        entries: The same for the eye, in order: a text or a call each.
        requests: The figures of every request.
        status: How the turn stands.
        error: `{"code", "message"}` when it did not complete.
        endpoint: Base URL and model that answered.
        began: When it began, in seconds since 1970.
        ledger: What it wrote, so that it can be reverted; kept apart, see `ledgers`.
        ledger_gone: Whether it wrote something that is no longer kept.
    """

    prompt: str
    sent: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    entries: list[str | Call] = field(default_factory=list)
    requests: list[Metrics] = field(default_factory=list)
    status: Status = "running"
    error: dict[str, str] | None = None
    endpoint: str = ""
    began: float = 0.0
    ledger: Ledger = field(default_factory=Ledger)
    ledger_gone: bool = False

    @property
    def metrics(self) -> Metrics:
        """The figures of the whole turn."""
        return total(self.requests)

    @property
    def calls(self) -> list[Call]:
        """The function calls of the turn, in order."""
        return [entry for entry in self.entries if isinstance(entry, Call)]

    @property
    def text(self) -> str:
        """All that the assistant said, calls left out."""
        return "".join(entry for entry in self.entries if isinstance(entry, str))

    def say(self, text: str) -> None:
        """Add to the text that streams in."""
        if self.entries and isinstance(self.entries[-1], str):
            self.entries[-1] += text
        else:
            self.entries.append(text)

    def close(self, reason: str) -> None:
        """Answer every call that has no result, so that the history stays valid."""
        content = json.dumps({"ok": False, "code": "not_executed", "message": reason})
        asked: list[str] = []  # of the newest answer: some servers use the same ids in each
        for message in self.messages:
            if message.get("tool_calls"):
                asked = [call["id"] for call in message["tool_calls"]]
            elif message["role"] == "tool" and message["tool_call_id"] in asked:
                asked.remove(message["tool_call_id"])
        self.messages += [
            {"role": "tool", "tool_call_id": number, "content": content} for number in asked
        ]
        for call in self.calls:
            if call.result is None:
                call.state = "skipped"


class Conversation:
    """The turns of one scene, oldest first.

    Attributes:
        dropped: How many older turns are no longer kept.
    """

    def __init__(self, turns: list[Turn] | None = None, dropped: int = 0) -> None:
        self.turns = turns or []
        self.dropped = dropped
        self._written: dict[int, tuple[Turn, str]] = {}

    def to_json(self) -> str:
        """Return the conversation as text for the scene; the oldest turns are not in it if large.

        The text of a turn that has ended is kept: each is written once, however long the chat.
        """
        rows: list[str] = []
        room, written = LARGEST, dict[int, tuple[Turn, str]]()
        for turn in reversed(self.turns):
            known = self._written.get(id(turn))
            row = known[1] if known is not None else _row(turn)
            room -= len(row)
            if rows and room < 0:
                break
            rows.append(row)
            if turn.status != "running":
                written[id(turn)] = turn, row
        self._written = written
        dropped = self.dropped + len(self.turns) - len(rows)
        turns = ", ".join(reversed(rows))
        return f'{{"version": {VERSION}, "dropped": {dropped}, "turns": [{turns}]}}'

    def keep(self) -> str:
        """Return `to_json`, and forget the oldest turns that it had no room for."""
        text = self.to_json()
        running = any(turn.status == "running" for turn in self.turns)
        gone = max(0, len(self.turns) - max(1, len(self._written) + running))
        del self.turns[:gone]
        self.dropped += gone
        return text

    def take_out(self, turn: Turn) -> bool:
        """Forget the newest turn if no answer to it came whole, so that it can be asked again.

        The request is then the same as before: the model is not asked twice for one thing.
        """
        newest = bool(self.turns) and self.turns[-1] is turn
        if not newest or turn.messages or turn.status in ("running", "complete"):
            return False
        self.turns.pop()
        return True

    @classmethod
    def from_json(cls, text: str, seconds: ledger_file.Seconds = float) -> Conversation:
        """Return the conversation that a scene keeps; a turn that was running is closed.

        Args:
            text: As `to_json` gave it, or an earlier version.
            seconds: The time of a frame of the scene, for ledgers of 0.1.0.

        Raises:
            ValueError: If the text is not a conversation of a known version.
        """
        if not text:
            return cls()
        try:
            kept = json.loads(text)
            if kept["version"] != VERSION:
                raise ValueError(f"version {kept['version']!r} is not known here")
            turns = [_turn(row, seconds) for row in kept["turns"]]
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"the kept conversation cannot be read: {error}") from None
        for turn in turns:
            if turn.status == "running":
                turn.status = "incomplete"
                message = "Blender ended while this turn ran"
                turn.error = {"code": "interrupted", "message": message}
                turn.close(message)
        dropped = kept.get("dropped", 0)
        return cls(turns, dropped if isinstance(dropped, int) else 0)


def _row(turn: Turn) -> str:
    row = {
        "prompt": turn.prompt,
        "sent": turn.sent,
        "messages": turn.messages,
        "entries": [
            entry if isinstance(entry, str) else {n: getattr(entry, n) for n in Call.__slots__}
            for entry in turn.entries
        ],
        "requests": [metrics.as_dict() for metrics in turn.requests],
        "status": turn.status,
        "error": turn.error,
        "endpoint": turn.endpoint,
        "began": turn.began,
        "ledger": NO_LEDGER,
    }
    text = json.dumps(row, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be kept


def _turn(row: dict[str, Any], seconds: ledger_file.Seconds) -> Turn:
    entries = [entry if isinstance(entry, str) else Call(**entry) for entry in row["entries"]]
    requests = [Metrics(**metrics) for metrics in row["requests"]]
    ledger = ledger_file.from_json(row.get("ledger") or [], seconds)
    return Turn(**{**row, "entries": entries, "requests": requests, "ledger": ledger})
