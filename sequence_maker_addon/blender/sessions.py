"""The world of a scene as the tools see it."""

from __future__ import annotations

from typing import Any

from ..core.session import Limits, Session
from .player import player_for
from .strips import StripTimelines


def session_for(scene: Any, limits: Limits | None = None) -> Session:
    """Return a session on the strips and the playback of a scene."""
    timelines = StripTimelines(scene)
    return Session(timelines, player_for(timelines), limits or Limits())


def changed(result: dict[str, Any] | None) -> bool:
    """Tell whether a tool's result says that strips were written."""
    return any((result or {}).get(key) for key in ("created", "changed", "deleted"))
