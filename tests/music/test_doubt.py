"""Where it is not sure of a beat, and where the user is."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis, analyze
from bl_ext.user_default.sequence_maker.music.hearing.candidates import Hints
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid
from bl_ext.user_default.sequence_maker.music.summary import summary
from music_help import RATE, beat_times, f_measure, played, rock, speech

SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=12, deadline=None, derandomize=True)


def noise(seconds: float, seed: int) -> np.ndarray:
    """Noise of any color, whose loudness comes and goes."""
    chance = np.random.default_rng(seed)
    count = int(seconds * RATE)
    spectrum = np.fft.rfft(chance.standard_normal(count))
    spectrum *= np.maximum(np.arange(len(spectrum)), 20.0) ** -chance.uniform(0, 1)
    times = np.cumsum(chance.uniform(0.5, 5, 60))
    swell = np.interp(np.arange(count) / RATE, times - times[0], chance.uniform(0.1, 1, 60))
    return np.fft.irfft(spectrum, count) * swell


def clicks(seconds: float, seed: int) -> np.ndarray:
    """Hits at uneven times."""
    chance = np.random.default_rng(seed)
    times = np.cumsum(chance.exponential(chance.uniform(0.15, 0.6), 300))
    kinds = chance.choice(["kick", "snare", "hat"], 300)
    levels = chance.uniform(0.3, 1, 300)
    rows = zip(times.tolist(), kinds.tolist(), levels.tolist(), strict=True)
    return played([row for row in rows if row[0] < seconds - 1], seconds)


def drone(seconds: float, seed: int) -> np.ndarray:
    """Tones that stand."""
    chance, time = np.random.default_rng(seed), np.arange(int(seconds * RATE)) / RATE
    return sum(np.sin(2 * np.pi * h * time) for h in chance.uniform(60, 900, 5))


MADE = {"speech": speech, "noise": noise, "clicks": clicks, "drone": drone}


@pytest.mark.parametrize("kind", MADE)
@FEW
@given(seed=SEEDS, seconds=st.integers(4, 40))
def test_what_has_no_beat_never_gets_one_that_counts_as_sure(kind, seed, seconds):
    found = analyze(MADE[kind](seconds, seed), RATE)
    assert not found.grid.beats or not found.sure


@pytest.mark.parametrize("kind", [*MADE, "silence", "song"])
@FEW
@given(seed=SEEDS, seconds=st.integers(1, 25), bpm=st.floats(20, 400))
def test_a_tempo_that_is_told_always_gives_beats(kind, seed, seconds, bpm):
    makers = {
        **MADE,
        "silence": lambda seconds, seed: np.zeros(seconds * RATE),
        "song": lambda seconds, seed: rock(beat_times(60 + seed % 120, seconds + 3), seconds + 3),
    }
    found = analyze(makers[kind](seconds, seed), RATE, Hints(bpm=bpm))
    assert found.grid.beats and found.sure
    if len(found.grid.beats) > 4:
        assert found.tempo == pytest.approx(bpm, rel=0.07)


@FEW
@given(bpm=st.floats(70, 170), start=st.floats(0, 1))
def test_a_plain_beat_is_sure(bpm, start):
    beats = beat_times(bpm, 30, start)
    found = analyze(rock(beats, 30), RATE)
    hats = np.sort(np.concatenate([beats, beats + 30 / bpm]))  # slow rock is counted in eighths
    counted = [beats, hats] if bpm < 95 else [beats]
    assert found.sure and max(f_measure(one, found.grid.beats) for one in counted) > 0.95


@pytest.mark.parametrize("seed", range(6))
def test_speech_at_an_even_pace_is_not_even_a_guess(seed):
    assert not analyze(speech(25, seed) * 0.3, RATE).grid.beats  # of 1, onsets are on even beats


def test_a_doubt_is_told_to_the_model_and_kept():
    grid = BeatGrid((1.0, 1.5, 2.0, 2.5), (1, 2, 3, 4), sure=False)
    analysis = Analysis(duration=4.0, grid=grid, tempo=120.0)
    told = summary(analysis)
    assert told["tempo"]["sure"] is False and "not sure" in told["notes"][0]
    again = Analysis.from_json(json.loads(json.dumps(analysis.as_json())))
    assert again == analysis and not again.sure
    sure = BeatGrid(grid.beats, grid.positions)
    assert "sure" not in summary(analysis, sure)["tempo"] and "notes" not in summary(analysis, sure)


def test_corrections_keep_whether_it_is_sure_and_grids_of_older_files_are():
    grid = BeatGrid((1.0, 1.5, 2.0, 2.5), (1, 2, 3, 4), sure=False)
    for made in (grid.doubled(), grid.halved(), grid.shifted(), grid.moved(1), grid.between(0, 2)):
        assert made.doubtful
    old = {"beats": [1.0], "positions": [1], "meter": 4, "sections": []}
    assert BeatGrid.from_json(old).sure
    assert not BeatGrid(sure=False).doubtful
