"""How much of what was there a change takes away: the sum that a person is asked about."""

from __future__ import annotations

from dataclasses import dataclass

from ..sequence.change import Change
from ..sequence.color import Rgb
from ..sequence.segment import Segment


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over changes.

    Attributes:
        removed: Segments and strips that go.
        overwritten: Segments of which a part goes, since something else comes there.
        recolored: Segments that get another color or fade.
        written: Everything that is written.
    """

    removed: int = 0
    overwritten: int = 0
    recolored: int = 0
    written: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return the sum of both."""
        return Tally(
            self.removed + other.removed,
            self.overwritten + other.overwritten,
            self.recolored + other.recolored,
            self.written + other.written,
        )

    @property
    def lost(self) -> int:
        """How much of what was there is no longer as it was."""
        return self.removed + self.overwritten + self.recolored

    def within(self, other: Tally) -> bool:
        """Tell whether none of its sums is larger than another's."""
        names = ("removed", "overwritten", "recolored", "written")
        return all(getattr(self, name) <= getattr(other, name) for name in names)


def tally(change: Change) -> Tally:
    """Count a change."""
    gone = len(change.removed) + sum(found.after is None for found in change.strips)
    overwritten = sum(_is_trimmed(before, after) for before, after in change.changed)
    recolored = sum(
        _colors(before) != _colors(after) and not _is_trimmed(before, after)
        for before, after in change.changed
    )
    return Tally(gone, overwritten, recolored, change.size)


def _is_trimmed(before: Segment, after: Segment) -> bool:
    """Tell whether all that becomes of a segment is that a part of it goes."""
    if not (before.start <= after.start and after.end <= before.end):
        return False
    shorter = after.end - after.start < before.end - before.start - 1e-9
    return shorter and _colors(after) == _colors(before.cut(after.start, after.end))


def _colors(segment: Segment) -> tuple[Rgb, Rgb | None]:
    return segment.color, segment.end_color
