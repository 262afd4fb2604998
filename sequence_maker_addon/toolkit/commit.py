"""Writing a planned change and telling, from what is then stored, what happened."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from ..sequence.color import hex_of
from ..sequence.draft import Draft
from ..sequence.errors import ToolError
from ..sequence.flashing import Flashing, new_flashing
from ..sequence.rules import check
from ..sequence.segment import Change, Segment
from .jobs import Confirm, Step
from .world import Session

SHOWN = 20
"""Segments listed in a result; more are counted."""
MOST_SKIPPED = 40


@dataclass(frozen=True, slots=True)
class Aside:
    """What is written beside the segments, such as clips that move.

    Attributes:
        text: It in one sentence, for the person.
        write: Does it, whole or not at all; tells whether anything changed.
        count: How many things it writes.
    """

    text: str
    write: Callable[[], bool]
    count: int = 1


def commit(
    session: Session,
    draft: Draft,
    aside: Aside | None = None,
    shown: int = SHOWN,
    skipped: Sequence[dict[str, Any]] = (),
) -> Generator[Step, Any, dict[str, Any]]:
    """Check, confirm, write and read back a draft; return the tool's result.

    Args:
        session: The world.
        draft: What is to come.
        aside: What is written just before, once all is agreed to.
        shown: How many segments the result lists before it only counts.
        skipped: What stays as it is, with its reason.

    Raises:
        ToolError: If the change is refused by the rules or by the person.
    """
    change = draft.change()
    timelines = session.timelines
    check(timelines, change)
    others = 0 if aside is None else aside.count
    session.check_limit(change, others)
    limit = session.limits.flashes_per_second
    flashing = new_flashing(timelines.segments(), change, limit)
    question = _question(session, change, aside, flashing)
    if question is not None:
        agreed = yield question
        if not agreed:
            raise _declined(flashing)
        draft.refuse_if_stale(timelines)
        check(timelines, change)
    session.check_limit(change, others)
    written = aside is not None and aside.write()
    if change:
        timelines.apply(change)
        session.note(change)
    result = report(session, change, draft.rounding, shown)
    result["skipped"] = list(skipped[:MOST_SKIPPED])
    result["written"] = max(others, 1) if written else 0
    if not change and not written:
        why = "see skipped" if skipped else "it was already so"
        result["warnings"].insert(0, f"nothing changed: {why}")
    if flashing:
        result["flashing"] = _told(flashing)
        result["warnings"].append(_in_danger(flashing, limit))
    return result


def _question(
    session: Session, change: Change, aside: Aside | None, flashing: Sequence[Flashing]
) -> Confirm | None:
    """Return what the person must agree to, or None where nothing is to be asked."""
    told, notes = [], []
    if session.limits.must_confirm(change) and (change or aside is not None):
        told += [in_words(change)] if change else []
        notes += [] if aside is None else [aside.text]
    if flashing:
        danger = _in_danger(flashing, session.limits.flashes_per_second)
        notes.append(f"{danger}. Create it all the same?")
    if not told and not notes:
        return None
    return Confirm("; ".join([*told, *notes]), plan_rows(change), notes=tuple(notes))


def _declined(flashing: Sequence[Flashing]) -> ToolError:
    if flashing:
        hint = "nothing was changed; offer fades, a larger every, or darker colours instead"
        return ToolError("declined", "the user declined so much flashing", hint=hint)
    hint = "nothing was changed; ask the user what they want instead"
    return ToolError("declined", "the user declined this change", hint=hint)


def _in_danger(flashing: Sequence[Flashing], limit: float) -> str:
    """Say that something may harm people with photosensitive epilepsy, and where."""
    worst = max(found.per_second for found in flashing)
    return (
        f"Up to {worst:g} flashes a second (more than {limit:g} can harm people with photosensitive"
        f" epilepsy): {'; '.join(_told(flashing))}"
    )


def _told(flashing: Sequence[Flashing]) -> list[str]:
    more = [f"and {len(flashing) - 6} more"] if len(flashing) > 6 else []
    return [found.told() for found in flashing[:6]] + more


def report(session: Session, change: Change, rounding: float, shown: int = SHOWN) -> dict[str, Any]:
    """Return the result of a change, built from the segments as they are stored now."""
    stored = {segment.id: segment for segment in session.timelines.segments()}
    created = [stored[s.id] for s in change.added if s.id in stored]
    changed = [stored[after.id] for _, after in change.changed if after.id in stored]
    warnings = [
        text for word, text in session.timelines.notices().items() if word not in session.told
    ]
    session.told.update(session.timelines.notices())
    result: dict[str, Any] = {
        "ok": True,
        **_listed("created", created, shown),
        **_listed("changed", changed, shown),
        **_listed("deleted", list(change.removed), shown),
        "skipped": [],
        "rounding_ms": round(rounding * 1000, 1),
        "warnings": warnings,
    }
    return result


def plan_rows(change: Change) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the plan by kind and channel, with the colours that come."""
    kinds = (
        ("remove", change.removed),
        ("change", tuple(after for _, after in change.changed)),
        ("add", change.added),
    )
    rows = []
    for kind, segments in kinds:
        for channel in sorted({segment.channel for segment in segments}):
            found = [segment for segment in segments if segment.channel == channel]
            colors = dict.fromkeys(hex_of(segment.color) for segment in found)
            phrase = f"{_counted(found)} {'from' if kind == 'remove' else 'on'} channel {channel}"
            rows.append((kind, f"{kind.capitalize()} {phrase}", tuple(colors)[:4]))
    return tuple(rows)


def in_words(change: Change) -> str:
    """Return the plan as one sentence with numbers, for the person."""
    where = ", ".join(f"channel {channel}" for channel in sorted(change.channels))
    parts = [
        f"{verb} {_counted(group)}"
        for verb, group in (
            ("remove", change.removed),
            ("change", change.changed),
            ("add", change.added),
        )
        if group
    ]
    return f"{' and '.join(parts) or 'change nothing'} on {where}".capitalize()


def _counted(segments: Sequence[object]) -> str:
    return f"{len(segments)} segment{'s' if len(segments) != 1 else ''}"


def _listed(name: str, segments: list[Segment], most: int) -> dict[str, Any]:
    shown = [segment.described() for segment in segments[:most]]
    if len(segments) <= most:
        return {name: shown}
    channels = sorted({segment.channel for segment in segments})
    times = [min(s.start for s in segments), max(s.end for s in segments)]
    return {
        name: shown,
        f"{name}_count": len(segments),
        f"{name}_channels": channels,
        f"{name}_span": [round(time, 6) for time in times],
    }
