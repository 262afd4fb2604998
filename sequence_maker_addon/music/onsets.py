"""Lists the moments at which something begins, in all and in three bands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .activation import Activation
from .beats import LATENESS
from .spectrum import FPS

BANDS = {"all": 0, "low": 1, "mid": 2, "high": 3}
"""Bands and their columns: low, to 180 Hz, is kick-like; mid snare-like; high, from 4 kHz, hats."""
_LEAST = 0.9
_APART = 4
_FULL = 5.0


def find_onsets(heard: Activation) -> dict[str, list[tuple[float, float]]]:
    """Find onsets: for each band, pairs of seconds and strength from 0 to 1, ascending."""
    if heard.silent:
        return {band: [] for band in BANDS}
    return {band: _peaks(heard.curves[:, column]) for band, column in BANDS.items()}


def _peaks(curve: NDArray[np.floating]) -> list[tuple[float, float]]:
    """Pick what is highest within 40 ms, above a threshold, and place it between frames."""
    high = np.copy(curve)
    for step in range(1, _APART + 1):
        high[step:] = np.maximum(high[step:], curve[:-step])
        high[:-step] = np.maximum(high[:-step], curve[step:])
    places = np.flatnonzero((curve == high) & (curve >= _LEAST))
    places = places[(places > 0) & (places < len(curve) - 1)]
    places = places[np.diff(places, prepend=-_APART) > 1]
    before, at, after = curve[places - 1], curve[places], curve[places + 1]
    bend = before - 2 * at + after
    moved = np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, -1), 0.0)
    times = np.maximum((places + np.clip(moved, -0.5, 0.5)) / FPS - LATENESS, 0)
    strength = np.minimum(at / _FULL, 1)
    pairs = zip(times.tolist(), strength.tolist(), strict=True)
    return [(round(time, 4), round(value, 2)) for time, value in pairs]
