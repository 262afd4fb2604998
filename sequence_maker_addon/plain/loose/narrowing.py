"""What of a request may be an aside: bare numbers, what is said twice, other strips."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..parts.items import Item

_TIMES = frozenset({"span", "start", "end", "length"})
_COUNTED = frozenset({"bar", "beat", "measure"})
_CUTS = ("snap", "cut", "fit", "volume", "mute")


def _without_vague(items: Sequence[Item]) -> list[Item]:
    """Leave out `First dance:` and `100 %` of a color."""
    if any(item.has("delete", "clear") for item in items):
        return list(items)
    full = any(item.kind == "color" for item in items)
    return [
        item
        for item in items
        if not (item.kind == "index" and item.vague or item.kind == "percent" and full)
    ]


def _without_numbers(items: Sequence[Item]) -> list[Item]:
    """Leave out bare numbers: `two entries`, `take 3`; never where something is to go."""
    said = [item for item in items if not item.has("hesitation")]
    pairs = zip(said, said[1:], strict=False)
    bound = (
        one.has("delete", "clear") or one.text in _COUNTED
        for one, two in pairs
        if two.kind == "number"
    )
    if any(bound):
        return list(items)
    return [item for item in items if item.kind not in ("number", "amount")]


def _without_strips(items: Sequence[Item]) -> list[Item]:
    """Leave out other strips and quoted words beside a color and a channel."""
    kinds = {item.kind for item in items}
    if (
        not {"color", "channels"} <= kinds
        or "cue" in kinds
        or any(item.has(*_CUTS) for item in items)
    ):
        return list(items)
    return [item for item in items if item.kind not in ("strip", "quoted")]


def _without_index(items: Sequence[Item]) -> list[Item]:
    """Leave out `Cue 22:` and `Verse 2:` of no song beside all that makes new light."""
    kinds = {item.kind for item in items}
    timed = "span" in kinds or "start" in kinds and kinds & {"end", "length"}
    edited = any(item.has("delete", "move", "stretch", "shrink") for item in items)
    if not timed or not {"color", "channels"} <= kinds or edited:
        return list(items)
    return [i for i in items if not (i.kind == "index" or i.kind == "section" and not i.spans)]


def _once(items: Sequence[Item]) -> list[Item]:
    """Leave out entities that say what was said before."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for item in items:
        key = (item.kind, item.value, item.second, item.name, item.many)
        if not (item.is_entity and key in seen):
            found.append(item)
        if item.is_entity:
            seen.add(key)
    return found


def _one_color(items: Sequence[Item]) -> list[Item]:
    """Keep the color that says it best where two are said of one thing: a code, or the last one."""
    colors = [item for item in items if item.kind == "color"]
    if len(colors) != 2 or any(item.has("fade", "change", "pattern") for item in items):
        return list(items)
    if [color.role for color in colors] == ["", "from"]:
        return [item for item in items if item is not colors[1]]
    if any(color.role in ("from", "to") for color in colors):
        return list(items)
    gone = colors[1] if colors[0].name.startswith("#") else colors[0]
    return [item for item in items if item is not gone]


def _one_stretch(items: Sequence[Item]) -> list[Item]:
    """Keep the stretch that is told whole where a single one is told twice.

    A section is told once more by times that overlap it: `in the chorus, 30 to 45 s`.
    """
    kinds = {i.kind for i in items}
    if "start" in kinds and kinds & {"length", "end"}:
        return [i for i in items if i.kind != "span"]
    spans = [i for i in items if i.kind == "span" and not i.role]
    times = [i for i in items if i.kind in _TIMES or spans and _overlaps(i, spans[-1])]
    rows = [i for i in items if i.kind == "channels"]
    if not spans or len(times) < 2 or len(rows) > 1 or any(i.has("then") for i in items):
        return list(items)
    return [i for i in items if i not in times or i is spans[-1]]


def _overlaps(item: Item, span: Item) -> bool:
    """Tell whether a section is sung or played within a span."""
    return any(start < span.second and span.value < end for start, end in item.spans)


WAYS: tuple[Callable[[Sequence[Item]], list[Item]], ...] = (
    _without_vague,
    _without_strips,
    _without_numbers,
    _without_index,
    _once,
    _one_color,
    _one_stretch,
)
"""In the order in which they are tried, each after those before it."""
