"""Boxes as far as they can be told apart and seen, so that a large plan costs no more to draw.

From afar, narrow boxes of a kind that all but touch are one; of what is near, only the boxes
within the view are drawn.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from .ghost_shapes import KINDS, Ghost

NEAR_PIXELS = 1.0
"""Gaps below about so many pixels, and twice as many, are none from afar."""
SLACK = 8.0
"""Frames to both sides of the view, as narrow boxes are drawn wider than they are."""


def level_of(per_frame: float) -> int:
    """Return how far away a view is: 0 where a frame is a pixel wide or wider, then by halves."""
    return max(0, math.ceil(math.log2(NEAR_PIXELS / per_frame))) if per_frame > 0 else 0


def joined(boxes: Sequence[Ghost], level: int, frame: float) -> list[Ghost]:
    """Return boxes as they are told apart at a level, by kind and start.

    Args:
        boxes: In any order.
        level: See `level_of`; nothing is joined at 0.
        frame: Seconds of a frame.
    """
    if level == 0:
        return sorted(boxes, key=_order)
    gap, narrow = 2.0**level * frame, 2.0 ** (level + 2) * frame
    found, open_runs = list[Ghost](), dict[tuple[str, int], Ghost]()
    for box in sorted(boxes, key=_order):
        key, is_narrow = (box.kind, box.channel), box.end - box.start <= narrow
        run = open_runs.get(key)
        if run is not None and is_narrow and box.start <= run.end + gap:
            open_runs[key] = run._replace(end=max(run.end, box.end))
            continue
        if run is not None:
            found.append(open_runs.pop(key))
        if is_narrow:
            open_runs[key] = box
        else:
            found.append(box)
    return sorted([*found, *open_runs.values()], key=_order)


@dataclass(frozen=True, slots=True)
class Row:
    """The boxes of one kind in a batch.

    Attributes:
        first: The place of its first box.
        starts: Where its boxes begin, in frames, ascending.
        ends: Where all up to each of them have ended, ascending.
    """

    first: int
    starts: Sequence[float]
    ends: Sequence[float]

    def within(self, left: float, right: float) -> tuple[int, int]:
        """Return place and number of the boxes that may be seen between two frames."""
        low = bisect_left(self.ends, left - SLACK)
        high = bisect_right(self.starts, right + SLACK)
        return self.first + low, max(0, high - low)


def rows_of(kinds: Sequence[str], starts: Sequence[float], ends: Sequence[float]) -> list[Row]:
    """Return the rows of boxes that are sorted by kind and start; times in frames."""
    found = list[Row]()
    for kind in KINDS:
        low, high = _bounds(kinds, kind)
        if low < high:
            found.append(Row(low, starts[low:high], list(accumulate(ends[low:high], max))))
    return found


def _bounds(kinds: Sequence[str], kind: str) -> tuple[int, int]:
    places = [place for place, other in enumerate(kinds) if other == kind]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _order(box: Ghost) -> tuple[int, float, int]:
    return KINDS.index(box.kind), box.start, box.channel
