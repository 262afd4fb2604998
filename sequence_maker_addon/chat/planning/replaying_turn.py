"""A turn whose planned calls are carried out again, a piece at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from ...toolkit.jobs import Ask, Confirm
from ...toolkit.planning.plan import Plan
from ...toolkit.planning.planned_world import begin_anew, planned_world
from ...toolkit.planning.replay import Done, Replay
from ...toolkit.planning.scene_stamp import stamp
from ...toolkit.registry import Tool
from ...toolkit.world import Session
from ..conversation import Conversation
from ..turn import RunningTurn

Then = Callable[[Replay], None]
"""What comes when all calls were carried out again."""


class ReplayingTurn(RunningTurn):
    """Runs on a copy of the world, and carries plans out again: on the copy, or for good.

    Args:
        session: The real world; it is read for the copy, and written when a plan is applied.
    """

    def __init__(
        self,
        conversation: Conversation,
        prompt: str,
        session: Session,
        tools: Mapping[str, Tool],
        *given: Any,
    ) -> None:
        session.look_again()
        super().__init__(conversation, prompt, planned_world(session), tools, *given)
        self._real, self._tools = session, tools
        self._stamp = stamp(session)
        self._replay: Replay | None = None
        self._then: Then = lambda replay: None
        self._writing = self._is_told = False

    @property
    def waiting(self) -> Confirm | Ask | None:
        """See `RunningTurn.waiting`; on the copy nothing is asked."""
        if self._replay is not None:
            return self._replay.waiting if self._writing else None
        return super().waiting

    @property
    def replayed(self) -> float | None:
        """How much of the calls was carried out again, from 0 to 1; None while none are."""
        return None if self._replay is None else self._replay.factor

    def answer(self, reply: Any) -> None:
        """See `RunningTurn.answer`."""
        if self._replay is None:
            super().answer(reply)
        elif self.waiting:
            self.clock.go_on()
            self._is_told = False
            self._replay.answer(reply)

    def _look_again(self) -> None:
        """Let the copy be as the world is now."""
        self._real.look_again()
        begin_anew(self._session, self._real)
        self._stamp = stamp(self._real)

    def _rehearse(self, plan: Plan, then: Then) -> None:
        """Carry the calls of a plan out on the copy."""
        self.status = "Planning again"
        self._look_again()
        self._replay, self._then = Replay(self._session, self._tools, plan), then

    def _carry_out(self, plan: Plan, done: Done, then: Then) -> None:
        """Carry the calls of a plan out for good."""
        self.status = "Applying the plan"
        self._real.look_again()
        self._writing, self._then = True, then
        self._replay = Replay(self._real, self._tools, plan, done)

    def _step_until(self, deadline: float) -> None:
        if self._replay is None:
            super()._step_until(deadline)
            return
        with (self._real if self._writing else self._session).steady():
            while self._replay is not None and not self._is_asked(self._replay):
                if self._replay.step():
                    replay, self._replay = self._replay, None
                    self._then(replay)
                if time.perf_counter() >= deadline:
                    break

    def _is_asked(self, replay: Replay) -> bool:
        """Tell whether the person must answer; on the copy the answer is yes."""
        if replay.waiting is None:
            return False
        if not self._writing:
            replay.answer(True)
            return False
        if not self._is_told:
            self._is_told = True
            self.clock.pause()
            told = {"text": replay.waiting.text, "options": list(replay.waiting.options)}
            self._tell({"event": "confirm", "id": "", **told})
        return True
