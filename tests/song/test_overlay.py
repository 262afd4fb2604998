"""What the overlay decides to draw, which needs no window."""

import types
from dataclasses import replace

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.song import overlay
from bl_ext.user_default.sequence_maker.blender.song.overlay_layout import (
    BAND_HEIGHT,
    RULER,
    View,
    bottom,
    labels,
    layout_of,
    strengths,
)
from bl_ext.user_default.sequence_maker.music.hearing.grid import BeatGrid, Section
from bl_ext.user_default.sequence_maker.sequence.frames import FrameRate, Timebase

RATE = FrameRate(20.0)
SPACE = 3.0


def width(text):
    """Measure text in a font whose digits and letters are 7 wide and whose space is 3."""
    return sum(SPACE if sign == " " else 7.0 for sign in text)


def grid(count=64, step=0.5):
    beats = tuple(1 + step * number for number in range(count))
    positions = tuple(number % 4 + 1 for number in range(count))
    half = beats[count // 2]
    sections = Section("A1", 1, half, 3, "quiet"), Section("B1", half, beats[-1] + step, 8, "loud")
    return BeatGrid(beats, positions, 4, sections)


def written(made, view):
    """Return the text of bar numbers and where each number begins."""
    left, _, text = labels(made, view, width)[-1]
    found, at = {}, 0
    for word in text.split():
        at = text.index(word, at)
        found[int(word)] = left + width(text[:at])
        at += len(word)
    return found


def test_lines_and_bands_lie_on_their_frames():
    made = layout_of(grid(8), Timebase(RATE, 1))
    assert made.bars.tolist() == [21, 61]
    assert made.beats.tolist() == [31, 41, 51, 71, 81, 91]
    assert [(band.start, band.end) for band in made.bands] == [(21, 61), (61, 101)]
    assert made.bands[0].color != made.bands[1].color
    assert bottom(made, View(0, 1, 800, 300)) == 300 - RULER - BAND_HEIGHT


@pytest.mark.parametrize("per_frame", [0.11, 0.4, 1.3, 9.0])
def test_numbers_stand_beside_their_bars_and_do_not_touch(per_frame):
    made = layout_of(grid(256), Timebase(RATE, 0))
    view = View(-31.0, per_frame, 1500, 300)
    found = written(made, view)
    assert found
    for number, left in found.items():
        assert abs(left - 4 - (view.origin + made.bars[number - 1] * per_frame)) <= SPACE / 2 + 0.01
    assert all(gap > 30 for gap in np.diff(list(found.values())))


def test_dense_lines_fade_away():
    made = layout_of(grid(), Timebase(RATE, 0))
    assert strengths(made, View(0, 5.0, 800, 300)) == (1, 1)
    bars, beats = strengths(made, View(0, 0.5, 800, 300))
    assert bars > beats == 0
    assert strengths(made, View(0, 0.01, 800, 300)) == (0, 0)


def test_a_name_is_shortened_or_left_out_where_it_has_no_room():
    made = layout_of(grid(), Timebase(RATE, 0))
    names = lambda view: [text for _, _, text in labels(made, view, width)[:-1]]  # noqa: E731
    assert names(View(0, 1.0, 2000, 300)) == ["A1  quiet", "B1  loud"]
    assert names(View(0, 0.1, 2000, 300)) == ["A1", "B1"]
    assert names(View(0, 0.02, 2000, 300)) == []


def test_the_name_stays_in_view_and_nothing_is_written_beyond():
    made = layout_of(grid(), Timebase(RATE, 0))
    inside = labels(made, View(-400.0, 2.0, 500, 300), width)
    assert inside[0][0] == 5 and inside[0][2] == "A1  quiet"
    assert all(0 <= left <= 500 for left, _, _ in inside)
    assert labels(made, View(10_000.0, 5.0, 500, 300), width) == []


def test_an_empty_grid_is_an_empty_layout():
    made = layout_of(BeatGrid(), Timebase(RATE, 1))
    assert not len(made.bars) and not made.bands
    assert labels(made, View(0, 10, 500, 300), width) == []


def test_a_fault_is_told_once(monkeypatch, caplog):
    def broken(context):
        raise ValueError("for the test")

    monkeypatch.setattr(overlay, "_paint", broken)
    for _ in range(3):
        overlay._draw()
    assert len([r for r in caplog.records if "cannot be drawn" in r.message]) == 1


def test_nothing_is_painted_where_it_was_switched_off(scene, monkeypatch):
    monkeypatch.setattr(overlay.shown, "shown_song", lambda _: pytest.fail("looked for a song"))
    monkeypatch.setattr(overlay, "scene_to_edit", lambda _: scene)
    space = types.SimpleNamespace(view_type="SEQUENCER", show_overlays=True)
    context = types.SimpleNamespace(space_data=space, region=None)
    scene.sequence_maker.show_beats = False
    overlay._paint(context)
    scene.sequence_maker.show_beats, space.view_type = True, "PREVIEW"
    overlay._paint(context)


def test_a_guess_is_drawn_paler():
    sure, guess = (
        layout_of(replace(grid(), sure=sure), Timebase(RATE, 0)) for sure in (True, False)
    )
    view = View(0, 5.0, 800, 300)
    assert all(a < b for a, b in zip(strengths(guess, view), strengths(sure, view), strict=True))
    assert guess.bands[0].color[3] < sure.bands[0].color[3]
