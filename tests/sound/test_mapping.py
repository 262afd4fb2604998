"""Where a strip's sound is heard, against Blender's own mixdown of clicks."""

import ctypes
import os
import struct
import subprocess
import sys
import types
from pathlib import Path

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.sound import mapping as mapping_module
from bl_ext.user_default.sequence_maker.blender.sound import retiming
from bl_ext.user_default.sequence_maker.blender.sound.mapping import Mapping, mapping_of
from sound_help import add_sound, clicks, needs_sound, peaks
from timeline_help import strips_of

CLICKS = [round(0.5 * number, 1) for number in range(1, 24)]
SECONDS, FRAMES = 12.0, 300
VERSION = bpy.app.version
SELECTED = 16
"""Flag of a retiming key."""
ALONE = "SEQUENCE_MAKER_TEST_ALONE"
TRIES = 8
may_crash = pytest.mark.skipif(
    VERSION < (5, 2, 0) and ALONE not in os.environ,
    reason="Blender's own mixdown of retimed sounds may crash: see the test that runs it alone",
)


@pytest.fixture
def strip(scene, tmp_path):
    """Add a strip of clicks; 25 frames a second."""
    scene.render.fps, scene.render.fps_base = 25, 1.0
    return add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), frame=11)


def operate(scene, strip, name, **options):
    """Call an operator of the Sequencer on a strip."""
    window = bpy.context.window_manager.windows[0]
    area = next(
        area
        for area in window.screen.areas
        if area.type == "SEQUENCE_EDITOR" and "SEQUENCER" in area.spaces.active.view_type
    )
    region = next(region for region in area.regions if region.type == "WINDOW")
    for other in strips_of(scene):
        other.select = other == strip
    scene.sequence_editor.active_strip = strip
    with bpy.context.temp_override(window=window, area=area, region=region):
        assert getattr(bpy.ops.sequencer, name)(**options) == {"FINISHED"}


def add_keys(scene, strip, *frames):
    """Add retiming keys; `retiming_keys.add` crashes before 5.1."""
    for frame in frames:
        operate(scene, strip, "retiming_key_add", timeline_frame=frame)


def worst(scene, strip, tmp_path):
    """Return how many frames the mapping is off what Blender mixes, at worst."""
    scene.frame_start, scene.frame_end = 1, 26 * scene.render.fps
    rate = scene.render.fps / scene.render.fps_base
    bpy.context.view_layer.update()
    out = tmp_path / "mix.wav"
    options = {"container": "WAV", "codec": "PCM", "format": "S16", "accuracy": 64}
    bpy.ops.sound.mixdown(filepath=str(out), check_existing=False, **options)
    mapping = mapping_of(strip, scene, SECONDS)
    assert mapping.exact
    wanted = mapping.to_timeline(CLICKS)
    wanted = wanted[(mapping.start + 0.05 < wanted) & (wanted < mapping.end - 0.05)]
    found = np.asarray(peaks(out)[0])
    assert len(wanted) > 15 and 0 <= len(found) - len(wanted) <= 2
    return float(np.abs(found[None, :] - wanted[:, None]).min(axis=1).max()) * rate


def play_plainly(strip):
    """Turn off what keeps the pitch: it smears the place of a change of speed by its own length."""
    if hasattr(strip, "pitch_correction"):
        strip.pitch_correction = False


@needs_sound
@pytest.mark.parametrize(("fps", "base"), [(25, 1.0), (30, 1.001), (240, 1.0)])
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"frame_offset_start": 31},
        {"frame_offset_start": 31, "frame_offset_end": 40},
        {"sound_offset": 0.8},
        {"sound_offset": -0.8, "frame_offset_start": 7},
    ],
    ids=str,
)
def test_start_trim_offset_and_rate(scene, tmp_path, values, fps, base):
    scene.render.fps, scene.render.fps_base = fps, base
    strip = add_sound(scene, clicks(tmp_path / "a.wav", CLICKS, SECONDS, 44_100), frame=61)
    for name, value in values.items():
        setattr(strip, name, value)
    assert worst(scene, strip, tmp_path) < max(0.2, 0.002 * fps)


@needs_sound
@may_crash
@pytest.mark.parametrize("speed", [50.0, 80.0, 200.0])
@pytest.mark.parametrize("offset", [0.0, 0.8])
def test_an_even_speed(scene, strip, tmp_path, speed, offset):
    operate(scene, strip, "retiming_segment_speed_set", speed=speed)
    strip.sound_offset = offset
    assert len(strip.retiming_keys) == 2
    assert worst(scene, strip, tmp_path) < 1


@needs_sound
@may_crash
@pytest.mark.parametrize(
    "moves", [{1: 161}, {1: 61}, {2: 141, 1: 51}], ids=["slow first", "fast first", "three"]
)
def test_several_speeds(scene, strip, tmp_path, moves):
    play_plainly(strip)
    add_keys(scene, strip, *((61, 111, 211) if len(moves) > 1 else (111,)))
    for number, frame in moves.items():
        strip.retiming_keys[number].timeline_frame = frame
    assert worst(scene, strip, tmp_path) < 1.1


@needs_sound
@pytest.mark.skipif(VERSION >= (5, 2, 0) or ALONE in os.environ, reason="they run as they are")
@pytest.mark.parametrize("test", ["test_an_even_speed", "test_several_speeds"])
def test_retimed_sounds_in_a_process_of_their_own(test):
    """Mixing them divides by zero in Blender 4.5 and 5.0, or goes wrong, at times: try again."""
    runner = str(Path(__file__).resolve().parents[1] / "run.py")
    alone = {name: value for name, value in os.environ.items() if "TEST_RESULT" not in name}
    alone[ALONE] = "1"
    for _ in range(TRIES):
        done = subprocess.run(
            [sys.executable, runner, f"{__file__}::{test}", "-q"],
            env=alone,
            capture_output=True,
            text=True,
            timeout=120,
        )
        if done.returncode == 0:
            break
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout and "skipped" not in done.stdout


@needs_sound
@pytest.mark.skipif(VERSION < (5, 2, 0), reason="Blender itself begins 8 frames beside it")
@pytest.mark.parametrize("values", [{"frame_offset_start": 25}, {"sound_offset": 0.8}], ids=str)
def test_several_speeds_with_trim_or_offset(scene, strip, tmp_path, values):
    play_plainly(strip)
    add_keys(scene, strip, 111, 211)
    strip.retiming_keys[1].timeline_frame = 161
    for name, value in values.items():
        setattr(strip, name, value)
    assert worst(scene, strip, tmp_path) < 1


@needs_sound
@pytest.mark.skipif(VERSION < (5, 2, 0), reason="keys cannot be selected from here")
@pytest.mark.parametrize("keeps_pitch", [False, True])
@pytest.mark.parametrize(
    ("name", "at", "frames"),
    [("retiming_transition_add", 161, 40), ("retiming_freeze_frame_add", 116, 20)],
)
def test_transitions_and_freeze_frames(scene, strip, tmp_path, name, at, frames, keeps_pitch):
    strip.pitch_correction = keeps_pitch
    add_keys(scene, strip, 111 if at > 150 else at)
    strip.retiming_keys[1].timeline_frame = at
    flags = ctypes.c_int.from_address(strip.retiming_keys[1].as_pointer() + 8)
    flags.value |= SELECTED
    operate(scene, strip, name, duration=frames)
    assert len(strip.retiming_keys) == 4
    assert worst(scene, strip, tmp_path) < 2


class Key:
    """A retiming key as it lies in memory."""

    def __init__(self, frame, share, flags=0, told=None):
        pair = (share, 0.0) if VERSION >= (5, 0, 0) else (0.0, share)
        self._data = ctypes.create_string_buffer(struct.pack("<diff", frame, flags, *pair))
        self.timeline_frame = 11 + frame if told is None else told

    def as_pointer(self):
        return ctypes.addressof(self._data)


def points(*keys, **values):
    """Read keys of a strip of 301 or 300 frames that begins at 11: 300 are played."""
    frames = 300 if VERSION >= (5, 0, 0) else 301
    return retiming.points(types.SimpleNamespace(retiming_keys=keys, **values), 11.0, frames)


def test_keys_are_read_from_memory():
    found = points(Key(0, 0), Key(150, 0.25), Key(300, 1))
    assert found == [(11, 0), (161, pytest.approx(75)), (311, pytest.approx(300))]


def test_a_frozen_stretch_ascends_and_plays_on_where_the_pitch_is_kept():
    keys = Key(0, 0), Key(100, 0.5, 4), Key(120, 0.5, 8), Key(270, 1)
    still = points(*keys)
    assert [played for _, played in still] == pytest.approx([0, 150, 150, 300], abs=1e-4)
    assert all(a[1] < b[1] for a, b in zip(still, still[1:], strict=False))
    on = points(*keys, pitch_correction=True)
    assert [played for _, played in on] == pytest.approx([0, 150, 170, 320], abs=1e-4)


def test_a_transition_bends_evenly():
    found = points(Key(0, 0), Key(100, 1 / 6, 1), Key(200, 0.5, 2), Key(300, 1))
    steps = np.diff([played for _, played in found[1:-1]]) / np.diff([f for f, _ in found[1:-1]])
    assert 0.5 < steps[0] < 0.6 and 1.4 < steps[-1] < 1.5
    assert np.diff(steps) == pytest.approx(np.diff(steps)[0], abs=1e-4)


@pytest.mark.parametrize(
    "keys",
    [
        (Key(0, 0), Key(300, 2)),
        (Key(0, 0), Key(300, float("nan"))),
        (Key(0, 0), Key(300, 0)),
        (Key(0, 0.9), Key(300, 0.1)),
        (Key(0, 0), Key(0, 1)),
        (Key(0, 0), Key(300, 1, told=700)),
        (Key(float("nan"), 0), Key(300, 1, told=311)),
    ],
)
def test_memory_that_is_no_key_is_left_alone(keys):
    assert points(*keys) is None


def test_a_later_blender_is_not_read(monkeypatch):
    keys = Key(0, 0), Key(300, 1)
    assert points(*keys)
    later = types.SimpleNamespace(app=types.SimpleNamespace(version=(6, 0, 0)))
    monkeypatch.setattr(retiming.compat, "bpy", later)
    assert points(*keys) is None


@needs_sound
def test_keys_that_cannot_be_read_are_guessed_from_the_ends(scene, strip, monkeypatch):
    operate(scene, strip, "retiming_segment_speed_set", speed=50.0)
    monkeypatch.setattr(mapping_module.retiming, "points", lambda *_: None)
    mapping = mapping_of(strip, scene, SECONDS)
    assert not mapping.exact
    assert mapping.to_timeline([6.0])[0] == pytest.approx(12.4, abs=0.1)


def test_a_mapping_goes_both_ways_and_straight_on():
    mapping = Mapping((0.0, 2.0, 4.0), (10.0, 11.0, 15.0), 10.0, 15.0)
    there = mapping.to_timeline([-1, 0, 1, 3, 5])
    assert there.tolist() == [9.5, 10.0, 10.5, 13.0, 17.0]
    assert mapping.to_source(there).tolist() == [-1, 0, 1, 3, 5]
