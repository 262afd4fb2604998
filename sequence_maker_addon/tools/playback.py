"""The audio functions: play, pause, stop and seek on Blender's playback."""

from __future__ import annotations

from typing import Any

from ..sequence.errors import ToolError
from ..toolkit.parameters import Time
from ..toolkit.registry import tool
from ..toolkit.world import Session


@tool("audio")
def play_audio(session: Session, start_time: Time | None = None) -> dict[str, Any]:
    """Play the sequence, from start_time or from where the playhead is.

    Args:
        start_time: Seconds from the sequence start; null to go on from the playhead.
    """
    if start_time is not None:
        _refuse_beyond(session, start_time, "start_time")
    session.player.play(start_time)
    return _result(session)


@tool("audio")
def pause_audio(session: Session) -> dict[str, Any]:
    """Pause the playback and keep its position."""
    before = session.player.playback()
    session.player.pause()
    warning = None if before.state == "playing" else f"nothing was playing: it was {before.state}"
    return _result(session, warning)


@tool("audio")
def stop_audio(session: Session) -> dict[str, Any]:
    """Stop the playback and go back to the sequence start."""
    session.player.stop()
    return _result(session)


@tool("audio")
def seek_audio(session: Session, position: Time) -> dict[str, Any]:
    """Move the playhead; a running playback goes on from there.

    Args:
        position: Seconds from the sequence start, or text such as "1:30".
    """
    _refuse_beyond(session, position, "position")
    session.player.seek(position)
    return _result(session)


def _refuse_beyond(session: Session, position: float, field: str) -> None:
    duration = session.player.playback().duration
    if position > duration:
        raise ToolError(
            "out_of_range",
            f"{position:g} s is after the end of the sequence",
            field=field,
            allowed=f"0 to {duration:g} s",
        )


def _result(session: Session, warning: str | None = None) -> dict[str, Any]:
    playback = session.player.playback()
    return {
        "ok": True,
        "state": playback.state,
        "position": round(playback.position, 3),
        "duration": round(playback.duration, 3),
        "warnings": [warning] if warning else [],
    }
