"""The function that has the sections of a song as the person says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal, Protocol

from pydantic import BeforeValidator, Field, WithJsonSchema

from ..music import sectioning
from ..music.hearing.grid import BeatGrid, Section
from ..music.sectioning import Sections
from ..music.song import Song, heard_at
from ..sequence.errors import ToolError
from ..toolkit.commit import commit
from ..toolkit.jobs import Steps
from ..toolkit.parameters import CHOICE, CHOSEN, Kind, Time, several
from ..toolkit.plain_text import named
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .places.ranges import sections_named, songs_of
from .places.scene_names import SoundName
from .places.songs_meant import analyzed

Action = Annotated[Literal["rename", "split", "join", "move", "set", "restore"], CHOSEN, CHOICE]
SectionNames = Annotated[
    list[Annotated[str, Field(max_length=200)]],
    BeforeValidator(several),
    Field(min_length=1, max_length=100),
    WithJsonSchema({"type": "array", "items": {"type": "string"}}),
    Kind("names", of="sections"),
]
Title = Annotated[str, Field(min_length=1, max_length=sectioning.LONGEST_NAME), Kind("text")]
_ON_BEAT = 0.1
"""Seconds within which a border that is said goes onto a beat."""
_NEAR = 1e-3
"""Seconds by which the end of a piece may miss a border."""
_MOST = 1000


@tool(
    "write",
    tip="Name, move, split and join the sections of the song",
    action="What is done to the sections",
    sections="Which sections",
    time="Where, or the border to move",
    to_time="Where the border goes, or where the new section ends",
    name="What the section is called",
    needs="strips",
)
def set_sections(
    session: Session,
    action: Action,
    sections: SectionNames | None = None,
    time: Time | None = None,
    to_time: Time | None = None,
    name: Title | None = None,
    sound: SoundName | None = None,
) -> Steps:
    """Correct the sections of a song, such as verse and chorus, as the user says; that stays.

    Args:
        action: rename sections (or the one at time) to name; split the one at time (name is the
            second half's); join neighbors (or both at the border near time); move the border near
            time to to_time; set a section from time to to_time called name; restore those heard.
        sections: Names ("B1"), letters, or what the user calls them; null to say it by time.
        time: See action.
        to_time: For move and set.
        name: For rename, set and split, such as "chorus".
        sound: Name of the sound strip; null for the longest.
    """
    song = yield from analyzed(session, sound, time)
    try:
        grid = with_sections(songs_of(session), song, action, sections or (), time, to_time, name)
    except ToolError as error:
        raise _elsewhere(session, song, to_time, error) from None
    except ValueError as error:
        field = {"rename": "name", "join": "sections"}.get(action, "time")
        raise ToolError("invalid_argument", str(error), field=field) from None
    if len(grid.sections) > _MOST:
        raise ToolError("out_of_range", f"a song has at most {_MOST} sections", field="action")
    draft = session.draft()
    text = f"change the sections of {named(song.name)}"
    draft.set_state(f"beats {song.name}", songs_of(session).corrected(song, grid), text=text)
    result = yield from commit(session, draft)
    song = songs_of(session).known(song.name) or song
    return result | _told(song)


def _elsewhere(session: Session, song: Song, time: float | None, error: ToolError) -> ToolError:
    """Return a refusal of a time that is not within a song, with the one that is heard there."""
    other = heard_at(songs_of(session), time)
    if error.code not in ("out_of_range", "invalid_range") or other in (None, *song.strips):
        return error
    message = f"{error.message}: {other!r} is heard there, name it as sound"
    details = error.details | {"hint": "a section lies in one song: give times within it"}
    return ToolError(error.code, message, **details)


def _told(song: Song) -> dict[str, Any]:
    every = song.grid.sections
    rows = [[s.name, round(s.start, 2), round(s.end, 2), s.title or s.label] for s in every]
    done = ", ".join(sectioning.called(s) for s in every)
    return {"done": f"{song.name}: {done}" if every else song.name, "sections": rows}


class Corrections(Protocol):
    """What a song is without and with corrections; see `music.song.SongsPort`."""

    def corrected(self, song: Song, grid: BeatGrid | None = None, bpm: float | None = None) -> Any:
        """See `SongsPort.corrected`."""

    def as_corrected(self, song: Song, state: Any) -> Song:
        """See `SongsPort.as_corrected`."""


def with_sections(
    songs: Corrections,
    song: Song,
    action: str,
    names: Sequence[str] = (),
    time: float | None = None,
    to_time: float | None = None,
    title: str | None = None,
) -> BeatGrid:
    """Return a song's own grid with its sections as an action makes them; see `set_sections`.

    Times are seconds of the timeline, the grid is in seconds of the content. Beats stay as sure as
    they were.

    Raises:
        ToolError: If something is missing or unknown.
        ValueError: If it is not possible there; a sentence.
    """
    every, title = song.own.sections, " ".join((title or "").split())
    try:
        if action == "restore":
            made = songs.as_corrected(song, songs.corrected(song)).own.sections
        elif action == "rename":
            title = _needed("name", title, action)
            made = sectioning.renamed(every, _meant(song, names, time), title)
        elif action == "join":
            made = sectioning.joined(every, _meant(song, names, time, both=True))
        else:
            made = _at_times(song, action, time, to_time, title)
    except sectioning.NotPossible as error:
        raise ValueError(error.told(lambda place: _heard(song, time, place))) from None
    return replace(song.own, sections=made)


def _at_times(
    song: Song, action: str, time: float | None, to_time: float | None, title: str
) -> Sections:
    """Carry out what needs times within the song."""
    every, first = song.own.sections, _needed("time", time, action)
    if action == "split":
        return sectioning.split(every, _on_beat(song, first), title)
    last = _needed("to_time", to_time, action)
    if action == "move":
        return sectioning.moved(every, _border(song, first), _on_beat(song, last))
    start, end = _on_beat(song, first), _on_beat(song, last, ends=True)
    if last <= first or end - start < sectioning.LEAST:
        message = f"{last:g} is not after {first:g}"
        if last > first:
            message = f"{song.name!r} does not go on from {first:g} to {last:g} s"
        raise ToolError("invalid_range", message, field="to_time")
    return sectioning.laid(every, start, end, _needed("name", title, action))


def _meant(song: Song, names: Sequence[str], time: float | None, both: bool = False) -> list[str]:
    """The names of the sections that are meant; of a border's both neighbors."""
    every = song.own.sections
    if names:
        found = [span.name for name in names for span in sections_named(song, name)[0]]
        return list(dict.fromkeys(found))
    near: list[Section | None]
    if both:
        border = _border(song, _needed("time", time, "join"))
        near = [s for s in every if border in (s.start, s.end)]
    else:
        near = [sectioning.at(every, _within(song, _needed("time", time, "rename")))]
    found = [s.name for s in near if s is not None]
    if not found:
        raise _none(song, f"there is no section at {time:g} s")
    return found


def _border(song: Song, time: float) -> float:
    """The border nearest to what is heard at a time; one that is heard somewhere comes first."""
    place, every = _within(song, time), sectioning.borders(song.own.sections)
    if not every:
        raise _none(song, f"{song.name!r} has no sections")
    spans = [p.mapping.to_source((p.mapping.start, p.mapping.end)).tolist() for p in song.pieces]
    heard = [b for b in every if any(a - _NEAR <= b <= z + _NEAR for a, z in spans)]
    return min(heard or every, key=lambda border: abs(border - place))


def _none(song: Song, message: str) -> ToolError:
    rows = [f"{s.name} {s.start:.2f} to {s.end:.2f} s" for s in song.grid.sections[:50]]
    hint = "action set lays one from time to to_time"
    return ToolError("unknown_section", message, field="time", allowed=rows or None, hint=hint)


def _on_beat(song: Song, time: float, ends: bool = False) -> float:
    """What of the content is heard at a time, or the beat there; see `_within`."""
    place = _within(song, time, ends)
    near = song.own.nearest(place)
    close = near is not None and abs(near - place) <= _ON_BEAT * song.speed(time)
    return near if near is not None and close else place


def _within(song: Song, time: float, ends: bool = False) -> float:
    """What of the content is heard at a time; where one piece follows another, what ends there."""
    before = time - _NEAR
    ending = song.place(before) if ends else None
    place = song.place(time) if ending is None else ending + _NEAR * song.speed(before)
    if place is not None:
        return place
    allowed = ", ".join(f"{start:g} to {end:g} s" for start, end in song.spans[:12])
    message = f"{time:g} s is not within {song.name!r}"
    raise ToolError("out_of_range", message, field="time", allowed=allowed)


def _heard(song: Song, time: float | None, place: float) -> float:
    """Where a second of the content is heard on the timeline, by what is heard at a time."""
    at = song.start if time is None else time
    return at + (place - (song.place(at) or 0.0)) / song.speed(at)


def _needed(field: str, value: Any, action: str) -> Any:
    if value is None or value == "":
        raise ToolError("missing_argument", f"{action} needs {field}", field=field)
    return value
