"""The plans of one turn: each with the calls and messages that it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...sequence.errors import ToolError
from ...toolkit.planning.plan import Plan
from ..conversation_turn import Call
from ..dispatch import for_the_model

OFF, DISCARDED, INSTEAD, ENDED = (
    "the user switched this call off",
    "the user discarded the plan; nothing of it was written",
    "the user applied another plan; nothing of this one was written",
    "the plan has ended; this call was not carried out",
)


@dataclass(slots=True)
class Version:
    """One plan.

    Attributes:
        plan: What would be done.
        shown: What is shown of its calls, in order.
        rows: The messages that tell the model how they went.
    """

    plan: Plan
    shown: Sequence[Call]
    rows: Sequence[dict[str, Any]]

    def tell(self, place: int, result: Mapping[str, Any]) -> None:
        """Let the model know how a call really went."""
        self.rows[place]["content"] = for_the_model(dict(result))

    def refuse(self, why: str, place: int | None = None) -> None:
        """Note that a call was not carried out; None for all that were not."""
        refusal = ToolError("declined", why).result()
        for number, call in enumerate(self.shown):
            if place in (None, number) and call.result is None:
                call.result, call.state = refusal, "failed"
                self.tell(number, refusal)


@dataclass(slots=True)
class Versions:
    """All plans of a turn.

    Attributes:
        every: In the order in which they were made.
        at: The place of the one that is shown.
    """

    every: list[Version] = field(default_factory=list)
    at: int = 0

    @property
    def now(self) -> Version:
        """The one that is shown."""
        return self.every[self.at]

    def add(self, version: Version) -> None:
        """Show another one."""
        self.every.append(version)
        self.at = len(self.every) - 1

    def mark(self) -> None:
        """Let the calls of the one that is shown wait, and those of the others not."""
        for version in self.every:
            for call in version.shown:
                if call.result is None:
                    call.state = "waiting" if version is self.now else "skipped"

    def turn(self, by: int) -> None:
        """Show one before or after it."""
        self.at = min(max(self.at + by, 0), len(self.every) - 1)

    def refuse(self, why: str) -> None:
        """Note of all calls that were not carried out that they never are."""
        for version in self.every:
            version.refuse(why)
