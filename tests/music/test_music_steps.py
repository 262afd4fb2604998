"""The analysis works in steps: what waits, what is cut up, and that cutting changes nothing."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.hearing import tracker
from bl_ext.user_default.sequence_maker.music.hearing.activation import quantile, running_mean
from bl_ext.user_default.sequence_maker.music.hearing.analysis import analyze_steps, finished
from bl_ext.user_default.sequence_maker.music.hearing.candidates import Hints, steady_fit
from bl_ext.user_default.sequence_maker.music.hearing.spectrum import blocks_of
from bl_ext.user_default.sequence_maker.music.hearing.steps import in_thread
from music_help import RATE, beat_times, f_measure, rock


def test_work_aside_is_waited_for_in_steps() -> None:
    gate = threading.Event()
    steps = in_thread(lambda: gate.wait(30))
    for _ in range(3):
        assert next(steps) is None
    gate.set()
    assert finished(steps) is True


def test_a_fault_in_work_aside_is_raised_to_the_caller() -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        finished(in_thread(fail))


def test_steps_that_are_dropped_leave_no_thread_behind() -> None:
    before = set(threading.enumerate())
    steps = in_thread(lambda: threading.Event().wait(0.05))
    next(steps)
    steps.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive()


def test_a_long_song_keeps_its_tempo_though_its_spectrum_is_cut_up() -> None:
    curve = np.zeros(200_000)  # over half an hour: four transforms in place of one
    curve[np.round(np.arange(0.5, 1990, 60 / 123.4567) * 100).astype(int)] = 3.0
    best, _ = finished(steady_fit(curve))(122.0)
    assert 60 / np.diff(best).mean() == pytest.approx(123.4567, abs=0.003)


@pytest.mark.parametrize(("count", "width"), [(0, 5), (3, 10), (10, 1), (50, 7), (50, 8)])
def test_a_running_mean_counts_what_lies_outside_as_nothing(count: int, width: int) -> None:
    values = np.random.default_rng(2).random(count)
    padded = np.concatenate([np.zeros(width), values, np.zeros(width)])
    first = width - width // 2
    expected = [padded[first + n : first + n + width].mean() for n in range(count)]
    assert running_mean(values, width) == pytest.approx(expected)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), st.floats(0, 1))
def test_a_quantile_is_that_of_numpy(values: list[float], share: float) -> None:
    asked = np.array(values)
    assert quantile(asked, share) == pytest.approx(np.quantile(asked, share), rel=1e-9, abs=1e-6)


def test_beats_are_found_where_metricon_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(tracker.importlib, "import_module", missing)
    beats = beat_times(117, 30)
    found = finished(analyze_steps(blocks_of(rock(beats, 30), RATE), RATE, Hints()))
    assert f_measure(beats, found.grid.beats) >= 0.95
