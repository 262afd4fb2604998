"""Seconds of a sound to seconds of the timeline and back: start, trim, offset, retiming, rate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...music.content_pieces import Mapping as Mapping
from ...sequence.frames import FrameRate
from ..host import compat
from ..host.scene import timebase_of
from . import audible, retiming
from .lateness import lateness_of


def mapping_of(strip: Any, scene: Any, duration: float) -> Mapping:
    """Return how a strip lies on the timeline of its scene.

    Args:
        strip: A sound strip, or a movie strip whose own sound is meant.
        scene: Its scene.
        duration: Length of the sound itself in seconds, of which retiming keys hold shares.

    Measured against mixdowns of clicks, Blender's own lateness included: see `lateness.py`.
    """
    placed, base = _placed(strip, scene, duration), timebase_of(scene)
    begins = max(placed.start, base.time_of(scene.frame_start))
    late = lateness_of(strip).at(float(placed.to_source((begins,))[0]))
    return placed if not late else replace(placed, source=tuple(s - late for s in placed.source))


def _placed(strip: Any, scene: Any, duration: float) -> Mapping:
    """Return how a strip lies, were its sound played where it lies in the file."""
    base, content = timebase_of(scene), compat.content_start(strip)
    begin, end = (base.time_of(frame) for frame in audible.heard_frames(strip))
    before, after = compat.content_trim(strip)
    offset = float(getattr(strip, "sound_offset", 0.0))
    own = FrameRate(getattr(strip, "fps", 0.0) or base.rate)  # a movie is shown frame by frame
    keys = [float(key.timeline_frame) for key in getattr(strip, "retiming_keys", ())]
    if len(keys) < 2:
        zero = base.time_of(content - before) + offset
        return Mapping((0.0, 1.0), (zero, zero + base.rate.time_of(own)), begin, end)
    frames = max(own.frame_of(duration) - before - after, 1)  # of the content, as Blender counts
    if strip.type == "SOUND":
        end = base.time_of(audible.end_of_retimed(strip, frames))
    points = retiming.points(strip, content, frames)
    exact = points is not None
    if points is None:
        points = [(content, 0.0), (content + keys[-1] - keys[0], float(frames))]
    # Blender delays what the keys made: the offset is not stretched with the sound.
    timeline = tuple(base.time_of(frame) + offset for frame, _ in points)
    played = tuple(own.time_of(place + before) for _, place in points)
    return Mapping(played, timeline, begin, end, exact)
