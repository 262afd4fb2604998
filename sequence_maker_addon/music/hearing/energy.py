"""How loud bars and sections are, where the music drops in, and where it breaks off."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .pooled import Pooled

Floats = NDArray[np.float64]

_RANGE_DB = 24.0
_JUMP_DB, _JUMP_LOW = 4.0, 0.5
_BREAK_DB, _BREAK_LOW = 6.0, 1.2


def digits(bars: Floats, pooled: Pooled) -> NDArray[np.int_]:
    """Give each bar a digit: 9 for the loudest, one less for every 2.7 decibels below.

    Args:
        bars: Starts and the last end, in seconds, shape `(n + 1,)`.
        pooled: The sound.

    Returns:
        Shape `(n,)`, 0 to 9.
    """
    level = _decibels(bars, pooled)
    top = np.percentile(level, 95) if len(level) else 0.0
    return np.clip(np.round(9 * (1 + (level - top) / _RANGE_DB)), 0, 9).astype(int)


def drops(bars: Floats, pooled: Pooled) -> list[float]:
    """Times in seconds where it gets louder at once, and deeper, and stays so for some bars."""
    level, low = _decibels(bars, pooled), _lows(bars, pooled)
    gains = np.zeros(len(level))
    for bar in np.flatnonzero(np.diff(level) > _JUMP_DB / 2) + 1:
        if not 2 <= bar < len(level) - 1:
            continue
        gain = level[bar : bar + 4].mean() - level[bar - 2 : bar].mean()
        deeper = low[bar : bar + 4].mean() - low[bar - 2 : bar].mean()
        if gain >= _JUMP_DB and deeper >= _JUMP_LOW and level[bar] - level[bar - 1] > gain / 2:
            gains[bar] = gain
    best = [b for b in np.flatnonzero(gains) if gains[b] == gains[max(b - 3, 0) : b + 4].max()]
    return [round(float(bars[bar]), 3) for bar in best]


def breaks(bars: Floats, pooled: Pooled) -> list[tuple[float, float]]:
    """Stretches of two bars and more, not at the ends, that are much softer or have no bass."""
    level, low = _decibels(bars, pooled), _lows(bars, pooled)
    if len(level) < 6:
        return []
    soft = (level < np.median(level) - _BREAK_DB) | (low < np.median(low) - _BREAK_LOW)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], soft.astype(int), [0]])))
    return [
        (round(float(bars[first]), 3), round(float(bars[end]), 3))
        for first, end in zip(edges[::2], edges[1::2], strict=True)
        if first > 0 and end < len(level) and end - first >= 2
    ]


def _decibels(bars: Floats, pooled: Pooled) -> Floats:
    return np.asarray(10 * np.log10(pooled.powers(bars[:-1], bars[1:]) + 1e-10))


def _lows(bars: Floats, pooled: Pooled) -> Floats:
    """The level of the lowest eight mel bands, up to about 250 Hz, in nepers."""
    return np.asarray(pooled.mels(bars[:-1], bars[1:])[:, :8].mean(axis=1))


LEVEL_LABELS = ("quiet", "medium", "loud")
"""How loud a section is beside the others."""


def guess_labels(named: list[str], levels: list[int]) -> list[str]:
    """Say in words what a section may be; `chorus` is no more than a guess and says so."""
    repeated = {letter for letter in named if named.count(letter) > 1}
    loudest = max(levels, default=0)
    loud = {n for n, level in zip(named, levels, strict=True) if level >= loudest - 1}
    chorus = max(
        sorted(repeated & loud),
        key=lambda letter: np.mean([v for n, v in zip(named, levels, strict=True) if n == letter]),
        default="",
    )
    if len(set(levels)) == 1:
        chorus = ""
    labels = []
    for place, (name, level) in enumerate(zip(named, levels, strict=True)):
        words = LEVEL_LABELS[(level > loudest - 4) + (level >= loudest - 1)]
        if place == 0 and level < loudest:
            words = f"{words}, perhaps the intro"
        elif place == len(named) - 1 and level < loudest:
            words = f"{words}, perhaps the outro"
        elif name == chorus:
            words = f"{words}, perhaps the chorus"
        labels.append(words)
    return labels
