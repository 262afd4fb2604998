"""Everything that one call writes, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .segment import Segment
from .strip import Strip, StripChange

Span = tuple[int, float, float]
"""Channel, start and end in seconds."""


ROWS = ("all_markers", "channels")
"""Keys of states of which each row stands for itself."""


@dataclass(frozen=True, slots=True)
class StateChange:
    """What becomes of a state that is no strip: generated markers, beats, words, protections.

    Attributes:
        key: Which state; see `timelines.Scene.state`.
        before: The state as it was, plain data.
        after: As it will be.
        count: How many things of it are written.
        text: It in one sentence, for the person.
    """

    key: str
    before: Any
    after: Any
    count: int = 1
    text: str = ""

    def taken_back(self, now: list[Any]) -> list[Any] | None:
        """Return a state of single rows as it is now, without what this did to them.

        Args:
            now: The state, of which the user may have altered other rows since.

        Returns:
            None where a row that came is no longer as it was left, and for other states.
        """
        if self.key not in ROWS:
            return None
        before, after, there = (
            Counter(map(tuple, rows)) for rows in (self.before, self.after, now)
        )
        came, went = after - before, before - after
        if came - there:
            return None
        return [list(row) for row in sorted((there - came + went).elements())]


@dataclass(frozen=True, slots=True)
class Change:
    """One write, planned on a snapshot: what comes, what alters, what goes.

    Attributes:
        added: Segments that come.
        changed: Segments before and after.
        removed: Segments that go.
        strips: Strips of any other kind.
        states: All else.
        cuts: Of added segments that are cut off from one that was there: its id by theirs.
        kept: By segment_id, what a removed or recolored strip was beyond its segment; known once
            the change is written, so that its inverse can bring all of it back.
    """

    added: tuple[Segment, ...] = ()
    changed: tuple[tuple[Segment, Segment], ...] = ()
    removed: tuple[Segment, ...] = ()
    strips: tuple[StripChange, ...] = ()
    states: tuple[StateChange, ...] = ()
    cuts: Mapping[int, int] = field(default_factory=dict)
    kept: Mapping[int, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything would be written."""
        return bool(self.added or self.changed or self.removed or self.strips or self.states)

    @property
    def size(self) -> int:
        """How many things the change writes; all that only shifts by one distance is one of them.

        So whatever a ripple takes along costs as much as the gap that it closes.
        """
        shifts = {*map(_shift_of, self.changed), *map(_shift_of_strip, self.strips)} - {None}
        own = [pair for pair in self.changed if _shift_of(pair) is None]
        own_strips = [found for found in self.strips if _shift_of_strip(found) is None]
        segments = len(self.added) + len(own) + len(self.removed)
        states = sum(state.count for state in self.states)
        return segments + len(own_strips) + len(shifts) + states

    @property
    def segments_only(self) -> Change:
        """The part of it that is about segments."""
        return replace(self, strips=(), states=())

    @property
    def channels(self) -> set[int]:
        """The channels on which segments are touched."""
        touched = {segment.channel for segment in (*self.added, *self.removed)}
        return touched | {segment.channel for pair in self.changed for segment in pair}

    @property
    def freed(self) -> set[int]:
        """The channels whose lock it sets or takes off; what it does there goes with the lock."""
        found: set[int] = set()
        for state in self.states:
            if state.key == "channels":
                pairs = zip(state.before, state.after, strict=True)
                found |= {old[0] for old, new in pairs if old[3] != new[3]}
        return found

    def spans(self) -> Iterator[Span]:
        """Yield every stretch of a channel that would look different."""
        for segment in (*self.added, *self.removed):
            yield segment.channel, segment.start, segment.end
        for before, after in self.changed:
            yield from _altered(before, after)
        for change in self.strips:
            for strip in (change.before, change.after):
                if strip is not None:
                    yield strip.channel, strip.start, strip.end

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(
            added=self.removed,
            changed=tuple((after, before) for before, after in self.changed),
            removed=self.added,
            strips=tuple(change.inverse for change in reversed(self.strips)),
            states=tuple(
                replace(state, before=state.after, after=state.before)
                for state in reversed(self.states)
            ),
            kept=self.kept,
        )

    def moved(self) -> list[StripChange]:
        """Return the strips that go elsewhere or get other ends, cuts left aside."""
        pairs = (c for c in self.strips if c.before is not None and c.after is not None)
        cut = {change.cut_from for change in self.strips}
        return [c for c in pairs if c.name not in cut and not _same_place(c.before, c.after)]

    def parts(self) -> dict[str, int]:
        """Return how many parts each strip that is cut comes to, by its name."""
        found: dict[str, int] = {}
        for change in self.strips:
            if change.cut_from:
                found[change.cut_from] = found.get(change.cut_from, 1) + 1
        return found


def _shift_of(pair: tuple[Segment, Segment]) -> float | None:
    """Return by how many seconds a segment shifts, if nothing else becomes of it."""
    before, after = pair
    by = round(after.start - before.start, 4)
    stays = replace(before, start=after.start, end=after.end) == after
    return by if stays and abs(after.end - before.end - by) < 1e-3 else None


def _shift_of_strip(found: StripChange) -> float | None:
    """Return the same of another strip."""
    before, after = found.before, found.after
    if before is None or after is None or before.channel != after.channel:
        return None
    by = [b - a for a, b in zip(before.place[1:], after.place[1:], strict=True)]
    looked = before.look and after.look
    stays = not looked or (before.settings == after.settings and before.look == after.look)
    return round(by[0], 4) if stays and max(by) - min(by) < 1e-3 else None


def _same_place(one: Strip | None, other: Strip | None) -> bool:
    return one is not None and other is not None and one.lies_as(other)


def _altered(before: Segment, after: Segment) -> Iterator[Span]:
    within = before.start <= after.start and after.end <= before.end
    if within and after == before.cut(after.start, after.end):
        if before.start < after.start:
            yield before.channel, before.start, after.start
        if after.end < before.end:
            yield before.channel, after.end, before.end
        return
    for segment in (before, after):
        yield segment.channel, segment.start, segment.end
