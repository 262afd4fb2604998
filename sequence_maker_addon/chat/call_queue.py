"""The calls of one answer, carried out in their order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..sequence.errors import ToolError
from ..toolkit.jobs import Ask, Confirm, Job, Progress
from ..toolkit.registry import Tool, parse
from ..toolkit.world import Session
from . import dispatch
from .conversation import Call, Turn
from .options import Options
from .wire.events import ToolCall

Observer = Callable[[dict[str, Any]], None]
"""Is told what happens, as the objects that the command prints."""


MOST_REPEATS = 2
"""How often the same call may run while nothing changes in between."""
LONGEST_RAW = 10_000
"""Characters kept of arguments that cannot be read."""
REPEATED = "not executed: the same call was made before and nothing has changed since"


class Agenda:
    """Runs one call after the other and writes each result into the turn's record.

    Attributes:
        failed_in_a_row: Calls that failed since the last one that did not.
    """

    def __init__(
        self,
        record: Turn,
        session: Session,
        tools: Mapping[str, Tool],
        options: Options,
        observer: Observer,
    ) -> None:
        self._record, self._session, self._tools = record, session, tools
        self._options, self._tell = options, observer
        self._jobs: list[tuple[Call, Job]] = []
        self._seen: Counter[tuple[str, str, int]] = Counter()
        self.failed_in_a_row = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is left to do."""
        return not self._jobs

    @property
    def name(self) -> str:
        """The function whose turn it is."""
        return self._jobs[0][0].name if self._jobs else ""

    @property
    def waiting(self) -> Confirm | Ask | None:
        """The question that must be answered before it goes on."""
        return self._jobs[0][1].waiting if self._jobs else None

    @property
    def progress(self) -> Progress | None:
        """How far a long call has come."""
        return self._jobs[0][1].progress if self._jobs else None

    def answer(self, reply: Any) -> None:
        """Answer the question."""
        self._jobs[0][1].answer(reply)

    def take(self, calls: Iterable[ToolCall], streamed: dict[str, Call], cut: bool) -> None:
        """Put the calls of an answer on the list.

        Args:
            calls: In the order in which the model wrote them.
            streamed: What is shown of them already, by id.
            cut: The answer was cut by the token limit: the model is told, nothing runs.
        """
        done = sum(call.result is not None for call in self._record.calls)
        for number, call in enumerate(calls):
            shown = streamed.get(call.id)
            if shown is None:
                shown = Call(call.id, call.name)
                self._record.entries.append(shown)
            over = done + number >= self._options.max_tool_calls
            self._jobs.append((shown, self._job(shown, call, cut, over)))

    def step(self) -> float | None:
        """Do a piece of the first call; return the seconds it took in all once it is done."""
        shown, job = self._jobs[0]
        shown.state = "running"
        if job.step():
            self._jobs.pop(0)
            self._note(shown, job)
            return job.seconds
        if job.waiting:
            kind = "confirm" if isinstance(job.waiting, Confirm) else "question"
            options = list(job.waiting.options)
            self._tell(
                {"event": kind, "id": shown.id, "text": job.waiting.text, "options": options}
            )
        return None

    def cancel(self) -> None:
        """Drop what is left; its calls stay without a result."""
        for _, job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _job(self, shown: Call, call: ToolCall, cut: bool, over: bool) -> Job:
        name, arguments = self._options.translate(call.name, call.arguments)
        shown.name, shown.raw, shown.state = name, arguments, "waiting"
        try:
            shown.arguments = parse(arguments)
        except ToolError:
            shown.arguments, shown.raw = None, arguments[:LONGEST_RAW]
        told = {"id": call.id, "name": name, "arguments": shown.arguments}
        self._tell({"event": "tool_call", **told})
        if cut:
            return dispatch.refused(name, "length", dispatch.CUT)
        if self._repeated(name, shown.arguments):
            return dispatch.refused(name, "repeated_call", REPEATED)
        if over:
            most = self._options.max_tool_calls
            message = f"not executed: {most} calls a turn are allowed"
            return dispatch.refused(name, "max_tool_calls", message)
        return dispatch.job(self._tools, self._session, name, arguments)

    def _repeated(self, name: str, arguments: dict[str, Any] | None) -> bool:
        """Tell whether the same call came twice before and nothing was written since."""
        if arguments is None:
            return False
        same = (name, json.dumps(arguments, sort_keys=True), self._session.touched)
        self._seen[same] += 1
        return self._seen[same] > MOST_REPEATS

    def _note(self, shown: Call, job: Job) -> None:
        assert job.result is not None
        shown.result, shown.seconds = job.result, job.seconds
        changes = self._session.take_written()
        shown.note(changes)
        for change in changes:
            self._record.ledger.add(change)
        self._record.ledger.others += self._session.take_others()
        ok = bool(job.result.get("ok"))
        shown.state = "done" if ok else "failed"
        self.failed_in_a_row = 0 if ok else self.failed_in_a_row + 1
        content = json.dumps(job.result, ensure_ascii=False)
        answer = {"role": "tool", "tool_call_id": shown.id, "content": content}
        self._record.messages.append(answer)
        told = {"id": shown.id, "name": shown.name, "ok": ok, "result": job.result}
        self._tell({"event": "tool_result", **told})
