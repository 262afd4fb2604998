"""Writing a planned change, and telling from what is then stored what happened."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any

from ..sequence.change import Change
from ..sequence.draft import Draft
from ..sequence.errors import ToolError
from .jobs import Confirm, Step
from .plan_words import (
    in_danger,
    in_words,
    notes_of,
    plan_rows,
    ranges_in_words,
    state_notes,
    total_in_words,
)
from .policies import POLICIES, Concern, agree, concern
from .report import SHOWN, report
from .world import Session

MOST_SKIPPED = 40
Writer = Callable[[Session, Change], Generator[Step, Any, Change]]


def commit(
    session: Session,
    draft: Draft,
    shown: int = SHOWN,
    skipped: Sequence[dict[str, Any]] = (),
) -> Generator[Step, Any, dict[str, Any]]:
    """Check, confirm, write and read back a draft; return the function's result.

    Args:
        session: The world.
        draft: What is to come.
        shown: How many segments the result lists before it only counts.
        skipped: What stays as it is, with its reason.

    Raises:
        ToolError: If the change is refused by the rules or by the person.
    """
    return (yield from commit_change(session, draft.change(), draft, shown, skipped))


def commit_change(
    session: Session,
    change: Change,
    draft: Draft,
    shown: int = SHOWN,
    skipped: Sequence[dict[str, Any]] = (),
    write: Writer | None = None,
) -> Generator[Step, Any, dict[str, Any]]:
    """Do what `commit` does with a change that says more than its draft.

    Args:
        session: As for `commit`.
        change: What is to come.
        draft: What it was planned on.
        shown: As for `commit`.
        skipped: As for `commit`.
        write: Writes it in steps, all or nothing, and returns it as it is stored; else it is
            written at once.
    """
    change = _within(session, change)
    for policy in POLICIES:
        policy(session, change)
    worry = concern(session, change)
    if worry:
        agreed = yield _question(session, change, worry)
        if not agreed:
            raise declined(bool(worry.flashing))
        agree(session, worry.sum, worry.flashing)
        session.look_again()
        draft.refuse_if_stale(session.seen)
        for policy in POLICIES:
            policy(session, change)
    stored = change
    if change:
        stored = session.apply(change) if write is None else (yield from write(session, change))
    result = report(session, stored, draft.rounding, shown)
    result["skipped"] = list(skipped[:MOST_SKIPPED])
    if not change:
        why = "see skipped" if skipped else "it was already so"
        result["warnings"].insert(0, f"nothing changed: {why}")
    if worry.all_flashing:
        result["flashing"] = ranges_in_words(worry.all_flashing)
        danger = in_danger(worry.all_flashing, session.limits.flashes_per_second)
        result["warnings"].append(danger)
    return result


def _within(session: Session, change: Change) -> Change:
    """Return what of a change is on channels that the person has not switched off.

    Raises:
        ToolError: `declined` where nothing is.
    """
    left = change.without(session.left_out)
    if change and not left:
        channels = ", ".join(map(str, sorted(session.left_out)))
        raise ToolError(
            "declined", f"the user switched off all channels that it would write on: {channels}"
        )
    return left


def _question(session: Session, change: Change, worry: Concern) -> Confirm:
    """Return what the person must agree to, the sum of the turn first."""
    plan, notes, told = "", list[str](), list[str]()
    total = [total_in_words(worry.sum)] if worry.too_much and session.so_far.lost else []
    if worry.too_much:
        plan = in_words(change)
        told, notes = notes_of(change), state_notes(change)
    if worry.flashing:
        danger = in_danger(worry.flashing, session.limits.flashes_per_second)
        told, notes = [[*row, f"{danger}. Create it all the same?"] for row in (told, notes)]
    text = "; ".join([*total, *([plan] if plan else []), *told])
    rows, first = plan_rows(change), (*total, plan)[0]
    return Confirm(text, rows, notes=(*total, *notes), changes=(change,), total=first)


def declined(flashing: bool) -> ToolError:
    """Return the refusal of what the person did not want."""
    if flashing:
        hint = "nothing was changed; offer fades, a larger every, or darker colors instead"
        return ToolError("declined", "the user declined so much flashing", hint=hint)
    hint = "nothing was changed; ask the user what they want instead"
    return ToolError("declined", "the user declined this change", hint=hint)
