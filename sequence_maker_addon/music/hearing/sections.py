"""Cuts a song into sections at bar lines, and names those that are alike by the same letter.

Every bar is described by its sound, harmony, loudness and rhythm. The cut is the one of least
variance within sections at a price per section (dynamic programming, as in Jackson et al., "An
algorithm for optimal partitioning of data on an interval", 2005), cheaper where lengths are
multiples of four and eight bars.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .activation import Activation
from .grid import Section
from .pooled import Pooled
from .spectrum import FPS
from .steps import Steps

Floats = NDArray[np.float64]

_WEIGHTS = (1.0, 0.5, 0.5, 0.5, 0.5)  # sound, harmony, loudness, onsets, rhythm
_PRICE, _ODD, _UNEVEN, _SHORT = 0.75, 1.0, 0.3, 1.0
_LONGEST = 40
_BARS_AT_A_TIME = 50
_ALIKE = 0.2
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def describe_bars(bars: Floats, activation: Activation, pooled: Pooled) -> Steps[Floats]:
    """Describe bars so that their mean squared distance from the mean of the song is 1, in steps.

    Args:
        bars: Starts of the bars and the end of the last, in seconds, shape `(n + 1,)`.
        activation: The onset curves.
        pooled: The sound.

    Returns:
        Shape `(n, 129)`.
    """
    start, end = bars[:-1], bars[1:]
    chroma = pooled.chromas(start, end)
    chroma /= np.linalg.norm(chroma, axis=1, keepdims=True) + 1e-6
    loud = np.log(pooled.powers(start, end) + 1e-9)[:, None]
    count = len(activation.curves)
    low, high = (np.clip((t * FPS).astype(int), 0, count) for t in (start, end))
    onsets = np.empty((len(start), 4))
    for column in range(4):
        yield
        sums = np.zeros(count + 1)
        np.cumsum(activation.curves[:, column], dtype=np.float64, out=sums[1:])
        onsets[:, column] = (sums[high] - sums[low]) / np.maximum(high - low, 1)
    fine = start[:, None] + (end - start)[:, None] * np.arange(16) / 16
    rhythm = activation.wide[np.clip(np.round(fine * FPS).astype(int), 0, count - 1), 1:4]
    yield
    parts = (pooled.mels(start, end), chroma, loud, onsets, rhythm.reshape(len(start), -1))
    yield
    scaled = []
    for part, weight in zip(parts, _WEIGHTS, strict=True):
        part = part - part.mean(axis=0)
        spread = np.sqrt((part**2).sum(axis=1).mean())
        scaled.append(part / (spread + 1e-9) * np.sqrt(weight / sum(_WEIGHTS)))
    return np.concatenate(scaled, axis=1)


def cut(table: Floats) -> Steps[list[int]]:
    """Choose the bars at which sections start, in steps; the first is 0."""
    count = len(table)
    sums = np.concatenate([np.zeros((1, table.shape[1])), np.cumsum(table, axis=0)])
    squares = np.concatenate([[0.0], np.cumsum((table**2).sum(axis=1))])
    best, origin = np.zeros(count + 1), np.zeros(count + 1, int)
    for end in range(1, count + 1):
        if end % _BARS_AT_A_TIME == 0:
            yield
        starts = np.arange(max(0, end - _LONGEST), end)
        length = end - starts
        spread = squares[end] - squares[starts]
        spread -= ((sums[end] - sums[starts]) ** 2).sum(axis=1) / length
        total = best[starts] + spread + _price(length, last=end == count)
        origin[end] = starts[int(total.argmin())]
        best[end] = total.min()
    found, place = [], count
    while place > 0:
        place = int(origin[place])
        found.append(place)
    return found[::-1]


def _price(length: NDArray[np.int_], last: bool) -> Floats:
    """What a section costs by its length in bars; the last one may be short for less."""
    short = _SHORT * np.maximum(4 - length, 0)
    if last:
        return _PRICE + 0.3 * short
    return _PRICE + short + np.where(length % 4, _ODD, np.where(length % 8, _UNEVEN, 0.0))


def letters(table: Floats, starts: list[int]) -> tuple[list[str], list[float]]:
    """Give sections that are alike the same letter.

    Returns:
        A letter for each section, in order of appearance, and a confidence from 0 to 1: how much
        nearer it is to its own letter than to the next one, or farther from all than needed.
    """
    means = [
        table[a:b].mean(axis=0) for a, b in zip(starts, [*starts[1:], len(table)], strict=True)
    ]
    sums: list[Floats] = []
    counts: list[int] = []
    named, sure = [], []
    for mean in means:
        groups = [total / count for total, count in zip(sums, counts, strict=True)]
        far = [float(((group - mean) ** 2).sum()) for group in groups]
        near = int(np.argmin(far)) if far else -1
        if far and (far[near] < _ALIKE or len(groups) == len(_LETTERS)):
            sums[near] = sums[near] + mean
            counts[near] += 1
            sure.append(1 - far[near] / _ALIKE / 2)
        else:
            near = len(groups)
            sums.append(mean)
            counts.append(1)
            sure.append(min(1.0, min(far) / _ALIKE / 2) if far else 0.5)
        named.append(_LETTERS[near])
    return named, [round(float(np.clip(value, 0, 1)), 2) for value in sure]


def section_steps(
    bars: Floats, activation: Activation, pooled: Pooled, energy: NDArray[np.int_]
) -> Steps[tuple[Section, ...]]:
    """Find the sections of a song, in steps.

    Args:
        bars: Starts of the bars and the end of the last, in seconds, shape `(n + 1,)`.
        activation: The onset curves.
        pooled: The sound.
        energy: A digit for each bar, 0 to 9, shape `(n,)`.

    Returns:
        Sections that follow each other without gaps; empty with fewer than four bars.
    """
    if len(bars) < 5:
        return ()
    table = yield from describe_bars(bars, activation, pooled)
    starts = yield from cut(table)
    yield
    named, sure = letters(table, starts)
    ends = [*starts[1:], len(table)]
    levels = [int(round(energy[a:b].mean())) for a, b in zip(starts, ends, strict=True)]
    labels = guess_labels(named, levels)
    found = []
    for place, (first, end) in enumerate(zip(starts, ends, strict=True)):
        name = f"{named[place]}{named[: place + 1].count(named[place])}"
        times = float(bars[first]), float(bars[end])
        found.append(Section(name, *times, levels[place], labels[place], sure[place]))
    return tuple(found)


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
