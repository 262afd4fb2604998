"""Where on the timeline: start and end of what a part of a request is about."""

from __future__ import annotations

from .clause import Clause
from .grouping import END
from .plain_call import Found

Stretch = tuple[float, float]


def told(time: float) -> float | str:
    """Return a time as an argument: seconds, or `the end`."""
    if time == END:
        return "the end"
    rounded = round(time, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def shown(time: float) -> str:
    """Return a time in words."""
    return "the end" if time == END else f"{time:g} s"


def stretch(clause: Clause, carried: bool = True) -> Stretch | Found | None:
    """Return the start and end that a part names, using its times.

    Args:
        clause: The part.
        carried: Whether the stretch of an earlier part may stand for one that is missing.

    Returns:
        Both times (the end may be `END`), a refusal where they cannot be, or None where no
        single stretch is named.
    """
    found = _named(clause)
    if found is None and carried and not clause.any("span", "start", "end", "length", "section"):
        found = clause.carry.span
    if found is None:
        return None
    start, end = found
    if start < 0 or end != END and end <= start:
        return Found(
            refused=True,
            text=f"It would end at {shown(end)}, which is not after its start at {shown(start)}.",
        )
    clause.span = start, end
    return found


def usual_stretch(clause: Clause) -> Stretch | None:
    """Return where something lies of which only the start is said, if it usually lasts so long."""
    length, starts = clause.situation.duration, clause.of("start")
    if not length or len(starts) != 1 or clause.any("span", "end", "length", "section", "amount"):
        return None
    clause.use(*starts)
    clause.span = starts[0].value, starts[0].value + length
    return clause.span


def _named(clause: Clause) -> Stretch | None:
    spans, starts = clause.of("span"), clause.of("start")
    ends, lengths = clause.of("end"), clause.of("length")
    shape = len(spans), len(starts), len(ends), len(lengths)
    amounts = clause.of("amount")
    if len({amount.value for amount in amounts}) == 1:
        clause.use(*amounts[1:])
        amounts = amounts[:1]
    if shape == (0, 1, 0, 0) and len(amounts) == 1 and amounts[0].second > 0:
        clause.use(starts[0], amounts[0])
        return starts[0].value, starts[0].value + amounts[0].value
    if shape == (0, 0, 0, 0) and len(amounts) == 2 and not clause.of("number"):
        clause.use(*amounts)
        clause.guessed = True
        return amounts[0].value, amounts[1].value
    if shape == (0, 0, 0, 0):
        return _section(clause)
    found: Stretch | None = None
    if shape == (1, 0, 0, 0):
        found = _span(clause)
    elif shape == (0, 1, 1, 0):
        found = starts[0].value, ends[0].value
    elif shape == (0, 1, 0, 1):
        found = starts[0].value, starts[0].value + lengths[0].value
    elif shape == (0, 0, 1, 1) and ends[0].value > 0:
        found = ends[0].value - lengths[0].value, ends[0].value
    elif shape == (0, 0, 1, 0) and ends[0].role in ("until", "before"):
        found = 0.0, ends[0].value
    elif shape == (1, 0, 0, 1) and _fits(spans[0].value, spans[0].second, lengths[0].value):
        found = _span(clause)
    if found is not None:
        clause.use(*spans, *starts, *ends, *lengths)
    return found


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
    return sections[0].value, sections[0].second
