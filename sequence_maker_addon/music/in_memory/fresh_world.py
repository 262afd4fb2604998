"""A session on a fresh Video Editing file in memory, with one song that was heard."""

from __future__ import annotations

from ...sequence.in_memory.list_scene import ListScene
from ...sequence.in_memory.list_timelines import ListTimelines
from ...sequence.strip import Strip
from ...toolkit.world import Limits, Session
from ..hearing.analysis import Analysis
from .list_player import ListPlayer
from .scene_music import SceneMusic

FRAME_RATE = 24.0
"""Of Blender's Video Editing template (4.2 to 5.2)."""
SONG_CHANNEL = 128
LAST_FRAME = 1_048_573
"""Blender's last frame, counted from the sequence start at frame 1."""


class FreshWorld:
    """What the command makes of a song alone, without Blender.

    Args:
        name: The song's name, as its strip is called.
        analysis: What was heard, in seconds of the sound itself.
        length: How long the sound is, in seconds; 0 for as long as was heard.
        file: The sound's file name.

    Attributes:
        timelines: The segments.
        scene: All strips and other states.
        music: The song.
    """

    def __init__(self, name: str, analysis: Analysis, length: float = 0.0, file: str = "") -> None:
        self.timelines = ListTimelines(FRAME_RATE)
        rate = self.timelines.frame_rate
        end = rate.time_of(max(rate.frame_of(length or analysis.duration), 1))
        self.timelines.duration = end
        self.timelines.last_time = rate.time_of(LAST_FRAME)
        song = Strip(
            *(name, "sound", SONG_CHANNEL, 0.0, end, 0.0),
            selected=True,
            id=self.timelines.next,
            content_length=end,
        )
        self.timelines.next += 1
        self.scene = ListScene(self.timelines, [song])
        self.music = SceneMusic(self.scene, analysis, file)
        self._player = ListPlayer(self.timelines)

    def session(self, limits: Limits | None = None) -> Session:
        """Return a session on this world, for one turn."""
        session = Session(self.timelines, self._player, limits or Limits())
        session.scene, session.songs = self.scene, self.music
        return session
