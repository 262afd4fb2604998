"""How much of what was there a turn takes away or alters: the sum that a person is asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..sequence.change import Change
from ..sequence.color import Rgb
from ..sequence.segment import Segment
from ..sequence.strip import StripChange
from .roots import Origins, Thing, rows_of

FATES = ("removed", "replaced", "overwritten", "cut", "recolored", "moved", "changed")
"""What may become of a thing, the worst first; see `tally`."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of things that were there before the turn, and how much was written.

    Attributes:
        events: How often each of `FATES` befell each thing.
        written: Everything that is written, 0 or more.
    """

    events: Mapping[tuple[Thing, str], int] = field(default_factory=dict)
    written: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return the sum of both."""
        return Tally(Counter(self.events) + Counter(other.events), self.written + other.written)

    @property
    def counts(self) -> dict[str, int]:
        """How many things there are of each fate, each thing once, with its worst."""
        worst: dict[Thing, int] = {}
        for thing, fate in self.events:
            worst[thing] = min(worst.get(thing, len(FATES)), FATES.index(fate))
        found = Counter(FATES[place] for place in worst.values())
        return {fate: found[fate] for fate in FATES if found[fate]}

    @property
    def lost(self) -> int:
        """How many things are no longer as they were."""
        return len({thing for thing, _ in self.events})

    def within(self, other: Tally) -> bool:
        """Tell whether nothing befell anything that did not as often in another."""
        return all(often <= other.events.get(key, 0) for key, often in self.events.items())


def tally(change: Change, origins: Origins) -> Tally:
    """Count a change: whatever was there before the turn and does not stay as it was.

    What the turn itself made counts only where it is removed; a part of what was there counts
    as that.
    """
    events: Counter[tuple[Thing, str]] = Counter()
    for thing, fate in _fates(change):
        root = origins.of(thing)
        if root is not None or fate == "removed":
            events[root or thing, fate] += 1
    return Tally(dict(events), max(change.size, int(bool(change))))


def _fates(change: Change) -> Iterator[tuple[Thing, str]]:
    """Yield what becomes of each thing; what a ripple only shifts stays as it is."""
    for segment in change.removed:
        yield ("segment", segment.id), "removed"
    for before, after in change.changed:
        if before.id not in change.rippled:
            yield ("segment", before.id), _of_segment(before, after)
    parts = change.parts()
    for found in change.strips:
        if found.before is not None and found.name not in change.rippled:
            yield ("strip", found.name), "cut" if found.name in parts else fate_of(found)
    for state in change.states:
        for row in rows_of(state.before) - rows_of(state.after):
            yield (state.key, row), "replaced"


def _of_segment(before: Segment, after: Segment) -> str:
    if _is_trimmed(before, after):
        return "overwritten"
    if _colors(before) != _colors(after):
        return "recolored"
    there = (before.channel, before.start, before.end)
    return "changed" if there == (after.channel, after.start, after.end) else "moved"


def fate_of(found: StripChange) -> str:
    """Return which of `FATES` befalls a strip that is not cut into parts."""
    before, after = found.before, found.after
    if before is None or after is None:
        return "removed"
    if before.lies_as(after):
        return "changed"
    within = before.start - 1e-5 <= after.start and after.end <= before.end + 1e-5
    stays = before.channel == after.channel and abs(before.content - after.content) < 1e-5
    return "cut" if within and stays else "moved"


def _is_trimmed(before: Segment, after: Segment) -> bool:
    """Tell whether a part of a segment goes, and what is left looks as it did."""
    if not (before.start <= after.start and after.end <= before.end):
        return False
    shorter = after.end - after.start < before.end - before.start - 1e-9
    left = _colors(before.cut(after.start, after.end)), _colors(before)
    return shorter and before.channel == after.channel and _colors(after) in left


def _colors(segment: Segment) -> tuple[Rgb, Rgb | None]:
    return segment.color, segment.end_color
