"""Stopwatch of one request."""

import time

from .events import Timing


class Stopwatch:
    """Measures on the monotonic clock, which neither sleep nor a clock change can turn back."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._first: float | None = None
        self._last: float | None = None
        self._characters = 0
        self.retries = 0

    def content(self, characters: int) -> None:
        """Note that a piece of content of so many characters has come."""
        self._last = time.monotonic()
        if self._first is None:
            self._first = self._last
        self._characters += characters

    def timing(self) -> Timing:
        """Return the figures as of now."""
        waited = streaming = None
        if self._first is not None and self._last is not None:
            waited, streaming = self._first - self._start, self._last - self._first
        elapsed = time.monotonic() - self._start
        return Timing(waited, elapsed, streaming, self._characters, self.retries)
