"""Which strips may go where: the plan behind snapping, with a reason for each that stays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...sequence.draft import Draft
from ...sequence.segment import Segment
from ...sequence.strip import Move, Strip
from ...toolkit.world import Session
from .ranges import scene_of

Span = tuple[float, float]
LIES_THERE = "it lies there already"
"""The reason for a strip that need not move."""


@dataclass(frozen=True, slots=True)
class Target:
    """A strip that is to be edited: a segment, or another strip.

    Attributes:
        name: Its name, unique in the scene.
        channel: Its channel.
        start: Its left handle, in seconds.
        end: Its right handle.
        kind: `segment`, or Blender's type in lower case.
        segment: The segment that it is.
        strip: The strip as it was read; None where only segments can be reached.
    """

    name: str
    channel: int
    start: float
    end: float
    kind: str
    segment: Segment | None = None
    strip: Strip | None = None

    @property
    def id(self) -> int:
        """Its id; 0 where it has none."""
        if self.segment is not None:
            return self.segment.id
        return self.strip.id if self.strip is not None else 0

    @property
    def fixed(self) -> bool:
        """Whether it is locked, an effect of others, or needed by one; of segments others say."""
        return self.segment is None and self.strip is not None and self.strip.fixed


def span_of(targets: Sequence[Target]) -> tuple[float, ...]:
    """Return from where to where strips lie, in seconds; nothing without any."""
    if not targets:
        return ()
    return min(target.start for target in targets), max(target.end for target in targets)


def everything(session: Session) -> list[Target]:
    """Return all strips, by channel and time; each segment once, as such."""
    scene_of(session)
    return session.seen.once("targets", lambda: _targets(session))


def _targets(session: Session) -> list[Target]:
    strips = {strip.name: strip for strip in session.seen.strips}
    found = [_of_segment(s, strips.pop(s.name, None)) for s in session.seen.segments]
    found += [_of_strip(strip) for strip in strips.values()]
    return sorted(found, key=lambda target: (target.channel, target.start))


def _of_segment(s: Segment, strip: Strip | None) -> Target:
    return Target(s.name, s.channel, s.start, s.end, "segment", s, strip)


def _of_strip(c: Strip) -> Target:
    return Target(c.name, c.channel, c.start, c.end, c.kind, None, c)


def selected(session: Session) -> list[Target]:
    """Return the strips that the user has selected."""
    ids = set(session.timelines.selected())
    chosen = {strip.name for strip in session.seen.strips if strip.selected}
    return [
        target
        for target in everything(session)
        if (target.segment.id in ids if target.segment else target.name in chosen)
    ]


@dataclass(slots=True)
class Arrangement:
    """Where strips are to lie.

    Attributes:
        spans: New start and end by the name of the strip.
        skipped: Strips that stay, with the reason.
        rounding: The largest distance of a wanted edge from its frame, in seconds.
    """

    spans: dict[str, Span]
    skipped: list[dict[str, object]]
    rounding: float = 0.0

    def skip(self, target: Target, reason: str) -> None:
        """Leave a strip where it is."""
        self.spans.pop(target.name, None)
        self.skipped.append({"strip": target.name, "channel": target.channel, "reason": reason})


def nearest(points: Sequence[float], time: float) -> float | None:
    """Return the point nearest to a time, of ascending ones."""
    place = bisect_left(points, time)
    around = points[max(place - 1, 0) : place + 1]
    return min(around, key=lambda point: abs(point - time)) if around else None


def arranged(
    session: Session, targets: Sequence[Target], wanted: Callable[[Target], Span | str]
) -> Arrangement:
    """Ask for every strip where it should go (or why it stays), and leave out what cannot.

    A strip that would lie on one that stays is left out, too, until nothing collides.
    """
    plan, rate = Arrangement({}, []), session.seen.frame_rate
    for target in targets:
        reason = fixed(session, target)
        times = reason or wanted(target)
        if isinstance(times, str):
            plan.skip(target, times)
            continue
        first, last = (rate.frame_of(time) for time in times)
        last = max(last, first + 1)
        old = rate.frame_of(target.start), rate.frame_of(target.end)
        if (first, last) == old:
            plan.skip(target, LIES_THERE)
        elif first < 0 or rate.time_of(last) > session.seen.last_time:
            plan.skip(target, "it would lie outside the sequence")
        else:
            plan.spans[target.name] = span = rate.time_of(first), rate.time_of(last)
            off = abs(times[0] - span[0]), abs(times[1] - span[1])
            plan.rounding = max(plan.rounding, *off)
    _without_collisions(session, plan, targets)
    return plan


def fixed(session: Session, target: Target) -> str:
    """Say why a strip may not be touched at all; empty when it may."""
    return held(session, target) or ("an effect needs it" if target.fixed else "")


def held(session: Session, target: Target) -> str:
    """Say what of the user's holds a strip where it is; empty where nothing does."""
    strip = target.strip
    if target.channel in session.seen.locked:
        return f"channel {target.channel} is locked"
    if strip is not None and strip.locked:
        return "it is locked"
    for protection in session.seen.protections:
        if protection.covers(target.channel, target.start, target.end):
            return f"the user has protected {protection.described()}"
    if target.segment is not None and (strip is None or strip.users):
        reasons = session.timelines.protected([target.segment])
        return next(iter(reasons.values()), "an effect needs it" if strip else "")
    return ""


def _without_collisions(session: Session, plan: Arrangement, targets: Sequence[Target]) -> None:
    by_name = {target.name: target for target in targets}
    every = everything(session)
    while True:
        hit = _collision(session, plan, every)
        if hit is None:
            return
        plan.skip(by_name[hit[0]], hit[1])


def _collision(
    session: Session, plan: Arrangement, every: Sequence[Target]
) -> tuple[str, str] | None:
    """Return the first moved strip that cannot lie where it should, and why."""
    placed = sorted((t.channel, *plan.spans.get(t.name, (t.start, t.end)), t.name) for t in every)
    for channel, start, end, name in placed:
        if name not in plan.spans:
            continue
        for protection in session.seen.protections:
            if protection.covers(channel, start, end):
                return name, f"the user has protected {protection.described()}"
    for one_, other in zip(placed, placed[1:], strict=False):
        if one_[0] == other[0] and other[1] < one_[2] - 1e-6:
            moved, stays = (other, one_) if other[3] in plan.spans else (one_, other)
            if moved[3] in plan.spans:
                return moved[3], f"{stays[3]!r} is in the way"
    return None


def drafted(session: Session, plan: Arrangement, targets: Sequence[Target]) -> Draft:
    """Return the segments' part of a plan."""
    draft = session.draft()
    moved = [t for t in targets if t.segment is not None and t.name in plan.spans]
    for target in moved:
        assert target.segment is not None
        draft.remove(target.segment)
    for target in moved:
        assert target.segment is not None
        start, end = plan.spans[target.name]
        draft.put_back(replace(target.segment, start=start, end=end))
    return draft


def moves(plan: Arrangement, targets: Sequence[Target], shift: bool) -> list[Move]:
    """Return the part of a plan that is about other strips."""
    return [
        Move(target.name, *plan.spans[target.name], shift)
        for target in targets
        if target.segment is None and target.name in plan.spans
    ]
