"""Cuts a song into sections at bar lines, and names those that are alike by the same letter.

Every bar is described by its sound, harmony, loudness and rhythm, and by where else in the song its
harmony comes again: so a verse and a chorus that sound alike are told apart by their chords. The
cut is the one of least variance within sections at a price per section (dynamic programming, as in
Jackson et al., "An algorithm for optimal partitioning of data on an interval", 2005), cheaper where
lengths are multiples of four and eight bars. Silence at the ends is no section.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .activation import Activation
from .energy import guess_labels
from .grid import Section
from .pooled import Pooled
from .spectrum import FPS
from .steps import Steps

Floats = NDArray[np.float64]

_WEIGHTS = (0.5, 0.5, 0.5, 0.5, 0.15, 2.0)  # sound, harmony, loudness, onsets, rhythm, repetition
_PRICE, _ODD, _TWO, _UNEVEN, _SHORT = 5.0, 6.0, 1.5, 0.3, 3.0
_LONGEST = 40
_BARS_AT_A_TIME = 50
_ALIKE = 1.2
_QUIET_DB, _SOUNDING = 45.0, 1 / 3
"""So far below the loud parts is silence, and such a share of a bar sounds at least."""
_PATH, _NEAR, _COLUMNS, _ROWS = 3, 4, 128, 32
"""Bars that come again in a row; bars around a place; places compared with; bars in one step."""
_UNLIKE, _LIKE = 0.65, 0.95
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sounding(bars: Floats, pooled: Pooled) -> tuple[int, int]:
    """Find the first bar that sounds and the one after the last: silence is no section.

    Args:
        bars: Starts of the bars and the end of the last, in seconds, shape `(n + 1,)`.
        pooled: The sound.
    """
    fine = bars[:-1, None] + np.diff(bars)[:, None] * np.arange(16) / 16
    step = np.repeat(np.diff(bars) / 16, 16)
    powers = pooled.powers(fine.ravel(), fine.ravel() + step).reshape(fine.shape)
    level = 10 * np.log10(powers + 1e-12)
    heard = (level > np.percentile(level, 95) - _QUIET_DB).mean(axis=1) >= _SOUNDING
    places = np.flatnonzero(heard)
    return (int(places[0]), int(places[-1]) + 1) if len(places) else (0, len(bars) - 1)


def describe_bars(bars: Floats, activation: Activation, pooled: Pooled) -> Steps[Floats]:
    """Describe bars so that their mean squared distance from that of the song is 4.15, in steps.

    Args:
        bars: Starts of the bars and the end of the last, in seconds, shape `(n + 1,)`.
        activation: The onset curves.
        pooled: The sound.

    Returns:
        Shape `(n, 129 + places)`; see `repetition` for the places.
    """
    start, end = bars[:-1], bars[1:]
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
    again = yield from repetition(bars, pooled)
    sound, harmony = pooled.mels(start, end), _chords(start, end, pooled)
    yield
    parts = (sound, harmony, loud, onsets, rhythm.reshape(len(start), -1), again)
    scaled = []
    for part, weight in zip(parts, _WEIGHTS, strict=True):
        part = part - part.mean(axis=0)
        spread = (part**2).sum(axis=1).mean()
        scaled.append(part * np.sqrt(weight / (spread + 1e-3)))
        yield
    return np.concatenate(scaled, axis=1)


def _chords(start: Floats, end: Floats, pooled: Pooled) -> Floats:
    """The pitch classes between times beside those of the whole song, of length 1."""
    chroma = pooled.chromas(start, end)
    chroma -= chroma.mean(axis=0)
    return np.asarray(chroma / (np.linalg.norm(chroma, axis=1, keepdims=True) + 1e-6))


def repetition(bars: Floats, pooled: Pooled) -> Steps[Floats]:
    """Tell how well the chords of each bar come again around each place of the song, in steps.

    A bar comes again where it and the two bars before or after it do, in that order: chords alone
    are shared by most sections of a song, successions of them are not.

    Returns:
        Shape `(n, places)`, 0 to `1 / sqrt(places)`; in a long song several bars are one place.
    """
    start, end = bars[:-1], bars[1:]
    middle = (start + end) / 2
    halves = [_chords(a, b, pooled) for a, b in ((start, middle), (middle, end))]
    chords = (np.concatenate(halves, axis=1) / np.sqrt(2)).astype(np.float32)
    count = len(chords)
    stride = -(-count // _COLUMNS)
    found = []
    for first in range(0, count, _ROWS):
        yield
        likeness = np.maximum(*(_paths(chords, first, way) for way in (1, -1)))
        likeness = np.clip((likeness - _UNLIKE) / (_LIKE - _UNLIKE), 0, 1)
        padded = np.pad(likeness, ((0, 0), (_NEAR, _NEAR + stride - 1)))
        around = np.lib.stride_tricks.sliding_window_view(padded, 2 * _NEAR + stride, axis=1)
        found.append(around[:, ::stride].max(axis=2))
    table = np.concatenate(found).astype(np.float64)
    return table / np.sqrt(table.shape[1])


def _paths(chords: NDArray[np.float32], first: int, way: int) -> NDArray[np.float32]:
    """Return how like some bars and those after (or before) are to all bars and those there."""
    count = len(chords)
    rows = np.arange(first, min(first + _ROWS, count))
    total = np.zeros((len(rows), count), np.float32)
    for step in range(_PATH):
        there = rows + way * step
        inside = (there >= 0) & (there < count)
        like = chords[there[inside]] @ chords.T
        moved = np.full((len(rows), count), -np.inf, np.float32)
        here, then = (slice(count - step), slice(step, None))[::way]
        moved[inside, here] = like[:, then]
        total += moved
    return total / _PATH


def cut(table: Floats) -> Steps[list[int]]:
    """Choose the bars at which sections start, in steps; the first is 0."""
    count = len(table)
    sums = np.concatenate([np.zeros((1, table.shape[1])), np.cumsum(table, axis=0)])
    yield
    squares = np.concatenate([[0.0], np.cumsum(np.einsum("ij,ij->i", table, table))])
    yield
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
    odd = np.where(length % 2, _ODD, np.where(length % 4, _TWO, _UNEVEN))
    return _PRICE + short + np.where(length % 8, odd, 0.0)


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
        Sections that follow each other without gaps, from where it begins to sound to where it
        ends; empty with fewer than four bars.
    """
    if len(bars) < 5:
        return ()
    first, last = sounding(bars, pooled)
    bars, energy = bars[first : last + 1], energy[first:last]
    if len(bars) < 5:
        return ()
    yield
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
        times = round(float(bars[first]), 5), round(float(bars[end]), 5)  # as beats are
        found.append(Section(name, *times, levels[place], labels[place], sure[place]))
    return tuple(found)
