"""Moments of a song at which a beat is likely: where it begins and ends, enters and changes.

People begin on a beat far more often than between two: what enters after silence, and where the
sound changes, tells half a beat from a whole one where the rhythm does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .activation import Activation
from .spectrum import COARSE, FPS
from .steps import Steps

Times = NDArray[np.float64]
_CLEAR, _QUIET = 1.0, 0.5
"""Of the onset curve: what begins clearly, and what is no onset."""
_GAP = 60
"""Frames without an onset, after which one is an entry."""
_SILENT = 0.3
"""Mean nepers above the floor at the beginning of a file that begins before its music."""
_HALF, _MOST, _APART, _NEAR = 20, 8, 20, 15
"""Of changes: tenths of a second on each side that are compared, how many, how far apart; frames
within which the onset is looked for."""
_BLOCK = 3000
"""Tenths of a second that are compared in one step."""


@dataclass(frozen=True)
class Landmarks:
    """Seconds; empty where there is no such moment.

    Attributes:
        begins: The first onset, of music that begins after silence; it may have been cut elsewhere.
        first: The first onset, whatever is before it.
        last: The last onset.
        entries: Onsets after 0.6 s without.
        changes: Where the sound changes most.
    """

    begins: Times
    first: Times
    last: Times
    entries: Times
    changes: Times


def landmark_steps(activation: Activation) -> Steps[Landmarks]:
    """Find the landmarks of a song, in steps."""
    curve = activation.curves[:, 0]
    clear = np.flatnonzero(curve > _CLEAR)
    none = np.zeros(0)
    if not len(clear):
        return Landmarks(none, none, none, none, none)
    lead = activation.sound[: max(int(clear[0]) // COARSE, 1)]
    begins = clear[:1] if float(lead.mean()) < _SILENT else clear[:0]
    heard = np.flatnonzero(curve > _QUIET)
    after = heard[1:][np.diff(heard) > _GAP]
    changes = yield from _change_steps(activation.sound, curve)
    kinds = begins, clear[:1], clear[-1:], after, changes
    return Landmarks(*(frames / FPS for frames in kinds))


def _change_steps(
    sound: NDArray[np.floating], curve: NDArray[np.floating]
) -> Steps[NDArray[np.int_]]:
    """Frames of the onsets at which the sound of two seconds changes most."""
    count = len(sound) - 2 * _HALF
    if count < 1:
        return np.zeros(0, np.int_)
    jumps = np.zeros(count + 1)
    for start in range(0, count + 1, _BLOCK):
        part = sound[start : min(start + _BLOCK, count + 1) + 2 * _HALF - 1]
        sums = np.concatenate([np.zeros((1, sound.shape[1])), np.cumsum(part, axis=0)])
        means = (sums[_HALF:] - sums[:-_HALF]) / _HALF
        made = np.abs(means[_HALF:] - means[:-_HALF]).mean(axis=1)
        jumps[start : start + len(made)] = made
        yield
    found: list[int] = []
    for place in np.argsort(jumps)[::-1]:
        if len(found) == _MOST:
            break
        if all(abs(place - other) >= _APART for other in found):
            found.append(int(place))
    middles = (np.array(found) + _HALF) * COARSE
    near = np.clip(middles[:, None] + np.arange(-_NEAR, _NEAR + 1), 0, len(curve) - 1)
    return np.asarray(near[np.arange(len(near)), curve[near].argmax(axis=1)])


def nearness(beats: Times, marks: Landmarks) -> NDArray[np.float64]:
    """Tell how near to beats the landmarks are.

    Args:
        beats: Seconds, ascending, at least two.
        marks: Of the song.

    Returns:
        Shape `(7,)`: the mean cosine of the phase, 1 on a beat and -1 between two, of each kind of
        landmark, 0 where there is none; of those of changes that of every second beat, too; and
        that of them all.
    """
    kinds = [marks.begins, marks.first, marks.last, marks.entries, marks.changes]
    phases = [_phase(beats, times) for times in kinds]
    found = [_mean(np.cos(2 * np.pi * phase)) for phase in phases]
    every = np.concatenate(phases)
    found.append(abs(complex(_mean(np.exp(1j * np.pi * phases[-1])))))
    found.append(_mean(np.cos(2 * np.pi * every)))
    return np.array(found, np.float64)


def _phase(beats: Times, times: Times) -> NDArray[np.float64]:
    """Places among beats, counted from the first, with those beyond the ends reckoned on."""
    inner = np.interp(times, beats, np.arange(len(beats)))
    before = (times - beats[0]) / (beats[1] - beats[0])
    after = len(beats) - 1 + (times - beats[-1]) / (beats[-1] - beats[-2])
    return np.where(times < beats[0], before, np.where(times > beats[-1], after, inner))


def _mean(values: NDArray[np.generic]) -> float:
    return values.mean() if len(values) else 0.0
