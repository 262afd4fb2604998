"""The calls of a plan carried out again, in their order, on a copy or for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..jobs import Ask, Confirm, Job, Progress
from ..registry import Tool
from ..world import Session
from .plan import SWITCHED, Plan, PlannedCall, together
from .renaming import Renaming

Done = Callable[[int, PlannedCall, float], None]
"""Is told of each call that was carried out: its place, how it went, and its seconds."""


class Replay:
    """Carries out what of a plan is not switched off, and finds what cannot be without the rest.

    Attributes:
        calls: The calls so far, as they went now.
    """

    def __init__(
        self,
        session: Session,
        tools: Mapping[str, Tool],
        plan: Plan,
        done: Done = lambda place, call, seconds: None,
    ) -> None:
        self.calls: list[PlannedCall] = []
        self._session, self._tools, self._plan, self._done = session, tools, plan, done
        self._renaming, self._answer = Renaming(), -1
        self._job: Job | None = None
        self._before = len(session.agreed.flashing)
        session.left_out = plan.channels_off
        session.take_written()

    @property
    def waiting(self) -> Confirm | Ask | None:
        """What must be answered first; only where it is for good."""
        return self._job.waiting if self._job is not None else None

    @property
    def progress(self) -> Progress | None:
        """How far a long call has come."""
        return self._job.progress if self._job is not None else None

    @property
    def factor(self) -> float:
        """How much of it is done, from 0 to 1."""
        return len(self.calls) / max(1, len(self._plan.calls))

    def answer(self, reply: Any) -> None:
        """Answer what it waits for."""
        if self._job is not None:
            self._job.answer(reply)

    def cancel(self) -> None:
        """End it; what was written stays."""
        if self._job is not None:
            self._job.cancel()

    def step(self) -> bool:
        """Do a piece of it; tell whether all calls were carried out."""
        if len(self.calls) == len(self._plan.calls):
            return True
        call = self._plan.calls[len(self.calls)]
        if self._job is None and not self._begin(call):
            return False
        assert self._job is not None
        if self._job.step():
            self._note(call, self._job)
            self._job = None
        return False

    def plan(self, **more: Any) -> Plan:
        """Return the plan as it went now."""
        return replace(
            self._plan,
            calls=tuple(self.calls),
            tally=self._session.so_far,
            change=together(self.calls),
            flashing=tuple(self._session.agreed.flashing[self._before :]),
            **more,
        )

    def _begin(self, call: PlannedCall) -> bool:
        """Begin a call; tell whether it is carried out at all."""
        why = SWITCHED if len(self.calls) in self._plan.off else ""
        why = why or self._renaming.missing(call.arguments)
        if why:
            self._renaming.note(call.first, (), call.name)
            self.calls.append(replace(call, result={}, changes=(), off=why))
            return False
        if call.answer != self._answer:
            self._answer = call.answer
            self._session.look_again()
            self._session.take_snapshot()
        arguments = self._renaming.rewritten(call.arguments)
        self._job = self._tools[call.name].start(self._session, arguments)
        return True

    def _note(self, call: PlannedCall, job: Job) -> None:
        changes = tuple(self._session.take_written())
        self._renaming.note(call.first, changes, call.name)
        found = replace(call, result=job.result or {}, changes=changes, off="")
        self.calls.append(found)
        self._done(len(self.calls) - 1, found, job.seconds)
