"""Patterns: pieces never overlap, never leave their range, and land where they should."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.palette import PALETTES
from bl_ext.user_default.sequence_maker.music.patterns import SHAPES, SPREADS, Pattern, plan_pattern
from bl_ext.user_default.sequence_maker.music.points import GRIDS, Choice, Music, Point, points
from bl_ext.user_default.sequence_maker.music.timed_words import TimedWord

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
MUSIC = Music(
    grid=BeatGrid(
        tuple(0.5 * n for n in range(40)),
        tuple(n % 4 + 1 for n in range(40)),
        sections=(Section("A1", 0, 8, 2), Section("B1", 8, 20, 9)),
    ),
    onsets={"low": [(0.1, 0.9), (0.6, 0.2)], "all": [(0.1, 0.9)]},
    markers=[(3.0, "here")],
    words=[TimedWord("hey", 1.0, 1.3), TimedWord("you", 2.0, 2.5)],
    energy=[(0.0, 0.0), (8.0, 1.0)],
    pitches=[(0.0, 0), (4.0, 6)],
)
some_points = st.lists(
    st.builds(
        lambda time, length, strength: Point(time, time + length if length else None, strength),
        st.floats(-2, 12),
        st.sampled_from([0.0, 0.05, 1.0, 5.0]),
        st.floats(0, 1),
    ),
    max_size=25,
)
patterns = st.builds(
    Pattern,
    channels=st.lists(st.integers(1, 8), min_size=1, max_size=4, unique=True).map(tuple),
    colors=st.lists(st.sampled_from([RED, GREEN, BLUE]), min_size=1, max_size=3).map(tuple),
    shape=st.sampled_from(SHAPES),
    spread=st.sampled_from(SPREADS),
    palette=st.sampled_from(PALETTES),
    length=st.sampled_from([0.02, 0.3, 4.0]),
    shift=st.sampled_from([0.0, -0.1, 0.25]),
    cue=st.sampled_from([0.0, 0.2, 3.0]),
    rest_color=st.sampled_from([None, (0, 0, 40)]),
)


@given(some_points, patterns)
def test_pieces_never_overlap_and_never_leave_the_range(where, pattern) -> None:
    pieces = plan_pattern(where, 0.5, 10.0, pattern)
    assert all(0.5 <= piece.start < piece.end <= 10.0 for piece in pieces)
    assert {piece.channel for piece in pieces} <= set(pattern.channels)
    for one, other in zip(pieces, pieces[1:], strict=False):
        assert one.channel < other.channel or one.end <= other.start


@given(some_points, patterns)
def test_a_color_of_rest_leaves_no_gap(where, pattern) -> None:
    pieces = plan_pattern(where, 0.5, 10.0, replace(pattern, rest_color=(0, 0, 9)))
    for channel in pattern.channels:
        lit = sum(piece.end - piece.start for piece in pieces if piece.channel == channel)
        assert lit == pytest.approx(9.5, abs=0.001 * (2 * len(pieces) + 2))


def test_every_beat_holds_until_the_next() -> None:
    beats = points(MUSIC, Choice("beats"), 0, 2)
    pieces = plan_pattern(beats, 0, 2, Pattern((1,), (RED, GREEN)))
    assert [(p.start, p.end, p.color) for p in pieces] == [
        (0.0, 0.5, RED), (0.5, 1.0, GREEN), (1.0, 1.5, RED), (1.5, 2.0, GREEN),
    ]  # fmt: skip


def test_every_fourth_and_the_offbeats() -> None:
    found = points(MUSIC, Choice("beats", every=4, offset=1), 0, 10)
    assert [p.time for p in found] == [0.5, 2.5, 4.5, 6.5, 8.5]
    assert points(MUSIC, Choice("offbeats"), 0, 1)[0].time == 0.25


@pytest.mark.parametrize("grid", GRIDS)
def test_every_grid_stays_in_its_range(grid) -> None:
    found = points(MUSIC, Choice(grid), 0.0, 9.0)
    assert found and all(0 <= point.time < 9 for point in found)


def test_weak_onsets_can_be_left_out() -> None:
    assert len(points(MUSIC, Choice("onsets", band="low", least=0.5), 0, 10)) == 1


def test_words_light_for_as_long_as_they_sound() -> None:
    pieces = plan_pattern(points(MUSIC, Choice("words"), 0, 5), 0, 5, Pattern((1,), (RED,)))
    assert [(p.start, p.end) for p in pieces] == [(1.0, 1.3), (2.0, 2.5)]


def test_a_chase_goes_round_and_a_bounce_comes_back() -> None:
    beats = points(MUSIC, Choice("beats"), 0, 3)
    chase = plan_pattern(beats, 0, 3, Pattern((4, 5, 6), (RED,), spread="chase"))
    assert [p.channel for p in sorted(chase, key=lambda p: p.start)] == [4, 5, 6, 4, 5, 6]
    bounce = plan_pattern(beats, 0, 3, Pattern((4, 5, 6), (RED,), spread="bounce"))
    assert [p.channel for p in sorted(bounce, key=lambda p: p.start)] == [4, 5, 6, 5, 4, 5]


def test_alternating_channels_take_turns() -> None:
    beats = points(MUSIC, Choice("beats"), 0, 2)
    pieces = plan_pattern(beats, 0, 2, Pattern((1, 2), (RED,), spread="alternate"))
    assert [p.start for p in pieces if p.channel == 1] == [0.0, 1.0]
    assert [p.start for p in pieces if p.channel == 2] == [0.5, 1.5]


def test_a_warning_comes_before_the_event() -> None:
    pattern = Pattern((1,), (RED,), shape="flash", cue=0.2, cue_length=0.05, cue_color=WHITE)
    pieces = plan_pattern([Point(2.0)], 0, 4, pattern)
    assert [(round(p.start, 3), round(p.end, 3), p.color) for p in pieces] == [
        (1.8, 1.85, WHITE), (2.0, 2.1, RED),
    ]  # fmt: skip


def test_a_warning_ends_what_was_held() -> None:
    pattern = Pattern((1,), (RED,), cue=0.2, cue_color=WHITE)
    pieces = plan_pattern([Point(1.0), Point(2.0)], 0, 3, pattern)
    assert [p.color for p in pieces] == [WHITE, RED, WHITE, RED]
    assert pieces[1].end == pytest.approx(1.8)


def test_a_lead_brings_everything_forward() -> None:
    pieces = plan_pattern([Point(1.0)], 0, 3, Pattern((1,), (RED,), shape="flash", shift=-0.04))
    assert pieces[0].start == pytest.approx(0.96)


def test_random_is_the_same_for_the_same_seed_and_never_twice_in_a_row() -> None:
    beats = points(MUSIC, Choice("beats"), 0, 20)
    pattern = Pattern((1,), (RED, GREEN, BLUE), palette="random", seed=4)
    one, two = plan_pattern(beats, 0, 20, pattern), plan_pattern(beats, 0, 20, pattern)
    assert one == two
    assert all(a.color != b.color for a, b in zip(one, one[1:], strict=False))


def test_energy_and_pitch_choose_the_color() -> None:
    bars = points(MUSIC, Choice("bars"), 0, 20)
    by_energy = plan_pattern(bars, 0, 20, Pattern((1,), (BLUE, RED), palette="energy"))
    assert by_energy[0].color == BLUE and by_energy[-1].color == RED
    by_pitch = plan_pattern(bars, 0, 20, Pattern((1,), (BLUE, RED), palette="pitch"))
    assert by_pitch[0].color == BLUE and by_pitch[-1].color == RED


def test_shapes_fade_to_and_from_rest() -> None:
    rest = (0, 0, 40)
    for shape, first, last in (("fade_in", rest, RED), ("fade_out", RED, rest)):
        piece = plan_pattern([Point(0.0)], 0, 1, Pattern((1,), (RED,), shape, rest_color=rest))[0]
        assert (piece.color, piece.end_color) == (first, last)
    up, down = plan_pattern([Point(0.0)], 0, 1, Pattern((1,), (RED,), shape="pulse"))
    assert up.end_color == down.color == RED and up.end == down.start == 0.25


@pytest.mark.parametrize(
    "change",
    [{"channels": ()}, {"colors": ()}, {"shape": "star"}, {"shape": "fixed"}, {"length": 0.0},
     {"channels": (1, 1)}, {"cue": -1.0}, {"shift": float("nan")}, {"palette": "rainbow"}],
)  # fmt: skip
def test_a_pattern_that_makes_no_sense_is_refused_in_a_sentence(change) -> None:
    with pytest.raises(ValueError, match=" "):
        Pattern(**{"channels": (1,), "colors": (RED,), **change})


def test_a_choice_that_makes_no_sense_is_refused() -> None:
    for choice in (Choice(every=0), Choice("period", period=0.0), Choice("moon")):
        with pytest.raises(ValueError):
            points(MUSIC, choice, 0, 1)
