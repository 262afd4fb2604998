"""Seconds of a sound to seconds of the timeline and back: start, trim, offset, retiming, rate."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import compat

_KEY_SIZE = 24
_FACTORS = (12, 16)
"""Where a retiming key may keep its share of the content; after its frame, a double at 0."""


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
        strip: A sound strip.
        scene: Its scene.
        duration: Length of the sound itself in seconds, of which retiming keys hold shares.
    """
    rate = float(scene.render.fps) / float(scene.render.fps_base)
    first, last = compat.frames(strip)
    content = compat.content_start(strip)
    begin, end = (first - scene.frame_start) / rate, (last - scene.frame_start) / rate
    zero = (content - scene.frame_start) / rate
    offset = float(getattr(strip, "sound_offset", 0.0))
    keys = [float(key.timeline_frame) for key in getattr(strip, "retiming_keys", ())]
    if len(keys) < 2:
        return Mapping((0.0, 1.0), (zero + offset, zero + offset + 1.0), begin, end)
    shares = _shares(strip.retiming_keys, keys, content)
    exact = shares is not None
    if shares is None:
        keys, shares = [keys[0], keys[-1]], [0.0, 1.0]
    source = tuple(share * duration - offset for share in shares)
    timeline = tuple((frame - scene.frame_start) / rate for frame in keys)
    return Mapping(source, timeline, begin, end, exact)


def _shares(keys: Any, frames: list[float], content: float) -> list[float] | None:
    """Return the share of the content at each key, which Python is not shown, or None.

    The key's frame from the content's start comes first in its memory; where it is not what
    `timeline_frame` says, the memory is of another kind and nothing is taken from it.
    """
    memory = [ctypes.string_at(key.as_pointer(), _KEY_SIZE) for key in keys]
    for data, frame in zip(memory, frames, strict=True):
        if abs(struct.unpack_from("<d", data)[0] - (frame - content)) > 1.0:
            return None
    for place in _FACTORS:
        shares = [float(struct.unpack_from("<f", data, place)[0]) for data in memory]
        steps = np.diff(shares)
        sound = all(0 <= share <= 1 for share in shares) and (steps > 1e-9).all()
        if sound and shares[-1] > 0.001:
            return shares
    return None


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
