"""Where seconds and frames meet: one value with one rounding rule."""

from __future__ import annotations

import math


class FrameRate(float):
    """Frames a second; times in seconds and frames count from the sequence start.

    Halves of frames go up, before the start as well as after it.

    Example:
        >>> rate = FrameRate(24)
        >>> rate.frame_of(0.5), rate.time_of(12), rate.snap(0.51)
        (12, 0.5, 0.5)
    """

    __slots__ = ()

    @property
    def frame_length(self) -> float:
        """Seconds that one frame lasts."""
        return 1 / self

    def frame_of(self, time: float) -> int:
        """Return the frame nearest to a time in seconds; `time_of` is the way back."""
        return math.floor(time * self + 0.5)

    def time_of(self, frame: float) -> float:
        """Return the time, in seconds, at which a frame begins; `frame_of` is the way back."""
        return frame / self

    def snap(self, time: float) -> float:
        """Return the time of the frame nearest to a time, both in seconds."""
        return self.time_of(self.frame_of(time))
