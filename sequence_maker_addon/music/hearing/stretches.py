"""Hears songs whose tempo changes at once, such as medleys.

Where the beat of the whole song is lost for a while, that stretch is listened to by itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .activation import Activation
from .beats import Beats, beat_steps
from .candidates import Hints
from .grid import changes
from .spectrum import COARSE, FPS
from .steps import Steps
from .tracker import Tracker

Times = NDArray[np.float64]
Curve = NDArray[np.floating]
Stretch = tuple[float, float]

_WINDOW, _STEP = 10.0, 5.0
_SHORTEST = 15.0
"""Seconds for which a beat must be lost to be looked for anew."""
_LOST, _LOST_SHARE = 2.0, 0.4
"""Below both, this many times the mean and this share of where it is clearest, it is lost."""
_FOUND = 2.5
"""So many times the mean must be on new beats, and twice what is on the old ones."""
_MULTIPLES, _SAME = np.log2([1.5, 2, 3, 4]), 0.03
_PARTS, _NEAR = np.array([0, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1]), 0.04
"""Off-beats, in beats, and how near to one a beat of the same tempo is taken for it."""
_MET, _LOCKED = 0.03, 0.22
"""Beats so near to each other meet; where more of them do, these share a pulse."""
_CLOSE, _EVEN = 0.6, 0.01


def whole_steps(activation: Activation, power: Curve, hints: Hints, track: Tracker) -> Steps[Beats]:
    """Find the beats of a song in which the tempo may change at once, in steps.

    A tempo that the user tells is looked for first; a beat that the user tells holds for all.

    Args:
        activation: The onset curves.
        power: Mean square of the sound at the same frames, shape `(n,)`.
        hints: What the user knows.
        track: The tracker to use.
    """
    beats = yield from beat_steps(activation, power, hints, track)
    if hints.beat_one or len(beats.times) < 2:
        return beats
    for start, end in lost(beats.times, activation.wide[:, 0]):
        first, last = (round(time * FPS / COARSE) * COARSE for time in (start, end))
        part = replace(
            activation,
            curves=activation.curves[first:last],
            wide=activation.wide[first:last],
            pulse=activation.pulse[first // 2 : last // 2],
            sound=activation.sound[first // COARSE : last // COARSE],
        )
        found = yield from whole_steps(part, power[first:last], Hints(), track)
        again = replace(found, times=found.times + first / FPS)
        if _is_another(beats, again, (start, end), activation.wide[:, 0]):
            beats = _joined(beats, again, (start, end), activation.wide[:, 0])
        yield
    return beats


def lost(beats: Times, curve: Curve) -> list[Stretch]:
    """List the stretches, in seconds, where onsets are no stronger on the beats than elsewhere.

    Args:
        beats: Seconds, ascending.
        curve: Onsets, shape `(n,)`, 100 frames a second.
    """
    end = len(curve) / FPS
    starts = np.arange(0, max(end - _WINDOW, 0) + 1e-6, _STEP)
    clear = np.array([_clear(beats, curve, (start, start + _WINDOW)) for start in starts])
    weak = clear < min(_LOST, _LOST_SHARE * float(np.percentile(clear, 90)))
    found: list[Stretch] = []
    for start in starts[weak].tolist():
        begun = found.pop()[0] if found and start <= found[-1][1] else start
        found.append((begun, min(start + _WINDOW, end)))
    return [(a, b) for a, b in found if b - a >= _SHORTEST]


def _clear(beats: Times, curve: Curve, stretch: Stretch) -> float:
    """How many times the mean of a stretch is on its beats; 0 without beats."""
    start, end = stretch
    inside = beats[(beats >= start) & (beats < end)]
    mean = float(curve[int(start * FPS) : int(end * FPS)].mean())
    return float(_at(curve, inside).mean()) / (mean + 1e-9) if len(inside) else 0.0


def _at(curve: Curve, times: Times) -> Curve:
    return curve[np.clip(np.round(times * FPS).astype(int), 0, len(curve) - 1)]


def _is_another(beats: Beats, again: Beats, stretch: Stretch, curve: Curve) -> bool:
    """Tell whether a stretch has a tempo of its own, even and clearly heard."""
    if len(again.times) < 8 or not _is_even(again.times):
        return False
    if not len(changes(again.times)) and _is_related(beats.times, again.times):
        return False
    new, old = (_clear(one.times, curve, stretch) for one in (again, beats))
    return new >= max(_FOUND, 2 * old)


def _is_related(beats: Times, others: Times) -> bool:
    """Tell whether some even beats may be another way to hear the same pulse.

    That is half or double time, off-beats, or a polyrhythm of which every third or fourth beat
    meets one of the others.
    """
    near = np.clip(np.searchsorted(beats, others), 1, len(beats) - 1)
    after, before = beats[near] - others, others - beats[near - 1]
    if float((np.minimum(after, before) < _MET).mean()) > _LOCKED:
        return True
    apart = abs(np.log2(_period(beats) / _period(others)))
    if apart >= _SAME:
        return bool(np.abs(apart - _MULTIPLES).min() < _SAME)
    shift = float(np.median(before)) / _period(beats)
    return bool(np.abs(shift - _PARTS).min() < _NEAR)


def _is_even(beats: Times) -> bool:
    """Tell whether the beats are even grids, one for each tempo."""
    for part in np.split(beats, changes(beats)):
        number = np.arange(len(part))
        off = part - np.polyval(np.polyfit(number, part, 1), number)
        if float(np.median(np.abs(off))) > _EVEN:
            return False
    return True


def _period(times: Times) -> float:
    return float(np.median(np.diff(times)))


def _joined(beats: Beats, again: Beats, stretch: Stretch, curve: Curve) -> Beats:
    """Put the beats of a stretch in the place of those of the whole."""
    old, end = beats.times, len(curve) / FPS
    new = _continued(again.times, max(stretch[0] - _WINDOW, 0), min(stretch[1] + _WINDOW, end))
    first = _border(old, new, stretch[0], curve) if stretch[0] > _STEP else 0.0
    last = _border(new, old, stretch[1], curve) if stretch[1] < end - _STEP else end
    new = new[(new >= first) & (new < last)]
    if not len(new):  # the old beats fit better up to where they are believed again
        return beats
    close = _CLOSE * min(_period(old), _period(new))
    before, after = old[old < new[0] - close], old[old > new[-1] + close]
    return replace(beats, times=np.concatenate([before, new, after]), steady=False)


def _continued(times: Times, start: float, end: float) -> Times:
    """Go on in steps of the first and the last distance until a stretch is filled."""
    first, last = times[1] - times[0], times[-1] - times[-2]
    before = times[0] - first * np.arange(int(max(times[0] - start, 0) / first), 0, -1)
    after = times[-1] + last * np.arange(1, int(max(end - times[-1], 0) / last) + 1)
    return np.concatenate([before, times, after])


def _border(left: Times, right: Times, near: float, curve: Curve) -> float:
    """Where it is best to go from some beats to others: a time within 10 s of a guess."""
    window = slice(max(int((near - _WINDOW) * FPS), 0), int((near + _WINDOW) * FPS))
    mean = float(curve[window].mean())
    earlier, later = (t[np.abs(t - near) < _WINDOW] for t in (left, right))
    if not len(later):
        return near
    won = np.append(0, np.cumsum((_at(curve, earlier) - mean) * _period(left)))
    lost_ = np.append(0, np.cumsum((_at(curve, later) - mean) * _period(right)))[:-1]
    gain = won[np.searchsorted(earlier, later - 1e-6)] - lost_
    return float(later[int(gain.argmax())]) - 1e-3
