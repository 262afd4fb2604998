"""The beat grid belongs to the user: half, double, shift, beat 1, by hand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.summary import tempo_text

GRID = BeatGrid(
    tuple(0.5 * n for n in range(1, 17)),
    tuple(n % 4 + 1 for n in range(16)),
    sections=(Section("A1", 0.5, 4.5), Section("B1", 4.5, 6.5), Section("B2", 6.5, 8.5)),
)
taps = st.lists(st.floats(0, 300, allow_nan=False), min_size=0, max_size=60)


def test_doubling_keeps_what_was_there() -> None:
    double = GRID.doubled()
    assert double.bpm == 240 and set(GRID.beats) <= set(double.beats)
    assert set(GRID.downbeats) <= set(double.downbeats)


def test_halving_keeps_the_first_downbeat() -> None:
    half = GRID.halved()
    assert half.bpm == 60 and half.downbeats == (0.5, 4.5)
    assert GRID.halved(second=True).beats[0] == 1.0


def test_halving_takes_doubling_back() -> None:
    assert GRID.doubled().halved() == GRID


def test_halving_takes_doubling_back_where_the_song_begins_with_a_pickup() -> None:
    sections = (Section("A1", 1.5, 3.5),)
    beats, places = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0), (3, 4, 1, 2, 3, 4, 1, 2)
    grid = BeatGrid(beats, places, 4, sections)
    assert grid.doubled().halved() == grid


def medley() -> BeatGrid:
    """Ten bars of 4 at 120, then bars of 3 at 92 that begin with their second beat."""
    slow = [10.0 + n * 0.65 for n in range(24)]
    beats = (*(n * 0.5 for n in range(20)), *slow)
    return BeatGrid(beats, (*(n % 4 + 1 for n in range(20)), *((n + 1) % 3 + 1 for n in range(24))))


def test_the_bars_of_another_tempo_stay_when_beats_are_corrected() -> None:
    grid = medley()
    late = [(beat, place) for beat, place in zip(grid.beats, grid.positions, strict=True)][20:]
    for edited in (grid.with_beat_one(0.5), grid.with_beats(grid.beats[1:])):
        found = list(zip(edited.beats, edited.positions, strict=True))
        assert found[-24:] == late
    assert grid.with_beat_one(0.5).positions[:3] == (4, 1, 2)
    changed = grid.with_beat_one(10.0)
    assert changed.positions[:20] == grid.positions[:20] and changed.positions[20] == 1
    assert set(grid.halved().beats) <= set(grid.beats)
    ones = [beat for beat in grid.halved().beats if beat in grid.downbeats and beat > 10]
    assert ones[:1] == [10.0 + 2 * 0.65]


def test_the_tempo_is_told_as_a_range_where_it_changes() -> None:
    assert tempo_text(medley()) == "92–120"
    assert tempo_text(GRID) == "120.00" and tempo_text(BeatGrid()) == "0.00"


def test_a_shift_by_half_a_beat_moves_all() -> None:
    assert GRID.shifted(0.5).beats[:3] == pytest.approx((0.75, 1.25, 1.75))
    assert GRID.shifted(0.5).shifted(-0.5).beats == pytest.approx(GRID.beats)


def test_beat_one_counts_both_ways() -> None:
    grid = GRID.with_beat_one(1.6)
    assert grid.positions[:6] == (3, 4, 1, 2, 3, 4)
    assert grid.downbeats[0] == 1.5
    assert GRID.with_beat_one(1.5, meter=3).positions[:5] == (2, 3, 1, 2, 3)


def test_a_told_tempo_lays_an_even_grid_through_its_anchor() -> None:
    grid = GRID.with_tempo(120, 1.25, 0, 4)
    assert grid.beats[0] == 0.25 and grid.beats[-1] == 3.75
    assert grid.positions[grid.beats.index(1.25)] == 1


def test_bars_follow_each_other_and_the_last_one_has_a_length() -> None:
    assert GRID.bars == ((0.5, 2.5), (2.5, 4.5), (4.5, 6.5), (6.5, 8.5))


def test_sections_are_found_by_name_or_letter() -> None:
    assert GRID.section("b2").start == 6.5
    assert GRID.section("B").name == "B1"
    assert GRID.section("C") is None


def test_part_of_a_grid() -> None:
    part = GRID.between(4.5, 6.5)
    assert part.beats[0] == 4.5 and part.positions[0] == 1 and len(part.sections) == 1


def test_a_grid_survives_json() -> None:
    assert BeatGrid.from_json(json.loads(json.dumps(GRID.as_json()))) == GRID


@pytest.mark.parametrize(
    "beats, positions",
    [((1.0, 1.0), (1, 2)), ((1.0,), ()), ((float("nan"),), (1,)), ((1.0,), (0,))],
)
def test_what_is_no_grid_is_refused(beats, positions) -> None:
    with pytest.raises(ValueError):
        BeatGrid(beats, positions)


@given(taps)
def test_beats_by_hand_always_make_a_grid(times) -> None:
    grid = GRID.with_beats(times)
    assert all(b - a >= 0.02 for a, b in zip(grid.beats, grid.beats[1:], strict=False))
    assert len(grid.positions) == len(grid.beats)
    if grid.beats:
        assert 1 in grid.positions or len(grid.beats) < 4


@given(taps, st.sampled_from(["doubled", "halved", "shifted"]))
def test_every_correction_gives_a_grid_again(times, name) -> None:
    grid = getattr(GRID.with_beats(times), name)()
    assert len(grid.positions) == len(grid.beats)


def test_an_empty_grid_bears_every_correction() -> None:
    empty = BeatGrid()
    assert empty.doubled() == empty.shifted() == empty.with_beat_one(1.0) == empty
    assert empty.halved() == empty and empty.bars == () and empty.nearest(1.0) is None
