"""Frame: a segment, or all of a color, goes."""

from __future__ import annotations

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.plain_call import Found
from ..parts.targets import of_color, targets


def delete(clause: Clause) -> Found | None:
    """Read `delete the second segment on channel 1`."""
    unwanted = any(item.text.endswith("want") for item in clause.items if item.has("delete"))
    if not clause.has("delete") or unwanted and not clause.has("unwanted"):
        return None
    verbs = [item for item in clause.items if item.has("delete")]
    edges = clause.has("edge_start", "edge_end", "back", "start_of", "end_of")
    if clause.loose and edges and all(item.has("unsure") for item in verbs):
        return None
    if clause.any("span", "end", "every", "period", "strip", "section", "delta", "length"):
        return None
    if clause.any("color"):
        return _colored(clause)
    if not clause.any("index", "ref") and not _is_thing(clause):
        return None
    found = targets(clause)
    if found is None or isinstance(found, Found):
        return found
    return clause.doing(*(call("delete_segment", **target.arguments) for target in found))


def _is_thing(clause: Clause) -> bool:
    """Tell whether `it`, or the segment at a time, is meant and not a whole channel."""
    if clause.has("everything", "all") and clause.any("channels"):
        return False
    return clause.has("it") or clause.any("start")


def _colored(clause: Clause) -> Found | None:
    """Read `delete blue segments`, `remove the blue from channel 2`."""
    colors, items = clause.of("color"), clause.of("channels")
    if len(colors) != 1 or clause.any("index", "ref", "start") or len(items) > 1:
        return None
    many = clause.has("many", "all", "everything")
    if items and len(items[0].many) != 1:
        return None
    clause.use(*colors, *items)
    channel = items[0].many[0] if items else None
    found = of_color(clause, colors[0], channel, many)
    if found is None or isinstance(found, Found):
        return found
    calls = [call("delete_segment", **target.arguments) for target in found]
    return clause.doing(*calls, weak=not many)


FRAME = Frame(
    "delete",
    delete,
    tags(
        "off delete clear segment many channel prop it on from at all everything unwanted "
        "color_noun set time_noun"
    ),
    ("delete_segment",),
    (
        (
            "Delete the second segment on channel 1",
            (call("delete_segment", channel=1, segment_index=2),),
        ),
        ("Delete segment id 3", (call("delete_segment", segment_id=3),)),
    ),
    tags("delete"),
)
