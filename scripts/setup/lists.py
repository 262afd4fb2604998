"""A world without Blender for scripts: timelines in memory and a clock that plays."""

from __future__ import annotations

from typing import Any


def session(timelines: Any = None, limits: Any = None) -> Any:
    """Return a session on timelines in memory, which agrees to every change."""
    from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
    from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Session

    found = timelines or ListTimelines()
    return Session(found, player(), limits or Limits("never"))


def player() -> Any:
    """Return a player of a minute."""
    from bl_ext.user_default.sequence_maker.sequence.clock import Transport
    from bl_ext.user_default.sequence_maker.toolkit.world import Playback

    class Clock(Transport):
        def playback(self) -> Playback:
            state = self.state
            return Playback(state, self.position, self.duration)

    return Clock(60.0)
