"""The gate: of what the small model calls only that passes which a request certainly may mean.

Every value stems from the request, every entity of it is used, in its order; the verbs fit the
functions, no word is left that they do not honor, and nothing is called without values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby
from typing import Any

from ...plain.parts.clause import ACTIONS
from ...plain.parts.facts import Situation
from ...plain.parts.items import Item
from ...plain.parts.plain_call import PlainCall
from ...plain.splitter import MILD
from ...sequence.color import rgb
from .grounds import Grounds
from .said_times import Said
from .translation import translated

Given = tuple[str, str]
"""A function as the small model knows it, and its arguments as JSON."""
MOST_CALLS = 8
ADDING = frozenset({"create_segment", "create_segments_batch"})
UNKNOWN = 8
"""Words that no function knows, at most, and only where something is added: that is easily seen."""
NOUNS = frozenset("segment many channel prop song color_noun time_noun".split())
"""What a word may also mean that is a verb: `fade` is no segment where somebody fades."""
SOFT = MILD | {"which", "where", "whether"}
"""Words that turn the sense of what is there, but of nothing that is added."""

_TIMED = "first long from to until at song whole time_noun segment many set color_noun"
HONORED = {
    name: frozenset(f"channel prop on it {words}".split())
    for name, words in {
        "create_segment": f"{_TIMED} add each fill edge_start edge_end",
        "create_segments_batch": f"{_TIMED} add each fill then after edge_start edge_end",
        "modify_segment": f"{_TIMED} change move edge_start edge_end stretch shrink",
        "delete_segment": "delete segment from",
        "clear_timeline": "clear delete all everything from",
        "create_pattern": f"{_TIMED} add flash pattern grid:beats each",
        "seek_audio": "seek playhead play to at song time_noun",
    }.items()
}
"""Tags of the words that each function honors, beside those that are only polite."""
NEEDED = {
    "delete_segment": frozenset({"delete"}),
    "clear_timeline": frozenset({"clear", "delete"}),
    "create_pattern": frozenset({"flash"}),
    "seek_audio": frozenset({"seek"}),
    "modify_segment": frozenset({"change", "set", "move", "stretch", "shrink"}),
}
"""Tags of which a request must have one."""
OTHER_COLOR = ("from", "until", "of", "with")
"""Small words before a color that say that it is not the one to come."""
USED = frozenset("channels color start end length span amount number place index".split())
"""Kinds of entities that the functions can use."""


def is_hopeless(grounds: Grounds) -> bool:
    """Tell, before the model is asked, that no call of it could pass."""
    strange = any(item.is_entity and item.kind not in USED for item in grounds.items)
    unclear = any(0 in item.many for item in grounds.items)
    return strange or unclear or not any(_honored({name}, grounds.items) for name in HONORED)


def passed(given: Sequence[Given], grounds: Grounds, situation: Situation) -> tuple[PlainCall, ...]:
    """Return the calls that may be proposed: all of what was given, or none.

    Args:
        given: What the small model called.
        grounds: What the request names.
        situation: The scene.
    """
    if not 0 < len(given) <= MOST_CALLS or is_hopeless(grounds):
        return ()
    calls = [translated(name, arguments, grounds) for name, arguments in given]
    found = tuple(call for call in calls if call is not None)
    if len(found) < len(calls) or not all(call.arguments for call in found):
        return ()
    rows = [row for call in found for row in _rows(call)]
    good = (
        _verbs_fit({call.name for call in found}, grounds.items)
        and _all_used(rows, grounds.items)
        and _in_order(rows, grounds.items)
        and Said(grounds.items).fits(rows)
        and all(_makes_sense(row, situation) for row in rows)
        and len({repr(sorted(row.items())) for row in rows}) == len(rows)
    )
    return found if good else ()


def _rows(call: PlainCall) -> Iterator[dict[str, Any]]:
    """Yield one row for each segment, pattern or place that a call is about."""
    if call.name == "create_segments_batch":
        yield from ({"name": call.name, **row} for row in call.arguments["segments"])
    elif call.name == "create_pattern":
        rest = {k: v for k, v in call.arguments.items() if k not in ("channels", "colors")}
        channel, color = call.arguments["channels"][0], call.arguments["colors"][0]
        yield {"name": call.name, "channel": channel, "color": color, **rest}
    else:
        yield {"name": call.name, **call.arguments}


def _verbs_fit(names: Set[str], items: Iterable[Item]) -> bool:
    """Tell whether one function is called, the request has its verb, and it honors every word."""
    words = [item for item in items if item.kind == "word"]
    tags = frozenset().union(*(word.tags for word in words))
    needed = [NEEDED[name] for name in names if name in NEEDED]
    return len(names) == 1 and not any(map(tags.isdisjoint, needed)) and _honored(names, words)


def _honored(names: Set[str], items: Iterable[Item]) -> bool:
    """Tell whether no word asks for anything else than what these functions do."""
    known = frozenset().union(*(HONORED[name] for name in names))
    adds, unknown = names <= ADDING, 0
    for word in (item for item in items if item.kind == "word"):
        acts = not ACTIONS.isdisjoint(word.tags)
        if not known.isdisjoint(word.tags - NOUNS if acts else word.tags):
            continue
        if "turn" in word.tags and not (adds and word.text in SOFT):
            return False
        if "filler" in word.tags:
            continue
        if acts:
            return False
        unknown += 1
    return unknown <= (UNKNOWN if adds else 0)


def _all_used(rows: Sequence[dict[str, Any]], items: Iterable[Item]) -> bool:
    """Tell whether every entity is somewhere in the calls."""
    channels = {row.get("channel") for row in rows}
    colors = {row.get("color") for row in rows}
    positions = {row.get("segment_index") for row in rows}
    for item in items:
        if item.kind == "channels" and not set(item.many) <= channels:
            return False
        if item.kind == "color" and (item.name not in colors or item.role in OTHER_COLOR):
            return False
        if item.kind == "index" and item.value not in positions:
            return False
    return True


def _in_order(rows: Sequence[dict[str, Any]], items: Sequence[Item]) -> bool:
    """Tell whether channels, colors and times stand in the calls as they do in the request.

    Of each there is one for all rows, or one for each.
    """
    named = [n for item in items if item.kind == "channels" for n in item.many]
    colors = [item.name for item in items if item.kind == "color"]
    used = [row.get("channel") for row in rows if "channel" in row]
    painted = [row.get("color") for row in rows if "color" in row]
    return _alike(named, used, len(rows)) and _alike(colors, painted, len(rows))


def _alike(said: Sequence[Any], used: Sequence[Any], count: int) -> bool:
    runs = [value for value, _ in groupby(used)]
    once = [value for value, _ in groupby(said)]
    return runs == once and (len(set(used)) <= 1 or len(runs) == count)


def _makes_sense(row: dict[str, Any], situation: Situation) -> bool:
    """Tell whether what a row is about exists, and the row changes anything.

    Where a channel has just one segment of a color, a new one in that color is rather that one.
    """
    there = situation.on(row["channel"]) if "channel" in row else []
    if row["name"] == "clear_timeline":
        return bool(there)
    if "segment_index" in row:
        known = row["segment_index"] <= len(there)
        return known and (row["name"] == "delete_segment" or len(row) > 3)
    return sum(own.color == rgb(row["color"]) for own in there) != 1 if "color" in row else True
