"""Frame: channels, colors and stretches told beside each other, one row each; always a proposal."""

from __future__ import annotations

from typing import Any

from ...sequence.color import hex_of
from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.items import Item
from ..parts.places import numbers
from ..parts.plain_call import Found
from ..parts.time_spans import told
from .read_create import batched

_TIMES = ("span", "start", "end", "length")
_OTHERS = ("index", "ref", "every", "grid", "period", "delta", "strip", "section", "percent")
Stretch = tuple[float, float]
MOST_TIMES = 32
"""Times that a row of colors is repeated at most."""


def several(clause: Clause) -> Found | None:
    """Read `ball 2 teal 12 to 14.5, ball 3 teal 14.5 to 17` as rows, in a second reading alone."""
    if not clause.loose or clause.any(*_OTHERS) or clause.has("delete", "clear", "move", "fade"):
        return None
    if any(tag.startswith("grid:") for tag in clause.tags):
        return None
    items, colors = clause.of("channels"), clause.of("color")
    spans = _stretches(clause) or _chain(clause, len(colors))
    if spans is None or not items or not colors:
        return None
    count = max(len(items), len(colors), len(spans))
    if count < 2 or any(len(row) not in (1, count) for row in (items, colors, spans)):
        return None
    alone = len(colors) > 1 and len(items) == len(spans) == 1
    if alone or any(color.role == "to" for color in colors):
        return None
    found = numbers(clause, items)
    if isinstance(found, Found):
        return found
    rows = [
        {"channel": n, "start_time": told(start), "end_time": told(end), "color": color.name}
        for item, color, (start, end) in zip(
            _filled(items, count), _filled(colors, count), _filled(spans, count), strict=True
        )
        for n in item.many
    ]
    clause.use(*items, *colors)
    unlike = [row for place, row in enumerate(rows) if row not in rows[:place]]
    return clause.doing(batched(unlike), weak=True)


def _chain(clause: Clause, count: int) -> list[Stretch] | None:
    """Return the stretches of `pink at 15, purple at 18, off at 21`, one until the next."""
    points = clause.of("start") + clause.of("end")
    if clause.any("span", "length") or len(points) != count + 1:
        return None
    times = [point.value for point in points]
    if any(b <= a for a, b in zip(times, times[1:], strict=False)):
        return None
    clause.use(*points)
    return list(zip(times, times[1:], strict=False))


def _filled(row: list[Any], count: int) -> list[Any]:
    """Return a row in which the only one stands for all."""
    return row * count if len(row) == 1 else row


def _stretches(clause: Clause) -> list[Stretch] | None:
    """Return the stretches in order, using their times; None where one is not whole."""
    found: list[Stretch] = []
    open_start: Item | None = None
    for item in [own for own in clause.items if own.kind in _TIMES]:
        if item.kind == "span" and not item.role and open_start is None:
            found.append((item.value, item.second))
        elif item.kind == "start" and open_start is None:
            open_start = item
        elif item.kind in ("end", "length") and open_start is not None:
            start = open_start.value
            found.append((start, item.value if item.kind == "end" else start + item.value))
            open_start = None
        else:
            return None
    if open_start is not None or any(end != END and end <= start for start, end in found):
        return None
    clause.use(*(item for item in clause.items if item.kind in _TIMES))
    return found


FRAME = Frame(
    "several",
    several,
    tags(
        "set add segment many channel prop edge_start edge_end long on it color_noun song "
        "time_noun whole from to at fill each all both only change"
    ),
    ("create_segments_batch",),
    (),
    tags("color"),
)


def both(clause: Clause) -> Found | None:
    """Read `the first and second on ball 1 gold`, `swap the colors of segments 1 and 3`."""
    if not clause.loose or clause.any("span", "start", "end", "length", "delta", "strip"):
        return None
    items, indices = clause.of("channels"), [i.value for i in clause.of("index")]
    if not indices and clause.has("segment", "many"):
        indices = [number.value for number in clause.of("number")]
    if len(items) != 1 or len(items[0].many) != 1 or len(indices) < 2:
        return None
    row = clause.situation.on(items[0].many[0])
    numbers_said = [len(row) if n == -1 else int(n) for n in indices]
    if any(not 1 <= n <= len(row) for n in numbers_said):
        return Found(refused=True, text=f"There is no such segment on {items[0].text}.")
    names = [color.name for color in clause.of("color")]
    swaps = any(item.text in ("swap", "exchange", "trade", "switch") for item in clause.items)
    if not names and swaps and len(numbers_said) == 2:
        names = [hex_of(row[n - 1].color) for n in reversed(numbers_said)]
    if len(names) not in (1, len(numbers_said)):
        return None
    clause.use(*items, *clause.of("index"), *clause.of("color"), *clause.of("number"))
    rows = zip(numbers_said, _filled(names, len(numbers_said)), strict=True)
    channel = items[0].many[0]
    calls = [call("modify_segment", channel=channel, segment_index=n, color=c) for n, c in rows]
    return clause.doing(*calls, weak=True)


def row(clause: Clause) -> Found | None:
    """Read `white .5 s, red .5 s on 9 from 20`, `(red 1 s, black 1 s) x4 from 8`."""
    colors, items = clause.of("color"), clause.of("channels")
    if not clause.loose or len(colors) < 2 or len(items) != 1 or clause.any(*_OTHERS[:4], "strip"):
        return None
    if any(color.role in ("from", "to") for color in colors[1:]) or clause.has("delete", "move"):
        return None
    starts = clause.of("start")
    steps = [i for i in clause.items if i.kind in ("amount", "length", "period") or _is_part(i)]
    count, unused = _repeats(clause, len(colors))
    if len(starts) != 1 or clause.any("span", "end") or len(steps) not in (1, len(colors)):
        return None
    if len(steps) == 1 and not (clause.has("each", "all", "pattern") or clause.any("period")):
        return None
    found = numbers(clause, items)
    if isinstance(found, Found):
        return found
    lengths = _filled([step.value for step in steps], len(colors)) * count
    names = [color.name for color in colors] * count
    times = [starts[0].value]
    for length in lengths:
        times.append(times[-1] + length)
    made = [
        {"channel": n, "start_time": told(a), "end_time": told(b), "color": name}
        for n in found
        for name, a, b in zip(names, times, times[1:], strict=False)
    ]
    clause.use(*items, *colors, *starts, *steps, *unused)
    return clause.doing(batched(made), weak=True)


def _is_part(item: Item) -> bool:
    """Tell whether a bare number can only be a part of a second."""
    return item.kind == "number" and 0 < item.value < 1


def _repeats(clause: Clause, colors: int) -> tuple[int, list[Item]]:
    """Return how often a row is said to come, and the number that says so."""
    words = {item.text for item in clause.items}
    whole = [n for n in clause.of("number") if 2 <= n.value <= MOST_TIMES and not _is_part(n)]
    if "twice" in words:
        return 2, []
    if len(whole) == 1 and words & {"times", "x", "periods", "rounds", "cycles", "loops"}:
        return int(whole[0].value), whole
    return 1, [n for n in whole if n.value == colors]


FRAMES = (
    FRAME,
    Frame(
        "row",
        row,
        tags(
            "set add segment many channel prop edge_start long on it color_noun song each all "
            "time_noun from to at then pattern spread:alternate spread:chase flash pulse change"
        ),
        ("create_segments_batch",),
        (),
        tags("color"),
    ),
    Frame(
        "both",
        both,
        tags("set change segment many channel prop on color_noun from to at all both each first"),
        ("modify_segment",),
        (),
        tags("index segment many"),
    ),
)
