"""The world of a scene as functions see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...toolkit.world import Limits, Session
from ..host.scene import timebase_of
from ..sound.player import player_for
from ..timeline.strips import StripTimelines
from ..wishes.wishes_port import SceneWishes
from .scene_edits import SceneEdits
from .scene_media import SceneMedia
from .sounds import SceneSongs


def session_for(scene: Any, limits: Limits | None = None) -> Session:
    """Return a session on the strips, the sounds and the playback of a scene."""
    timelines = StripTimelines(scene)
    session = Session(timelines, player_for(timelines), limits or Limits())
    session.scene, session.songs = SceneEdits(timelines), SceneSongs(timelines)
    session.media = SceneMedia(timelines)
    session.wishes = SceneWishes(scene)
    return session


def seconds_of(scene: Any) -> Callable[[float], float]:
    """Return what tells the time of a frame of a scene, in seconds from the sequence start."""
    return timebase_of(scene).time_of


def changed(result: dict[str, Any] | None) -> bool:
    """Tell whether a function's result says that something was written, segments or else."""
    return any((result or {}).get(key) for key in ("created", "changed", "deleted", "written"))
