"""Lists the moments at which something begins, in all and in three bands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .activation import Activation, band_members
from .beats import LATENESS
from .spectrum import FPS, Spectra
from .steps import Steps

Onsets = dict[str, list[tuple[float, float]]]

BANDS = {"all": 0, "low": 1, "mid": 2, "high": 3}
"""Bands and their columns: low, to 180 Hz, is kick-like; mid snare-like; high, from 4 kHz, hats."""
_LEAST = 0.9
_APART = 4
_FULL = 5.0
_FAINT = 3.0  # nepers: 26 dB below the loud onsets of the band, nothing is left
_WEAKEST = 0.08
_AT_A_TIME = 2000


def onset_steps(activation: Activation, spectra: Spectra) -> Steps[Onsets]:
    """Find onsets, in steps: for each band, pairs of seconds and strength from 0 to 1, ascending.

    Strength is how sudden an onset is, less what it lacks to the loud onsets of its band: the
    rattle of a snare rises suddenly in the low band too, but far below a kick.
    """
    if activation.silent or activation.flat:
        return {band: [] for band in BANDS}
    inside = band_members()
    found: Onsets = {}
    for band, column in BANDS.items():
        places, times, sudden = _peaks(activation.curves[:, column])
        yield
        loud = yield from _levels(spectra, places, inside[column])
        top = np.percentile(loud, 90) if len(loud) else 0.0
        strength = sudden * np.clip(1 + (loud - top) / _FAINT, 0, 1)
        kept = strength >= _WEAKEST
        pairs = np.round(times[kept], 4).tolist(), np.round(strength[kept], 2).tolist()
        found[band] = list(zip(*pairs, strict=True))
        yield
    return found


def _levels(
    spectra: Spectra, places: NDArray[np.int_], inside: NDArray[np.bool_]
) -> Steps[NDArray[np.float64]]:
    """The loudest of a band's frames 20 to 50 ms after each place, in nepers; in steps."""
    loud = np.zeros(len(places))
    bands = np.flatnonzero(inside)
    some = slice(int(bands[0]), int(bands[-1]) + 1)
    for first in range(0, len(places), _AT_A_TIME):
        part = places[first : first + _AT_A_TIME]
        after = np.minimum(part[:, None] + np.arange(2, 6), len(spectra.mel) - 1)
        near = spectra.mel[after, some].astype(np.float32)
        loud[first : first + _AT_A_TIME] = near.max(axis=2).max(axis=1)
        yield
    return loud


def _peaks(
    curve: NDArray[np.floating],
) -> tuple[NDArray[np.int_], NDArray[np.float64], NDArray[np.float64]]:
    """Pick what is highest within 40 ms, above a threshold: frames, exact seconds, suddenness."""
    high = np.copy(curve)
    for step in range(1, _APART + 1):
        high[step:] = np.maximum(high[step:], curve[:-step])
        high[:-step] = np.maximum(high[:-step], curve[step:])
    places = np.flatnonzero((curve == high) & (curve >= _LEAST))
    places = places[(places > 0) & (places < len(curve) - 1)]
    places = places[np.diff(places, prepend=-_APART) > 1]
    before, at, after = (curve[places + step].astype(float) for step in (-1, 0, 1))
    bend = before - 2 * at + after
    moved = np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, -1), 0.0)
    times = np.maximum((places + np.clip(moved, -0.5, 0.5)) / FPS - LATENESS, 0)
    return places, times, np.minimum(at / _FULL, 1)
