"""Clicks on the beats of a grid, to check them by ear."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples a second: enough for clicks, and a tenth of a song's size."""
_LENGTH = 0.04
_BEAT, _DOWNBEAT = (1000.0, 0.6), (1600.0, 0.9)
"""Hertz and level."""


def clicks(
    beats: Sequence[float], positions: Sequence[int], start: float, seconds: float
) -> NDArray[np.int16]:
    """Return a click on every beat, higher and louder on the first one of a bar.

    Args:
        beats: Seconds.
        positions: The position in the bar of each, from 1.
        start: Where the sound begins, in the same seconds.
        seconds: How long it is.

    Returns:
        Samples at `RATE`, shape `(n,)`.
    """
    made = np.zeros(max(round(seconds * RATE), 1), np.int16)
    low, high = _click(*_BEAT), _click(*_DOWNBEAT)
    for beat, place in zip(beats, positions, strict=True):
        first = round((beat - start) * RATE)
        if 0 <= first < len(made):
            part = (high if place == 1 else low)[: len(made) - first]
            made[first : first + len(part)] = part
    return made


def _click(hertz: float, level: float) -> NDArray[np.int16]:
    time = np.arange(round(_LENGTH * RATE)) / RATE
    sound = np.sin(2 * np.pi * hertz * time) * np.exp(-time / (_LENGTH / 6))
    return np.asarray(np.round(sound * level * 32767), np.int16)
