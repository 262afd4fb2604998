"""The function that adds, renames, moves and deletes markers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...sequence.numerals import counted, shown
from ...sequence.times import seconds
from ...toolkit.commit import commit
from ...toolkit.jobs import Steps
from ...toolkit.parameters import SEVERAL, Kind, Name, StripName, Time
from ...toolkit.registry import tool
from ...toolkit.world import Session
from ..places.ranges import scene_of

Rows = list[list[float | str]]
OURS = ("all", "ours")
"""What stands for every marker that was written from the music; the person's are named."""
MarkerName = Annotated[
    str, BeforeValidator(str), Field(max_length=200), WithJsonSchema({"type": "string"})
]


class NewMarker(BaseModel):
    """A marker that comes."""

    model_config = ConfigDict(extra="forbid")

    time: Time
    name: Name


class Renamed(BaseModel):
    """A marker that gets another name."""

    model_config = ConfigDict(extra="forbid")

    marker: MarkerName
    name: Name


class Moved(BaseModel):
    """A marker that goes elsewhere."""

    model_config = ConfigDict(extra="forbid")

    marker: MarkerName
    time: Time


NewMarkers = Annotated[list[NewMarker], Field(max_length=2000), Kind("list")]
RenamedMarkers = Annotated[list[Renamed], Field(max_length=2000), Kind("list")]
MovedMarkers = Annotated[list[Moved], Field(max_length=2000), Kind("list")]
GoneMarkers = Annotated[
    list[StripName], SEVERAL, Field(max_length=2000), Kind("names", of="markers")
]


@tool("write")
def set_markers(
    session: Session,
    add: NewMarkers | None = None,
    rename: RenamedMarkers | None = None,
    move: MovedMarkers | None = None,
    delete: GoneMarkers | None = None,
) -> Steps:
    """Add, rename, move or delete markers, each named by its name or its time; others stay.

    Args:
        add: New ones: time in seconds, name.
        rename: marker, name.
        move: marker, time.
        delete: Markers; "all" only for those written from the music.
    """
    if not (add or rename or move or delete):
        message = "say what to do: add, rename, move or delete"
        raise ToolError("missing_argument", message, field="add")
    scene, rate = scene_of(session), session.seen.frame_rate
    before = [list(row) for row in scene.state("all_markers")]
    rows = [list(row) for row in before]
    for name in delete or ():
        for row in _ours(session, rows) if name in OURS else [_found(rows, name, rate, "delete")]:
            rows.remove(row)
    for renamed in rename or ():
        _found(rows, renamed.marker, rate, "rename")[1] = _storable(renamed.name)
    for moved in move or ():
        _found(rows, moved.marker, rate, "move")[0] = rate.snap(moved.time)
    rows += [[rate.snap(item.time), _storable(item.name)] for item in add or ()]
    rows.sort()
    counts = [len(add or ()), len(rename or ()), len(move or ()), len(before) - len(rows)]
    counts[3] += counts[0]
    done = _told(counts)
    draft = session.draft()
    draft.set_state("all_markers", rows, sum(counts), done)
    result = yield from commit(session, draft)
    now = scene.state("all_markers")
    fresh = [row for row in now if row not in before]
    told = [{"time": round(time, 6), "name": name} for time, name in fresh[:20]]
    return result | {"done": done, "markers": told, "count": len(now)}


def _told(counts: Sequence[int]) -> str:
    words = ("added", "renamed", "moved", "deleted")
    parts = [
        f"{counted(n, 'marker')} {word}" for n, word in zip(counts, words, strict=True) if n > 0
    ]
    return ", ".join(parts) or "no marker changed"


def _ours(session: Session, rows: Rows) -> Rows:
    """Return the rows of markers that were written from the music."""
    ours = [list(row) for row in scene_of(session).state("markers")]
    return [row for row in rows if row in ours]


def _found(rows: Rows, word: str, rate: FrameRate, field: str) -> list[float | str]:
    """Return the marker of a name, case apart, or at a time.

    Raises:
        ToolError: `unknown_marker`, naming what is there; `several_markers`.
    """
    text = word.strip()
    same = [row for row in rows if row[1] == text]
    same = same or [row for row in rows if str(row[1]).casefold() == text.casefold()]
    if not same and (time := _time(text)) is not None:
        frame = rate.frame_of(time)
        same = [row for row in rows if rate.frame_of(float(row[0])) == frame]
    if not same:
        known = [f"{row[1]} ({row[0]:g} s)" for row in rows[:40]]
        message = f"there is no marker {shown(text)}"
        allowed = known or "no marker is there"
        raise ToolError("unknown_marker", message, field=field, allowed=allowed)
    if len(same) > 1:
        times = [f"{row[0]:g}" for row in same[:40]]
        message = f"{len(same)} markers are called {shown(text)}: name one by its time"
        raise ToolError("several_markers", message, field=field, allowed=times)
    return same[0]


def _time(text: str) -> float | None:
    try:
        return seconds(text)
    except ValueError:
        return None


def _storable(name: str) -> str:
    """Return a name as a marker can have it: 63 bytes, printable."""
    clean = "".join(char if char.isprintable() else " " for char in name).strip()
    return clean.encode("utf-8", "ignore")[:63].decode("utf-8", "ignore") or "Marker"
