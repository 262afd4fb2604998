"""Frame: a segment goes to another time or channel."""

from __future__ import annotations

from typing import Any

from ...sequence.color import rgb
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.places import numbers
from ..parts.plain_call import Found
from ..parts.targets import Target, targets
from ..parts.time_spans import told

_EDGES = frozenset("start beginning end ending edge".split())


def move(clause: Clause) -> Found | None:
    """Read `move the second segment on channel 1 to channel 4`."""
    if clause.any("span", "every", "section", "strip") or not _goes(clause):
        return None
    lengths = clause.of("length")
    if len(lengths) > 1:
        return None
    clause.guessed = clause.guessed or bool(lengths)
    clause.use(*lengths)
    if any(item.text in _EDGES for item in clause.items if item.kind == "word"):
        return None
    goals = clause.of("channels", "to") or _elsewhere(clause) or _other(clause)
    if len(goals) > 1 or goals and len(goals[0].many) != 1:
        return None
    clause.use(*goals)
    found = targets(clause)
    if found is None or isinstance(found, Found):
        return found
    where: dict[str, Any] = {}
    if goals:
        number = numbers(clause, goals)
        if isinstance(number, Found):
            return number
        where = {"to_channel": number[0]}
    times = clause.of("start") + clause.of("end", "to")
    if len(times) > 1 or times and len(found) > 1 or not (where or times):
        return None
    clause.use(*times)
    time = times[0].value if times else None
    length = lengths[0].value if lengths else 0.0
    if length and time is None:
        return None
    rows = [_row(target, where, time, length) for target in found]
    if None in rows:
        return Found(refused=True, text="There is no such segment, so it cannot be moved.")
    unclear = bool(times) and times[0].vague and times[0].role == "to"
    calls = [call("modify_segment", **row) for row in rows if row is not None]
    return clause.doing(*calls, weak=unclear)


def _elsewhere(clause: Clause) -> list[Item]:
    """Return the channel of `put the purple segment on channel 18`, where none is purple."""
    refs, items = [r for r in clause.of("ref") if r.name], clause.of("channels", "on")
    if len(refs) != 1 or len(items) != 1 or len(items[0].many) != 1:
        return []
    rows = clause.situation.on(items[0].many[0])
    there = any(segment.color == rgb(refs[0].name) for segment in rows)
    clause.guessed = not there
    return [] if there else items


def _other(clause: Clause) -> list[Item]:
    """Return the second channel of `the white of ball 2 on ball 3`."""
    items = clause.of("channels")
    return items[1:] if clause.loose and len(items) == 2 else []


def _goes(clause: Clause) -> bool:
    """Tell whether a verb moves, or a segment that is pointed at is to be on a channel."""
    pointed = clause.any("index", "ref") and clause.of("channels", "to")
    if clause.loose and len(clause.of("color")) == 1 and not clause.any("index", "ref"):
        items = clause.of("channels")
        away = items[-1:] if len(items) in (1, 2) and items[-1].role in ("to", "on") else []
        here = {n for item in items[:-1] for n in item.many}
        rows = [s for s in clause.situation.segments if s.color == rgb(clause.of("color")[0].name)]
        rows = [s for s in rows if not here or s.channel in here]
        there = {n for item in away for n in item.many}
        sure = len(items) == 2 or bool(away) and away[0].role == "to"
        if sure and len(rows) == 1 and there and rows[0].channel not in there:
            return True
    return clause.has("move") or bool(pointed) and not clause.any("color")


def _row(
    target: Target, where: dict[str, Any], time: float | None, length: float
) -> dict[str, Any] | None:
    if time is None:
        return target.arguments | where
    if target.segment is None or time < 0:
        return None
    end = time + (length or target.segment.end - target.segment.start)
    return target.arguments | where | {"start_time": told(time), "end_time": told(end)}


FRAME = Frame(
    "move",
    move,
    tags(
        "move segment many channel prop it on set from to at all everything "
        "edge_start time_noun instead only"
    ),
    ("modify_segment",),
    (
        (
            "Move segment 2 on channel 1 to channel 4",
            (call("modify_segment", channel=1, segment_index=2, to_channel=4),),
        ),
    ),
    tags("move channels"),
)
