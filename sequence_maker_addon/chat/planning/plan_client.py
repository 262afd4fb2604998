"""A plan that was written down gives the answers of a model: the same calls, in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...plain.reading import PlainCall, Reading
from ...toolkit.planning.plan import PlannedCall
from ..rules_client import NO_TOKENS, answered
from ..wire.endpoint import Endpoint
from ..wire.events import Event
from ..wire.stopwatch import Stopwatch
from ..worker import Messages, Worker

ENDPOINT = Endpoint("Plan", "", "plan", offline=True)
"""What stands in the record for who answered."""


class PlanClient:
    """Stands in for `Client`, without a connection."""

    def __init__(self, calls: Sequence[PlannedCall]) -> None:
        groups = groupby(calls, lambda call: call.answer)
        self._answers = [
            tuple(PlainCall(call.name, dict(call.arguments)) for call in group)
            for _, group in groups
        ]

    def stream(self, messages: Messages, tools: Messages, may_call: bool = True) -> Iterator[Event]:
        """Yield the next answer, one without calls behind the last; never raises."""
        stopwatch = Stopwatch()
        calls = self._answers.pop(0) if self._answers and may_call else ()
        reading = Reading("certain", calls)
        yield from answered(reading, NO_TOKENS, stopwatch.timing(), ENDPOINT.model)

    def cancel(self) -> None:
        """Do nothing: it takes no time."""

    def close(self) -> None:
        """Do nothing: nothing is open."""


def plan_worker(calls: Sequence[PlannedCall]) -> Worker:
    """Return who answers a prompt by the calls of a plan."""
    return Worker(ENDPOINT, lambda _: PlanClient(calls))
