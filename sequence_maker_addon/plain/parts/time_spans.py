"""Where on the timeline: start and end of what a part of a request is about."""

from __future__ import annotations

from .clause import Clause
from .grouping import END
from .items import Item
from .plain_call import Found

Stretch = tuple[float, float]
MOST_STRIPS = 12
"""Strips that an answer names."""
_EDGES = frozenset("start beginning end ending front close".split())


def told(time: float) -> float | str:
    """Return a time as an argument: seconds, or `the end`."""
    if time == END:
        return "the end"
    rounded = round(time, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def shown(time: float) -> str:
    """Return a time in words."""
    return "the end" if time == END else f"{said(time)} s"


def strips_on(clause: Clause, time: float | None = None) -> str:
    """Return strips of other kinds on the channels that a part names, at a time if one is given."""
    rows = [s for s in clause.situation.strips if s.channel in clause.channels]
    rows = [s for s in rows if time is None or s.start <= time < s.end]
    words = [f"{s.name} from {said(s.start)} to {said(s.end)} s" for s in rows[:MOST_STRIPS]]
    more = [f"and {len(rows) - MOST_STRIPS} more"] if len(rows) > MOST_STRIPS else []
    return "; ".join([*words, *more])


def said(time: float) -> str:
    """Return seconds as people say them: hundredths at most."""
    return f"{round(time, 2):.10g}"


def stretch(clause: Clause, carried: bool = True) -> Stretch | Found | None:
    """Return the start and end that a part names, using its times.

    Args:
        clause: The part.
        carried: Whether the stretch of an earlier part may stand for one that is missing.

    Returns:
        Both times (the end may be `END`), a refusal where they cannot be, or None where no
        single stretch is named.
    """
    one = _named(clause)
    spans = clause.spans or ((one,) if one else ())
    if not spans and carried and not clause.any("span", "start", "end", "length", "section"):
        spans = clause.carry.spans
    if not spans:
        return None
    found = spans[clause.turn % len(spans)]
    start, end = found
    if start < 0 or end != END and end <= start:
        return Found(
            refused=True,
            text=f"It would end at {shown(end)}, which is not after its start at {shown(start)}.",
        )
    clause.spans = spans
    return found


def range_of(clause: Clause) -> dict[str, float | str] | Found | None:
    """Return section, start and end of a pattern; empty for the whole song."""
    sections = clause.of("section")
    if len(sections) > 1:
        return None
    timed = clause.any("span", "start", "end", "length")
    if sections:
        clause.use(*sections)
        return None if timed else {"section": sections[0].name}
    starts, ends = clause.of("start"), clause.of("end")
    if len(starts) == 1 and not ends and not clause.any("span", "length"):
        clause.use(*starts)
        return {"start_time": told(starts[0].value)}
    if not timed:
        return {}
    span = stretch(clause, carried=False)
    if span is None or isinstance(span, Found):
        return span
    if span[0] == 0 and span[1] in (END, clause.situation.song_end):
        return {}
    return {"start_time": told(span[0]), "end_time": told(span[1])}


def usual_stretch(clause: Clause) -> Stretch | None:
    """Return where something lies of which only the start is said, if it usually lasts so long."""
    length, starts = clause.situation.duration, clause.of("start")
    if not length or len(starts) != 1 or clause.any("span", "end", "length", "section", "amount"):
        return None
    clause.use(*starts)
    span = starts[0].value, starts[0].value + length
    clause.spans = (span,)
    return span


def _named(clause: Clause) -> Stretch | None:
    spans, starts = clause.of("span"), clause.of("start")
    ends, lengths = clause.of("end"), clause.of("length")
    shape = len(spans), len(starts), len(ends), len(lengths)
    if bare := _of_amounts(clause, shape):
        return bare
    if clause.loose and (known := _from_known(clause)):
        return known
    if shape == (0, 0, 0, 0):
        return _section(clause)
    found: Stretch | None = None
    if shape == (1, 0, 0, 0):
        found = _span(clause)
    elif shape == (0, 1, 1, 0):
        found = starts[0].value, ends[0].value
    elif shape == (0, 1, 0, 0) and len(by := clause.of("delta", "by")) == 1:
        clause.use(*by)
        clause.guessed = True
        found = starts[0].value, by[0].value
    elif shape == (0, 1, 0, 1):
        found = _around(clause, starts[0].value, lengths[0].value)
    elif shape == (0, 0, 1, 1) and ends[0].value > 0:
        found = ends[0].value - lengths[0].value, ends[0].value
    elif shape == (0, 0, 1, 0) and ends[0].role in ("until", "before"):
        found = _next(clause, ends[0].value, 0.0) or (0.0, ends[0].value)
    elif shape == (0, 0, 0, 1):
        found = _next(clause, 0.0, lengths[0].value)
    elif shape == (1, 0, 0, 1) and _fits(spans[0].value, spans[0].second, lengths[0].value):
        found = _span(clause)
    if found is not None:
        clause.use(*spans, *starts, *ends, *lengths)
    return found


def _of_amounts(clause: Clause, shape: tuple[int, ...]) -> Stretch | None:
    """Return what times say that are neither called a start, an end nor a length."""
    amounts = clause.of("amount")
    if len({amount.value for amount in amounts}) == 1:
        clause.use(*amounts[1:])
        amounts = amounts[:1]
    starts = clause.of("start")
    if shape == (0, 1, 0, 0) and len(amounts) == 1 and amounts[0].second > 0:
        clause.use(starts[0], amounts[0])
        return _around(clause, starts[0].value, amounts[0].value)
    if shape == (0, 0, 0, 0) and len(amounts) == 2 and not clause.of("number"):
        clause.use(*amounts)
        clause.guessed = True
        return amounts[0].value, amounts[1].value
    return None


def _around(clause: Clause, time: float, length: float) -> Stretch:
    """Return what lasts a length from a time on, or around it where it is centered."""
    if not clause.has("center"):
        return time, time + length
    clause.guessed = True
    return time - length / 2, time + length / 2


def _from_known(clause: Clause) -> Stretch | None:
    """Return what begins at the playhead or the start, said apart: `here, 4 s of red`."""
    if clause.any("span", "start", "section"):
        return None
    lengths, ends = clause.of("length") or clause.of("amount"), clause.of("end")
    if clause.has("playhead_time"):
        start = clause.situation.playhead
    elif clause.has("origin"):
        start = 0.0
    else:
        return None
    clause.guessed = True
    if len(lengths) == 1 and not ends:
        clause.use(*lengths)
        return start, start + lengths[0].value
    if len(ends) == 1 and not lengths:
        clause.use(*ends)
        return start, ends[0].value
    return None


def _next(clause: Clause, end: float, length: float) -> Stretch | None:
    """Return what follows the stretch of the part before: `then coral until 32`."""
    before = clause.carry.spans[-1] if clause.carry.spans else None
    chained = clause.loose and clause.carry.frame == "create" and not clause.any("channels")
    if before is None or before[1] == END or not (clause.has("then") or chained):
        return None
    end = end or before[1] + length
    if end <= before[1]:
        return None
    clause.guessed = True
    return before[1], end


def _fits(start: float, end: float, length: float) -> bool:
    """Tell whether a length says the same as a span."""
    return abs(end - start - length) < 0.01


def _span(clause: Clause) -> Stretch:
    span = clause.of("span")[0]
    if span.role == "song":
        end = clause.situation.song_end or clause.situation.end
        return max(0.0, end - span.value), end
    if span.role == "last":
        return max(0.0, clause.situation.end - span.value), END
    if span.role == "next":
        return clause.situation.playhead, clause.situation.playhead + span.value
    return span.value, span.second


def _section(clause: Clause) -> Stretch | None:
    sections = clause.of("section")
    if len(sections) != 1 or sections[0].second == 0:
        return None
    clause.use(sections[0])
    clause.spans = sections[0].spans
    return sections[0].value, sections[0].second


def is_edge(time: Item) -> bool:
    """Tell whether a time is named as the start or the end of something: `at the end`."""
    said = time.text.split()
    behind = said[1:] if time.role in ("start", "end") else said
    return time.value < 0 or not _EDGES.isdisjoint(behind)
