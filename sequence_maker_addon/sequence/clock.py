"""A clock that stands for Blender's playback where no window plays."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(slots=True)
class Transport:
    """Play, pause, stop and seek on a monotonic clock; positions in seconds from the start.

    Args:
        duration: Where the playback ends by itself.
        clock: Returns seconds that only grow.
    """

    duration: float
    clock: Callable[[], float] = time.monotonic
    _offset: float = 0.0
    _since: float | None = None
    _paused: bool = False

    @property
    def state(self) -> Literal["playing", "paused", "stopped"]:
        """What the transport does now; at the end it stops."""
        if self._since is not None and self.position >= self.duration:
            self._offset, self._since, self._paused = self.duration, None, False
        if self._since is not None:
            return "playing"
        return "paused" if self._paused else "stopped"

    @property
    def position(self) -> float:
        """Where it is, in seconds, never beyond the duration."""
        elapsed = 0.0 if self._since is None else self.clock() - self._since
        return min(self._offset + elapsed, self.duration)

    def play(self, position: float | None = None) -> None:
        """Run from a position, from where it stands, or from the start when at the end."""
        here = self.position if position is None else position
        self._offset = 0.0 if here >= self.duration and position is None else here
        self._since, self._paused = self.clock(), False

    def pause(self) -> None:
        """Halt where it is; a stopped transport stays stopped."""
        running = self.state == "playing"
        self._offset, self._since = self.position, None
        self._paused = self._paused or running

    def stop(self) -> None:
        """Halt and go back to the start."""
        self._offset, self._since, self._paused = 0.0, None, False

    def seek(self, position: float) -> None:
        """Go to a position and keep on doing what it did."""
        running = self.state == "playing"
        self._offset = min(max(position, 0.0), self.duration)
        self._since = self.clock() if running else None
