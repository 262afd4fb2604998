"""What retiming keys say: which frame of a sound is played at which frame of the timeline.

Python is shown only where a key lies, not what it plays there, so that is read from its memory
(`SeqRetimingKey` in Blender's DNA). Whatever does not look like one is left alone.
"""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..host import compat

_SIZE = 24
_TRANSITION, _FREEZE = 1, 4
"""Flags of the key at which such a stretch begins."""
_PARTS = 16
"""Straight lines in place of a transition, whose speed changes evenly."""
_SMALL = 1e-6

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Key:
    """A frame from the content's start, the frame of the content that is played, and flags."""

    frame: float
    played: float
    flags: int


def points(strip: Any, content: float, frames: int) -> list[Point] | None:
    """Return ascending pairs of a timeline's frame and the sound's frame played there.

    Args:
        strip: A sound strip with two retiming keys at least.
        content: The timeline's frame at which the content begins.
        frames: The length of the content.

    Returns:
        None where the keys cannot be read.
    """
    keys = _keys(strip, frames)
    if keys is None:
        return None
    plays_on = bool(getattr(strip, "pitch_correction", False))  # measured in 5.0 and 5.2
    made, late = [(keys[0].frame + content, keys[0].played)], 0.0
    speeds = [(b.played - a.played) / (b.frame - a.frame) for a, b in pairwise(keys)]
    for number, (a, b) in enumerate(pairwise(keys)):
        if a.flags & _TRANSITION and 0 < number < len(speeds) - 1:
            bend = (speeds[number + 1] - speeds[number - 1]) * (b.frame - a.frame) / 8
            made += [(f + content, played + late) for f, played in _curve(a, b, bend)]
        if plays_on and b.played - a.played < _SMALL:
            late += b.frame - a.frame
        made.append((b.frame + content, max(b.played + late, made[-1][1] + _SMALL)))
    return made


def _curve(a: _Key, b: _Key, bend: float) -> list[Point]:
    """Points between two keys on a parabola that sags by `bend` in its middle."""
    shares = [number / _PARTS for number in range(1, _PARTS)]
    return [
        (
            a.frame + share * (b.frame - a.frame),
            a.played + share * (b.played - a.played) - 4 * bend * share * (1 - share),
        )
        for share in shares
    ]


def _keys(strip: Any, frames: int) -> list[_Key] | None:
    """Read the keys' memory; None unless all of it is what it should be.

    Where the first key lies Blender tells wrongly at times (of another strip), not how far apart.
    """
    known = compat.retiming_share()
    if known is None:
        return None
    place, whole = known[0], frames if known[1] else frames - 1
    keys: list[_Key] = []
    begins = set[float]()
    for key in strip.retiming_keys:
        data = ctypes.string_at(key.as_pointer(), _SIZE)
        frame, flags = struct.unpack_from("<di", data)
        share = struct.unpack_from("<f", data, place)[0]
        begins.add(key.timeline_frame - frame)
        if not (max(begins) - min(begins) <= 2 and 0 <= share <= 1):
            return None
        keys.append(_Key(frame, share * whole, flags))
    if not all(a.frame < b.frame and a.played <= b.played for a, b in pairwise(keys)):
        return None
    return keys if len(keys) > 1 and keys[-1].played > 0 else None
