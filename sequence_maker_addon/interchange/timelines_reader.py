"""Timelines of JSON, checked entry by entry: those of this add-on, and those of props' programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

from ..kept.plain_json import parsed
from ..sequence.color import Rgb
from ..sequence.numerals import shown
from ..sequence.segment import Segment
from ..sequence.timelines import CHANNELS
from ..sheet.show import Row
from . import json_values as values
from .step_grid import FINEST, StepGrid
from .timelines_json import PIXELS, VERSION

MOST = 100_000
"""Entries of a file."""
Entry = Mapping[str, Any]
Span = tuple[float, float, Entry]
"""First step, the step behind the last, and what is between."""


def read(text: str, offset_ms: float = 0) -> list[Row]:
    """Return the timelines of a JSON text; times are seconds of the scene, not yet on its frames.

    Args:
        text: All timelines, or a single one as a prop's program has it. One that does not say for
            which channel it is gets channel 0.
        offset_ms: What the file was written with; it is taken back.

    Raises:
        ValueError: In one sentence that names the place.
    """
    data = parsed(text)
    if not isinstance(data, dict):
        raise ValueError("it must be an object with channels or a sequence")
    if values.number(data.get("timelines", VERSION), "timelines", 1, 1e6) > VERSION:
        raise ValueError("it was written by a newer version of Sequence Maker")
    found = data.get("channels", [data] if "sequence" in data else None)
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ValueError("it has neither a list of channels nor a sequence")
    if len(found) > CHANNELS:
        raise ValueError(f"it has {len(found):,} channels, at most {CHANNELS} are read")
    numbers, left = count(1), [MOST]
    return [
        _Reader(row, place, offset_ms, numbers, left).row() for place, row in enumerate(found, 1)
    ]


@dataclass(slots=True)
class _Reader:
    """Reads one timeline.

    Attributes:
        data: It, as the file has it.
        index: Its position in the file, from 1.
        offset_ms: See `read`.
        numbers: Gives each segment its id.
        left: How many more entries may come, in one cell that all timelines share.
    """

    data: Entry
    index: int
    offset_ms: float
    numbers: Iterator[int]
    left: list[int]

    def row(self) -> Row:
        """Return the timeline.

        Raises:
            ValueError: In one sentence that names the place.
        """
        data, channel = self.data, 0
        if data.get("channel") is not None:
            channel = values.channel(data["channel"], f"{self._place}: channel")
        name = values.text(data.get("name", ""), f"{self._place}: name")
        muted = "muted_sequence" in data
        key, grid = "muted_sequence" if muted else "sequence", self._grid()
        lit = [self._segment(span, grid, key) for span in self._spans(key, grid)]
        segments = tuple(s for s in self._with_early(lit, grid) if s is not None)
        return Row(channel, name, segments, muted=muted)

    @property
    def _place(self) -> str:
        told = self.data.get("channel")
        return f"channel {told}" if type(told) is int else f"timeline {self.index}"

    def _grid(self) -> StepGrid:
        steps = values.number(
            self.data.get("refresh_rate"), f"{self._place}: refresh_rate", 1e-3, FINEST
        )
        return StepGrid(steps, self.offset_ms)

    def _spans(self, key: str, grid: StepGrid) -> list[Span]:
        """Return entries with the steps between which they hold, in time's order."""
        last, place = values.LATEST * grid.steps, f"{self._place}: {key}"
        what = f"{self._place}: end_time"
        end = values.number(self.data.get("end_time"), what, 0, last)
        rows = self._entries(key, place, last, 0)
        late = [start for start, _ in rows if start > end]
        if late:
            raise ValueError(f"{what} {end:g} is before the entry at {late[0]:g}")
        edges = [*(start for start, _ in rows), end]
        spans = zip(pairwise(edges), rows, strict=True)
        return [(start, stop, entry) for (start, stop), (_, entry) in spans if start < stop]

    def _entries(
        self, key: str, place: str, last: float, first: float
    ) -> list[tuple[float, Entry]]:
        found = self.data.get(key)
        if not isinstance(found, dict):
            raise ValueError(f"{place} must be an object of times and colors")
        self.left[0] -= len(found)
        if self.left[0] < 0:
            raise ValueError(f"it has more than {MOST:,} changes of color")
        rows: dict[float, Entry] = {}
        for text, value in found.items():
            step = values.numeral(text, f"{place}: a time", first, last)
            if step in rows:
                raise ValueError(f"{place} has the time {step:g} twice")
            entry = {"color": value} if isinstance(value, list | str) else value
            if not isinstance(entry, dict):
                raise ValueError(f"{place} at {step:g}: it must have a color, got {shown(value)}")
            rows[step] = entry
        return sorted(rows.items(), key=lambda row: row[0])

    def _segment(self, span: Span, grid: StepGrid, key: str) -> Segment | None:
        """Return what a span is; None for a gap."""
        start, stop, entry = span
        place = f"{self._place}: {key} at {start:g}"
        color, end_color = self._colors(entry, place)
        if entry.get("gap") is True and color == (0, 0, 0) and end_color is None:
            return None
        lit = entry.get("pixels", self._usual)
        pixels = None if lit is None else values.pixels(lit, f"{place}: pixels")
        name = values.text(entry.get("name", ""), f"{place}: name")
        times = grid.time_of(start), grid.time_of(stop)
        return Segment(next(self.numbers), 0, *times, color, end_color, pixels, name)

    @property
    def _usual(self) -> int | None:
        """How many LEDs are lit where an entry does not say so; None for what we write."""
        what = f"{self._place}: default_pixels"
        found = values.pixels(self.data.get("default_pixels", PIXELS), what)
        return None if found == PIXELS else found

    def _colors(self, entry: Entry, place: str) -> tuple[Rgb, Rgb | None]:
        kind = self.data.get("color_format", "rgb")
        if kind not in ("rgb", "hsv"):
            raise ValueError(
                f'{self._place}: color_format must be "rgb" or "hsv", got {shown(kind)}'
            )
        names = ("start_color", "end_color") if "start_color" in entry else ("color",)
        if any(name not in entry for name in names):
            raise ValueError(f"{place}: {names[-1]} is missing")
        if len(names) == 1 and "end_color" in entry:
            raise ValueError(f"{place}: a fade needs start_color beside end_color")
        found = [values.color(entry[name], f"{place}: {name}", kind == "hsv") for name in names]
        return found[0], found[1] if len(found) > 1 else None

    def _with_early(self, lit: list[Segment | None], grid: StepGrid) -> list[Segment | None]:
        """Return segments with those that begin before step 0, which no prop can show."""
        if "before_start" not in self.data:
            return lit
        early, reached = list[Segment | None](), -values.LATEST * grid.steps
        place = f"{self._place}: before_start"
        for start, entry in self._entries("before_start", place, -1e-9, reached):
            what = f"{place} at {start:g}: end_time"
            stop = values.number(entry.get("end_time"), what, start, values.LATEST * grid.steps)
            if start < reached or stop == start:
                raise ValueError(f"{place} at {start:g} overlaps another entry, or has no length")
            reached = stop
            early.append(self._segment((start, stop, entry), grid, "before_start"))
        last, zero = early[-1] if early else None, grid.time_of(0)
        if last is None or reached <= 0:
            return early + lit
        first = lit[0] if lit else None
        if first is not None and _is_rest(first, last, zero):
            return early + lit[1:]
        return [*early[:-1], last.cut(last.start, zero), *lit]


def _is_rest(first: Segment, early: Segment, zero: float) -> bool:
    """Tell whether the first segment from step 0 on is the rest of one that began before it."""
    if abs(first.start - zero) > 1e-9 or abs(first.end - early.end) > 1e-9:
        return False
    rest = early.cut(zero, early.end)
    if (first.pixels, first.end_color) != (rest.pixels, rest.end_color):
        return False
    return all(abs(a - b) <= 1 for a, b in zip(first.color, rest.color, strict=True))
