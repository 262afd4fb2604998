"""One grid in a content's seconds is told wherever a piece plays it, however it was cut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.music.content_pieces import (
    CLOSE,
    Mapping,
    Piece,
    outside,
    spans_of,
    united,
    without_seams,
)
from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.music.laying import song_of
from bl_ext.user_default.sequence_maker.music.points import Choice, points

SECONDS = 40.0
BEATS = tuple(round(0.3 + 0.47 * number, 3) for number in range(84))
OWN = BeatGrid(
    BEATS,
    tuple(number % 4 + 1 for number in range(len(BEATS))),
    4,
    (Section("A1", BEATS[0], BEATS[40]), Section("B1", BEATS[40], BEATS[80])),
)
HEARD = Analysis(
    SECONDS,
    OWN,
    onsets={"all": [(beat, 0.5) for beat in BEATS]},
    energy=(3, 8),
    energy_times=(BEATS[0], BEATS[40]),
    drops=(BEATS[40],),
    breaks=((BEATS[20], BEATS[28]),),
    pitches=((BEATS[0], 2), (BEATS[40], 7)),
)


def song(*pieces):
    return song_of("a", "a.wav", HEARD, OWN, [Piece(f"a{n}", m) for n, m in enumerate(pieces)])


def placed(first, last, at, speed=1.0):
    """Let the seconds from first to last of the content be heard from a time of the timeline on."""
    return Mapping(
        (first, last), (at, at + (last - first) / speed), at, at + (last - first) / speed
    )


@st.composite
def arrangements(draw):
    """Pieces anywhere in the content, at any speed, one after the other with gaps or without."""
    made, at = [], draw(st.floats(0, 5))
    for _ in range(draw(st.integers(1, 6))):
        first = draw(st.floats(0, SECONDS - 1))
        last = draw(st.floats(first + 0.5, SECONDS))
        piece = placed(first, last, at, draw(st.sampled_from((0.5, 1.0, 1.0, 1.25, 2.0))))
        made.append(piece)
        at = piece.end + draw(st.sampled_from((0.0, 0.0, 0.4, 3.0)))
    return made


@given(arrangements())
def test_every_beat_is_told_where_it_is_heard_and_nothing_else(pieces):
    told = np.asarray(song(*pieces).grid.beats)
    audible = sorted(
        time
        for piece in pieces
        for time in piece.to_timeline(BEATS).tolist()
        if piece.start <= time < piece.end
    )
    assert all(np.abs(np.asarray(audible) - time).min() < 1e-6 for time in told)
    assert all(np.abs(told - time).min() < CLOSE for time in audible)
    assert all(np.diff(told) >= CLOSE)


@given(arrangements())
def test_onsets_energy_drops_and_breaks_lie_within_the_pieces(pieces):
    found = song(*pieces)
    edges = [time for span in found.breaks for time in span]
    times = [time for time, _ in (*found.music.onsets["all"], *found.music.energy)]
    for time in (*found.drops, *times, *edges):
        assert any(start <= time <= end for start, end in found.spans)
    assert found.start == pieces[0].start and found.end == pieces[-1].end
    levels = dict(found.music.energy)
    parts = without_seams([Piece("a", piece) for piece in pieces])
    begun = [part for part in parts if part.to_source([part.start])[0] >= BEATS[0]]
    assert all(levels[piece.start] in (3 / 9, 8 / 9) for piece in begun)


@given(arrangements())
def test_off_beats_are_told_within_the_pieces_alone(pieces):
    found = song(*pieces)
    for point in points(found.music, Choice("offbeats"), 0, 1000):
        assert any(start <= point.time < end for start, end in found.spans)


@given(st.lists(st.floats(0.5, SECONDS - 0.5), max_size=8))
def test_cuts_alone_change_nothing(cuts):
    edges = [0.0, *sorted(set(cuts)), SECONDS]
    line = (0.0, 1.0), (7.0, 8.0)
    pieces = [Mapping(*line, 7 + a, 7 + b) for a, b in zip(edges, edges[1:], strict=False)]
    whole, cut = song(Mapping(*line, 7.0, 7.0 + SECONDS)), song(*pieces)
    assert (cut.grid, cut.music, cut.drops, cut.breaks) == (
        whole.grid,
        whole.music,
        whole.drops,
        whole.breaks,
    )
    assert len(cut.pieces) == len(pieces) and cut.spans == whole.spans


@given(arrangements(), st.floats(0, 1))
def test_a_time_is_the_content_s_and_back(pieces, share):
    found = song(*pieces)
    for piece in pieces:
        time = piece.start + share * (piece.end - piece.start) * 0.999
        place = found.place(time)
        assert place == pytest.approx(float(piece.to_source([time])[0]))
        length = piece.end - piece.start
        speed = (piece.source[1] - piece.source[0]) / length
        assert found.speed(time) == pytest.approx(speed, abs=1e-5)
    assert found.place(found.end + 1) is None and found.place(found.start - 1) is None


def test_pieces_without_a_seam_are_one_and_others_are_not():
    a, b = Mapping((0, 1), (2, 3), 2, 5), Mapping((0, 1), (2, 3), 5, 9)
    assert without_seams([Piece("b", b), Piece("a", a)]) == [Mapping((0, 1), (2, 3), 2, 9)]
    moved = b.later(0.5)
    assert len(without_seams([Piece("b", moved), Piece("a", a)])) == 2
    assert spans_of([moved, a]) == ((2, 9),)
    faster = Mapping((0, 2), (3.5, 4.5), 5, 9)
    assert len(without_seams([Piece("a", a), Piece("c", faster)])) == 2


def test_a_loop_tells_its_bars_each_time():
    loop = [placed(BEATS[0], BEATS[8], 1 + n * (BEATS[8] - BEATS[0])) for n in range(4)]
    grid = song(*loop).grid
    assert len(grid.beats) == 32 and grid.positions == (1, 2, 3, 4) * 8
    assert [section.name for section in grid.sections] == ["A1"] * 4
    assert np.diff(grid.beats) == pytest.approx(0.47)


def test_two_songs_are_drawn_as_one_grid_and_the_first_wins_where_both_sound():
    first = song(placed(0, 10, 0)).grid
    second = song(placed(0, 10, 5)).grid
    grid = united([first, outside(second, [(0.0, 10.0)])])
    assert [b for b in grid.beats if b < 10] == list(first.beats)
    assert [b for b in grid.beats if b >= 10] == [b for b in second.beats if b >= 10]
    assert united([]) == BeatGrid()


def test_a_light_ends_where_the_music_is_silent_and_goes_on_over_a_seam():
    apart = song(placed(BEATS[0], BEATS[8], 1), placed(BEATS[8], BEATS[16], 20))
    found = points(apart.music, Choice("downbeats"), 0, 100)
    first_end = 1 + BEATS[8] - BEATS[0]
    assert [point.end for point in found] == [None, pytest.approx(first_end), None, None]
    joined = song(placed(BEATS[0], BEATS[8], 1), placed(BEATS[16], BEATS[24], first_end))
    assert all(p.end is None for p in points(joined.music, Choice("beats"), 0, 100))
