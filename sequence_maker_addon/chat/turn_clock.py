"""How long a turn takes, without the time in which it waits for the person."""

from __future__ import annotations

import time


class TurnClock:
    """Runs from the moment it is made; `pause` and `go_on` leave the person's answers out."""

    def __init__(self) -> None:
        self._started, self._paused, self._out = time.monotonic(), 0.0, 0.0
        self._accounted = 0.0

    @property
    def seconds(self) -> float:
        """Seconds so far."""
        return time.monotonic() - self._started - self._out

    def lap(self) -> float:
        """Return the seconds since it was last asked."""
        before, self._accounted = self._accounted, self.seconds
        return self._accounted - before

    def pause(self) -> None:
        """Note that the person is asked now."""
        self._paused = time.monotonic()

    @property
    def asked_for(self) -> float:
        """Seconds since the person was asked last."""
        return time.monotonic() - self._paused

    def is_left_alone(self, longest: float) -> bool:
        """Tell whether the person was asked more than so many seconds ago; 0 is no limit."""
        return 0 < longest < self.asked_for

    def go_on(self) -> None:
        """Note that they have answered."""
        self._out += time.monotonic() - self._paused
