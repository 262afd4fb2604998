"""A turn whose calls are given: all of them are done, or none; no model is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...plain.reading import PlainCall, Reading
from ...toolkit.planning.recipe_call import RecipeCall
from ...toolkit.policies import must_ask
from ...toolkit.registry import Tool
from ...toolkit.world import Session
from ..call_queue import Observer
from ..conversation import Call, Conversation, Status
from ..options import Options
from ..rules_client import RulesClient
from ..wire.endpoint import Endpoint
from ..worker import Worker
from .planned_turn import PlannedTurn
from .recipe_queue import RecipeQueue

NOTHING_WRITTEN = "nothing was written"


def recipe_worker(
    calls: tuple[RecipeCall, ...], endpoint: Endpoint, notes: tuple[str, ...] = ()
) -> Worker:
    """Return who answers a prompt by the calls of a recipe, and notes what is to be known."""
    given = tuple(PlainCall(call.name, dict(call.arguments)) for call in calls)
    return Worker(endpoint, lambda _: RulesClient(lambda: Reading("certain", given), notes))


class RecipeTurn(PlannedTurn):
    """Tries all calls on a copy first; then they are written in one go, asked about if need be.

    What it tells are the events of any turn: a call's result is told when it is written.

    Args:
        session: The real world.
        options: `recipe` has the calls; with `plan_only` the plan waits for the person.
    """

    def __init__(
        self,
        conversation: Conversation,
        prompt: str,
        session: Session,
        tools: Mapping[str, Tool],
        worker: Worker,
        options: Options,
        endpoint: str = "",
        observer: Observer = lambda event: None,
        *more: Any,
    ) -> None:
        self._waits, self._calls = options.plan_only, options.recipe
        self._observer = observer
        options = replace(options, plan_only=True, max_tool_calls=0)
        given = conversation, prompt, session, tools, worker, options, endpoint
        super().__init__(*given, observer if self._waits else self._as_written, *more)

    def _begin_queue(self) -> None:
        calls, self._calls = self._calls, ()
        if not calls:  # a correction of the plan, in words
            return super()._begin_queue()
        given = self.record, self._session, self._tools, self._options, self._tell
        self.queue = self._planning = RecipeQueue(calls, *given)
        return None

    def _as_written(self, event: dict[str, Any]) -> None:
        """Tell of a call's result when it is written, not when it was tried."""
        if event["event"] == "applied":
            self._observer({**event, "event": "tool_result"})
        elif not (event["event"] == "tool_result" and "planned" in event["result"]):
            self._observer(event)

    def _end(self, status: Status, code: str = "", message: str = "") -> None:
        refused = next((call for call in self.record.calls if call.state == "failed"), None)
        if self._over or refused is None:
            super()._end(status, code, message)
            return
        self._over = True
        self._planned().refuse(NOTHING_WRITTEN)
        super()._end("incomplete", *self._why(refused))

    def _why(self, refused: Call) -> tuple[str, str]:
        result, number = refused.result or {}, self.record.calls.index(refused) + 1
        told = str(result.get("message", "")).rstrip(".")
        named = f"call {number}, {refused.name}: " if len(self.record.calls) > 1 else ""
        return str(result.get("code")), f"{named}{told}; {NOTHING_WRITTEN}"

    def _ask(self) -> None:
        """Ask about what may not be written unasked, and where the person wishes so."""
        plan = self._plans.now.plan
        asked = self._waits or plan.flashing or plan.differences
        if asked or must_ask(self._real, plan.tally):
            super()._ask()
        else:
            self._apply(plan)
