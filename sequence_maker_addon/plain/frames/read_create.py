"""Frame: a stretch of a channel in one color."""

from __future__ import annotations

from typing import Any

from ...sequence.color import rgb
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.items import Item
from ..parts.places import asked_channel, asked_time, channels, numbers
from ..parts.plain_call import Found, PlainCall
from ..parts.time_spans import stretch, told, usual_stretch

_ARTICLES = frozenset("a an one single short quick brief this that the little tiny".split())
_LONGEST_FLASH = 2.0
"""Seconds; what is said to flash for longer goes on and off, and is no segment."""


def create(clause: Clause) -> Found | None:
    """Read `make the first ten seconds red on channel 1`."""
    if clause.any("index", "every", "grid", "period", "delta") or clause.of("ref"):
        return None
    if any(tag.startswith("grid:") for tag in clause.tags) or clause.has("off") or _flashes(clause):
        return None
    if not clause.any("color", "channels") or (_may_mean_it(clause) and _is_there(clause)):
        return None
    only_color = not clause.any("channels", "span", "start", "end", "length", "amount", "section")
    untold = not clause.any("start", "span", "length", "section") and clause.any("end")
    if untold and _is_there(clause) or _is_pointed(clause):
        return None
    listed = clause.carry.frame == "pattern" and not clause.any("channels")
    if listed and not clause.has("set", "add"):
        return None
    pairs = None if only_color and clause.carry.frame else _pairs(clause)
    if pairs is None:
        return None
    if isinstance(pairs, Found):
        return pairs
    span = stretch(clause) or usual_stretch(clause)
    if span is None or isinstance(span, Found):
        none_said = not clause.any("span", "start", "end", "length", "amount", "number")
        return span or (asked_time(clause) if none_said else None)
    if _goes_on(clause, span):
        return None
    place = {"start_time": told(span[0]), "end_time": told(span[1])}
    named = clause.take("quoted")
    if len(named) > 1:
        return None
    name = named[0].name if named else None
    more: dict[str, Any] = {"name": name} if name else {}
    if pixels := clause.one("pixels"):
        more["pixels"] = int(pixels.value)
    rows = [{"channel": n, **place, "color": color, **more} for n, color in pairs]
    return clause.doing(batched(rows), weak=untold)


def _flashes(clause: Clause) -> bool:
    """Tell whether a verb asks for flashes; `a flash` is a short segment."""
    items = clause.items
    return any(
        item.has("flash", "pulse") and (not place or not _is_article(items[place - 1]))
        for place, item in enumerate(items)
    )


def _goes_on(clause: Clause, span: tuple[float, float]) -> bool:
    """Tell whether a flash lasts too long for one: `a white flash in the chorus`."""
    long = span[1] == END or span[1] - span[0] > _LONGEST_FLASH
    return long and clause.has("flash", "pulse")


def _is_article(item: Item) -> bool:
    """Tell whether a word makes the next one a noun."""
    return item.kind in ("color", "amount", "length", "index") or item.text in _ARTICLES


def _is_pointed(clause: Clause) -> bool:
    """Tell whether `the pink on 5` is said of a channel that has one such segment."""
    before = [item for item in clause.items if item.kind != "sep"]
    said = any(
        one.text == "the" and other.kind == "color" and third.kind == "channels"
        for one, other, third in zip(before, before[1:], before[2:], strict=False)
    )
    return said and _is_there(clause)


def _may_mean_it(clause: Clause) -> bool:
    """Tell whether a word points at something that is there, or moves it."""
    moved = (i for i in clause.items if i.has("move") and not i.has("add") and i.text != "put")
    words = clause.items
    pointed = (
        item.text != "that" or [i.text for i in words[place + 1 : place + 2]] != ["the"]
        for place, item in enumerate(words)
        if item.has("it")
    )
    return any(pointed) or any(moved)


def _is_there(clause: Clause) -> bool:
    """Tell whether a channel has exactly one segment of the color, which may be meant."""
    colors, items = clause.of("color"), clause.of("channels")
    if len(colors) != 1 or len(items) != 1 or len(items[0].many) != 1:
        return False
    rows = [s for s in clause.situation.on(items[0].many[0]) if s.color == rgb(colors[0].name)]
    return len(rows) == 1


def batched(rows: list[dict[str, Any]]) -> PlainCall:
    """Return one call that creates segments."""
    if len(rows) == 1:
        return call("create_segment", **rows[0])
    return call("create_segments_batch", segments=rows)


def _pairs(clause: Clause) -> list[tuple[int, str]] | Found | None:
    """Return the channels with their colors."""
    colors, items = clause.of("color"), clause.of("channels")
    if any(color.role in ("from", "until") for color in colors):
        return None
    if not colors and (clause.carry.frame != "create" or clause.carry.deleted):
        return None
    found: tuple[int, ...] | Found | None
    if len(colors) == len(items) > 1 and _alternate(clause, colors, items):
        clause.use(*items, *colors)
        found = numbers(clause, items)
        if isinstance(found, Found):
            return found
        pairs = zip(items, colors, strict=True)
        return [(n, color.name) for item, color in pairs for n in item.many]
    if len(colors) > 1:
        return None
    names = [color.name for color in colors] or list(clause.carry.colors)
    found = channels(clause)
    if len(names) != 1 or isinstance(found, Found):
        return found if isinstance(found, Found) else None
    clause.use(*colors)
    if found is None:
        complete = isinstance(stretch(clause), tuple) and not clause.left
        return asked_channel(clause) if complete else None
    return [(n, names[0]) for n in found]


def _alternate(clause: Clause, colors: list[Item], items: list[Item]) -> bool:
    """Tell whether channels and colors stand in turn."""
    order = [item for item in clause.items if item.kind in ("color", "channels")]
    kinds = [item.kind for item in order]
    return kinds == [kinds[0], kinds[1]] * len(colors) and kinds[0] != kinds[1]


FRAME = Frame(
    "create",
    create,
    tags(
        "set add segment many channel prop edge_start edge_end long on it color_noun song shine "
        "time_noun whole from to at fill first again only name back both all pixels each"
    ),
    ("create_segment", "create_segments_batch"),
    (
        (
            "Make the first ten seconds red on channel 1",
            (call("create_segment", channel=1, start_time=0, end_time=10, color="red"),),
        ),
        (
            "#ff8800 on channel 3 between 0:15 and 0:20",
            (call("create_segment", channel=3, start_time=15, end_time=20, color="#ff8800"),),
        ),
    ),
    tags("color channels"),
)
