"""What a request says of its times, and whether the times of calls say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...plain.parts.grouping import END as OPEN
from ...plain.parts.items import Item
from ...sequence.times import END

Row = dict[str, Any]
Stretch = tuple[float, float]
NEITHER = ("number", "amount", "place")
"""Kinds of times that the words beside them call neither start nor end."""
ODD_SPANS = ("song", "last", "next")
"""Stretches that are counted from somewhere else than the beginning."""


class Said:
    """The times of a request by what they are said to be.

    Args:
        items: The request as entities and words.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        every = [
            item for item in items if item.kind in (*NEITHER, "start", "end", "length", "span")
        ]
        self.starts = [_value(item) for item in every if item.kind == "start"]
        self.ends = [_value(item) for item in every if item.kind == "end"]
        self.lengths = [item.value for item in every if item.kind == "length"]
        self.spans = [item for item in every if item.kind == "span"]
        self.others = [_value(item) for item in every if item.kind in NEITHER]
        amounts = [item.value for item in every if item.kind == "amount" and item.second > 0]
        if self.starts and not self.ends and not self.lengths:
            self.lengths = amounts  # `from 3 seconds, two seconds`
            self.others = [_value(i) for i in every if i.kind in NEITHER and i.second <= 0]
        self.from_zero = not self.starts and any(
            item.kind == "end" and item.role in ("until", "before") for item in every
        )

    def fits(self, rows: Sequence[Row]) -> bool:
        """Tell whether every time of the calls is said, and every time that is said is in them."""
        stretches = [
            (_seconds(row.get("start_time")), _seconds(row.get("end_time"))) for row in rows
        ]
        points = [_seconds(row["position"]) for row in rows if "position" in row]
        if not all(self._is_said(start, end) for start, end in stretches):
            return False
        if not all(point in (*self.starts, *self.ends, *self.others) for point in points):
            return False
        return self._are_used(stretches, points)

    def _is_said(self, start: float | None, end: float | None) -> bool:
        spans = [(item.value, _second(item)) for item in self.spans if item.role not in ODD_SPANS]
        if (start, end) in spans or (start, end) == (None, None):
            return True
        zero = start == 0 and self.from_zero
        if start is not None and not zero and start not in (*self.starts, *self.others):
            return False
        if end is None or end in (*self.ends, *self.others):
            return True
        return start is not None and any(_near(end - start, far) for far in self.lengths)

    def _are_used(self, stretches: Sequence[tuple[Any, Any]], points: Sequence[Any]) -> bool:
        starts, ends = [start for start, _ in stretches], [end for _, end in stretches]
        lengths = [end - start for start, end in stretches if None not in (start, end)]
        spans = [(item.value, _second(item)) for item in self.spans]
        return (
            all(start in (*starts, *points) for start in self.starts)
            and all(end in (*ends, *points) for end in self.ends)
            and all(other in (*starts, *ends, *points) for other in self.others)
            and all(any(_near(own, far) for own in lengths) for far in self.lengths)
            and all(span in stretches for span in spans)
        )


def _value(item: Item) -> float:
    return END if item.value == OPEN else item.value


def _second(item: Item) -> float:
    return END if item.second == OPEN else item.second


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 0.001


def _seconds(value: Any) -> float | None:
    return END if value == "the end" else value
