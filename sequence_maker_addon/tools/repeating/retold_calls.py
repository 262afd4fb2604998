"""Calls told for another place: times by the music, channels in order, ids of copies."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...music.elsewhere import Elsewhere, Stretch
from ...music.song import Song
from ...sequence.errors import ToolError
from ...sequence.timelines import resolve_channel
from ...sequence.times import END, seconds
from ...toolkit.parameters import several_channels
from ...toolkit.registry import Tool
from ...toolkit.world import Session
from ..places.ranges import sections_named

STRIPS = ("strip", "strips", "names")
"""Arguments that say which strips are meant."""
IDS = ("segment_id", "strip")
"""Keys by which a result tells what was made."""


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call that an earlier turn made.

    Attributes:
        tool: The function.
        arguments: As it got them.
        made: The ids and names of what it made, in order.
    """

    tool: Tool
    arguments: Mapping[str, Any]
    made: tuple[object, ...] = ()


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


class NotElsewhere(Exception):
    """A call that cannot be told for another place; the text says why."""


def made_by(result: Mapping[str, Any]) -> tuple[object, ...]:
    """Return the ids and names of what a call made, from its result."""
    rows = result.get("created")
    rows = rows if isinstance(rows, list) else []
    found = [next((row[k] for k in IDS if k in row), None) for row in rows if isinstance(row, dict)]
    return tuple(found)


def channels_of(session: Session, calls: Sequence[PastCall]) -> list[int]:
    """Return the channels that calls name, ascending."""
    found = set[int]()
    for row in _rows(calls):
        single = [row["channel"]] if row.get("channel") is not None else []
        found |= {_channel(session, value) for value in [*single, *_many(row)]}
    return sorted(found - {0})


def hull_of(session: Session, song: Song | None, calls: Sequence[PastCall]) -> Stretch | None:
    """Return the stretch from the first to the last time that calls name; None for none."""
    times = list[float]()
    for row in _rows(calls):
        times += [t for k in ("start_time", "end_time") if (t := _time(session, row.get(k))) >= 0]
        if song is not None and isinstance(row.get("section"), str):
            for found in _sections(song, row["section"]):
                times += [found.start, found.end]
    return Stretch(min(times), max(times)) if times and min(times) < max(times) else None


def retold(session: Session, call: PastCall, place: Place) -> dict[str, Any]:
    """Return the arguments of a call for another place.

    Raises:
        NotElsewhere: If it is about strips that were there before, or nothing of it lies there.
    """
    given = {name: value for name, value in call.arguments.items() if value is not None}
    names = {parameter.name for parameter in call.tool.parameters}
    _ids(call, given, place)
    segments = given.get("segments")
    if isinstance(segments, list):
        rows = [_row(session, dict(row), place) for row in segments if isinstance(row, dict)]
        given["segments"] = [row for row in rows if row is not None]
        if not given["segments"]:
            raise NotElsewhere(f"nothing of {call.tool.name} lies there")
        return given
    row = _row(session, given, place)
    if row is None:
        raise NotElsewhere(f"nothing of {call.tool.name} lies there")
    target = place.target
    whole = {"start_time", "end_time"} <= names and "segment_id" not in names
    if target is not None and whole and "section" not in row:
        row.setdefault("start_time", _rounded(target.start))
        if math.isfinite(target.end):
            row.setdefault("end_time", _rounded(target.end))
    return row


def _rows(calls: Sequence[PastCall]) -> Iterator[Mapping[str, Any]]:
    for call in calls:
        yield call.arguments
        inner = call.arguments.get("segments")
        yield from (r for r in inner if isinstance(r, dict)) if isinstance(inner, list) else ()


def _ids(call: PastCall, given: dict[str, Any], place: Place) -> None:
    """Let what the turn made itself be its copies; anything else is not elsewhere."""
    number = given.get("segment_id")
    if number is not None:
        if number not in place.made:
            raise NotElsewhere(f"{call.tool.name} is about segment {number} itself")
        given["segment_id"] = place.made[number]
    if given.get("segment_index") is not None and (place.target or not place.channels):
        raise NotElsewhere(f"{call.tool.name} is about one segment of a channel")
    for name in STRIPS:
        meant = given.get(name)
        if meant is None:
            continue
        several = meant if isinstance(meant, list) else [meant]
        unknown = [text for text in several if text not in place.made]
        if unknown:
            raise NotElsewhere(f"{call.tool.name} is about the strip {unknown[0]} itself")
        found = [place.made[text] for text in several]
        given[name] = found if isinstance(meant, list) else found[0]


def _row(session: Session, row: dict[str, Any], place: Place) -> dict[str, Any] | None:
    """Return arguments with channels and times of another place; None where nothing is left."""
    if "channel" in row:
        row["channel"] = place.channels.get(_channel(session, row["channel"]), row["channel"])
    if "channels" in row:
        numbers = [(_channel(session, value), value) for value in _many(row)]
        row["channels"] = [place.channels.get(number, value) for number, value in numbers]
    target = place.target
    if target is None:
        return row
    if "section" in row:
        row.pop("section")
        if target.name:
            row["section"] = target.name
        else:
            row.setdefault("start_time", None)
            row.setdefault("end_time", None)
    return _timed(session, row, place.elsewhere, target)


def _timed(
    session: Session, row: dict[str, Any], elsewhere: Elsewhere | None, target: Stretch
) -> dict[str, Any] | None:
    start, end = (_time(session, row.get(key)) for key in ("start_time", "end_time"))
    for key in ("start_time", "end_time"):
        if row.get(key, "") is None:
            row.pop(key)
    if elsewhere is None or start < 0 and end < 0:
        return row
    if start >= 0 and end >= 0:
        span = elsewhere.span(start, end)
        if span is None:
            return None
        row["start_time"], row["end_time"] = map(_rounded, span)
        return row
    key, time = ("start_time", start) if start >= 0 else ("end_time", end)
    found = elsewhere.time(time)
    if found > target.end:
        return None
    row[key] = _rounded(found)
    return row


def _many(row: Mapping[str, Any]) -> list[Any]:
    """Return the channels of an argument for several."""
    found = several_channels(row.get("channels"))
    return found if isinstance(found, list) else []


def _channel(session: Session, value: object) -> int:
    try:
        return resolve_channel(session.timelines, value)
    except ToolError:
        return 0


def _time(session: Session, value: object) -> float:
    """Return a time in seconds, -1 for none."""
    if value is None:
        return -1.0
    try:
        found = seconds(value)
    except ValueError:
        return -1.0
    return session.timelines.end() if found == END else found


def _sections(song: Song, text: str) -> list[Stretch]:
    try:
        found, _ = sections_named(song, text)
    except ToolError:
        return []
    return [Stretch(span.start, span.end, span.name) for span in found]


def _rounded(time: float) -> float:
    return round(max(time, 0.0), 4)
