"""Songs with several tempos: each stretch gets its own beats and bars."""

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.music.hearing.analysis import analyze_steps, finished
from bl_ext.user_default.sequence_maker.music.hearing.beats import Beats
from bl_ext.user_default.sequence_maker.music.hearing.candidates import Hints
from bl_ext.user_default.sequence_maker.music.hearing.grid import changes
from bl_ext.user_default.sequence_maker.music.hearing.spectrum import FPS, blocks_of
from bl_ext.user_default.sequence_maker.music.hearing.stretches import _joined, lost
from bl_ext.user_default.sequence_maker.music.hearing.tracker import _period
from bl_ext.user_default.sequence_maker.music.summary import beat_runs
from music_help import RATE, f_measure, played, rock
from test_music_beats import TRACKERS


def medley(parts):
    """Play whole bars at one tempo after another; returns the sound and its beats."""
    sound, beats, begun = [], [], 0.0
    for bpm, seconds in parts:
        count = int(seconds * bpm / 240) * 4
        times = np.arange(count) * 60 / bpm
        sound.append(rock(times, count * 60 / bpm))
        beats.append(times + begun)
        begun += len(sound[-1]) / RATE
    return np.concatenate(sound), np.concatenate(beats)


def track_evenly(curve, low, high, anchors=()):
    """Follow no change of tempo at all, as the others do not in music that is less clear."""
    yield
    period = _period(curve, low, high)
    sums = [curve[np.arange(first, len(curve), period).astype(int)].sum() for first in range(40)]
    return np.arange(int(np.argmax(sums)), len(curve), period) / 50


EVERY = [*TRACKERS, pytest.param(track_evenly, id="evenly")]


def heard(sound, track, hints=None):
    noise = np.random.default_rng(1).standard_normal(len(sound)) * 0.01
    return finished(analyze_steps(blocks_of(sound + noise, RATE), RATE, hints, track=track))


@pytest.mark.parametrize("track", EVERY)
@pytest.mark.parametrize(
    "parts",
    [
        [(92, 60), (120, 60)],
        [(92, 60), (120, 54), (92, 60)],
        [(92, 60), (120, 60), (140, 60)],
        [(100, 90), (130, 18), (100, 60)],
    ],
    ids=lambda parts: "-".join(str(bpm) for bpm, _ in parts),
)
def test_every_tempo_of_a_medley_is_met(parts, track):
    sound, beats = medley(parts)
    found = heard(sound, track)
    assert not found.steady
    assert f_measure(beats, found.grid.beats) >= 0.97
    assert f_measure(beats[::4], found.grid.downbeats) >= 0.85
    tempos = [60 / step for _, size, step, _ in beat_runs(found.grid.beats) if size > 16]
    assert sorted({round(tempo) for tempo in tempos}) == sorted({bpm for bpm, _ in parts})


@pytest.mark.parametrize("hints", [None, Hints(bpm=120)])
def test_triplets_over_the_beat_are_no_other_tempo(hints):
    sound, beats = medley([(120, 112)])
    hits = np.arange(40, 72, 4 / 3 * 0.5)
    sound[40 * RATE : 72 * RATE] = played([(t - 40, "kick", 1.0) for t in hits], 32)
    found = heard(sound, None, hints)
    assert f_measure(beats, found.grid.beats) >= 0.97


@pytest.mark.parametrize("track", TRACKERS)
def test_a_long_break_without_a_beat_keeps_the_tempo(track):
    sound, beats = medley([(110, 120)])
    sound[40 * RATE : 70 * RATE] = np.random.default_rng(2).standard_normal(30 * RATE) * 0.05
    found = heard(sound, track)
    assert found.steady
    assert f_measure(beats, found.grid.beats) >= 0.97


@pytest.mark.parametrize(
    ("bpm", "other"), [(92, 120), (120, 92), (100, 130), (130, 100), (110, 140), (104, 124)]
)
def test_one_tempo_that_the_user_tells_leaves_the_other_to_be_heard(bpm, other):
    sound, beats = medley([(min(bpm, other), 50), (max(bpm, other), 40)])
    found = heard(sound, None, Hints(bpm=bpm))
    assert f_measure(beats, found.grid.beats) >= 0.97


def test_a_change_is_where_the_next_beats_go_another_way():
    even = np.arange(20) * 0.5
    assert not len(changes(even)) and not len(changes(even[:5]))
    assert changes(np.concatenate([even, 10.0 + np.arange(20) * 0.65])).tolist() == [20]
    pause = np.concatenate([even, 13.0 + np.arange(20) * 0.5])
    assert not len(changes(pause))
    late = np.concatenate([even, 9.5 + np.arange(1, 9) * 0.65])
    assert changes(late).tolist() == [19]


def test_borders_that_meet_leave_the_beats_as_they_are():
    curve = np.zeros(60 * FPS, np.float32)
    old, new = Beats(np.arange(0.5, 59, 0.5)), Beats(np.arange(25.2, 39, 0.7))
    curve[np.round(old.times * FPS).astype(int)] = 3.0
    assert _joined(old, new, (25.0, 40.0), curve) is old


def test_a_beat_is_lost_where_the_onsets_go_their_own_way():
    curve = np.zeros(120 * FPS, np.float32)
    beats = np.arange(0.5, 119, 0.5)
    curve[np.round(beats * FPS).astype(int)] = 3.0
    assert lost(beats, curve) == []
    middle = curve[40 * FPS : 70 * FPS]
    middle[:] = 0
    middle[:: round(0.37 * FPS)] = 3.0
    ((start, end),) = lost(beats, curve)
    assert start == pytest.approx(40, abs=5) and end == pytest.approx(70, abs=5)
