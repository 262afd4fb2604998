"""Frames: strips are trimmed, split and deleted, gaps are closed."""

from __future__ import annotations

from typing import Any

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.items import Item
from ..parts.plain_call import Found
from ..parts.time_spans import told
from .meant import WORDS, strips_meant

_NEVER = ("color", "section", "every", "period", "percent", "index", "ref", "quoted")
_TRIMS = ("trim", "trims", "trimmed", "shorten", "crop")


def trim(clause: Clause) -> Found | None:
    """Read `trim Movie to end at 30 s`, `trim 2 seconds off the end of Movie`."""
    verb = any(item.text in _TRIMS for item in clause.items)
    if not verb or clause.any(*_NEVER, "channels", "span") or _on_grid(clause):
        return None
    found = _ends(clause) or _by(clause)
    strips = strips_meant(clause)
    if strips is None or not found:
        return None
    ripple = "channel" if clause.has("ripple") else None
    return clause.doing(call("trim_strips", strips=strips, ripple=ripple, **found))


def _ends(clause: Clause) -> dict[str, Any]:
    """Return the new handles that are named."""
    starts, ends = clause.of("start"), clause.of("end")
    if len(starts) > 1 or len(ends) > 1 or any(item.role == "to" for item in ends):
        return {}
    if starts and starts[0].role not in ("start", "from"):
        return {}
    clause.use(*starts, *ends)
    if starts and ends and 0 <= ends[0].value <= starts[0].value:
        return {}
    handles = {"start_time": starts, "end_time": ends}
    return {name: told(row[0].value) for name, row in handles.items() if row}


def _by(clause: Clause) -> dict[str, Any]:
    """Return by how much which handle moves into the strip."""
    amounts = clause.of("delta") + clause.of("amount") + clause.of("length")
    first = clause.has("edge_start", "start_of", "first")
    last = clause.has("edge_end", "end_of", "last")
    if len(amounts) != 1 or amounts[0].value <= 0 or first == last:
        return {}
    clause.use(*amounts)
    by = amounts[0].value
    return {"start_by": told(by)} if first else {"end_by": told(-by)}


def _on_grid(clause: Clause) -> bool:
    return any(tag.startswith("grid:") for tag in clause.tags)


def split(clause: Clause) -> Found | None:
    """Read `split Movie at 12 s`, `split everything at the playhead`."""
    if clause.any(*_NEVER, "span", "length", "end", "delta") or not clause.has("cut"):
        return None
    times = clause.of("start", "at")
    deletes = any(item.has("delete") and not item.has("cut") for item in clause.items)
    if _on_grid(clause) or not times or deletes or clause.has("delete") and not _splits(clause):
        return None
    if len(times) > 1 and _has_behind(clause, times[0]):
        return None
    clause.use(*times)
    strips = strips_meant(clause)
    if strips is None:
        return None
    made = call("split_strips", strips=strips, times=[told(item.value) for item in times])
    return clause.doing(made, weak=not _splits(clause))


def _has_behind(clause: Clause, time: Item) -> bool:
    """Tell whether a strip is named behind a time: `Movie at 12 s, Photo at 5 s`."""
    places = [n for n, item in enumerate(clause.items) if item is time]
    return any(item.kind == "strip" for item in clause.items[places[0] :])


def _splits(clause: Clause) -> bool:
    verbs = {item.text for item in clause.items if item.has("cut")}
    return not verbs.isdisjoint({"split", "splits", "slice", "cut", "blade", "razor"})


def delete(clause: Clause) -> Found | None:
    """Read `delete Photo`, `delete all texts on channel 23`, `delete Photo and close the gap`."""
    unwanted = any(item.text.endswith("want") for item in clause.items if item.has("delete"))
    taken = {item.text for item in clause.items if item.has("delete")} == {"take"}
    if not clause.has("delete") or taken or unwanted and not clause.has("unwanted"):
        return None
    if clause.any(*_NEVER, "start", "end", "span", "length", "delta", "amount", "number"):
        return None
    if any(item.text.endswith(("color", "colour")) for item in clause.items):
        return None
    if clause.has("mark", "marker") and not clause.any("strip"):
        return None
    if clause.has("edge_start", "edge_end", "start_of", "end_of", "song") or _on_grid(clause):
        return None
    strips = strips_meant(clause)
    if strips is None or strips[0].startswith("all strips"):
        return None  # which the frame `clear` reads
    ripple = "channel" if clause.has("ripple") else None
    verbs = {item.text for item in clause.items if item.has("delete")}
    firm = bool(verbs) and verbs <= {"delete", "remove", "erase"}
    return clause.doing(call("delete_strips", strips=strips, ripple=ripple), weak=not firm)


def close(clause: Clause) -> Found | None:
    """Read `close the gaps on channel 20`, `close all gaps`."""
    if clause.kinds - {"channels"} or not clause.has("gaps"):
        return None
    items = clause.take("channels")
    numbers = list(dict.fromkeys(number for item in items for number in item.many))
    return clause.doing(call("close_gaps", channels=numbers or None))


FRAMES = (
    Frame(
        "close gaps",
        close,
        tags("gaps on of in all each delete clear"),
        ("close_gaps",),
        (("Close the gaps on channel 20", (call("close_gaps", channels=[20]),)),),
        tags("gaps"),
    ),
    Frame(
        "trim strips",
        trim,
        tags(
            WORDS + "shrink fit cut edge_start edge_end start_of end_of first last off of by to at "
            "from set ripple"
        ),
        ("trim_strips",),
        (
            (
                "Trim Movie to end at 30 s",
                (call("trim_strips", strips=["Movie"], end_time=30),),
            ),
            (
                "Trim 2 seconds off the start of Movie",
                (call("trim_strips", strips=["Movie"], start_by=2),),
            ),
        ),
        tags("shrink"),
    ),
    Frame(
        "split strips",
        split,
        tags(WORDS + "cut at in delete shrink everything playhead"),
        ("split_strips",),
        (("Split Movie at 12 s", (call("split_strips", strips=["Movie"], times=[12]),)),),
        tags("cut"),
    ),
    Frame(
        "delete strips",
        delete,
        tags(WORDS + "delete clear cut from on of ripple unwanted channel stop"),
        ("delete_strips",),
        (
            ("Delete Photo", (call("delete_strips", strips=["Photo"]),)),
            (
                "Delete Photo and close the gap",
                (call("delete_strips", strips=["Photo"], ripple="channel"),),
            ),
        ),
        tags("delete"),
    ),
)
