"""How loud the song is over time, for its waveform."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...sequence.errors import ToolError
from ...sheet.show import Levels
from ..sound import decode, source
from ..sound.contents import Contents
from ..sound.mapping import Mapping, mapping_of

STEP = 0.02
"""Seconds of the sound of one value."""
LONGEST = 4 * 3600.0
"""Seconds of sound that are read; of more, only the beginning is drawn."""


def levels_of(scene: Any) -> Levels | None:
    """Return how loud the scene's song is; None without one, or where it cannot be read."""
    try:
        strip = source.song_strip(scene)
        content = source.sound_file_of(strip)
        with content.file() as path:
            sound = decode.open_sound(path, content.name)
            with closing(sound.blocks):
                peaks = _peaks(sound)
    except (ToolError, OSError):
        return None
    if not len(peaks):
        return None
    pieces = Contents(scene).pieces(strip, content)
    mappings = [mapping_of(piece, scene, len(peaks) * STEP) for piece in pieces]
    start, end = min(m.start for m in mappings), max(m.end for m in mappings)
    times = np.arange(start, end, STEP)
    heard = np.zeros(len(times))
    for mapping in mappings:
        np.maximum(heard, _within(peaks, mapping, times), out=heard)
    loudest = float(heard.max(initial=0.0))
    values = (heard / loudest if loudest else heard).round(3).tolist()
    return Levels(start, STEP, values) if values else None


def _within(
    peaks: NDArray[np.float64], mapping: Mapping, times: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how loud a piece is at times of the timeline, 0 where it is not heard."""
    places = np.floor(mapping.to_source(times.tolist()) / STEP).astype(int)
    inside = (places >= 0) & (places < len(peaks))
    inside &= (mapping.start <= times) & (times < mapping.end)
    return np.where(inside, peaks[np.clip(places, 0, len(peaks) - 1)], 0.0)


def _peaks(sound: decode.Decoding) -> NDArray[np.float64]:
    """Return the loudest sample of each step."""
    size = max(int(sound.rate * STEP), 1)
    parts: list[Any] = []
    rest, most = np.zeros(0), int(LONGEST / STEP)
    for block in sound.blocks:
        rest = np.concatenate([rest, np.abs(block)])
        whole = len(rest) // size * size
        parts.append(rest[:whole].reshape(-1, size).max(axis=1))
        rest, most = rest[whole:], most - whole // size
        if most <= 0:
            break
    return np.concatenate(parts) if parts else np.zeros(0)
