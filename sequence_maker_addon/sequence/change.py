"""Everything that one call writes, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
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
        cut_at: Of the same, where they were cut off, in seconds; they may lie elsewhere since.
        rippled: Ids of segments and names of strips that only make room or close up.
        kept: By segment_id, what a removed or recolored strip was beyond its segment; known once
            the change is written, so that its inverse can bring all of it back.
    """

    added: tuple[Segment, ...] = ()
    changed: tuple[tuple[Segment, Segment], ...] = ()
    removed: tuple[Segment, ...] = ()
    strips: tuple[StripChange, ...] = ()
    states: tuple[StateChange, ...] = ()
    cuts: Mapping[int, int] = field(default_factory=dict)
    cut_at: Mapping[int, float] = field(default_factory=dict)
    rippled: frozenset[int | str] = frozenset()
    kept: Mapping[int, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything would be written."""
        return bool(self.added or self.changed or self.removed or self.strips or self.states)

    @property
    def size(self) -> int:
        """How many things the change writes; what only makes room or closes up is none of them."""
        segments = len(self.added) + len(self.changed) + len(self.removed)
        things = segments + len(self.strips) - len(self.rippled)
        return things + sum(state.count for state in self.states)

    @property
    def segments_only(self) -> Change:
        """The part of it that is about segments."""
        return replace(self, strips=(), states=())

    def without(self, channels: Collection[int]) -> Change:
        """Return it without what begins or ends on one of some channels; states stay."""
        if not channels:
            return self
        return replace(
            self,
            added=tuple(s for s in self.added if s.channel not in channels),
            changed=tuple(p for p in self.changed if not {s.channel for s in p} & {*channels}),
            removed=tuple(s for s in self.removed if s.channel not in channels),
            strips=tuple(
                found
                for found in self.strips
                if not {s.channel for s in (found.before, found.after) if s} & {*channels}
            ),
        )

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
