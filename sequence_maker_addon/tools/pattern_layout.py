"""From a pattern to segments: pieces on frames, one write."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..music.patterns import SHORTEST, Pattern, Piece, plan_pattern
from ..music.points import Point
from ..sequence.color import Rgb
from ..sequence.draft import OnOverlap
from ..sequence.errors import ToolError
from ..sequence.frames import FrameRate
from ..sequence.timelines import LIMIT
from ..toolkit.commit import commit
from ..toolkit.jobs import Step
from ..toolkit.world import Session
from .places.ranges import Range

SHOWN = 5
"""Segments listed in a pattern's result."""


@dataclass(slots=True)
class Plan:
    """Pieces on frames.

    Attributes:
        pieces: In order of channel and start; none overlaps another.
        points: How many points they were made for.
        where: The stretches.
        rounding: The largest distance of a start from its frame, in seconds.
        lost: Pieces that would be shorter than a frame beside their neighbors.
        names: Names for segments by their channel and start.
        lead: Seconds from the latest warning to what it warns of, where that is less than asked.
    """

    pieces: list[Piece]
    points: int
    where: list[Range]
    rounding: float = 0.0
    lost: int = 0
    names: dict[tuple[int, float], str] = field(default_factory=dict)
    lead: float | None = None


def planned(
    session: Session,
    pattern: Pattern,
    found: Iterable[tuple[Range, Sequence[Point]]],
    named: bool = False,
) -> Plan:
    """Plan a pattern in every stretch and put it on frames.

    Args:
        session: The world.
        pattern: What to make.
        found: Where, and the points there.
        named: Give segments their points' texts as names.

    Raises:
        ToolError: `too_many_segments` or `out_of_range`.
    """
    pieces: list[Piece] = []
    where: list[Range] = []
    texts: dict[float, str] = {}
    count = 0
    for span, points in found:
        start, end = span.start + pattern.shift, span.end + pattern.shift
        first = max(start - 2 * pattern.cue, 0.0)
        made = plan_pattern(points, first, end, pattern)
        pieces += _without_early_rest(made, max(start, 0.0), pattern.rest_color)
        where.append(span)
        count += len(points)
        texts |= {point.time + pattern.shift: point.text for point in points if named}
    pieces.sort(key=lambda piece: (piece.channel, piece.start))
    if not pieces:
        raise _nothing(pattern)
    if len(pieces) > LIMIT:
        raise ToolError(
            "too_many_segments",
            f"this pattern has {len(pieces):,} segments",
            field="every",
            allowed=f"{LIMIT} strips that functions made in a scene; the user's own do not count",
            hint="use a shorter stretch, a larger every, or fewer channels",
        )
    plan = Plan([], count, where, lead=_shortest_lead(pieces, pattern))
    _on_frames(plan, pieces, session.seen.frame_rate, texts)
    return plan


def _nothing(pattern: Pattern) -> ToolError:
    if pattern.length is not None and pattern.length < SHORTEST:
        message = f"{pattern.length:g} s is too short to be seen"
        return ToolError("out_of_range", message, field="length", allowed=f"{SHORTEST:g} s or more")
    message = f"the pattern would lie before the sequence starts, by {-pattern.shift:g} s"
    return ToolError("out_of_range", message, field="shift_ms")


def _without_early_rest(pieces: list[Piece], start: float, rest: Rgb | None) -> list[Piece]:
    """Cut the color of rest where only a warning may come before the stretch."""
    if rest is None:
        return pieces
    kept = []
    for piece in pieces:
        resting = piece.color == rest and piece.end_color is None
        if resting and piece.start < start:
            if piece.end <= start:
                continue
            piece = replace(piece, start=start)
        kept.append(piece)
    return kept


def _shortest_lead(pieces: Sequence[Piece], pattern: Pattern) -> float | None:
    """Return how short before its point a warning comes at the worst, if not as asked."""
    if not pattern.cue:
        return None
    rest = pattern.rest_color
    lit = [piece for piece in pieces if piece.color != rest or piece.end_color is not None]
    leads = [
        b.start - a.start
        for a, b in zip(lit, lit[1:], strict=False)
        if a.channel == b.channel and a.color == pattern.cue_color and b.color != a.color
    ]
    shortest = min(leads, default=pattern.cue)
    return shortest if shortest < pattern.cue - 1e-6 else None


def _on_frames(plan: Plan, pieces: list[Piece], rate: FrameRate, texts: dict[float, str]) -> None:
    """Round starts and ends, so that what touches goes on touching; told lengths stay equal."""
    for place, piece in enumerate(pieces):
        first = rate.frame_of(piece.start)
        last = max(_last_frame(piece, rate), first + 1)
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        if after is not None and after.channel == piece.channel:
            begins = rate.frame_of(after.start)
            touching = abs(after.start - piece.end) < 1e-6
            last = begins if touching else min(last, begins)
        if last <= first:
            plan.lost += 1
            continue
        start = rate.time_of(first)
        plan.rounding = max(plan.rounding, abs(start - piece.start))
        plan.pieces.append(replace(piece, start=start, end=rate.time_of(last)))
        if piece.start in texts:
            plan.names[piece.channel, start] = texts[piece.start]


def _last_frame(piece: Piece, rate: FrameRate) -> int:
    if piece.lasting is None:
        return rate.frame_of(piece.end)
    start, length = piece.lasting
    return rate.frame_of(start) + max(rate.frame_of(length), 1)


def write_plan(
    session: Session,
    plan: Plan,
    pixels: int | None,
    on_overlap: OnOverlap,
    notes: Sequence[str] = (),
) -> Generator[Step, Any, dict[str, Any]]:
    """Draft a plan, write it and tell what came of it."""
    draft = session.draft()
    for p in plan.pieces:
        name = plan.names.get((p.channel, p.start))
        draft.add(p.channel, p.start, p.end, p.color, p.end_color, pixels, name, on_overlap)
    result = yield from commit(session, draft, shown=SHOWN)
    result["rounding_ms"] = round(plan.rounding * 1000, 1)
    result["points"] = plan.points
    result["where"] = [span.as_row() for span in plan.where]
    result["warnings"] += notes
    if plan.lead is not None:
        short = f"warnings come as late as {1000 * plan.lead:.0f} ms before what is close to others"
        result["warnings"].append(short)
    if plan.lost:
        many = f"{plan.lost} pieces were left out: shorter than a frame beside their neighbors"
        result["warnings"].append(many)
    return result
