"""The calls of a song's turns as one list that comes to the same on the song alone.

The list is tried on a fresh world before it is given away: a plan is never handed on unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import extension

extension.load()

from bl_ext.user_default.sequence_maker.sequence.color import hex_of  # noqa: E402
from bl_ext.user_default.sequence_maker.toolkit.world import Limits  # noqa: E402
from bl_ext.user_default.sequence_maker.tools import TOOLS  # noqa: E402

UNDO, AGAIN = "undo_last_turn", "repeat_turn"
"""Functions about earlier turns, of which a list of calls has none."""
NOBODY = frozenset("remember_wish forget_wish".split())
"""Functions that write what is no part of a show."""
MOST = 2000
"""Segments of a call."""
Calls = list[dict[str, Any]]


class UnplayableError(Exception):
    """What turns did cannot be told as calls; the text says why."""


def calls_of(turns: Sequence[Any], world: Any, fresh: Any) -> Calls:
    """Return the calls that come to what turns have made.

    Args:
        turns: The turns, in order.
        world: The world in which they ran.
        fresh: Makes worlds as that one was before.

    Raises:
        UnplayableError: If there is none.
    """
    wanted = picture(world)
    calls = written(turns)
    if calls is not None and picture(replayed(calls, fresh())) == wanted:
        return calls
    calls = as_segments(world)
    if picture(replayed(calls, fresh()), ids=False) == picture(world, ids=False):
        return calls
    raise UnplayableError("What was planned cannot be done again from the beginning.")


def written(turns: Sequence[Any]) -> Calls | None:
    """Return the calls that wrote, without turns that were taken back; None where some repeat."""
    kept: list[Calls] = []
    for turn in turns:
        rows = [call for call in turn.calls if _wrote(call)]
        if any(call.name == AGAIN for call in rows):
            return None
        if any(call.name == UNDO for call in rows):
            if len(rows) > 1 or not kept:
                return None
            kept.pop()
        elif rows:
            kept.append([{"name": call.name, "arguments": _given(call)} for call in rows])
    return [call for calls in kept for call in calls]


def as_segments(world: Any) -> Calls:
    """Return calls that make the segments of a world, by their times."""
    rows = [_row(segment) for segment in world.timelines.segments()]
    pieces = [rows[start : start + MOST] for start in range(0, len(rows), MOST)]
    return [{"name": "create_segments_batch", "arguments": {"segments": p}} for p in pieces]


def replayed(calls: Calls, world: Any) -> Any:
    """Return a world after calls; one that is refused changes nothing in it."""
    session = world.session(Limits("never", 0, 0, 0.0))
    session.tools = TOOLS
    for call in calls:
        session.take_snapshot()
        TOOLS[call["name"]].call(session, **call["arguments"])
    return world


def picture(world: Any, ids: bool = True) -> tuple[Any, ...]:
    """Return all that a show is made of, as it lies in a world."""
    rate = world.timelines.frame_rate
    segments = [
        (s.id if ids else 0, s.name if ids else "", s.channel, rate.frame_of(s.start))
        + (rate.frame_of(s.end), s.color, s.end_color, s.pixels)
        for s in world.timelines.segments()
    ]
    strips = [
        (s.name, s.kind, s.channel, rate.frame_of(s.start), rate.frame_of(s.end), s.settings)
        for s in world.scene.strips()
        if s.kind != "color"
    ]
    states = {key: world.scene.state(key) for key in ("all_markers", "channels", "frame_range")}
    kept = {key: value for key, value in world.scene.states.items() if key != "wishes"}
    return segments, strips, {**states, **kept}


def _wrote(call: Any) -> bool:
    known = TOOLS.get(call.name)
    is_write = known is not None and known.risk == "write" and call.name not in NOBODY
    return call.state == "done" and is_write


def _given(call: Any) -> dict[str, Any]:
    return {name: value for name, value in (call.arguments or {}).items() if value is not None}


def _row(segment: Any) -> dict[str, Any]:
    row = {
        "channel": segment.channel,
        "start_time": segment.start,
        "end_time": segment.end,
        "color": hex_of(segment.color),
        "end_color": None if segment.end_color is None else hex_of(segment.end_color),
        "pixels": segment.pixels,
        "name": segment.name,
    }
    return {name: value for name, value in row.items() if value is not None}
