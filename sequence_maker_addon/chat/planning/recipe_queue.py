"""The calls of a recipe: tried on a copy one after the other, up to the first that is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...sequence.change import Change
from ...sequence.errors import ToolError
from ...toolkit.jobs import Job, Steps
from ...toolkit.planning.recipe_call import RecipeCall
from ...toolkit.planning.renaming import Renaming
from ...toolkit.registry import Tool
from ..call_queue import Entry
from ..conversation import Call
from .planning_queue import PlanningQueue


class RecipeQueue(PlanningQueue):
    """Lets later calls name what earlier ones make by the ids that it had elsewhere.

    An index of a segment is as the channel looks when its call comes; the same call may come often.

    Args:
        calls: The calls of the recipe, which are the turn's in the same order.
        given: See `PlanningQueue`.
    """

    def __init__(self, calls: Sequence[RecipeCall], *given: Any) -> None:
        super().__init__(*given)
        self._calls, self._at = calls, 0
        self._renaming = Renaming()

    def _entry(self, shown: Call, *given: Any) -> Entry:
        entry, tool = super()._entry(shown, *given), self._tools.get(shown.name)
        if tool is None or shown.arguments is None:
            return entry
        job = Job(tool.name, lambda: self._steps(tool, shown), self._session.look_again)
        return entry._replace(job=job)

    def _repeated(self, name: str, key: str) -> bool:
        return False

    def _steps(self, tool: Tool, shown: Call) -> Steps:
        """Carry a call out with the ids of now."""
        given = shown.arguments or {}
        if maker := self._renaming.missing(given):
            message = f"it names what {maker} made where the recipe comes from; that is not here"
            raise ToolError("unknown_segment", message)
        self._session.take_snapshot()
        shown.arguments = self._renaming.rewritten(given)
        job = tool.start(self._session, shown.arguments)
        while not job.step():
            if job.waiting:
                job.answer((yield job.waiting))
            elif job.progress is not None:
                yield job.progress
        return job.result or {}

    def _keep(self, shown: Call, job: Job, changes: list[Change]) -> None:
        self._answers += 1  # each call sees the indices of its own moment
        super()._keep(shown, job, changes)
        self._renaming.note_made(self._calls[self._at].made, changes, shown.name)
        self._at += 1

    def _note(self, shown: Call, job: Job, key: str) -> None:
        super()._note(shown, job, key)
        if not (job.result or {}).get("ok"):
            self._jobs.clear()
