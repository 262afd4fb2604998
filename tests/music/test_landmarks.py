"""Moments at which a beat is likely, and even grids that go on to both ends of a song."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.hearing.activation import activation_steps
from bl_ext.user_default.sequence_maker.music.hearing.analysis import analyze
from bl_ext.user_default.sequence_maker.music.hearing.landmarks import (
    Landmarks,
    landmark_steps,
    nearness,
)
from bl_ext.user_default.sequence_maker.music.hearing.spectrum import SpectrumMaker, blocks_of
from bl_ext.user_default.sequence_maker.music.hearing.steps import finished
from music_help import RATE, beat_times, rock

NONE = np.zeros(0)


def marks_of(sound: np.ndarray) -> Landmarks:
    """Hear the landmarks of a sound."""
    maker = SpectrumMaker(RATE)
    for block in blocks_of(sound, RATE):
        maker.push(block)
    return finished(landmark_steps(finished(activation_steps(finished(maker.ending())))))


@given(
    first=st.floats(0, 3),
    step=st.floats(0.3, 1.2),
    places=st.lists(st.integers(-5, 60), min_size=1, max_size=8),
)
def test_what_lies_on_beats_is_near_and_between_them_far(first, step, places):
    beats = first + step * np.arange(40)
    on = first + step * np.array(places, float)
    near = nearness(beats, Landmarks(on, on, on, on, on))
    assert near.shape == (7,) and near[[0, 1, 2, 3, 4, 6]] == pytest.approx(1.0, abs=1e-6)
    between = on + step / 2
    far = nearness(beats, Landmarks(between, between, between, between, between))
    assert far[[0, 1, 2, 3, 4, 6]] == pytest.approx(-1.0, abs=1e-6)


def test_without_landmarks_nothing_is_said():
    assert not nearness(beat_times(120, 10), Landmarks(NONE, NONE, NONE, NONE, NONE)).any()


def test_a_song_begins_ends_and_enters_where_it_does():
    sound = np.concatenate([np.zeros(2 * RATE), rock(beat_times(120, 20), 20)])
    sound = np.concatenate([sound, np.zeros(3 * RATE), rock(beat_times(120, 20), 20)])
    marks = marks_of(sound)
    assert marks.begins == pytest.approx([2.25], abs=0.03) and (marks.first == marks.begins).all()
    assert min(abs(marks.entries - 25.25)) < 0.03
    assert marks.last[0] > 43


def test_music_that_is_cut_in_begins_nowhere():
    marks = marks_of(rock(beat_times(120, 20), 20)[RATE // 3 :])
    assert not len(marks.begins) and len(marks.first) == 1


def test_silence_has_none():
    marks = marks_of(np.zeros(5 * RATE))
    assert not any(map(len, (marks.begins, marks.first, marks.last, marks.entries, marks.changes)))


@pytest.mark.parametrize("bpm", [92, 120, 141])
@pytest.mark.parametrize("start", [0.0, 0.3])
def test_an_even_grid_goes_on_to_both_ends(bpm, start):
    beats = beat_times(bpm, 40, start)
    found = np.array(analyze(rock(beats, 40), RATE).grid.beats)
    assert abs(found[0] - beats[0]) < 0.05 or found[0] < 60 / bpm
    assert abs(found[-1] - beats[-1]) < 0.05 or found[-1] > beats[-1]
