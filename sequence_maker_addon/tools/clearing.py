"""The function that clears channels, and what of them stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..sequence.segment import Segment
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import Channel, Time
from ..toolkit.registry import tool
from ..toolkit.world import Session


@tool("write")
def clear_timeline(
    session: Session,
    channel: Channel | None = None,
    start_time: Time | None = None,
    end_time: Time | None = None,
) -> Steps:
    """Remove the segments of one channel, or of all; other strips stay.

    Args:
        channel: Timeline to clear: number or name; null for every channel.
        start_time: Only from here on; a segment that reaches over is cut. Null: from the start.
        end_time: Only up to here. Null: to the end.
    """
    segments = session.seen.on(channel)
    low = min((segment.start for segment in segments), default=0.0)
    high = max((segment.end for segment in segments), default=1.0)
    start = min(low, 0.0) if start_time is None else start_time
    end = max(high, start + 1.0) if end_time is None else end_time
    draft = session.draft()
    locked = session.seen.locked if channel is None else set()
    meant = [s for s in segments if s.channel not in locked and s.overlaps(start, end)]
    held = _held(session, meant, start, end) if channel is None else {}
    for number in sorted({segment.channel for segment in meant}):
        staying = [s for s in meant if s.channel == number and s.id in held]
        for first, last in _between(staying, start, end):
            draft.erase(number, first, last)
    draft.rounding = 0.0 if start_time is None and end_time is None else draft.rounding
    kept = sorted({segment.channel for segment in segments} & locked)
    skipped = [{"channel": number, "reason": "channel is locked"} for number in kept]
    skipped += [{"channel": s.channel, "reason": held[s.id]} for s in meant if s.id in held]
    result = yield from commit(session, draft, skipped=skipped)
    if not segments:
        where = "any channel" if channel is None else f"channel {channel}"
        result["warnings"] = [f"nothing to clear: there is no segment on {where}"]
    return result


def _held(
    session: Session, segments: Sequence[Segment], start: float, end: float
) -> dict[int, str]:
    """Return why segments stay where all are to go, by id; nothing where none could go.

    Those are locked ones, those that other strips use, and those of which a protected range would
    be cleared.
    """
    protected = session.timelines.protected(segments)
    held = {number: f"segment {number} {reason}" for number, reason in protected.items()}
    for segment in segments:
        for one in session.seen.protections:
            if one.covers(segment.channel, max(segment.start, start), min(segment.end, end)):
                held.setdefault(segment.id, f"the user has protected {one.described()}")
    return held if len(held) < len(segments) else {}


def _between(staying: Sequence[Segment], start: float, end: float) -> Iterator[tuple[float, float]]:
    """Yield what of a stretch lies between segments, which are in the order of their times."""
    for segment in staying:
        if segment.start > start:
            yield start, segment.start
        start = max(start, segment.end)
    if start < end:
        yield start, end
