"""How strongly something begins at each moment: onset curves out of the mel picture.

The curve is spectral flux against the loudest neighbor band 20 ms before, which ignores vibrato
(SuperFlux; Boeck and Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013),
in whole and in three bands, with two slower curves beside it: new sustained sound, and new harmony.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..network.products import product
from ..network.pulse import pulse_steps
from .spectrum import BANDS, COARSE, FPS, HIGHEST_HZ, LOWEST_HZ, Spectra
from .steps import Steps

Floats = NDArray[np.float32]

CURVES = ("all", "low", "mid", "high", "sustain", "harmony")
_DEPTH = np.float32(8.0)  # what is this many nepers below the loud parts hardly counts
_SILENT = -10.5  # nepers of the loudest bands: about -90 dB
_FEW = 10  # frames
_FLAT = 0.1
_LAG = 2
_AHEAD = 20
_BLOCK = 2000  # frames; a multiple of COARSE


@dataclass(frozen=True, slots=True)
class Activation:
    """Onset curves at 100 frames a second.

    Attributes:
        curves: Shape `(n, 6)`, float32, columns as in `CURVES`; about 0 without an onset, 1 to 6
            with one, relative to the seconds around it.
        wide: The curves, each value raised to that of its neighbors; see `widened`.
        sound: Log-mel above a floor 8 nepers below the loud parts, means of ten frames, shape
            `(n // 10, 64)`, float32.
        pulse: How likely a beat and the first beat of a bar are, as a network hears it, shape
            `(n // 2, 2)`, 50 frames a second, 0 to 1.
        level: Loudness of the loud parts, natural logarithm; see `silent`.
        rise: By how many nepers the bands rise in the most sudden thousandth of the frames.
    """

    curves: Floats
    wide: Floats
    sound: Floats
    pulse: Floats
    level: float
    rise: float = np.inf

    @property
    def flat(self) -> bool:
        """Whether nothing begins: tones that only beat against each other (0.05; songs: 0.3)."""
        return self.rise < _FLAT

    @property
    def silent(self) -> bool:
        """Whether there is nothing to hear."""
        return self.level < _SILENT or len(self.curves) < FPS // 2


def band_centers() -> NDArray[np.float64]:
    """The middle of each mel band in hertz, shape `(64,)`."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (LOWEST_HZ, HIGHEST_HZ))
    return np.asarray(700 * (10 ** (np.linspace(low, high, BANDS + 2)[1:-1] / 2595) - 1))


def band_members() -> NDArray[np.bool_]:
    """Which mel bands belong to all, low (kick), mid (snare) and high (hats), shape `(4, 64)`."""
    hertz = band_centers()
    return np.stack([hertz > 0, hertz < 180, (hertz >= 180) & (hertz < 2000), hertz >= 4000])


_MEANS = (band_members() / band_members().sum(axis=1, keepdims=True)).T.astype(np.float32)
_GROUPS = 10
PICTURE = 2 * _GROUPS + len(CURVES)
"""Columns of the picture: rise and level of ten groups of bands, and the six curves."""
_GROUPED = np.repeat(np.eye(_GROUPS, dtype=np.float32), 7, axis=0)[:BANDS]
_GROUPED /= _GROUPED.sum(axis=0)


def activation_steps(spectra: Spectra) -> Steps[Activation]:
    """Compute the onset curves, some seconds of sound at a time, and let the network hear them."""
    raw, sound, picture, level, rise = yield from picture_steps(spectra)
    pulse = yield from pulse_steps(picture)
    return Activation(raw, widened(raw), sound, pulse, level, rise)


def picture_steps(spectra: Spectra) -> Steps[tuple[Floats, Floats, Floats, float, float]]:
    """Compute curves, sound, the picture for the network `(n // 2, 26)`, level and rise."""
    count = len(spectra.mel)
    level = loud_level(spectra)
    floor = np.float32(level) - _DEPTH
    raw = np.zeros((count, len(CURVES)), np.float32)
    sound = np.zeros((count // COARSE, BANDS), np.float32)
    picture = np.zeros((count // 2, PICTURE), np.float32)
    for first in range(0, count, _BLOCK):
        stop = min(first + _BLOCK, count)
        before, after = max(first - _AHEAD, 0), min(stop + _AHEAD, count)
        mel = _above(spectra.mel[before:after], floor)
        flux = _flux(mel)
        raw[first:stop, :5] = _curves(mel, flux)[first - before : stop - before]
        _paint(
            picture[first // 2 : stop // 2], flux[first - before :], mel[first - before :] - floor
        )
        size = (stop - first) // COARSE
        tens = mel[first - before :][: size * COARSE].reshape(size, COARSE, BANDS) - floor
        sound[first // COARSE :][:size] = tens.mean(axis=1)
        yield
    rise = float(np.percentile(raw[:, 0], 99.9)) if count else 0.0
    yield
    for column in range(4):
        raw[:, column] = _relative(raw[:, column])
        yield
    raw[:, 4] /= raw[:, 4].std() + 1e-9 if count else 1
    yield
    raw[:, 5] = yield from _harmony(spectra.chroma, count)
    yield
    for column in range(len(CURVES)):
        both = raw[: len(picture) * 2, column].reshape(-1, 2)
        picture[:, 2 * _GROUPS + column] = both.max(axis=1)
        yield
    return raw, sound, picture, level, rise


def loud_level(spectra: Spectra) -> float:
    """The level that the loudest band passes in 5 % of the audible frames, natural logarithm."""
    if not len(spectra.peak):
        return -np.inf
    peaks = spectra.peak[:: max(len(spectra.peak) // 20_000, 1)].astype(np.float32)
    audible = peaks[peaks >= _SILENT]
    return float(np.percentile(audible if len(audible) >= _FEW else peaks, 95))


def widened(curves: Floats) -> Floats:
    """The curves with each value raised to that of its neighbors, so that 10 ms do not matter."""
    wide = np.array(curves, dtype=np.float32)
    np.maximum(wide[1:], curves[:-1], out=wide[1:])
    np.maximum(wide[:-1], curves[1:], out=wide[:-1])
    return wide


def running_mean(values: NDArray[Any], width: int) -> NDArray[np.float64]:
    """Mean over a centered window; what lies outside the curve counts as 0.

    Args:
        values: Shape `(n,)`.
        width: In frames, at least 1.
    """
    count, back = len(values), width // 2
    sums = np.zeros(count + 1)
    np.cumsum(values, dtype=np.float64, out=sums[1:])
    inside = max(count - (width - back), 0)
    total = np.full(count, sums[-1])
    total[:inside] = sums[width - back :][:inside]
    total[back:] -= sums[: max(count - back, 0)]
    total /= width
    return total


def quantile(values: NDArray[Any], share: float) -> float:
    """What a share of the values lie below, as `np.quantile` says, in a tenth of its time.

    Args:
        values: At least one, shape `(n,)`.
        share: 0 to 1; 0.5 gives the median.
    """
    ordered = np.sort(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (ordered[high] - ordered[low]) * (place - low))


def _above(mel: NDArray[np.float16], floor: np.float32) -> Floats:
    """`np.logaddexp` of the mel picture and a floor, in a quarter of its time."""
    sums = np.exp(mel.astype(np.float32) - floor)
    sums += 1
    np.log(sums, out=sums)
    sums += floor
    return sums


def _paint(picture: Floats, flux: Floats, above: Floats) -> None:
    """Fill in rise and level of the groups of bands, of two frames each."""
    size = len(picture)
    rises = product(flux[: 2 * size], _GROUPED).reshape(size, 2, _GROUPS)
    picture[:, :_GROUPS] = rises.max(axis=1)
    levels = product(above[: 2 * size], _GROUPED).reshape(size, 2, _GROUPS)
    picture[:, _GROUPS : 2 * _GROUPS] = levels.mean(axis=1) / _DEPTH


def _flux(mel: Floats) -> Floats:
    """By how much each band rises above the loudest of its neighbors 20 ms before."""
    flux = np.zeros_like(mel)
    if len(mel) > _LAG:
        past = np.pad(mel[:-_LAG], ((0, 0), (1, 1)), mode="edge")
        past = np.maximum(np.maximum(past[:, :-2], past[:, 2:]), past[:, 1:-1])
        flux[_LAG:] = np.maximum(mel[_LAG:] - past, 0)
    return flux


def _curves(mel: Floats, flux: Floats) -> Floats:
    """The first five curves of a stretch of compressed mel, shape `(n, 5)`."""
    sums = np.cumsum(np.concatenate([np.zeros((1, BANDS), np.float32), mel]), axis=0)
    place = np.arange(len(mel))
    ahead, back = np.minimum(place + _AHEAD, len(mel)), np.maximum(place - _AHEAD, 0)
    change = (sums[ahead] - sums[place]) - (sums[place] - sums[back])
    sustain = np.maximum(change, 0).mean(axis=1) / _AHEAD
    return np.concatenate([product(flux, _MEANS), sustain[:, None]], axis=1)


def _relative(curve: Floats) -> NDArray[np.float64]:
    """Take off the mean of the second around, and divide by the strength of the six around."""
    above = np.maximum(curve - running_mean(curve, FPS), 0)
    strength = np.sqrt(running_mean(above**2, 6 * FPS))
    return np.clip(above / (strength + 1e-3 * above.max(initial=0) + 1e-9), 0, 6)


def _harmony(chroma: Floats, count: int) -> Steps[NDArray[np.float64]]:
    """How much the pitch classes differ between the 0.3 s before and after each frame; in steps."""
    if not len(chroma):
        return np.zeros(count)
    size = len(chroma)
    padded = np.zeros((size + 8, 12))
    padded[4:-4] = np.log1p(chroma * 2.0)
    sums = np.cumsum(np.concatenate([np.zeros((1, 12)), padded]), axis=0)
    edge = np.arange(size + 1) + 4
    after, before = sums[edge + 3] - sums[edge], sums[edge] - sums[edge - 3]
    norms = np.linalg.norm(after, axis=1) * np.linalg.norm(before, axis=1)
    change = 1 - (after * before).sum(axis=1) / (norms + 1e-6)
    yield
    curve = np.interp(np.arange(count) / COARSE, np.arange(size + 1), change)
    return np.asarray(curve / (curve.std() + 1e-9))
