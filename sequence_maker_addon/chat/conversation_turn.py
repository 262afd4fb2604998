"""One turn of a conversation: what was said, called and answered for one message of the user."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from ..sequence.change import Change
from ..sequence.color import hex_of
from ..sequence.ledger import Ledger
from .metrics import Metrics, total

COLORS, TOUCHED = 64, 5000
"""Colors and strips kept of a call, for the eye."""

Status = Literal["running", "complete", "incomplete", "cancelled", "failed"]
Origin = Literal["own", "foreign", "quoted"]
"""Made on this computer; brought by a file; brought by one and continued here."""
CallState = Literal["streaming", "waiting", "running", "done", "failed", "skipped"]


@dataclass(slots=True)
class Call:
    """One function call, from its first streamed piece to its result.

    Attributes:
        arguments: As the function got them; None when they were not JSON.
        raw: The arguments as text, growing while they stream.
        seconds: How long it took.
        touched: The ids of the strips that it made or changed, segments first; 5,000 at most.
        colors: The segments' colors in time, as `#rrggbb`; 64 at most.
        kinds: The kinds of the other strips that it made, changed or removed, each once.
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
    kinds: list[str] = field(default_factory=list)

    def note(self, changes: list[Change]) -> None:
        """Remember which strips the call made or changed."""
        found = {s.id: s for c in changes for s in (*c.added, *(after for _, after in c.changed))}
        ordered = sorted(found.values(), key=lambda segment: (segment.start, segment.channel))
        strips = [strip for c in changes for f in c.strips if (strip := f.after or f.before)]
        there = {f.after.id: None for c in changes for f in c.strips if f.after and f.after.id}
        self.touched = [*(segment.id for segment in ordered), *there][:TOUCHED]
        self.kinds = list(dict.fromkeys(strip.kind for strip in strips))
        self.colors = [hex_of(segment.color) for segment in ordered[:COLORS]]


@dataclass(slots=True)
class Turn:
    """One message of the user and all that was done for it.

    Attributes:
        prompt: What the user wrote.
        messages: What followed on the wire: assistant and tool messages, always closed.
        entries: The same for the eye, in order: a text or a call each.
        requests: The figures of every request.
        status: How the turn stands.
        error: `{"code", "message"}` when it did not complete.
        endpoint: Base URL and model that answered.
        began: When it began, in seconds since 1970.
        ledger: What it wrote, so that it can be reverted; kept apart, see `kept.ledgers`.
        ledger_gone: Whether it wrote something that is no longer kept.
        notes: What the person should know of how it was done, a sentence each.
        choices: What the person may answer to its question, each a whole prompt.
        instead_of: When the turn began that it does over, in seconds since 1970; 0 for none.
        origin: Where it comes from: only one's own turn speaks for itself to a model.
    """

    prompt: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    entries: list[str | Call] = field(default_factory=list)
    requests: list[Metrics] = field(default_factory=list)
    status: Status = "running"
    error: dict[str, str] | None = None
    endpoint: str = ""
    began: float = 0.0
    ledger: Ledger = field(default_factory=Ledger)
    ledger_gone: bool = False
    notes: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    instead_of: float = 0.0
    origin: Origin = "own"

    @property
    def is_own(self) -> bool:
        """Whether it was made on this computer, so that its prompt may be sent as the person's."""
        return self.origin == "own"

    def read_by(self, model: str) -> None:
        """Keep who read it on this computer: the rules, or the small model where they decline."""
        if model:
            self.endpoint = f"{self.endpoint.partition(' ')[0]} {model}"

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

    @property
    def done(self) -> list[str]:
        """The functions that were carried out, by name."""
        return [call.name for call in self.calls if call.state == "done"]

    def carried_out(
        self, call: Call, result: dict[str, Any], seconds: float, changes: list[Change]
    ) -> None:
        """Keep how a call of the turn went, and what it wrote."""
        call.result, call.seconds = result, seconds
        call.state = "done" if result.get("ok") else "failed"
        call.note(changes)
        for change in changes:
            self.ledger.add(change)

    def say(self, text: str) -> None:
        """Add to the text that streams in."""
        if self.entries and isinstance(self.entries[-1], str):
            self.entries[-1] += text
        else:
            self.entries.append(text)

    def note(self, text: str) -> bool:
        """Keep a sentence for the person; tell whether it is a new one."""
        is_new = text not in self.notes
        if is_new:
            self.notes.append(text)
        return is_new

    def replace_text(self, since: int, text: str) -> None:
        """Put a text in place of what was said since it had so many characters."""
        surplus = len(self.text) - since
        if surplus > 0 and self.entries and isinstance(self.entries[-1], str):
            last = self.entries[-1]
            self.entries[-1] = last[: max(0, len(last) - surplus)]
            if not self.entries[-1]:
                self.entries.pop()
        if text:
            self.say(text)

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
