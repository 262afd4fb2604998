"""Seconds of a sound to seconds of the timeline and back: start, trim, offset, retiming, rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...sequence.frames import FrameRate
from ..host import compat
from ..host.scene import timebase_of
from . import retiming, source


@dataclass(frozen=True, slots=True)
class Mapping:
    """A polyline from sound to timeline, both in seconds, and the stretch that is heard.

    Attributes:
        source: Ascending seconds of the sound, two at least.
        timeline: The seconds of the timeline that belong to them, ascending.
        start: Where the strip begins to sound, in seconds of the timeline.
        end: Where it ends.
        exact: False where speeds of retiming keys could only be guessed.
    """

    source: tuple[float, ...]
    timeline: tuple[float, ...]
    start: float
    end: float
    exact: bool = True

    def to_timeline(self, times: Iterable[float]) -> NDArray[np.float64]:
        """Return where times of the sound are heard, also beyond the strip's ends."""
        return _along(times, self.source, self.timeline)

    def to_source(self, times: Iterable[float]) -> NDArray[np.float64]:
        """Return what is heard at times of the timeline."""
        return _along(times, self.timeline, self.source)


def mapping_of(strip: Any, scene: Any, duration: float) -> Mapping:
    """Return how a strip lies on the timeline of its scene.

    Args:
        strip: A sound strip, or a movie strip whose own sound is meant.
        scene: Its scene.
        duration: Length of the sound itself in seconds, of which retiming keys hold shares.

    Measured against mixdowns of clicks; see `tests/test_mapping.py`.
    """
    base, content = timebase_of(scene), compat.content_start(strip)
    begin, end = (base.time_of(frame) for frame in source.heard_frames(strip))
    zero = base.time_of(content)
    offset = float(getattr(strip, "sound_offset", 0.0))
    own = FrameRate(getattr(strip, "fps", 0.0) or base.rate)  # a movie is shown frame by frame
    keys = [float(key.timeline_frame) for key in getattr(strip, "retiming_keys", ())]
    if len(keys) < 2:
        return Mapping(
            (0.0, 1.0), (zero + offset, zero + offset + base.rate.time_of(own)), begin, end
        )
    frames = max(own.frame_of(duration), 1)  # of the content, as Blender counts them
    points = retiming.points(strip, content, frames)
    exact = points is not None
    if points is None:
        points = [(keys[0], 0.0), (keys[-1], float(frames))]
    # Blender delays what the keys made: the offset is not stretched with the sound.
    timeline = tuple(base.time_of(frame) + offset for frame, _ in points)
    return Mapping(tuple(own.time_of(place) for _, place in points), timeline, begin, end, exact)


def _along(
    times: Iterable[float], known: tuple[float, ...], wanted: tuple[float, ...]
) -> NDArray[np.float64]:
    """Interpolate, and go on straight beyond the ends."""
    at, x, y = np.asarray(tuple(times), dtype=float), np.asarray(known), np.asarray(wanted)
    found = np.interp(at, x, y)
    before, after = at < x[0], at > x[-1]
    found[before] = y[0] + (at[before] - x[0]) * (y[1] - y[0]) / (x[1] - x[0])
    found[after] = y[-1] + (at[after] - x[-1]) * (y[-1] - y[-2]) / (x[-1] - x[-2])
    return np.asarray(found, dtype=np.float64)
