"""Clicks on the beats of a grid, to check them by ear."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .hearing.grid import BeatGrid
from .laying import grid_of
from .song import Song

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


def clicked(songs: Sequence[Song]) -> BeatGrid:
    """Return the beats of songs on which a metronome clicks: those within the sequence."""
    return grid_of(songs).between(0.0, float("inf"))


def mark(grid: BeatGrid) -> str:
    """Return a short text that belongs to these clicks alone; empty without any."""
    rows = [
        [round(beat, 3), place == 1] for beat, place in zip(grid.beats, grid.positions, strict=True)
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16] if rows else ""


def _click(hertz: float, level: float) -> NDArray[np.int16]:
    time = np.arange(round(_LENGTH * RATE)) / RATE
    sound = np.sin(2 * np.pi * hertz * time) * np.exp(-time / (_LENGTH / 6))
    return np.asarray(np.round(sound * level * 32767), np.int16)
