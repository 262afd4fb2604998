"""The world of a scene as the tools see it."""

from __future__ import annotations

from typing import Any

from ..core.session import Limits, Session
from ..music.port import Ports
from .clips import StripClips
from .hearing import StripMusic
from .player import player_for
from .preferences import preferences
from .strips import StripTimelines


def session_for(scene: Any, limits: Limits | None = None) -> Session:
    """Return a session on the strips, the sounds and the playback of a scene."""
    timelines = StripTimelines(scene)
    made = Session(timelines, player_for(timelines), limits or Limits())
    made.music = Ports(StripMusic(timelines), StripClips(timelines), eye_safety_limit())
    return made


def eye_safety_limit() -> float:
    """Return the flashes a second above which a pattern asks first."""
    try:
        return float(preferences().eye_safety_limit)
    except LookupError:
        return 3.0


def changed(result: dict[str, Any] | None) -> bool:
    """Tell whether a tool's result says that strips were written."""
    return any((result or {}).get(key) for key in ("created", "changed", "deleted"))
