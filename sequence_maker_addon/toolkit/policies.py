"""What a change is held against before it is written: a short tuple over it and the turn so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..sequence import rules
from ..sequence.change import Change
from ..sequence.errors import ToolError
from ..sequence.flashing import Flashing, new_flashing
from .tally import Tally, tally
from .world import Session

Policy = Callable[[Session, Change], None]
"""Raises a ToolError for what must not be."""


def respect_the_user(session: Session, change: Change) -> None:
    """Refuse to touch locks, protected ranges and strips in the way; see `rules.check`."""
    rules.check(session.timelines, session.seen, change)
    if session.scene is not None and change.strips:
        session.scene.check(change)


def stay_in_budget(session: Session, change: Change) -> None:
    """Refuse a change that would pass the turn's limit.

    Raises:
        ToolError: `turn_limit`.
    """
    if session.touched + change.size > session.limits.max_segments:
        raise ToolError(
            "turn_limit",
            f"this would write {change.size} segments; {session.touched} were written for this "
            "prompt",
            allowed=f"{session.limits.max_segments} in all, as the preferences say",
            hint="tell the user what is done and what is left",
        )


POLICIES: tuple[Policy, ...] = (respect_the_user, stay_in_budget)


@dataclass(frozen=True, slots=True)
class Concern:
    """What the person must agree to.

    Attributes:
        sum: What the turn comes to, this change included.
        too_much: Whether that sum passes what may be written unasked.
        flashing: Stretches that flash too often, and were not agreed to.
        all_flashing: Those that were agreed to as well, for the result.
    """

    sum: Tally
    too_much: bool
    flashing: tuple[Flashing, ...]
    all_flashing: tuple[Flashing, ...]

    def __bool__(self) -> bool:
        """Tell whether anything must be asked."""
        return self.too_much or bool(self.flashing)


def concern(session: Session, change: Change) -> Concern:
    """Return what a change gives reason to ask, on top of what the turn has written."""
    total = session.so_far + tally(change)
    limits, agreed = session.limits, session.agreed
    too_much = {
        "never": False,
        "destructive": total.lost > limits.confirm_threshold,
        "always": bool(change),
    }[limits.confirm]
    touched = change.added or change.changed or change.removed
    before = session.seen.segments if touched else ()
    flashing = new_flashing(before, change, limits.flashes_per_second) if touched else []
    fresh = [f for f in flashing if not any(f.within(known) for known in agreed.flashing)]
    asked = too_much and not total.within(agreed.sum)
    return Concern(total, asked, tuple(fresh), tuple(flashing))


def agree(session: Session, total: Tally, flashing: Sequence[Flashing]) -> None:
    """Note that the person said yes to so much, and to nothing beyond."""
    session.agreed.sum = total
    session.agreed.flashing += flashing
