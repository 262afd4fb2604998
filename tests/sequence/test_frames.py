"""Seconds and frames meet in one rule: the nearest frame, halves up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate

RATES = st.sampled_from([24.0, 25.0, 30000 / 1001, 30.0, 60.0, 240.0])


@pytest.mark.parametrize(
    ("frames", "nearest"), [(0.5, 1), (1.5, 2), (2.5, 3), (-0.5, 0), (-1.5, -1), (2.49, 2)]
)
def test_halves_go_up_on_both_sides_of_the_start(frames, nearest):
    assert FrameRate(8).frame_of(frames / 8) == nearest


@given(RATES, st.integers(-100_000, 1_000_000))
def test_a_frame_s_own_time_is_that_frame(rate, frame):
    rate = FrameRate(rate)
    assert rate.frame_of(rate.time_of(frame)) == frame
    assert rate.snap(rate.time_of(frame)) == rate.time_of(frame)


@given(RATES, st.floats(-1000, 10_000))
def test_no_frame_is_nearer(rate, time):
    rate = FrameRate(rate)
    frame = rate.frame_of(time)
    assert abs(rate.time_of(frame) - time) <= rate.frame_length / 2 + 1e-9
