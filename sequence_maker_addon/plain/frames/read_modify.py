"""Frame: a segment that is there gets another color, start, end or length."""

from __future__ import annotations

from typing import Any

from ...sequence.color import rgb
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.plain_call import Found
from ..parts.targets import Target, targets
from ..parts.time_spans import stretch, told


def modify(clause: Clause) -> Found | None:
    """Read `make segment 3 on channel 1 green`."""
    if clause.any("every", "period", "strip", "section"):
        return None
    if any(tag.startswith("grid:") for tag in clause.tags):
        return None
    found = targets(clause)
    if found is None or isinstance(found, Found):
        changes = clause.any("color", "start", "end", "delta", "length", "span", "pixels")
        return found if changes else None
    if len(found) > 1 and clause.any("start", "end", "span", "amount"):
        return None
    looks = _colors(clause)
    if looks is None:
        return None
    rows = []
    weak = False
    used = set(clause.used)
    for target in found:
        clause.used = set(used)
        labels = _labels(clause)
        times = _times(clause, target)
        if times is None or isinstance(times, Found):
            return times
        same = target.segment is not None and "end_color" not in looks
        if same and "color" in looks and rgb(looks["color"]) == target.segment.color:  # type: ignore[union-attr]
            weak = True
            if times:
                looks.pop("color")
        looks = looks | labels
        if not looks and not times:
            return None
        if looks and target.segment and _is_so(target, {}, times):
            times = {}
        if not clause.of("color", "from") and _is_so(target, looks, times):
            weak = True
            continue
        weak = weak or _differs(clause, target)
        rows.append(call("modify_segment", **target.arguments, **times, **looks))
    clause.use(*clause.of("color"))
    return clause.doing(*rows, weak=weak)


def _colors(clause: Clause) -> dict[str, Any] | None:
    """Return the new colors; `from red to blue` of a plain change says what it was."""
    colors = clause.of("color")
    roles = [color.role for color in colors]
    faded = clause.has("fade") or bool(clause.values("shape"))
    if faded and roles == ["from", "to"]:
        return {"color": colors[0].name, "end_color": colors[1].name}
    if faded and roles == ["to"]:
        return {"end_color": colors[0].name}
    if faded and any(i.has("fade") and i.text not in ("fade", "fades") for i in clause.items):
        return None
    if roles == ["from", "to"] or roles == ["from", "until"]:
        return {"color": colors[1].name}
    replaced = clause.has("change") and len(roles) == 2 and roles[1] in ("with", "by")
    if replaced and roles[0] in ("", "of"):
        return {"color": colors[1].name}
    if len(colors) == 1 and roles[0] != "from":
        return {"color": colors[0].name}
    return None if colors else {}


def _is_so(target: Target, looks: dict[str, Any], times: dict[str, Any]) -> bool:
    """Tell whether a segment is already as is said, so that it was only described."""
    segment = target.segment
    if segment is None or looks.keys() - {"color"}:
        return False
    known = {"start_time": segment.start, "end_time": segment.end}
    same = all(known[key] == time for key, time in times.items())
    return same and ("color" not in looks or rgb(looks["color"]) == segment.color)


def _labels(clause: Clause) -> dict[str, Any]:
    """Return the new name and number of LEDs."""
    found: dict[str, Any] = {}
    if pixels := clause.one("pixels"):
        found["pixels"] = int(pixels.value)
    counts = clause.of("end", "to") if clause.has("pixels") and not found else []
    if len(counts) == 1 and counts[0].vague:
        clause.use(counts[0])
        found["pixels"] = int(counts[0].value)
    if clause.has("name") and (name := clause.one("quoted")):
        found["name"] = name.name
    return found


def _differs(clause: Clause, target: Target) -> bool:
    """Tell whether a segment is of another color than the one that it is to lose."""
    said = clause.of("color", "from")
    known = target.segment
    return bool(said and known and not clause.has("fade") and rgb(said[0].name) != known.color)


def _times(clause: Clause, target: Target) -> dict[str, Any] | Found | None:
    """Return the new times that are said."""
    deltas, segment = clause.of("delta"), target.segment
    if deltas:
        return _shifted(clause, deltas, target)
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
    return {"start_time": told(span[0]), "end_time": told(span[1])}


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
    if not role:
        return None
    clause.use(delta)
    if segment is None:
        return Found(refused=True, text="There is no such segment, so it cannot be changed.")
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


def _direction(clause: Clause) -> str:
    words = {item.text for item in clause.items}
    if words & {"extend", "lengthen", "prolong", "longer", "stretch", "grow", "expand"}:
        return "longer"
    if words & {"shorten", "shrink", "trim", "shorter", "cut", "reduce", "crop"}:
        return "shorter"
    if words & {"later", "forward", "delay", "right", "forwards", "back"} - {"back"}:
        return "later"
    return "earlier" if words & {"earlier", "left", "sooner"} else ""


FRAME = Frame(
    "modify",
    modify,
    tags(
        "keep_length "
        "set change stretch shrink move segment many channel prop edge_start edge_end long on it "
        "color_noun instead time_noun start_of end_of fade from to all everything longer shorter "
        "later earlier each at only name pixels until back shrink whole shape:fade_in "
        "shape:fade_out "
    ),
    ("modify_segment",),
    (
        (
            "Make segment 3 on channel 1 green",
            (call("modify_segment", channel=1, segment_index=3, color="green"),),
        ),
        (
            "Let segment 1 on channel 2 end at 0:12",
            (call("modify_segment", channel=2, segment_index=1, end_time=12),),
        ),
    ),
    tags("index ref it everything all instead longer shorter later earlier set change color"),
)
