"""The timeline functions for single segments, and the one that reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..sequence.errors import ToolError
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import Channel, Color, EndColor, Name, OnOverlap, Time, Whole
from ..toolkit.registry import tool
from ..toolkit.world import Session

PAGE = 50
"""Segments on one page of `list_segments`."""


@tool(
    "write",
    tip="Fill a range of a channel with a color, or with a fade between two",
    on_overlap="What becomes of a strip that is already there",
)
def create_segment(
    session: Session,
    channel: Channel,
    start_time: Time,
    end_time: Time,
    color: Color,
    end_color: Color | None = None,
    pixels: Whole | None = None,
    name: Name | None = None,
    on_overlap: OnOverlap = "trim",
) -> Steps:
    """Fill a stretch of a channel's timeline with a color, or with a fade to end_color.

    Args:
        channel: Timeline: Sequencer channel 1-128 or its name.
        start_time: Seconds from the sequence start, or text such as "1:30" or "the beginning".
        end_time: Where it ends (exclusive), later than start_time; "the end" works too.
        color: CSS name, #rgb or #rrggbb.
        end_color: Fade linearly to this color; null for a plain color.
        pixels: How many LEDs it lights; null if not said.
        name: Name of the strip; null for a default.
        on_overlap: "trim" cuts what is already there, "error" refuses. Default trim.
    """
    draft = session.draft()
    draft.add(channel, start_time, end_time, color, end_color, pixels, name, on_overlap)
    return (yield from commit(session, draft))


@tool("write", tip="Delete one segment, the active one if nothing else is said")
def delete_segment(
    session: Session,
    segment_id: Whole | None = None,
    channel: Channel | None = None,
    segment_index: Whole | None = None,
) -> Steps:
    """Delete one segment, named by segment_id or by channel and segment_index.

    Args:
        segment_id: The segment's id as listed; null when channel and segment_index are given.
        channel: Timeline of the segment: number or name.
        segment_index: Its position in time on the channel, from 1, as listed with the request.
    """
    draft = session.draft()
    draft.remove(session.find(segment_id, channel, segment_index))
    return (yield from commit(session, draft))


@tool(
    "write",
    tip="Change what is set of one segment, and keep the rest",
    on_overlap="What becomes of a strip that is already there",
)
def modify_segment(
    session: Session,
    segment_id: Whole | None = None,
    channel: Channel | None = None,
    segment_index: Whole | None = None,
    start_time: Time | None = None,
    end_time: Time | None = None,
    color: Color | None = None,
    end_color: EndColor | None = None,
    pixels: Whole | None = None,
    name: Name | None = None,
    to_channel: Channel | None = None,
    on_overlap: OnOverlap = "trim",
) -> Steps:
    """Change what is given of one segment and keep the rest.

    Args:
        segment_id: The segment's id as listed; null when channel and segment_index are given.
        channel: Timeline where the segment is: number or name.
        segment_index: Its position in time on the channel, from 1, as listed with the request.
        start_time: New start; null keeps it. To move a segment give both times.
        end_time: New end; null keeps it.
        color: New color; null keeps it.
        end_color: New color to fade to, "none" for no fade; null keeps it.
        pixels: New number of LEDs; null keeps it.
        name: New name; null keeps it.
        to_channel: Timeline to move it to; null keeps it.
        on_overlap: "trim" cuts what is in the way, "error" refuses. Default trim.
    """
    old = session.find(segment_id, channel, segment_index)
    given: dict[str, Any] = {
        "start": start_time,
        "end": end_time,
        "color": color,
        "end_color": end_color,
        "pixels": pixels,
        "name": name,
        "channel": to_channel,
    }
    given = {key: value for key, value in given.items() if value is not None}
    if not given:
        raise ToolError("missing_argument", "say what to change: a time, a color, a name, …")
    if given.get("end_color") == "none":
        given["end_color"] = None
    start, end = given.get("start", old.start), given.get("end", old.end)
    if start >= end:
        raise ToolError(
            "invalid_range",
            f"the segment would run from {start:g} to {end:g} s",
            field="end_time" if end_time is not None else "start_time",
            allowed=f"a start before {end:g} s" if end_time is None else f"later than {start:g} s",
            hint="to move a segment give both start_time and end_time",
        )
    draft = session.draft()
    draft.alter(old, replace(old, **given), on_overlap)
    return (yield from commit(session, draft))


@tool("read", tip="Count the segments as they are now")
def list_segments(
    session: Session,
    channel: Channel | None = None,
    start_time: Time | None = None,
    end_time: Time | None = None,
    page: Whole | None = None,
) -> dict[str, Any]:
    """List the segments as they are now, 50 a page, by channel and time.

    Args:
        channel: Timeline: number or name; null for all.
        start_time: Only segments that reach beyond this time; null for all.
        end_time: Only segments that begin before this time; null for all.
        page: Which page, from 1; null for the first.
    """
    low = float("-inf") if start_time is None else start_time
    high = float("inf") if end_time is None else end_time
    if low > high:
        raise ToolError(
            "invalid_range",
            f"end_time {high:g} is before start_time {low:g}",
            field="end_time",
            allowed=f"{low:g} s or later",
        )
    rows: dict[int, int] = {}
    found = []
    for segment in session.seen.on(channel):
        rows[segment.channel] = rows.get(segment.channel, 0) + 1
        if segment.overlaps(low, high):
            found.append({"segment_index": rows[segment.channel], **segment.described()})
    number = page or 1
    pages = max(1, -(-len(found) // PAGE))
    if number > pages:
        raise ToolError(
            "out_of_range", f"there is no page {number}", field="page", allowed=f"1 to {pages}"
        )
    shown = found[(number - 1) * PAGE : number * PAGE]
    return {"ok": True, "segments": shown, "count": len(found), "page": number, "pages": pages}
