"""A turn as it was planned: its calls, what each would write, and what of it is switched off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...sequence.change import Change
from ...sequence.flashing import Flashing
from ...sequence.ledger import merged
from ..tally import Tally

SWITCHED = "switched off"
"""Why a call is not carried out that the person has switched off."""


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """One call, carried out on a copy of the world.

    Attributes:
        name: The function's name.
        arguments: As the function got them.
        result: What the function said, as it was planned last.
        changes: What it would write, each as it would be stored.
        first: The same as the model was told it: later calls name what stands there.
        answer: Which answer of the model it is from: indices of segments are of that moment.
        off: Why it is not carried out: `SWITCHED`, or what it needs; empty where it is.
    """

    name: str
    arguments: Mapping[str, Any]
    result: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    first: tuple[Change, ...] = ()
    answer: int = 0
    off: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was not refused."""
        return bool(self.result.get("ok"))

    @property
    def shown(self) -> tuple[Change, ...]:
        """What it writes, or wrote while it was not switched off."""
        return self.first if self.off else self.changes


@dataclass(frozen=True, slots=True)
class Plan:
    """What waits to be applied; never altered: what is switched makes another plan of it.

    Attributes:
        prompt: What the person wrote.
        calls: In order; those that are switched off among them.
        tally: What becomes of what was there, and how much is written.
        change: All of it as one change: what is drawn.
        flashing: Stretches that would flash too often.
        off: Indices of calls that the person has switched off.
        channels_off: Channels on which nothing is written, by the person's wish.
        stamp: What the scene looked like when it was planned; empty where nobody looked.
        differences: How it differs from the one that was shown before, a sentence each.
        serial: Another for each plan that a scene shows, growing; what is built of a plan is built
            once a serial.
    """

    prompt: str
    calls: tuple[PlannedCall, ...]
    tally: Tally = Tally()
    change: Change = Change()
    flashing: tuple[Flashing, ...] = ()
    off: frozenset[int] = frozenset()
    channels_off: frozenset[int] = frozenset()
    stamp: str = ""
    differences: tuple[str, ...] = ()
    serial: int = 0

    @property
    def changes(self) -> list[Change]:
        """What the calls that are carried out would write, in order."""
        return [change for call in self.calls if not call.off for change in call.changes]

    @property
    def channels(self) -> list[int]:
        """The channels on which anything would look different."""
        return sorted({channel for channel, _, _ in self.change.spans()})

    @property
    def every_channel(self) -> list[int]:
        """The same, those that are switched off among them."""
        return sorted({*self.channels, *self.channels_off})

    @property
    def span(self) -> tuple[float, float] | None:
        """The time that would look different, in seconds; None where only states are written."""
        spans = list(self.change.spans())
        if not spans:
            return None
        return min(start for _, start, _ in spans), max(end for _, _, end in spans)


def together(calls: Iterable[PlannedCall]) -> Change:
    """Return what the calls that are carried out would write as one change."""
    return merged(change for call in calls if not call.off for change in call.changes).change()
