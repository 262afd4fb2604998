"""The copy of the world on which a whole turn is planned; playback does nothing there."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Literal

from ...sequence.timelines import Timelines
from ..ports import Playback, Player
from ..rehearsal_world import rehearsed
from ..world import Session


class PlannedPlayer:
    """Playback that does nothing, and tells where it would stand; see `Player`.

    Args:
        player: The real one.
        timelines: The copy, whose end may come to be another one than that of what is played.
    """

    def __init__(self, player: Player, timelines: Timelines) -> None:
        self._real, self._timelines = player, timelines
        self._end = timelines.end()
        self._told: Playback | None = None

    def playback(self) -> Playback:
        """See `Player.playback`."""
        now, end = self._told or self._real.playback(), self._timelines.end()
        return now if end == self._end else replace(now, duration=end)

    def play(self, position: float | None = None) -> None:
        """See `Player.play`."""
        self._go("playing", position)

    def pause(self) -> None:
        """See `Player.pause`."""
        if self.playback().state == "playing":
            self._go("paused", None)

    def stop(self) -> None:
        """See `Player.stop`."""
        self._go("stopped", 0.0)

    def seek(self, position: float) -> None:
        """See `Player.seek`."""
        self._go(self.playback().state, position)

    def _go(self, state: Literal["playing", "paused", "stopped"], position: float | None) -> None:
        now = self.playback()
        self._told = replace(
            now, state=state, position=now.position if position is None else position
        )


def planned_world(session: Session) -> Session:
    """Return a session on a copy of the world as it is now; nothing done there is written."""
    copy = rehearsed(session)
    return replace(copy, player=PlannedPlayer(session.player, copy.timelines), left_out=frozenset())


def begin_anew(copy: Session, session: Session) -> None:
    """Let a copy be as the world is now, whatever was planned on it."""
    fresh: Any = planned_world(session)
    for found in fields(copy):
        if found.name != "_steady":
            setattr(copy, found.name, getattr(fresh, found.name))
