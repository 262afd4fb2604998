"""Timelines as JSON, in the form that props' programs read: docs/timelines.md has it in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ..kept.plain_json import written as plain
from ..sequence.segment import Segment
from ..sheet.show import Row
from .step_grid import StepGrid
from .timeline_rows import own_name

VERSION = 1
PIXELS = 4
"""LEDs that a segment lights which says nothing else."""
Entry = dict[str, Any]


def document(rows: Sequence[Row], grid: StepGrid, end: float) -> str:
    """Return all timelines as the text of one file.

    Args:
        rows: The channels; segments of one do not overlap.
        grid: In which steps times are told.
        end: Seconds of the scene at which all of them end; never before a segment does.

    Raises:
        ValueError: If two segments come to lie on the same step.
    """
    channels = [timeline(row, grid, end) for row in rows]
    return laid_out({"timelines": VERSION, "channels": channels}) + "\n"


def timeline(row: Row, grid: StepGrid, end: float) -> Entry:
    """Return one timeline as plain data, by itself what a prop's program reads; see `document`."""
    placed = [(grid.step_of(s.start), grid.step_of(s.end), s) for s in row.segments]
    _check(row, placed)
    last = max([1, grid.step_of(end), *(stop for _, stop, _ in placed)])
    early = {str(start): _entry(s, end_time=stop) for start, stop, s in placed if start < 0}
    lit = _sequence([(max(start, 0), stop, s, start) for start, stop, s in placed], last)
    return {
        "channel": row.channel,
        "name": row.name,
        "default_pixels": PIXELS,
        "color_format": "rgb",
        "refresh_rate": int(grid.steps) if float(grid.steps).is_integer() else grid.steps,
        "end_time": last,
        "sequence": _sequence([], last) if row.muted else lit,
        **({"muted_sequence": lit} if row.muted else {}),
        **({"before_start": early} if early else {}),
    }


def _check(row: Row, placed: Iterable[tuple[int, int, Segment]]) -> None:
    before = None
    for start, stop, _ in placed:
        if start >= stop or (before is not None and start < before):
            raise ValueError(
                f"channel {row.channel} has two changes of color within one step of the file; "
                "choose a larger refresh_rate"
            )
        before = stop


def _sequence(placed: Sequence[tuple[int, int, Segment, int]], last: int) -> dict[str, Entry]:
    """Return entries by the steps at which they begin, from step 0 to the last; gaps are dark."""
    found: dict[str, Entry] = {}
    reached = 0
    for start, stop, segment, true_start in placed:
        if stop <= 0:
            continue
        if reached < start:
            found[str(reached)] = _gap()
        found[str(start)] = _entry(_from(segment, start, stop, true_start))
        reached = stop
    if reached < last:
        found[str(reached)] = _gap()
    return found


def _from(segment: Segment, start: int, stop: int, true_start: int) -> Segment:
    """Return what is left of a segment that begins before step 0."""
    if start == true_start:
        return segment
    share = (start - true_start) / (stop - true_start)
    return segment.cut(segment.start + (segment.end - segment.start) * share, segment.end)


def _gap() -> Entry:
    return {"color": [0, 0, 0], "gap": True}


def _entry(segment: Segment, **more: Any) -> Entry:
    if segment.end_color is None:
        found: Entry = {"color": list(segment.color)}
    else:
        found = {"start_color": list(segment.color), "end_color": list(segment.end_color)}
    if segment.pixels is not None:
        found["pixels"] = segment.pixels
    if name := own_name(segment):
        found["name"] = name
    return found | more


def laid_out(value: Any, depth: int = 0) -> str:
    """Return plain data as JSON in which an entry is a line."""
    inside, close = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict) and any(isinstance(part, dict | list) for part in value.values()):
        if depth < 4 and not any(_is_color(part) for part in value.values()):
            rows = (f"{json.dumps(n)}: {laid_out(part, depth + 1)}" for n, part in value.items())
            return "{" + inside + ("," + inside).join(rows) + close + "}"
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return (
            "[" + inside + ("," + inside).join(laid_out(p, depth + 1) for p in value) + close + "]"
        )
    return plain(value)


def _is_color(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(part, dict) for part in value)
