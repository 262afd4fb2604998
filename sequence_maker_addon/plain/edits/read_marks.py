"""Frames: markers of the person's own, and the frame range."""

from __future__ import annotations

from typing import Any

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.plain_call import Found
from ..parts.time_spans import told
from .meant import one_time

_NEVER = ("color", "section", "every", "period", "percent", "index", "ref", "span", "length")
UNNAMED = "Marker"
_MOVES = ("move", "shift", "drag", "slide")


def markers(clause: Clause) -> Found | None:
    """Read `add a marker called Drop at 32 s`, `delete the marker Drop`."""
    if not any(item.has("marker") for item in clause.items) or clause.any(*_NEVER, "channels"):
        return None
    if any(tag.startswith("grid:") and tag != "grid:markers" for tag in clause.tags):
        return None
    quoted = clause.of("quoted")
    moves = any(item.text in _MOVES for item in clause.items)
    if clause.has("add", "mark") and not clause.has("delete", "clear") and not moves:
        return _added(clause)
    if len(quoted) != 1:
        return None
    clause.use(*quoted)
    name = quoted[0].name
    if moves and (goal := one_time(clause, "start", "end")):
        move = [{"marker": name, "time": told(goal.value)}]
        return clause.doing(call("set_markers", move=move))
    if clause.has("delete", "clear"):
        return clause.doing(call("set_markers", delete=[name]))
    return None


def _added(clause: Clause) -> Found | None:
    times, quoted = clause.of("start"), clause.of("quoted")
    if len(quoted) > 1 or not times or quoted and len(times) > 1:
        return None
    clause.use(*times, *quoted)
    name = quoted[0].name if quoted else UNNAMED
    rows = [{"time": told(time.value), "name": name} for time in times]
    return clause.doing(call("set_markers", add=rows))


def frame_range(clause: Clause) -> Found | None:
    """Read `set the frame range to the end`, `end the frame range at 30 s`."""
    if not clause.has("frame_range") or clause.kinds - {"start", "end", "span", "place"}:
        return None
    times = [item for kind in ("start", "end", "span", "place") for item in clause.of(kind)]
    if len(times) > 1 and {item.kind for item in times} != {"start", "end"} or len(times) > 2:
        return None
    if any(item.text[-1:].isdecimal() and ":" not in item.text for item in times):
        return None  # a frame: `set the end frame to 250`
    found: dict[str, Any] = {}
    for item in clause.take("span"):
        found |= {"start": told(item.value), "end": told(item.second)}
    first = clause.has("edge_start", "start_of")
    for item in clause.take("start"):
        begins = first or item.role in ("start", "from")
        found["start" if begins else "end"] = told(item.value)
    for item in [*clause.take("end"), *clause.take("place")]:
        begins = first and item.role not in ("end", "until")
        found["start" if begins else "end"] = told(item.value)
    if any(item.text in ("render", "renders") for item in clause.items):
        return None
    if not found or found.get("start") == told(END) or _ends_first(found):
        return None
    weak = any(item.text.split()[0] in ("ends", "starts", "begins") for item in clause.items)
    return clause.doing(call("set_frame_range", **found), weak=weak)


def _ends_first(found: dict[str, Any]) -> bool:
    start, end = found.get("start"), found.get("end")
    return isinstance(start, int | float) and isinstance(end, int | float) and end <= start


FRAMES = (
    Frame(
        "frame range",
        frame_range,
        tags(
            "frame_range set change to at from end_of edge_end edge_start start_of stop fit on of "
            "until"
        ),
        ("set_frame_range",),
        (("Set the frame range to the end", (call("set_frame_range", end="the end"),)),),
        tags("frame_range"),
    ),
    Frame(
        "set markers",
        markers,
        tags("mark marker add set delete clear move at to grid:markers name on time_noun change"),
        ("set_markers",),
        (
            (
                'Add a marker called "Drop" at 32 s',
                (call("set_markers", add=[{"time": 32, "name": "Drop"}]),),
            ),
            ('Delete the marker "Drop"', (call("set_markers", delete=["Drop"]),)),
        ),
        tags("mark marker"),
    ),
)
