"""Channels and times of arguments, as they are named and as they are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...music.elsewhere import Elsewhere, Stretch
from ...sequence.errors import ToolError
from ...sequence.timelines import resolve_channel
from ...sequence.times import END, seconds
from ...toolkit.parameters import several_channels
from ...toolkit.world import Session

SPAN = ("start_time", "end_time")
POINTS = ("to", "at", "time")
"""Arguments that are a point in time."""

Row = dict[str, Any]


class NotElsewhere(Exception):
    """A call that cannot be told for another place; the text says why."""


@dataclass(slots=True)
class Place:
    """Where calls are told for.

    Attributes:
        channels: Other channels by those of the turn; one that is not there stays.
        elsewhere: How times lie there; None where they stay, or the turn has none.
        target: The stretch; None where times stay.
        made: What stands there for what the turn made, by its id or name.
    """

    channels: Mapping[int, int] = field(default_factory=dict)
    elsewhere: Elsewhere | None = None
    target: Stretch | None = None
    made: dict[object, object] = field(default_factory=dict)


def rows_of(arguments: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield arguments and the rows in them, such as the segments of a batch."""
    yield arguments
    for value in arguments.values():
        if isinstance(value, list):
            yield from (row for row in value if isinstance(row, dict))


def channels_in(session: Session, row: Mapping[str, Any]) -> set[int]:
    """Return the channels that a row names."""
    single = [row["channel"]] if row.get("channel") is not None else []
    return {channel_of(session, value) for value in [*single, *_many(row)]} - {0}


def times_in(session: Session, row: Mapping[str, Any]) -> list[float]:
    """Return the times that a row names."""
    values = [row.get(key) for key in (*SPAN, *POINTS)]
    for key in ("times", "ranges"):
        found = row.get(key)
        for value in found if isinstance(found, list) else ():
            values += value if isinstance(value, list) else [value]
    return [time for value in values if (time := time_of(session, value)) is not None]


def on_channels(session: Session, row: Row, place: Place) -> Row:
    """Return a row with the channels of a place."""
    if row.get("channel") is not None:
        known = channel_of(session, row["channel"])
        row = {**row, "channel": place.channels.get(known, row["channel"])}
    if row.get("channels") is not None:
        known_all = [(channel_of(session, value), value) for value in _many(row)]
        row = {**row, "channels": [place.channels.get(number, v) for number, v in known_all]}
    return row


def at_times(session: Session, row: Row, place: Place) -> Row | None:
    """Return a row with the times of a place; None where nothing of it lies there."""
    elsewhere, target = place.elsewhere, place.target
    if elsewhere is None or target is None:
        return row
    row = dict(row)
    start, end = (time_of(session, row.get(key)) for key in SPAN)
    if start is not None and end is not None:
        span = elsewhere.span(start, end)
        if span is None:
            return None
        row["start_time"], row["end_time"] = map(rounded, span)
    for key in (*SPAN, *POINTS) if start is None or end is None else POINTS:
        time = time_of(session, row.get(key))
        if time is None:
            continue
        found = elsewhere.time(time)
        if found > target.end or (key in ("to", "start_time") and found >= target.end):
            return None
        row[key] = rounded(found)
    return _with_lists(session, row, elsewhere, target)


def _with_lists(session: Session, row: Row, elsewhere: Elsewhere, target: Stretch) -> Row | None:
    """Return a row whose lists of times and of ranges are those of a place."""
    if isinstance(row.get("times"), list):
        times = [time_of(session, value) for value in row["times"]]
        moved = [elsewhere.time(time) for time in times if time is not None]
        row["times"] = [rounded(time) for time in moved if time < target.end]
    if isinstance(row.get("ranges"), list):
        pairs = [pair for pair in row["ranges"] if isinstance(pair, list) and len(pair) == 2]
        ends = [(time_of(session, a), time_of(session, b)) for a, b in pairs]
        spans = [elsewhere.span(a, b) for a, b in ends if a is not None and b is not None]
        row["ranges"] = [list(map(rounded, span)) for span in spans if span is not None]
    gone = any(row.get(key) == [] for key in ("times", "ranges"))
    return None if gone else row


def channel_of(session: Session, value: object) -> int:
    """Return the number of a channel, 0 for none."""
    try:
        return resolve_channel(session.timelines, value)
    except ToolError:
        return 0


def time_of(session: Session, value: object) -> float | None:
    """Return a time in seconds, None for what is none, such as the name of a marker."""
    if value is None:
        return None
    try:
        found = seconds(value)
    except ValueError:
        return None
    return session.timelines.end() if found == END else found


def rounded(time: float) -> float:
    """Return a time as an argument."""
    return round(max(time, 0.0), 4)


def _many(row: Mapping[str, Any]) -> list[Any]:
    """Return the channels of an argument for several."""
    found = several_channels(row.get("channels"))
    return found if isinstance(found, list) else []
