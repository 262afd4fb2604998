"""Frame: a segment that is there gets another color, start, end or length."""

from __future__ import annotations

from typing import Any

from ...sequence.color import rgb
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.plain_call import Found
from ..parts.targets import Target, targets
from .changed_times import times_of

_MAKE = frozenset("cut run hold keep let make put take bring drag that this".split())
"""Words of changes that are said of new light as well."""


def modify(clause: Clause) -> Found | None:
    """Read `make segment 3 on channel 1 green`."""
    if clause.any("every", "period", "strip", "section"):
        return None
    if any(tag.startswith("grid:") for tag in clause.tags):
        return None
    if clause.any("span") and not clause.any("index", "ref") and not _edits(clause):
        return None
    found = targets(clause)
    if found is None or isinstance(found, Found):
        changes = clause.any("color", "start", "end", "delta", "length", "span", "pixels")
        return found if changes else None
    if len(found) > 1 and clause.any("start", "end", "span", "amount"):
        return None
    looks = _colors(clause)
    return None if looks is None else _modified(clause, found, looks)


def _modified(clause: Clause, found: list[Target], said: dict[str, Any]) -> Found | None:
    """Change each of some segments; where one is so already it is only a proposal."""
    rows = []
    weak = False
    used = set(clause.used)
    for target in found:
        clause.used = set(used)
        if target.segment is None and clause.any("color") and _is_whole(clause):
            return None
        looks = said | _labels(clause)
        times = times_of(clause, target)
        if times is None or isinstance(times, Found):
            return times
        same = target.segment is not None and "end_color" not in looks
        if same and "color" in looks and rgb(looks["color"]) == target.segment.color:  # type: ignore[union-attr]
            weak = True
            if times:
                looks.pop("color")
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


def _is_whole(clause: Clause) -> bool:
    """Tell whether a start and an end are said."""
    return clause.any("span") or clause.any("start") and clause.any("end", "length")


def _edits(clause: Clause) -> bool:
    """Tell whether a word can only mean that something that is there changes."""
    verbs = (i for i in clause.items if i.has("move", "change", "stretch", "shrink", "it"))
    return any(item.text not in _MAKE for item in verbs)


def _colors(clause: Clause) -> dict[str, Any] | None:
    """Return the new colors; `from red to blue` of a plain change says what it was."""
    colors = clause.of("color")
    roles = [color.role for color in colors]
    faded = clause.has("fade") or bool(clause.values("shape"))
    if faded and roles == ["from", "to"]:
        return {"color": colors[0].name, "end_color": colors[1].name}
    ends = [i for i in clause.items if i.has("edge_end") and i.text not in ("finish", "finished")]
    if len(colors) == 1 and ends and roles[0] in ("on", "with", "to", "at", "by"):
        return {"end_color": colors[0].name}
    if clause.has("gradual") and len(colors) == 1 and roles[0] in ("", "to"):
        clause.guessed = True
        return {"end_color": colors[0].name}
    if faded and roles == ["to"]:
        return {"end_color": colors[0].name}
    if faded and any(i.has("fade") and i.text not in ("fade", "fades") for i in clause.items):
        return None
    if roles == ["from", "to"] or roles == ["from", "until"]:
        return {"color": colors[1].name}
    replaced = clause.has("change") and len(roles) == 2 and roles[1] in ("with", "by")
    if replaced and roles[0] in ("", "of"):
        return {"color": colors[1].name}
    if roles == ["", "from"] and not faded:
        clause.guessed = True
        return {"color": colors[0].name}
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
