"""Timelines as CSV, a row a segment, written and read; for spreadsheets and scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..kept.plain_json import LARGEST
from ..sequence.color import hex_of
from ..sequence.numerals import shown
from ..sequence.rules import NEAR
from ..sequence.segment import Segment
from ..sheet.show import Row
from . import json_values as values
from .timeline_rows import own_name

COLUMNS = (
    *("channel", "channel_name", "muted", "start_time", "end_time"),
    *("color", "end_color", "pixels", "name"),
)
NEEDED = ("channel", "start_time", "end_time", "color")
YES, NO = ("yes", "true", "1", "x"), ("", "no", "false", "0")
MOST = 100_000
"""Rows of a file."""
Cells = Mapping[str, str]


def document(rows: Sequence[Row], offset_ms: float = 0) -> str:
    """Return timelines as CSV: times in seconds, to the microsecond; gaps have no row.

    Args:
        rows: The channels.
        offset_ms: By how many milliseconds all in the file comes later than in the scene.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        for segment in row.segments:
            writer.writerow(_cells(row, segment, offset_ms / 1000))
    return out.getvalue()


def _cells(row: Row, segment: Segment, shift: float) -> list[str]:
    return [
        *(str(row.channel), row.name, YES[0] if row.muted else ""),
        *(_time(segment.start + shift), _time(segment.end + shift)),
        hex_of(segment.color),
        hex_of(segment.end_color) if segment.end_color is not None else "",
        str(segment.pixels or ""),
        own_name(segment),
    ]


def _time(seconds: float) -> str:
    text = f"{seconds:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def read(text: str, offset_ms: float = 0) -> list[Row]:
    """Return the timelines of a CSV text, by channel; times are not yet on the scene's frames.

    Args:
        text: With a first row of column names; separated by commas, semicolons or tabs. With
            semicolons numbers may have a decimal comma.
        offset_ms: What the file was written with; it is taken back.

    Raises:
        ValueError: In one sentence that names the row, counted as a spreadsheet does.
    """
    if len(text) > LARGEST:
        raise ValueError(f"it has {len(text):,} characters, at most {LARGEST:,} are read")
    first = text.lstrip("\ufeff").partition("\n")[0]
    separator = next((sign for sign in ";\t" if sign in first and "," not in first), ",")
    lines = csv.reader(
        io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator, strict=True
    )
    try:
        names = [name.strip().lower() for name in next(lines, [])]
        _check_columns(names)
        found: dict[int, tuple[Row, list[Segment]]] = {}
        for count, cells in enumerate(lines, 1):
            if count > MOST:
                raise ValueError(f"it has more than {MOST:,} rows")
            if any(cell.strip() for cell in cells):
                _take(found, names, cells, f"row {count + 1}", separator == ";", offset_ms)
    except csv.Error as error:
        raise ValueError(f"line {lines.line_num}: it is no CSV: {error}") from None
    return [_in_order(*found[number]) for number in sorted(found)]


def _check_columns(names: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise ValueError(f"its first row must name the columns; {missing[0]} is missing")
    for place, name in enumerate(names):
        if name not in COLUMNS:
            raise ValueError(f"there is no column {shown(name)}; known are {', '.join(COLUMNS)}")
        if name in names[:place]:
            raise ValueError(f"the column {name} is there twice")


def _take(
    found: dict[int, tuple[Row, list[Segment]]],
    names: Sequence[str],
    line: Sequence[str],
    place: str,
    comma: bool,
    offset_ms: float,
) -> None:
    """Add the segment of a line to its channel."""
    if len(line) != len(names):
        raise ValueError(f"{place} has {len(line)} cells, the first row has {len(names)}")
    cells = dict.fromkeys(COLUMNS, "") | dict(zip(names, line, strict=True))
    number = values.channel(
        _number(cells["channel"], f"{place}: channel", comma), f"{place}: channel"
    )
    name = values.text(cells["channel_name"], f"{place}: channel_name")
    muted = _truth(cells["muted"], f"{place}: muted")
    row, segments = found.setdefault(number, (Row(number, name, muted=muted), []))
    if (row.name, row.muted) != (name, muted):
        raise ValueError(
            f"{place} has another channel_name or muted than channel {number} before it"
        )
    segments.append(_segment(cells, place, comma, offset_ms, len(segments)))


def _segment(cells: Cells, place: str, comma: bool, offset_ms: float, index: int) -> Segment:
    times = [_number(cells[name], f"{place}: {name}", comma) for name in ("start_time", "end_time")]
    if not times[0] < times[1]:
        raise ValueError(f"{place}: end_time {times[1]:g} is not after start_time {times[0]:g}")
    start, end = (time - offset_ms / 1000 for time in times)
    color = values.color(cells["color"].strip(), f"{place}: color")
    last = cells["end_color"].strip()
    end_color = values.color(last, f"{place}: end_color") if last else None
    lit = cells["pixels"].strip()
    pixels = (
        values.pixels(_number(lit, f"{place}: pixels", comma), f"{place}: pixels") if lit else None
    )
    name = values.text(cells["name"], f"{place}: name")
    return Segment(index + 1, 0, start, end, color, end_color, pixels, name)


def _number(text: str, what: str, comma: bool) -> float:
    clean = text.strip().replace(",", ".") if comma else text.strip()
    return values.numeral(clean, what, -values.LATEST, values.LATEST)


def _truth(text: str, what: str) -> bool:
    word = text.strip().lower()
    if word not in YES + NO:
        raise ValueError(f"{what} must be yes or empty, got {shown(text)}")
    return word in YES


def _in_order(row: Row, segments: list[Segment]) -> Row:
    """Return a channel with its segments by time.

    Raises:
        ValueError: If two of them share time.
    """
    segments.sort(key=lambda segment: segment.start)
    for one, other in zip(segments, segments[1:], strict=False):
        if other.start < one.end - NEAR:
            raise ValueError(
                f"channel {row.channel} has two segments at once, "
                f"from {one.start:g} and from {other.start:g} s"
            )
    return replace(row, segments=tuple(segments))
