"""The calls of one answer, carried out in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..sequence.change import Change
from ..toolkit.arguments import read
from ..toolkit.commit import declined
from ..toolkit.jobs import Ask, Confirm, Job, Progress
from ..toolkit.policies import let_yes_end
from ..toolkit.registry import Tool
from ..toolkit.rehearsal import Rehearsal
from ..toolkit.world import Session
from . import dispatch
from .conversation import Call, Turn
from .offer.untrusted import clean_values
from .options import Options
from .wire.events import Finished, ToolCall

Observer = Callable[[dict[str, Any]], None]
"""Is told what happens, as the objects that the command prints."""


MOST_REPEATS = 2
"""How often the same call may run while nothing changes in between."""
REPEATED = "not executed: the same call was made before and nothing has changed since"


class Entry(NamedTuple):
    """A call on the list.

    Attributes:
        shown: What is shown of it.
        job: What carries it out.
        writes: Whether it will really run and may change something.
        key: The same for calls with the same arguments.
    """

    shown: Call
    job: Job
    writes: bool
    key: str = ""


class CallQueue:
    """Runs one call after the other and writes each result into the turn's record.

    Several calls of one answer that write are rehearsed first, so that one question comes before
    any of them runs.

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
        self._jobs: list[Entry] = []
        self._rehearsal: Rehearsal | None = None
        self._question: Confirm | None = None
        self._proposal = False
        self._seen: Counter[tuple[str, str, int]] = Counter()
        self._effects: dict[tuple[str, str], list[str]] = {}
        self.failed_in_a_row = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is left to do."""
        return not self._jobs

    @property
    def name(self) -> str:
        """The function whose turn it is."""
        return self._jobs[0].shown.name if self._jobs else ""

    @property
    def waiting(self) -> Confirm | Ask | None:
        """The question that must be answered before it goes on."""
        return self._question or (self._jobs[0].job.waiting if self._jobs else None)

    @property
    def progress(self) -> Progress | None:
        """How far a long call has come."""
        if self._rehearsal is not None:
            return self._rehearsal.progress
        return self._jobs[0].job.progress if self._jobs else None

    def answer(self, reply: Any) -> None:
        """Answer the question; a no to several calls is the result of each that would write."""
        if self._question is None:
            self._jobs[0].job.answer(reply)
            return
        rehearsal, self._rehearsal, self._question = self._rehearsal, None, None
        assert rehearsal is not None
        every, self._proposal = self._proposal, False
        if reply:
            rehearsal.agree()
            return
        refusal = declined(rehearsal.flashes).result()
        self._jobs = [
            entry._replace(job=Job(entry.job.name, lambda: refusal))
            if entry.writes or every
            else entry
            for entry in self._jobs
        ]

    def take(self, answer: Finished, streamed: dict[str, Call]) -> None:
        """Put the calls of an answer on the list.

        Of one that was cut by the token limit nothing runs, and the model is told; what is only
        proposed is asked about, whatever it does.

        Args:
            answer: Its calls are in the order in which the model wrote them.
            streamed: What is shown of them already, by id.
        """
        cut, self._proposal = answer.finish_reason == "length", answer.proposal
        let_yes_end(self._session)
        done = sum(row["role"] == "tool" for row in self._record.messages)
        for number, call in enumerate(answer.calls):
            shown = streamed.get(call.id)
            if shown is None:
                shown = Call(call.id, call.name)
                self._record.entries.append(shown)
            over = (
                bool(self._options.max_tool_calls) and done + number >= self._options.max_tool_calls
            )
            self._jobs.append(self._entry(shown, call, cut, over))
        self._rehearse()

    def step(self) -> float | None:
        """Do a piece of the first call; return the seconds it took in all once it is done."""
        shown, job, _, key = self._jobs[0]
        if self._rehearsal is not None:
            if self._rehearsal.step():
                names = [entry.shown.name for entry in self._jobs] if self._proposal else ()
                self._question = self._rehearsal.question(names)
                if self._question is None:
                    self._rehearsal = None
                else:
                    self._ask(shown, self._question)
            return None
        shown.state = "running"
        if job.step():
            self._jobs.pop(0)
            self._note(shown, job, key)
            return job.seconds
        if job.waiting:
            self._ask(shown, job.waiting)
        return None

    def _ask(self, shown: Call, question: Confirm | Ask) -> None:
        kind = "confirm" if isinstance(question, Confirm) else "question"
        event = {"event": kind, "id": shown.id, "text": question.text}
        more = {"kind": "proposal"} if isinstance(question, Confirm) and question.proposal else {}
        self._tell({**event, "options": list(question.options), **more})

    def _rehearse(self) -> None:
        """Plan the calls that write together, if there are several."""
        calls = [
            (self._tools[shown.name], shown.arguments or {})
            for shown, _, writes, _ in self._jobs
            if writes
        ]
        several = len(calls) > 1 or self._proposal
        self._rehearsal = Rehearsal(self._session, calls) if several else None

    def cancel(self) -> None:
        """Drop what is left; its calls stay without a result."""
        for entry in self._jobs:
            entry.job.cancel()
        self._jobs.clear()
        if self._rehearsal is not None:
            self._rehearsal.cancel()
        self._rehearsal = self._question = None

    def _entry(self, shown: Call, call: ToolCall, cut: bool, over: bool) -> Entry:
        name, arguments = call.name, call.arguments
        shown.name, shown.raw, shown.state = name, arguments, "waiting"
        found = call.read or read(arguments)
        shown.arguments, shown.raw = found.value, ""
        if found.error is not None:
            shown.raw = arguments[: dispatch.LONGEST_REFUSED]
            unreadable = found.error.result()
        event = {"id": call.id, "name": name, "arguments": shown.arguments}
        self._tell({"event": "tool_call", **event})
        refusal = self._refusal(shown, found.key, cut, over)
        if refusal is not None:
            return Entry(shown, refusal, False)
        if shown.arguments is None and name in self._tools:
            return Entry(shown, Job(name, lambda: unreadable), False)
        job = dispatch.job(self._tools, self._session, name, shown.arguments or {})
        writes = name in self._tools and self._tools[name].risk == "write"
        return Entry(shown, job, writes, found.key)

    def _refusal(self, shown: Call, key: str, cut: bool, over: bool) -> Job | None:
        """Return the job of a call that must not run."""
        if cut:
            return dispatch.refused(shown.name, "length", dispatch.CUT)
        if key and self._repeated(shown.name, key):
            return dispatch.refused(shown.name, "repeated_call", REPEATED)
        if over:
            most = self._options.max_tool_calls
            message = f"not executed: {most} calls a turn are allowed"
            return dispatch.refused(shown.name, "max_tool_calls", message)
        return None

    def _repeated(self, name: str, key: str) -> bool:
        """Tell whether the same call came twice before to no other end.

        Of a call that reads: nothing was written since. Of one that writes: it had the same
        effect both times, so that a third has it, too.
        """
        same = (name, key, self._session.touched)
        self._seen[same] += 1
        effects = self._effects.get((name, key), [])[-MOST_REPEATS:]
        useless = len(effects) == MOST_REPEATS and len(set(effects)) == 1
        return useless or self._seen[same] > MOST_REPEATS

    def _keep(self, shown: Call, job: Job, changes: list[Change]) -> None:
        """Put how a call went into the record."""
        assert job.result is not None
        self._record.carried_out(shown, job.result, job.seconds, changes)

    def _note(self, shown: Call, job: Job, key: str) -> None:
        assert job.result is not None
        self._keep(shown, job, self._session.take_written())
        ok = bool(job.result.get("ok"))
        if ok and shown.name in self._tools and self._tools[shown.name].risk == "write":
            effects = self._effects.setdefault((shown.name, key), [])
            effects.append(dispatch.effect(job.result))
        if not ok:
            dispatch.shorten(shown, self._record.messages)
        self.failed_in_a_row = 0 if ok else self.failed_in_a_row + 1
        content = dispatch.for_the_model(job.result)
        answer = {"role": "tool", "tool_call_id": shown.id, "content": content}
        self._record.messages.append(answer)
        event = {"id": shown.id, "name": shown.name, "ok": ok}
        self._tell({"event": "tool_result", **event, "result": clean_values(job.result)})
