"""Times as whole steps of a fraction of a second, with the offset for late props."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..sequence.frames import FrameRate
from ..sequence.times import LARGEST_OFFSET
from ..sheet.show import Row

FINE = 1000
"""Steps a second where the frames themselves cannot be told in whole numbers."""
FINEST = 65_535


@dataclass(frozen=True, slots=True)
class StepGrid:
    """Steps as a file counts them.

    Attributes:
        steps: How many a second has; what files call `refresh_rate`.
        offset_ms: By how many milliseconds all in the file comes later than in the scene;
            negative: earlier.

    Example:
        >>> grid = StepGrid(100, -50)
        >>> grid.step_of(2.0), grid.time_of(195)
        (195, 2.0)
    """

    steps: float
    offset_ms: float = 0

    def __post_init__(self) -> None:
        """Refuse what is no grid.

        Raises:
            ValueError: In one sentence.
        """
        if not 0 < self.steps <= FINEST:
            raise ValueError(f"refresh_rate must be from 1 to {FINEST:,}, got {self.steps:g}")
        if not abs(self.offset_ms) <= LARGEST_OFFSET:
            raise ValueError(
                f"the offset must be from -{LARGEST_OFFSET:,} to {LARGEST_OFFSET:,} ms, "
                f"got {self.offset_ms:g}"
            )

    def step_of(self, time: float) -> int:
        """Return the step nearest to a time of the scene, in seconds."""
        return FrameRate(self.steps).frame_of(time + self.offset_ms / 1000)

    def time_of(self, step: float) -> float:
        """Return the time of the scene, in seconds, at which a step of the file begins."""
        return FrameRate(self.steps).time_of(step) - self.offset_ms / 1000


def grid_for(rate: FrameRate, offset_ms: float = 0, refresh_rate: float = 0) -> StepGrid:
    """Return the steps in which a file tells frames.

    Args:
        rate: Frames a second.
        offset_ms: See `StepGrid`.
        refresh_rate: The person's choice; 0 for the frames themselves where frame rate and offset
            are whole in them, else 1/1000 s, or as fine as the frames.

    Raises:
        ValueError: See `StepGrid`.
    """
    if refresh_rate:
        return StepGrid(refresh_rate, offset_ms)
    frames = StepGrid(float(rate), offset_ms)
    whole = float(rate).is_integer() and (offset_ms * int(rate) / 1000).is_integer()
    return StepGrid(int(rate) if whole else max(FINE, math.ceil(frames.steps)), offset_ms)


def check_exact(rows: Sequence[Row], rate: FrameRate, grid: StepGrid) -> None:
    """Refuse steps in which some frame at which something begins or ends cannot be told.

    Raises:
        ValueError: In one sentence, which says what is fine enough.
    """
    for row in rows:
        for edge in (edge for s in row.segments for edge in (s.start, s.end)):
            back = rate.frame_of(grid.time_of(grid.step_of(edge)))
            if back != rate.frame_of(edge):
                fine = max(FINE, math.ceil(float(rate)))
                raise ValueError(
                    f"a refresh_rate of {grid.steps:g} is too coarse for {float(rate):g} frames a "
                    f"second with this offset; {fine} is fine enough"
                )
