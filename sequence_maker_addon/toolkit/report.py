"""The result of a change, told from what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..sequence.change import Change
from ..sequence.segment import Segment
from .world import Session

SHOWN = 20
"""Segments listed in a result; more are counted."""


def report(session: Session, stored: Change, rounding: float, shown: int = SHOWN) -> dict[str, Any]:
    """Return the result of a change.

    Args:
        session: The world; each of its notices is told once, as long as it holds.
        stored: The change as `Session.apply` returned it.
        rounding: The largest distance of a wanted time from its frame, in seconds.
        shown: How many segments of a kind are listed before they are only counted.
    """
    notices = session.timelines.notices()
    fresh = [text for word, text in notices.items() if word not in session.shown_notices]
    session.shown_notices.clear()
    session.shown_notices.update(notices)
    return {
        "ok": True,
        **_listed("created", stored.added, shown),
        **_listed("changed", [after for _, after in stored.changed], shown),
        **_listed("deleted", stored.removed, shown),
        "skipped": [],
        "rounding_ms": round(rounding * 1000, 1),
        "warnings": fresh,
        "written": len(stored.strips) + sum(max(state.count, 1) for state in stored.states),
    }


def with_left(told: str, left: int) -> str:
    """Return what was done in words, and of how many things nothing was, where there are some."""
    return f"{told}, {left} left unchanged" if left else told


def _listed(name: str, segments: Sequence[Segment], most: int) -> dict[str, Any]:
    rows = [segment.described() for segment in segments[:most]]
    if len(segments) <= most:
        return {name: rows}
    channels = sorted({segment.channel for segment in segments})
    times = [min(s.start for s in segments), max(s.end for s in segments)]
    return {
        name: rows,
        f"{name}_count": len(segments),
        f"{name}_channels": channels,
        f"{name}_span": [round(time, 6) for time in times],
    }
