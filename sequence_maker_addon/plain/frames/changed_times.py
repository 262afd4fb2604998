"""The new start and end of a segment: said, or by how much it is shifted or resized."""

from __future__ import annotations

from typing import Any

from ..parts.clause import Clause
from ..parts.items import Item
from ..parts.plain_call import Found
from ..parts.targets import Target
from ..parts.time_spans import stretch, told


def times_of(clause: Clause, target: Target) -> dict[str, Any] | Found | None:
    """Return the new times that are said."""
    deltas, segment = clause.of("delta"), target.segment
    if deltas:
        return _shifted(clause, deltas, target)
    if clause.loose and (cut := _cut_off(clause, target)):
        return cut
    starts, ends = clause.of("start"), clause.of("end")
    spans, lengths = clause.of("span"), clause.of("length")
    if not (starts or ends or spans or lengths):
        return {}
    if len(ends) == 1 and not starts and not spans and not lengths and _may_end(clause, ends[0]):
        edge = _edge(clause) or ("end_time" if ends[0].role != "to" or _resizes(clause) else "")
        if not edge:
            return None
        clause.use(*ends)
        return {edge: told(ends[0].value)}
    if len(starts) == 1 and not ends and not spans and not lengths:
        edge = _edge(clause) or ("start_time" if starts[0].role in ("start", "from") else "")
        if clause.loose and not edge and clause.has("shrink"):
            edge = "end_time"
        if not edge or segment is None and edge == "":
            return None
        clause.use(*starts)
        if clause.has("keep_length") and segment is not None and edge == "start_time":
            length = segment.end - segment.start
            times = starts[0].value, starts[0].value + length
            return {"start_time": told(times[0]), "end_time": told(times[1])}
        return {edge: told(starts[0].value)}
    if len(lengths) == 1 and not starts and not ends and not spans:
        return _resized(clause, lengths[0], target)
    span = stretch(clause, carried=False)
    if span is None or isinstance(span, Found):
        return span
    if len(clause.spans) > 1:  # one segment cannot be in each of them
        return None
    return {"start_time": told(span[0]), "end_time": told(span[1])}


def _cut_off(clause: Clause, target: Target) -> dict[str, Any] | None:
    """Return the times for `trim two seconds off the head of the purple`."""
    amounts, segment = clause.of("amount"), target.segment
    if len(amounts) != 1 or segment is None or not (clause.has("shrink") and clause.has("off")):
        return None
    by = amounts[0].value
    if not 0 < by < segment.end - segment.start:
        return None
    clause.use(*amounts)
    if _edge(clause) == "start_time" or any(item.text == "head" for item in clause.items):
        return {"start_time": told(segment.start + by)}
    return {"end_time": told(segment.end - by)}


def _may_end(clause: Clause, end: Item) -> bool:
    resized = clause.has("stretch", "shrink", "edge_start", "edge_end", "start_of", "end_of")
    return end.role in ("until", "end") or resized


def _resizes(clause: Clause) -> bool:
    """Tell whether a verb says that the length changes."""
    verbs = (
        "stretch",
        "extend",
        "lengthen",
        "prolong",
        "trim",
        "shorten",
        "shrink",
        "drag",
        "pull",
    )
    return any(item.text in verbs for item in clause.items)


def _edge(clause: Clause) -> str:
    """Return the time that `the start of`, `the end of` names."""
    words = [i for i in clause.items if i.kind == "word"]
    if any(i.text in ("start", "beginning") for i in words):
        return "start_time"
    return "end_time" if any(i.text in ("end", "ending") for i in words) else ""


def _resized(clause: Clause, length: Item, target: Target) -> dict[str, Any] | Found | None:
    if not clause.has("stretch", "shrink", "change", "long", "set"):
        return None
    clause.use(length)
    if target.segment is None:
        return Found(refused=True, text="There is no such segment, so it has no length to change.")
    return {"end_time": told(target.segment.start + length.value)}


def _shifted(clause: Clause, deltas: list[Item], target: Target) -> dict[str, Any] | Found | None:
    """Make longer or shorter, or move in time."""
    if len(deltas) != 1:
        return None
    delta, segment = deltas[0], target.segment
    role = delta.role if delta.role != "by" else _direction(clause)
    if not role and clause.loose and clause.has("move"):
        role = "later"
    if not role:
        return None
    clause.use(delta)
    if segment is None:
        return Found(refused=True, text="There is no such segment, so it cannot be changed.")
    if role in ("back", "ahead"):
        role = _way(clause, role)
    by = delta.value if role in ("longer", "later") else -delta.value
    if role in ("longer", "shorter"):
        edge = _edge(clause)
        if edge == "start_time":
            return {"start_time": told(segment.start - by)}
        if segment.end + by <= segment.start:
            return Found(refused=True, text="It would have no length any more.")
        return {"end_time": told(segment.end + by)}
    if edge := _edge(clause):
        return {edge: told((segment.start if edge == "start_time" else segment.end) + by)}
    start, end = segment.start + by, segment.end + by
    if start < 0:
        return Found(refused=True, text="It would begin before the sequence does.")
    return {"start_time": told(start), "end_time": told(end)}


def _way(clause: Clause, role: str) -> str:
    """Return what `back` and `forward` mean with a verb: who pushes back makes later."""
    verbs = {item.text for item in clause.items if item.kind == "word"}
    clause.guessed = True
    if role == "back":
        return "later" if verbs & {"push", "put", "set", "shove", "delay", "hold"} else "earlier"
    return "earlier" if verbs & {"bring", "pull"} else "later"


def _direction(clause: Clause) -> str:
    words = {item.text for item in clause.items}
    if words & {"extend", "lengthen", "prolong", "longer", "stretch", "grow", "expand"}:
        return "longer"
    if words & {"shorten", "shrink", "trim", "shorter", "cut", "reduce", "crop"}:
        return "shorter"
    if words & {"later", "forward", "delay", "right", "forwards", "back"} - {"back"}:
        return "later"
    return "earlier" if words & {"earlier", "left", "sooner"} else ""
