"""The audio functions: play, pause, stop and seek on Blender's playback."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from ..sequence.errors import ToolError
from ..toolkit.jobs import Progress, Steps
from ..toolkit.parameters import Time
from ..toolkit.registry import tool
from ..toolkit.world import Session
from .places.scene_names import SectionName
from .places.song_points import time_of_place
from .places.songs_meant import analyzed


@tool("audio", place="A place in the song, such as next bar, drop or chorus")
def play_audio(
    session: Session, start_time: Time | None = None, place: SectionName | None = None
) -> Steps:
    """Play the sequence, from start_time or from where the playhead is.

    Args:
        start_time: Seconds from the sequence start; null to go on from the playhead.
        place: See seek_audio.
    """
    start, notes = yield from _where(session, start_time, place, "start_time")
    session.player.play(start)
    return _result(session, *notes)


@tool("audio")
def pause_audio(session: Session) -> dict[str, Any]:
    """Pause the playback and keep its position."""
    before = session.player.playback()
    session.player.pause()
    if before.state == "playing":
        return _result(session)
    return _result(session, f"nothing was playing: it was {before.state}")


@tool("audio")
def stop_audio(session: Session) -> dict[str, Any]:
    """Stop the playback and go back to the sequence start."""
    session.player.stop()
    return _result(session)


@tool(
    "audio",
    tip="Move the playhead to a time or a place in the song",
    place="A place in the song, such as next beat, bar 9, drop or chorus",
)
def seek_audio(
    session: Session, position: Time | None = None, place: SectionName | None = None
) -> Steps:
    """Move the playhead; a running playback goes on from there.

    Args:
        position: Seconds from the sequence start, or text such as "1:30".
        place: Instead: next beat, previous bar, bar 9, drop, chorus.
    """
    where, notes = yield from _where(session, position, place, "position")
    if where is None:
        raise ToolError("invalid_argument", "name position or place", field="position")
    session.player.seek(where)
    return _result(session, *notes)


def _where(
    session: Session, time: float | None, place: str | None, field: str
) -> Generator[Progress, None, tuple[float | None, list[str]]]:
    """Return the time that is meant, and what of it is only guessed."""
    notes: list[str] = []
    if place is not None:
        if time is not None:
            message = f"name {field} or place, not both"
            raise ToolError("invalid_argument", message, field=field)
        song = yield from analyzed(session, None)
        time, notes = time_of_place(session, song, place)
    if time is not None:
        _refuse_beyond(session, time, field)
    return time, notes


def _refuse_beyond(session: Session, position: float, field: str) -> None:
    duration = session.player.playback().duration
    if position > duration:
        raise ToolError(
            "out_of_range",
            f"{position:g} s is after the end of the sequence",
            field=field,
            allowed=f"0 to {duration:g} s",
        )


def _result(session: Session, *warnings: str) -> dict[str, Any]:
    playback = session.player.playback()
    return {
        "ok": True,
        "state": playback.state,
        "position": round(playback.position, 3),
        "duration": round(playback.duration, 3),
        "warnings": list(warnings),
    }
