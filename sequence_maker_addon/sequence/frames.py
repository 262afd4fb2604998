"""Where seconds and frames meet: one value with one rounding rule, and where a scene begins."""

from __future__ import annotations

import math
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Timebase:
    """A scene's frames, which count from anywhere, as times, which count from its first frame.

    Attributes:
        rate: Frames a second.
        first: The frame at 0 seconds.

    Example:
        >>> base = Timebase(FrameRate(24), 1)
        >>> base.frame_of(0.5), base.time_of(13), base.place_of(0.25)
        (13, 0.5, 7.0)
    """

    rate: FrameRate
    first: int

    def frame_of(self, time: float) -> int:
        """Return the frame nearest to a time in seconds; `time_of` is the way back."""
        return self.first + self.rate.frame_of(time)

    def place_of(self, time: float) -> float:
        """Return where between frames a time in seconds lies; for what need not be on one."""
        return self.first + time * self.rate

    def time_of(self, frame: float) -> float:
        """Return the time, in seconds, of a frame or of a place between two."""
        return self.rate.time_of(frame - self.first)
