"""Frame: several colors, one after the other, each for a length of its own."""

from __future__ import annotations

from itertools import cycle

from ..parts.clause import Clause
from ..parts.frame import Frame, call, tags
from ..parts.grouping import END
from ..parts.places import channels
from ..parts.plain_call import Found
from ..parts.time_spans import stretch, told
from .read_create import batched

MOST = 200
"""Segments that one sentence makes this way."""


def sequence(clause: Clause) -> Found | None:
    """Read `red, green and blue for 2 seconds each on channel 1 from 0`."""
    colors = clause.of("color")
    if len(colors) < 2 or any(c.role in ("from", "to") and i for i, c in enumerate(colors)):
        return None
    if len(clause.of("channels")) > 1:
        return None
    found = channels(clause)
    if isinstance(found, Found) or not found:
        return found if isinstance(found, Found) else None
    times = _times(clause, len(colors))
    if times is None or isinstance(times, Found):
        return times
    clause.use(*colors, *(n for n in clause.of("number") if n.value == len(colors)))
    clause.spans = ((times[0], times[-1]),)
    pairs = list(zip(times, times[1:], strict=False))
    names = [color.name for color in colors]
    rows = [
        {"channel": n, "start_time": told(a), "end_time": told(b), "color": name}
        for n in found
        for (a, b), name in zip(pairs, cycle(names), strict=False)
    ]
    return clause.doing(batched(rows))


def _times(clause: Clause, count: int) -> list[float] | Found | None:
    """Return where the colors change."""
    periods, lengths = clause.of("period"), clause.of("length")
    if not periods and not lengths and len(clause.of("amount")) == count:
        lengths = clause.of("amount")
        clause.guessed = True
    starts, spans = clause.of("start"), clause.of("span")
    if clause.loose and spans and len({length.value for length in lengths}) == 1:
        clause.use(*lengths[1:])
        lengths = lengths[:1]
    steps = periods or lengths
    if periods and lengths or len(steps) not in (1, count):
        return None
    if len(steps) == 1 and not (periods or clause.has("each")):
        return None
    if len(starts) == 1 and not spans and not clause.of("end"):
        if periods and not clause.loose:
            return None
        clause.use(*steps, *starts)
        return _added(starts[0].value, [step.value for step in steps], count)
    if len(steps) != 1:
        return None
    return _filled(clause, steps[0].value, count)


def _added(start: float, lengths: list[float], count: int) -> list[float]:
    """Return the start and the ends of lengths, one after the other."""
    times = [start]
    for place in range(count):
        times.append(times[-1] + lengths[place if len(lengths) > 1 else 0])
    return times


def _filled(clause: Clause, step: float, count: int) -> list[float] | Found | None:
    """Return the times that fill a stretch, where the step fits into it."""
    clause.use(*clause.of("period"), *clause.of("length"))
    span = stretch(clause)
    if span is None or isinstance(span, Found):
        return span
    start, end = span[0], clause.situation.end if span[1] == END else span[1]
    pieces = (end - start) / step
    if pieces > MOST or pieces < count or abs(pieces - round(pieces)) > 0.001:
        return None
    if (
        not clause.has("pattern", "spread:alternate")
        and round(pieces) != count
        and not clause.any("period")
    ):
        return None
    return [start + step * place for place in range(round(pieces) + 1)]


FRAME = Frame(
    "sequence",
    sequence,
    tags(
        "set add segment many channel prop edge_start edge_end long on it color_noun each pattern "
        "song time_noun whole from to at spread:alternate spread:chase change"
    ),
    ("create_segments_batch",),
    (
        (
            "Red and blue for 2 seconds each on channel 1 starting at 4",
            (
                call(
                    "create_segments_batch",
                    segments=[
                        {"channel": 1, "start_time": 4, "end_time": 6, "color": "red"},
                        {"channel": 1, "start_time": 6, "end_time": 8, "color": "blue"},
                    ],
                ),
            ),
        ),
    ),
    tags("color"),
)
