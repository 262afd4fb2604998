"""Tapping along: tempo and place of the beats, with human faults."""

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.music_panel.taps import Tap, Taps, fitted


def tapped(numbers, bpm=124.0, spread=0.0, lag=7.0, seed=1):
    """Return taps on beats, as a hand would do it, seen by a playhead of 24 frames a second."""
    chance = np.random.default_rng(seed)
    times = np.asarray(numbers) * 60 / bpm + chance.normal(0, spread, len(numbers))
    return [Tap(time + 500, np.floor((time + lag) * 24) / 24 + 0.5 / 24) for time in times]


def test_three_taps_say_nothing_and_four_do():
    assert fitted(tapped(range(3))) is None
    assert fitted(tapped(range(4))).bpm == pytest.approx(124)


@pytest.mark.parametrize("missing", [2, 5, 8])
def test_a_missed_tap_does_not_spoil_the_tempo(missing):
    found = fitted(tapped([n for n in range(12) if n != missing]))
    assert found.bpm == pytest.approx(124)


def test_a_double_tap_and_a_late_one_do_not_spoil_it():
    numbers = [0, 1, 2, 3, 3.06, 4, 5, 6.3, 7, 8, 9]
    assert fitted(tapped(numbers)).bpm == pytest.approx(124, rel=0.01)


@pytest.mark.parametrize("seed", range(10))
def test_beats_lie_on_the_taps_though_the_playhead_goes_by_frames(seed):
    found = fitted(tapped(range(16), spread=0.02, seed=seed))
    assert found.bpm == pytest.approx(124, rel=0.015)
    beats = (found.beat - 7.0) * 124 / 60
    assert abs(beats - round(beats)) * 60 / 124 < 0.025


def test_without_playback_there_is_only_a_tempo():
    found = fitted([Tap(tap.clock) for tap in tapped(range(6))])
    assert found.beat is None and found.bpm == pytest.approx(124)


def test_a_pause_or_a_jump_of_the_playhead_begins_anew():
    taps = Taps()
    for number in range(5):
        taps.tap(number * 0.5)
    taps.tap(60)
    assert len(taps) == 1 and taps.rhythm() is None
    taps.clear()
    for number in range(5):
        taps.tap(number * 0.5, 10 + number * 0.5)
    taps.tap(2.5, 3.0)
    assert len(taps) == 1


def test_taps_in_the_same_instant_say_nothing():
    assert fitted([Tap(1.0)] * 9) is None
