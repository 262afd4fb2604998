"""A player without Blender: a clock that moves the playhead of timelines in memory."""

from __future__ import annotations

from ...sequence.clock import Transport
from ...sequence.in_memory.list_timelines import ListTimelines
from ...toolkit.ports import Playback


class ListPlayer:
    """See `toolkit.ports.Player`; it ends where the timelines end."""

    def __init__(self, timelines: ListTimelines) -> None:
        self._timelines, self._transport = timelines, Transport(timelines.end())

    def playback(self) -> Playback:
        """See `Player.playback`."""
        clock = self._moved()
        state = clock.state
        return Playback(state, clock.position, clock.duration)

    def play(self, position: float | None = None) -> None:
        """See `Player.play`."""
        self._moved().play(position)

    def pause(self) -> None:
        """See `Player.pause`."""
        self._moved().pause()

    def stop(self) -> None:
        """See `Player.stop`."""
        self._moved().stop()
        self._moved()

    def seek(self, position: float) -> None:
        """See `Player.seek`."""
        self._moved().seek(position)
        self._moved()

    def _moved(self) -> Transport:
        """Return the clock, with the playhead where it is now, on a frame."""
        self._transport.duration = self._timelines.end()
        rate = self._timelines.frame_rate
        self._timelines.position = rate.time_of(rate.frame_of(self._transport.position))
        return self._transport
