"""Frames: strips move in time and to other channels, and are duplicated."""

from __future__ import annotations

from typing import Any

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.plain_call import Found
from ..parts.time_spans import told
from .meant import WORDS, one_time, strips_meant

_EARLIER = ("earlier", "back")
_NEVER = ("color", "section", "every", "period", "percent", "index", "ref", "span", "quoted")


def move(clause: Clause) -> Found | None:
    """Read `move Movie to 10 s`, `move the photo 2 seconds later`, `move Title to channel 30`."""
    if clause.any(*_NEVER, "length") or not clause.has("move") or _of_music(clause):
        return None
    where = _goal(clause)
    strips = strips_meant(clause)
    if strips is None or where is None or not where or strips[0].startswith("all strips on"):
        return None
    made = call("move_strips", strips=strips, ripple=_ripple(clause), **where)
    return clause.doing(made, weak=strips[0].startswith("all strips"))


def _goal(clause: Clause) -> dict[str, Any] | None:
    """Return by how much, to when and to which channel; None where it is not clear."""
    found: dict[str, Any] = {}
    deltas = clause.of("delta")
    goals = [item for item in clause.of("channels") if item.role in ("to", "on")]
    goals = [item for item in goals if item.role == "to" or not clause.has("all", "each")]
    times = clause.of("start") + clause.of("end", "to") + clause.of("place")
    if len(deltas) > 1 or len(goals) > 1 or len(times) > 1 or deltas and times:
        return None
    if goals and len(goals[0].many) != 1 or times and times[0].role == "from":
        return None
    if times and times[0].vague:
        clause.guessed = True
    clause.use(*deltas, *goals, *times)
    for item in deltas:
        unclear = item.role in ("", "by") and not clause.has("later", "earlier")
        back = item.role in _EARLIER or item.role in ("", "by") and clause.has("earlier")
        clause.guessed = clause.guessed or unclear and item.role != "by"
        if back and clause.has("later") or item.role == "later" and clause.has("earlier"):
            return None
        found["by"] = told(-item.value if back else item.value)
    for item in goals:
        found["channel"] = item.many[0]
    for item in times:
        found["to"] = told(item.value)
    return found


def _of_music(clause: Clause) -> bool:
    """Tell whether beats or the playhead move."""
    return clause.has("playhead", "half_beat") or any(t.startswith("grid:") for t in clause.tags)


def _ripple(clause: Clause) -> str | None:
    return "channel" if clause.has("ripple") else None


def duplicate(clause: Clause) -> Found | None:
    """Read `duplicate Photo at 30 s`, `duplicate the selected strips 3 times`."""
    if clause.any(*_NEVER, "delta") or not clause.has("repeat") or _of_music(clause):
        return None
    verb = any(item.text in ("duplicate", "copy") for item in clause.items)
    goals = clause.of("channels", "to", "on")
    if not verb or len(goals) > 1 or goals and len(goals[0].many) != 1:
        return None
    clause.use(*goals)
    start = one_time(clause, "start") or one_time(clause, "end")
    counts = clause.of("number")
    clause.use(*counts)
    strips = strips_meant(clause)
    if strips is None or len(counts) > 1 or counts and counts[0].value != int(counts[0].value):
        return None
    where = {
        "start_time": None if start is None else told(start.value),
        "channel": goals[0].many[0] if goals else None,
        "count": int(counts[0].value) if counts else None,
    }
    return clause.doing(call("duplicate_strips", strips=strips, **where))


FRAMES = (
    Frame(
        "move strips",
        move,
        tags(WORDS + "move add set to on at from of later earlier ripple by time_noun shift"),
        ("move_strips",),
        (
            ("Move Movie to 10 seconds", (call("move_strips", strips=["Movie"], to=10),)),
            ("Move Photo 2 seconds later", (call("move_strips", strips=["Photo"], by=2),)),
            ("Move Title to channel 30", (call("move_strips", strips=["Title"], channel=30),)),
        ),
        tags("move"),
    ),
    Frame(
        "duplicate strips",
        duplicate,
        tags(WORDS + "repeat to on at of add"),
        ("duplicate_strips",),
        (
            (
                "Duplicate Photo at 30 s",
                (call("duplicate_strips", strips=["Photo"], start_time=30),),
            ),
        ),
        tags("repeat"),
    ),
)
