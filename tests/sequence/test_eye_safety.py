"""Flashing that may harm is found, and only that; and the summary for the model is short."""

import json

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.world.sessions import session_for
from bl_ext.user_default.sequence_maker.music.hearing.analysis import analyze
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid
from bl_ext.user_default.sequence_maker.music.patterns import Pattern, Piece, plan_pattern
from bl_ext.user_default.sequence_maker.music.points import Point
from bl_ext.user_default.sequence_maker.music.summary import beat_runs, music_of, summary
from bl_ext.user_default.sequence_maker.sequence.flashing import luminance, too_much_flashing
from bl_ext.user_default.sequence_maker.tools import TOOLS
from music_help import RATE, beat_times, rock
from timeline_help import FREE

WHITE, RED, BLACK, GREY = (255, 255, 255), (255, 0, 0), (0, 0, 0), (60, 60, 60)


def flashes(rate: float, seconds: float = 4.0, color=WHITE) -> list[Piece]:
    times = np.arange(1, 1 + seconds, 1 / rate)
    return plan_pattern(
        [Point(t) for t in times], 0, 9, Pattern((1,), (color,), "flash", length=0.05)
    )


@pytest.mark.parametrize("rate, count", [(2, 0), (3, 0), (4, 1), (10, 1)])
def test_more_than_three_flashes_a_second_are_found(rate, count) -> None:
    found = too_much_flashing(flashes(rate))
    assert len(found) == count
    for flashing in found:
        assert flashing.start == pytest.approx(1.0) and flashing.end == pytest.approx(5, abs=0.3)
        assert flashing.per_second == pytest.approx(rate, abs=0.6)


def test_the_limit_can_be_moved() -> None:
    assert not too_much_flashing(flashes(5), limit=6)
    assert too_much_flashing(flashes(3), limit=2)


def test_small_changes_are_no_flashes() -> None:
    assert not too_much_flashing(flashes(10, color=GREY))


def test_touching_colors_flash_by_their_difference() -> None:
    pieces = [Piece(1, n / 10, (n + 1) / 10, (WHITE, RED)[n % 2]) for n in range(40)]
    assert too_much_flashing(pieces)
    pieces = [Piece(1, n / 10, (n + 1) / 10, WHITE) for n in range(40)]
    assert not too_much_flashing(pieces)


def test_changes_between_two_bright_colors_are_no_flashes() -> None:
    """The darker one must be below 0.80 of white (WCAG 2.2, general flash)."""
    bright, brighter, dimmer = (236, 236, 236), WHITE, (226, 226, 226)
    assert luminance(brighter) - luminance(bright) > 0.1 and luminance(bright) > 0.8 > 0.7
    pieces = [Piece(1, n / 10, (n + 1) / 10, (brighter, bright)[n % 2]) for n in range(40)]
    assert not too_much_flashing(pieces)
    assert luminance(dimmer) < 0.8
    pieces = [Piece(1, n / 10, (n + 1) / 10, (brighter, dimmer)[n % 2]) for n in range(40)]
    assert too_much_flashing(pieces)


def test_fades_count_and_slow_ones_are_safe() -> None:
    fast = [Piece(1, n / 5, (n + 1) / 5, WHITE, BLACK) for n in range(30)]
    slow = [Piece(1, n, n + 1, WHITE, BLACK) for n in range(6)]
    assert too_much_flashing(fast) and not too_much_flashing(slow)


def test_a_chase_flashes_no_single_channel_too_often() -> None:
    points = [Point(n / 6) for n in range(60)]
    chase = plan_pattern(points, 0, 10, Pattern((1, 2, 3, 4), (WHITE,), spread="chase"))
    assert not too_much_flashing(chase)


def test_luminance_is_that_of_the_standard() -> None:
    assert (luminance(BLACK), luminance(WHITE)) == (0.0, pytest.approx(1.0))
    assert luminance(RED) == pytest.approx(0.2126)


def test_a_song_is_told_in_few_words() -> None:
    found = analyze(rock(beat_times(118, 240), 240), RATE)
    told = json.dumps(summary(found))
    assert len(told) < 2400  # about 4 characters to a token: 600 tokens
    beats = json.loads(told)["beats"]
    assert beats["max_err_ms"] <= 10 and len(beats["grid"]) == 1
    assert beats["n"] == len(found.grid.beats)


def test_two_tempos_are_two_runs_and_a_rubato_is_a_list() -> None:
    even = [*np.arange(0, 20, 0.5), *np.arange(20, 40, 0.4)]
    assert len(beat_runs(even)) <= 3
    bent = np.cumsum(0.5 + 0.1 * np.sin(np.arange(100) * 1.7))
    grid = BeatGrid(tuple(bent), tuple(n % 4 + 1 for n in range(100)))
    told = summary(analyze(np.zeros(0), RATE), grid)["beats"]
    assert len(told["steps_ms"]) == 99


def test_silence_is_told_too() -> None:
    told = summary(analyze(np.zeros(RATE), RATE))
    assert told["notes"] == ["There is nothing to hear."] and "tempo" not in told


def test_an_analysis_becomes_music_for_patterns() -> None:
    found = analyze(rock(beat_times(118, 30), 30), RATE)
    music = music_of(found)
    assert music.grid == found.grid and music.onsets["low"] and len(music.energy) > 5


@pytest.fixture
def strobe(scene):
    """A scene with ten flashes a second from 1 to 3 s on channel 1, and slow ones on 2."""
    session = session_for(scene, FREE)
    rows = [(1, 1 + n / 5, 1.1 + n / 5) for n in range(10)] + [(2, n, n + 0.5) for n in range(4)]
    keys = ("channel", "start_time", "end_time")
    segments = [{**dict(zip(keys, row, strict=True)), "color": "white"} for row in rows]
    result = TOOLS["create_segments_batch"].call(session, segments=segments)
    return session, result


def test_a_batch_that_flashes_too_much_says_so_like_a_pattern(strobe):
    _, result = strobe
    assert result["flashing"] == ["channel 1 1.0-2.9 s"]
    assert "5 flashes a second" in result["warnings"][-1]


def test_what_flashed_before_is_not_told_again(strobe):
    session, _ = strobe
    call = TOOLS["create_segment"].call
    far = call(session, channel=1, start_time=20, end_time=21, color="red")
    other = call(session, channel=3, start_time=1, end_time=2, color="red")
    within = call(session, channel=1, start_time=1.1, end_time=1.2, color="#fefefe")
    assert not any("flashing" in result for result in (far, other, within))


def test_removing_what_lies_between_can_flash_too(scene):
    session = session_for(scene, FREE)
    keys = ("start_time", "end_time", "color")
    rows = [(n / 10, (n + 1) / 10, ("white", "#fefefe")[n % 2]) for n in range(20)]
    segments = [{"channel": 1, **dict(zip(keys, row, strict=True))} for row in rows]
    assert "flashing" not in TOOLS["create_segments_batch"].call(session, segments=segments)
    results = [
        TOOLS["delete_segment"].call(session, segment_id=s.id)
        for s in session.timelines.segments(1)[1::2]
    ]
    assert any("flashing" in result for result in results)


def test_the_button_reports_channel_and_time(strobe, capfd):
    assert bpy.ops.sequence_maker.check_flashing() == {"FINISHED"}
    told = capfd.readouterr().out
    assert "channel 1, 1.0 to 2.9 s: 5 flashes a second" in told and "channel 2" not in told
