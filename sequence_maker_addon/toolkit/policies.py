"""What a change is held against before it is written: a short tuple over it and the turn so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..sequence import rules
from ..sequence.change import Change
from ..sequence.errors import ToolError
from ..sequence.flashing import Flashing, new_flashing
from .tally import Tally, tally
from .world import Agreed, Session

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
    most = session.limits.max_segments
    if most and session.touched + change.size > most:
        raise ToolError(
            "turn_limit",
            f"this would write {change.size} things; {session.touched} were written for this "
            "prompt",
            allowed=f"{most} in all, as the preferences say",
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
    total = session.so_far + tally(change, session.origins)
    limits, agreed = session.limits, session.agreed
    touched = change.added or change.changed or change.removed
    before = session.seen.segments if touched else ()
    flashing = new_flashing(before, change, limits.flashes_per_second) if touched else []
    fresh = [f for f in flashing if not any(f.within(known) for known in agreed.flashing)]
    return Concern(total, must_ask(session, total), tuple(fresh), tuple(flashing))


def must_ask(session: Session, total: Tally) -> bool:
    """Tell whether a sum of the turn is more than may be written unasked, or was agreed to."""
    limits, agreed = session.limits, session.agreed.sum
    if limits.confirm == "destructive":
        return total.lost > limits.confirm_threshold and not total.within(agreed)
    more = total.written > agreed.written or not total.within(agreed)
    return limits.confirm == "always" and total.written > session.so_far.written and more


def agree(session: Session, total: Tally, flashing: Sequence[Flashing]) -> None:
    """Note that the person said yes to so much, and to nothing beyond."""
    session.agreed.sum = total
    session.agreed.flashing += flashing


def let_yes_end(session: Session) -> None:
    """Forget what was agreed to and not used; whatever comes from here on is asked about anew."""
    session.agreed = Agreed(session.so_far)
