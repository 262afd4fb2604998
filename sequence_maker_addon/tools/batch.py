"""The timeline function that makes many segments at once, or none."""

from __future__ import annotations

from typing import Any

from ..sequence.draft import Draft
from ..sequence.errors import ToolError
from ..sequence.timelines import LIMIT
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import OnOverlap, SegmentItem, Segments
from ..toolkit.registry import tool
from ..toolkit.world import Session


@tool(
    "write",
    tip="Create many segments in one go, all or nothing",
    on_overlap="What becomes of a strip that is already there",
)
def create_segments_batch(
    session: Session, segments: Segments, on_overlap: OnOverlap = "trim"
) -> Steps:
    """Create many segments in one go: all of them, or none and a report per bad item.

    Args:
        segments: The segments, each with the arguments of create_segment; 2000 at most. A later
            one cuts an earlier one where they overlap.
        on_overlap: "trim" cuts what is already there, "error" refuses. Default trim.
    """
    if len(segments) > LIMIT:
        raise ToolError(
            "too_many_segments",
            f"{len(segments)} segments would pass the limit",
            field="segments",
            allowed=f"{LIMIT} strips that functions made in a scene; the user's own do not count",
        )
    draft = session.draft()
    items = [_add(draft, number, item, on_overlap) for number, item in enumerate(segments)]
    problems = [item for item in items if not isinstance(item, int)]
    if problems:
        raise ToolError(
            "invalid_batch",
            f"nothing was created: {len(problems)} of {len(segments)} items are wrong",
            field=problems[0]["field"],
            problems=problems[:50],
        )
    result = yield from commit(session, draft)
    covered = set(items) - {segment.id for segment in draft.change().added}
    if covered:
        result["warnings"].append(f"{len(covered)} items were wholly covered by later ones")
    return result


def _add(
    draft: Draft, number: int, item: SegmentItem, on_overlap: OnOverlap
) -> int | dict[str, Any]:
    """Return the new segment's id, or what is wrong with the item."""
    try:
        segment = draft.add(
            item.channel,
            item.start_time,
            item.end_time,
            item.color,
            item.end_color,
            item.pixels,
            item.name,
            on_overlap,
        )
    except ToolError as error:
        field = f"segments.{number}.{error.details['field']}"
        return {**error.result(), "field": field, "item": number}
    return segment.id
