"""Times of one stretch told in another: edges on edges, beats on beats, seconds without a song."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.elsewhere import (
    SLACK,
    Elsewhere,
    Stretch,
    in_words,
    section_of,
)
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section

SLOW, FAST = 0.5, 0.4
BEATS = (*(1.0 + SLOW * n for n in range(32)), *(17.0 + FAST * n for n in range(40)))
SECTIONS = (
    Section("A1", 1.0, 9.0, label="quiet"),
    Section("B1", 9.0, 17.0, label="perhaps the chorus"),
    Section("B2", 17.0, 17.0 + 32 * FAST),
)
GRID = BeatGrid(BEATS, tuple(n % 4 + 1 for n in range(len(BEATS))), 4, SECTIONS)
B1, B2 = (Stretch(s.start, s.end, s.name) for s in SECTIONS[1:])


@pytest.mark.parametrize("off", [0.0, SLACK * 0.9, -SLACK * 0.9])
def test_edges_lie_on_edges_and_beats_on_beats_whatever_the_tempo(off):
    there = Elsewhere(GRID, B1, B2)
    assert there.time(9.0 + off) == 17.0 and there.time(17.0 + off) == B2.end
    for beat in range(1, 16):
        assert there.time(9.0 + SLOW * beat + off) == pytest.approx(17.0 + FAST * beat, abs=1e-9)


def test_between_beats_it_is_the_part_of_a_beat_that_counts():
    there = Elsewhere(GRID, B1, B2)
    assert there.time(9.0 + 2.5 * SLOW) == pytest.approx(17.0 + 2.5 * FAST)


def test_what_reaches_over_is_cut_and_what_lies_beyond_goes():
    short = Stretch(17.0, 17.0 + 8 * FAST)
    there = Elsewhere(GRID, B1, short)
    assert there.span(9.0, 9.0 + 4 * SLOW) == pytest.approx((17.0, 17.0 + 4 * FAST))
    assert there.span(9.0 + 4 * SLOW, 9.0 + 12 * SLOW) == pytest.approx((17 + 4 * FAST, short.end))
    assert there.span(9.0 + 8 * SLOW, 9.0 + 12 * SLOW) is None


def test_without_a_song_it_is_seconds_that_count():
    there = Elsewhere(BeatGrid(), Stretch(2.0, 6.0), Stretch(30.0))
    assert there.span(2.0, 6.0) == (30.0, 34.0) and there.time(3.25) == 31.25


TIMES = st.floats(0.0, 34.0, allow_nan=False)


@given(st.floats(9.0, 17.0), st.floats(9.0, 17.0))
def test_there_and_back_is_where_it_was_and_order_stays(one, other):
    there, back = Elsewhere(GRID, B1, B2), Elsewhere(GRID, B2, B1)
    assert back.time(there.time(one)) == pytest.approx(one, abs=2 * SLACK)
    if one + 2 * SLACK < other:
        assert there.time(one) < there.time(other)


@given(TIMES)
def test_a_stretch_told_in_itself_stays_within_the_slack(time):
    assert Elsewhere(GRID, B1, B1).time(time) == pytest.approx(time, abs=SLACK + 1e-9)


@given(TIMES, TIMES)
def test_any_time_is_told_and_is_finite(time, start):
    assert math.isfinite(Elsewhere(GRID, Stretch(start, start + 4), B2).time(time))


def test_places_are_told_by_section_bar_and_beat():
    assert in_words(GRID, 9.0) == "B1" and in_words(GRID, 11.0) == "B1 bar 2"
    assert in_words(GRID, 11.5) == "B1 bar 2 beat 2" and in_words(GRID, 11.7) == ""
    assert in_words(BeatGrid(BEATS, GRID.positions), 3.0) == "bar 2"
    assert in_words(BeatGrid(), 3.0) == ""


def test_the_section_is_known_in_which_something_lies():
    assert section_of(GRID, 10.0, 12.0).name == "B1"
    assert section_of(GRID, 8.97, 17.03).name == "B1"
    assert section_of(GRID, 8.0, 12.0) is None
