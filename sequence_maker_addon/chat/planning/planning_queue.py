"""The calls of a turn that is planned: carried out on the copy, and kept as its plan."""

from __future__ import annotations

from typing import Any

from ...sequence.change import Change
from ...sequence.flashing import Flashing
from ...toolkit.jobs import Ask, Confirm, Job
from ...toolkit.planning.plan import PlannedCall
from ..call_queue import CallQueue
from ..conversation import Call
from ..wire.events import Finished

PLANNED = "not written yet: the user decides on the whole plan at the end"
"""What the model is told of a call that was carried out on the copy."""


class PlanningQueue(CallQueue):
    """Asks nothing of the person but what functions ask; nothing that it does is written.

    Attributes:
        calls: What writes or plays, as it was planned.
        shown: What is shown of each.
        rows: The message that tells the model of each.
        flashing: What would flash too often.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.calls: list[PlannedCall] = []
        self.shown: list[Call] = []
        self.rows: list[dict[str, Any]] = []
        self.flashing: list[Flashing] = []
        self._answers = 0

    def take(self, answer: Finished, streamed: dict[str, Call]) -> None:
        """See `CallQueue.take`."""
        self._answers += 1
        super().take(answer, streamed)

    def _rehearse(self) -> None:
        """Nothing comes before it: all of it is a rehearsal."""
        self._proposal = False

    def _ask(self, shown: Call, question: Confirm | Ask) -> None:
        """Pass on what functions ask; what the plan asks is asked once, at its end."""
        if isinstance(question, Confirm):
            self._jobs[0].job.answer(True)
        else:
            super()._ask(shown, question)

    def _note(self, shown: Call, job: Job, key: str) -> None:
        planned = self._is_planned(shown, job)
        if planned:
            job.result = {**(job.result or {}), "planned": PLANNED}
        super()._note(shown, job, key)
        agreed = self._session.agreed.flashing
        self.flashing += [found for found in agreed if found not in self.flashing]
        if planned:
            self.rows.append(self._record.messages[-1])

    def _keep(self, shown: Call, job: Job, changes: list[Change]) -> None:
        if not self._is_planned(shown, job):
            super()._keep(shown, job, changes)
            return
        shown.note(changes)
        shown.state, found = "waiting", tuple(changes)
        given, result = shown.arguments or {}, job.result or {}
        call = PlannedCall(shown.name, given, result, found, found, self._answers)
        self.calls.append(call)
        self.shown.append(shown)

    def _is_planned(self, shown: Call, job: Job) -> bool:
        tool = self._tools.get(shown.name)
        ok = bool((job.result or {}).get("ok"))
        return ok and tool is not None and tool.risk in ("write", "audio")
