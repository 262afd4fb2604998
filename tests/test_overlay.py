"""What the overlay decides to draw, which needs no window."""

import types

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender import overlay
from bl_ext.user_default.sequence_maker.blender.overlay import Drawing, View, arrange
from bl_ext.user_default.sequence_maker.music.grid import BeatGrid, Section


def grid(count=64, step=0.5):
    beats = tuple(1 + step * number for number in range(count))
    positions = tuple(number % 4 + 1 for number in range(count))
    half = beats[count // 2]
    sections = Section("A1", 1, half, 3, "quiet"), Section("B1", half, beats[-1] + step, 8, "loud")
    return BeatGrid(beats, positions, 4, sections)


def numbers(drawing):
    return [int(text) for _, _, text, _ in drawing.labels if text.isdigit()]


def test_lines_stand_where_the_beats_are():
    made = arrange(grid(8), View(10.0, 40.0, 800, 300))
    assert made.bars.tolist() == [50, 130]
    assert made.beats.tolist() == [70, 90, 110, 150, 170, 190]
    assert numbers(made) == [1, 2]
    assert [band[:2] for band in made.bands] == [(50, 130), (130, 210)]
    assert made.bands[0][2] != made.bands[1][2]
    assert made.top == 300 - overlay.RULER - overlay.BAND


@pytest.mark.parametrize(
    ("per_second", "beats", "bars", "every"),
    [(40, True, True, 1), (10, False, True, 2), (2, False, False, 16)],
)
def test_what_would_be_too_dense_is_left_out(per_second, beats, bars, every):
    made = arrange(grid(256), View(0.0, per_second, 100_000, 300))
    assert (len(made.beats) > 0, len(made.bars) > 0) == (beats, bars)
    assert numbers(made)[:2] == [1, 1 + every]


def test_only_what_is_in_view_is_drawn():
    made = arrange(grid(), View(-2000.0, 100.0, 500, 300))
    assert all(0 <= x <= 500 for x in (*made.bars, *made.beats))
    assert all(0 <= left <= right <= 500 for left, right, _ in made.bands)
    far = arrange(grid(), View(10_000.0, 100.0, 500, 300))
    assert not len(far.bars) and not far.bands and not far.labels


def test_an_empty_grid_draws_nothing():
    made = arrange(BeatGrid(), View(0, 10, 500, 300))
    assert isinstance(made, Drawing) and not len(made.beats) and not made.labels


def test_a_fault_is_told_once(monkeypatch, caplog):
    def broken(context):
        raise ValueError("for the test")

    monkeypatch.setattr(overlay, "_paint", broken)
    for _ in range(3):
        overlay._draw()
    assert len([r for r in caplog.records if "cannot be drawn" in r.message]) == 1


def test_nothing_is_painted_where_it_was_switched_off(scene, monkeypatch):
    monkeypatch.setattr(overlay.songs, "shown_song", lambda _: pytest.fail("looked for a song"))
    monkeypatch.setattr(overlay.chats, "scene_to_edit", lambda _: scene)
    space = types.SimpleNamespace(view_type="SEQUENCER", show_overlays=True)
    context = types.SimpleNamespace(space_data=space, region=None)
    scene.sequence_maker.show_beats = False
    overlay._paint(context)
    scene.sequence_maker.show_beats, space.view_type = True, "PREVIEW"
    overlay._paint(context)


def test_arranging_a_long_song_takes_no_time():
    import time

    long, view = grid(4000), View(0.0, 3.0, 1500, 300)
    started = time.thread_time()
    for _ in range(20):
        arrange(long, view)
    assert (time.thread_time() - started) / 20 < 0.01
    assert isinstance(arrange(long, view).bars, np.ndarray)
