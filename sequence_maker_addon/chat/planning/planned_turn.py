"""A turn that is planned on a copy and waits; applied, corrected, switched, discarded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ...toolkit.jobs import Ask, Confirm
from ...toolkit.planning.plan import Plan, PlannedCall, together
from ...toolkit.planning.plan_differences import differences
from ...toolkit.planning.plan_question import PlanQuestion, question
from ...toolkit.planning.replay import Replay
from ...toolkit.planning.scene_stamp import is_still
from ...toolkit.policies import agree
from ...toolkit.registry import Tool
from ...toolkit.world import Session
from ..call_queue import Observer
from ..conversation import Conversation, Status
from ..options import Options
from ..worker import Worker
from .planning_queue import PlanningQueue
from .replaying_turn import ReplayingTurn
from .versions import DISCARDED, ENDED, INSTEAD, OFF, Version, Versions

CORRECTION = (
    "Nothing of this plan was applied; the timeline is as it was before. Plan all of it anew with "
    "this correction, as one complete plan: {text}"
)
UNAPPLIED = "The plan that waited has ended; nothing of it was written."
NOTHING_NEW = "Nothing else was planned; the plan before still waits."


class PlannedTurn(ReplayingTurn):
    """Carries one prompt through on a copy of the world; what it comes to waits for the person.

    Args:
        session: The real world; it is read for the copy, and written when a plan is applied.
        show: Is told which plan waits, None for none.
        anew: Returns who answers a correction, None for who answered the prompt.
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
        show: Callable[[Plan | None], None] = lambda plan: None,
        anew: Callable[[str], Worker | None] = lambda text: None,
    ) -> None:
        given = worker, options, endpoint, observer
        super().__init__(conversation, prompt, session, tools, *given)
        self._show, self._anew = show, anew
        self._plans, self._over = Versions(), False
        self._question: PlanQuestion | None = None
        self._end_as: tuple[Status, str, str] = ("complete", "", "")
        self._begin_queue()

    @property
    def plan(self) -> Plan | None:
        """The plan that waits, None while none does."""
        return self._question.plan if self._question is not None else None

    @property
    def waiting(self) -> Confirm | Ask | None:
        """See `RunningTurn.waiting`; the plan is a question, too."""
        return self._question or super().waiting

    def answer(self, reply: Any) -> None:
        """Apply the plan that waits or discard it, or answer what else is asked."""
        if self._question is None:
            super().answer(reply)
        elif reply:
            self._go_on()
            self._apply(self._plans.now.plan)
        else:
            self._plans.refuse(DISCARDED)
            self._over = True
            self._end("cancelled", "discarded", "The plan was discarded")

    def correct(self, text: str) -> None:
        """Let the plan be made anew from the same prompt; the one before stays reachable."""
        if self._question is None:
            return
        self._go_on()
        self._show(None)
        text = self._worker.endpoint.redacted(text)
        if (another := self._anew(text)) is not None:
            self._worker.cancel()
            self._worker = another
        self.record.messages.append({"role": "user", "content": CORRECTION.format(text=text)})
        self._note(f"Corrected: {text}")
        self._look_again()
        self._begin_queue()
        with self._session.steady():
            self._request()

    def turn_to(self, by: int) -> None:
        """Show the plan before or after the one that is shown."""
        if self._question is not None:
            self._plans.turn(by)
            self._ask()

    def switch(self, place: int) -> None:
        """Carry a call out or not; what depends on it follows."""
        if self._question is not None and 0 <= place < len(self._plans.now.plan.calls):
            plan = self._plans.now.plan
            self._go_on()
            self._rehearse(replace(plan, off=plan.off ^ {place}), self._show_again)

    def switch_channel(self, channel: int) -> None:
        """Write on a channel or not."""
        if self._question is not None:
            plan = self._plans.now.plan
            self._go_on()
            channels = plan.channels_off ^ {channel}
            self._rehearse(replace(plan, channels_off=channels), self._show_again)

    def cancel(self, message: str = "Cancelled", code: str = "cancelled") -> None:
        """See `RunningTurn.cancel`; what was not written never is."""
        if self.active and code != "max_seconds":
            self._over = True
            if self._replay is not None:
                self._replay.cancel()
            if self._plans.every and not self._writing:
                self.record.note(UNAPPLIED)
            self._plans.refuse(ENDED)
            self._planned().refuse(ENDED)
        super().cancel(message, code)

    def _begin_queue(self) -> None:
        given = self.record, self._session, self._tools, self._options, self._tell
        self.queue = self._planning = PlanningQueue(*given)

    def _go_on(self) -> None:
        """Ask no more."""
        self.clock.go_on()
        self._question = None

    def _end(self, status: Status, code: str = "", message: str = "") -> None:
        """Let what was planned wait, in place of the end; without any, this is the end."""
        planned = self._planning.calls
        if self._over or not (planned or self._plans.every):
            self._question = None
            self._show(None)
            super()._end(status, code, message)
            return
        self._summarizing.end()
        self.queue.cancel()
        self.record.close("not executed")
        if not planned:
            self._note(message or NOTHING_NEW)
            self._ask()
            return
        self._end_as = (status, code, message)
        self._plans.add(self._planned())
        if any(call.changes for call in planned):
            self._ask()
        else:  # it plays, or all is so already: there is nothing to decide
            self._write()

    def _planned(self) -> Version:
        """Return what the queue has planned so far."""
        found, copy = self._planning, self._session
        calls, flashing = tuple(found.calls), tuple(found.flashing)
        given = self.record.prompt, calls, copy.so_far, together(calls), flashing
        return Version(Plan(*given, stamp=self._stamp), found.shown, found.rows)

    def _ask(self) -> None:
        """Show the plan that is turned to, and wait."""
        plans, limit = self._plans, self._real.limits.flashes_per_second
        if self._question is None:
            self.clock.pause()
        plans.mark()
        self._question = question(plans.now.plan, limit, plans.at + 1, len(plans.every))
        self._show(plans.now.plan)
        told = {"text": self._question.text, "options": list(self._question.options)}
        self._tell({"event": "confirm", "id": "", "kind": "plan", **told})

    def _show_again(self, replay: Replay) -> None:
        """Ask about a plan as it comes out now."""
        before = self._plans.now.plan
        plan = replay.plan(stamp=self._stamp)
        self._plans.now.plan = replace(plan, differences=differences(before, plan))
        self._ask()

    def _apply(self, plan: Plan) -> None:
        """Write a plan; where the scene was changed meanwhile, plan it again first."""
        self._real.look_again()
        if is_still(self._real, plan):
            self._write()
        else:
            self._rehearse(plan, self._compare)

    def _compare(self, replay: Replay) -> None:
        """Write what comes out as it was shown, ask again about anything else."""
        plan = replay.plan(stamp=self._stamp)
        if differences(self._plans.now.plan, plan):
            self._show_again(replay)
        else:
            self._plans.now.plan = plan
            self._write()

    def _write(self) -> None:
        plan = self._plans.now.plan
        self._show(None)
        agree(self._real, plan.tally, plan.flashing)
        self._carry_out(plan, self._carried_out, self._finish)

    def _carried_out(self, place: int, call: PlannedCall, seconds: float) -> None:
        """Put how a call really went into the record."""
        version, result = self._plans.now, dict(call.result)
        shown = version.shown[place]
        self.record.carried_out(shown, result, seconds, list(call.changes))
        version.tell(place, result)
        told = {"id": shown.id, "name": shown.name, "ok": call.ok, "result": result}
        self._tell({"event": "applied", **told})

    def _finish(self, replay: Replay) -> None:
        """End the turn as it would have ended without a plan; tell what came out otherwise."""
        for told in differences(self._plans.now.plan, replay.plan()):
            self._note(f"Otherwise than planned: {told}")
        for place, call in enumerate(replay.calls):
            if call.off:
                self._plans.now.refuse(OFF, place)
        self._plans.refuse(INSTEAD)
        if self._options.one_shot:
            self._streamed.close(self._options.closing(self.record))
        self._over = True
        self._end(*self._end_as)
