"""Calls told for another place: times by the music, channels in order, ids of copies."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...music.elsewhere import Stretch
from ...music.song import Song
from ...sequence.errors import ToolError
from ...toolkit.registry import Tool
from ...toolkit.world import Session
from ..places.ranges import sections_named
from .retold_values import (
    NotElsewhere,
    Place,
    Row,
    at_times,
    channels_in,
    on_channels,
    rounded,
    rows_of,
    times_in,
)

STRIPS = ("strip", "strips", "names")
"""Arguments that say which strips are meant."""
IDS = ("segment_id", "id", "strip")
"""Keys by which a result tells what was made."""

Made = tuple[Mapping[str, object], ...]
"""The ids and names of what a call made, in order."""


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call that an earlier turn made.

    Attributes:
        tool: The function.
        arguments: As it got them.
        made: What it made.
    """

    tool: Tool
    arguments: Mapping[str, Any]
    made: Made = ()

    @property
    def is_placed(self) -> bool:
        """Whether it can be about a stretch, which it need not name."""
        names = {parameter.name for parameter in self.tool.parameters}
        return {"start_time", "end_time"} <= names and not names & {"segment_id", *STRIPS}


def made_by(result: Mapping[str, Any]) -> Made:
    """Return what a call made, from its result."""
    rows = result.get("created")
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return tuple({key: row[key] for key in IDS if key in row} for row in found)


def remember(place: Place, call: PastCall, made: Made) -> None:
    """Let what a call has made at a place stand for what it made before."""
    if len(made) == len(call.made):
        for before, now in zip(call.made, made, strict=True):
            place.made.update({before[key]: now[key] for key in before if key in now})


def channels_of(session: Session, calls: Sequence[PastCall]) -> list[int]:
    """Return the channels that calls name, ascending."""
    rows = (row for call in calls for row in rows_of(call.arguments))
    return sorted(set[int]().union(*(channels_in(session, row) for row in rows)))


def hull_of(session: Session, song: Song | None, calls: Sequence[PastCall]) -> Stretch | None:
    """Return the stretch from the first to the last time that calls name; None for none."""
    times = list[float]()
    for row in (row for call in calls for row in rows_of(call.arguments)):
        times += times_in(session, row)
        if song is not None and isinstance(row.get("section"), str):
            times += _ends(song, row["section"])
    return Stretch(min(times), max(times)) if times else None


def retold(session: Session, call: PastCall, place: Place) -> Row:
    """Return the arguments of a call for another place.

    Raises:
        NotElsewhere: If it is about strips that were there before, or nothing of it lies there.
    """
    given = {name: value for name, value in call.arguments.items() if value is not None}
    is_own = _ids(call, given, place)
    row = _row(session, given, place)
    for name, value in given.items() if row is not None else ():
        if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
            inner = [_row(session, part, place) for part in value]
            row[name] = [part for part in inner if part is not None]  # type: ignore[index]
            row = row if row[name] else None  # type: ignore[index]
            break
    if row is None:
        raise NotElsewhere(f"nothing of {call.tool.name} lies there")
    if not is_own:
        _check(session, call, place)
    return _within(call, row, place)


def _row(session: Session, row: Row, place: Place) -> Row | None:
    row = on_channels(session, row, place)
    if place.target is not None and "section" in row:
        row = {key: value for key, value in row.items() if key != "section"}
        row |= {"section": place.target.name} if place.target.name else {}
    return at_times(session, row, place)


def _within(call: PastCall, row: Row, place: Place) -> Row:
    """Return arguments that keep within the stretch what was about all of the timeline."""
    target = place.target
    if target is None or not call.is_placed or "section" in row:
        return row
    row.setdefault("start_time", rounded(target.start))
    if math.isfinite(target.end):
        row.setdefault("end_time", rounded(target.end))
    return row


def _check(session: Session, call: PastCall, place: Place) -> None:
    """Refuse a call that says neither when nor where, so that it would be done at its own place."""
    rows = list(rows_of(call.arguments))
    timed = call.is_placed or any(times_in(session, row) or row.get("section") for row in rows)
    if place.target is not None and timed:
        return
    on_some = any(channels_in(session, row) for row in rows)
    if not (place.channels and on_some):
        raise NotElsewhere(f"{call.tool.name} has no place of its own")


def _ids(call: PastCall, given: Row, place: Place) -> bool:
    """Let what the turn made itself be its copies; tell whether it is about such.

    Raises:
        NotElsewhere: If it is about anything else.
    """
    number, own = given.get("segment_id"), False
    if number is not None:
        if number not in place.made:
            raise NotElsewhere(f"{call.tool.name} is about segment {number} itself")
        given["segment_id"], own = place.made[number], True
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
        given[name], own = found if isinstance(meant, list) else found[0], True
    return own


def _ends(song: Song, text: str) -> list[float]:
    try:
        found, _ = sections_named(song, text)
    except ToolError:
        return []
    return [time for span in found for time in (span.start, span.end)]
