"""The world of a scene as the tools see it."""

from __future__ import annotations

from typing import Any

from ...music.song import Ports
from ...toolkit.world import Limits, Session
from ..song.lyrics import words_of
from ..song.songs import StripMusic
from ..sound.player import player_for
from ..timeline.clip_strips import StripClips
from ..timeline.strips import StripTimelines
from .states import SceneStates


def session_for(scene: Any, limits: Limits | None = None) -> Session:
    """Return a session on the strips, the sounds and the playback of a scene."""
    timelines = StripTimelines(scene)
    clips = StripClips(timelines, lambda: words_of(timelines.scene))
    ports = Ports(StripMusic(timelines), clips, SceneStates(timelines))
    return Session(timelines, player_for(timelines), limits or Limits(), music=ports)


def changed(result: dict[str, Any] | None) -> bool:
    """Tell whether a tool's result says that something was written, segments or else."""
    return any((result or {}).get(key) for key in ("created", "changed", "deleted", "written"))
