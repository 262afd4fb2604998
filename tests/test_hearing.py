"""Sounds become songs: files of all kinds, bad ones too, and their place on the timeline."""

import time

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender import decode, hearing, song_cache, sounds
from bl_ext.user_default.sequence_maker.blender.mapping import Mapping, mapping_of
from bl_ext.user_default.sequence_maker.blender.sessions import session_for
from bl_ext.user_default.sequence_maker.core.errors import ToolError
from sound_help import (
    HAS_ENGINE,
    RATE,
    add_sound,
    beats,
    clicks,
    converted,
    forget,
    heard,
    needs_ffmpeg,
    needs_sound,
    write,
)

@pytest.fixture(autouse=True)
def forgetful(addon):
    forget()
    yield
    forget()


@pytest.fixture
def music(scene):
    return session_for(scene).music.music


@needs_sound
def test_the_song_lies_where_its_strip_lies(scene, music, tmp_path):
    scene.render.fps, scene.render.fps_base = 30, 1.001
    add_sound(scene, beats(tmp_path / "a.wav"), frame=61)
    song, told = heard(music.hear())
    zero = 60 * 1.001 / 30
    assert song.name == "Song" and song.file == "a.wav"
    assert song.start == pytest.approx(zero) and song.end - song.start == pytest.approx(20, abs=0.1)
    wanted = zero + 0.5
    assert song.grid.nearest(wanted) == pytest.approx(wanted, abs=0.02)
    assert song.grid.bpm == pytest.approx(120, abs=0.2)
    assert told[-1].factor <= 1 and len(told) > 5
    assert song.music.onsets["all"][0][0] == pytest.approx(wanted, abs=0.02)
    assert music.known() is song


@needs_sound
def test_trim_and_move_need_no_new_analysis(scene, music, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav"))
    first, _ = heard(music.hear())
    strip.frame_start += 24
    strip.frame_offset_start, strip.frame_offset_end = 48, 48
    moved = music.known()
    rate = scene.render.fps / scene.render.fps_base
    assert moved.start == pytest.approx(72 / rate)
    assert all(moved.start <= beat < moved.end for beat in moved.grid.beats)
    wanted = first.grid.beats[10] + 24 / rate
    assert moved.grid.nearest(wanted) == pytest.approx(wanted, abs=1e-4)
    assert len(moved.grid.beats) < len(first.grid.beats)
    assert moved.music.energy[0][0] >= moved.start


@needs_sound
def test_a_second_session_reads_the_analysis_from_the_file(scene, music, tmp_path, monkeypatch):
    add_sound(scene, beats(tmp_path / "a.wav"))
    first, _ = heard(music.hear())
    hearing.forget_session()
    monkeypatch.setattr(decode, "open_sound", lambda *_: pytest.fail("decoded again"))
    again, _ = heard(music.hear())
    assert again.grid == first.grid
    for file in song_cache.folder().glob("*.json"):
        file.write_text("{spoilt")
    hearing.forget_session()
    assert music.known() is None


@needs_sound
def test_corrections_are_kept_in_source_time_and_win(scene, music, tmp_path):
    strip = add_sound(scene, beats(tmp_path / "a.wav"))
    song, _ = heard(music.hear())
    count = len(song.grid.beats)
    strip.frame_offset_end = 240
    short = music.known()
    halved = music.set_grid(short, short.grid.halved())
    assert len(halved.grid.beats) == pytest.approx(len(short.grid.beats) / 2, abs=1)
    strip.frame_offset_end = 0
    full = music.known()
    hidden = count - len(short.grid.beats)
    assert len(full.grid.beats) == len(halved.grid.beats) + hidden
    path = tmp_path / "kept.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.ops.wm.open_mainfile(filepath=str(path))
    hearing.forget_session()
    edited = next(s for s in bpy.data.scenes if s.sequence_editor)
    again, _ = heard(session_for(edited).music.music.hear())
    assert again.grid.beats == pytest.approx(full.grid.beats)


@needs_sound
def test_the_longest_sound_that_is_not_muted_is_chosen(scene, music, tmp_path):
    add_sound(scene, beats(tmp_path / "long.wav", 12), 3, name="Long")
    add_sound(scene, beats(tmp_path / "short.wav", 6), 4, name="Short")
    assert sounds.choose(scene).name == "Long"
    scene.sequence_editor.channels[3].mute = True
    assert sounds.choose(scene).name == "Short"
    song, _ = heard(music.hear("Long"))
    assert any("channel 3 is muted" in note for note in song.notes)
    with pytest.raises(ToolError) as caught:
        sounds.choose(scene, "Nothing")
    assert caught.value.code == "unknown_clip"
    assert caught.value.details["allowed"] == ["Long", "Short"]


def test_without_a_sound_the_way_out_is_named(scene, music):
    with pytest.raises(ToolError) as caught:
        heard(music.hear())
    assert caught.value.code == "no_sound" and music.known() is None


@needs_sound
def test_a_sound_whose_file_is_gone_is_named(scene, music, tmp_path):
    path = beats(tmp_path / "gone.wav", 3)
    add_sound(scene, path)
    path.unlink()
    with pytest.raises(ToolError) as caught:
        heard(music.hear())
    assert caught.value.code == "unreadable_sound" and "gone.wav" in caught.value.message
    assert music.known() is None


@needs_sound
def test_a_packed_sound_is_heard_without_its_file(scene, music, tmp_path):
    path = beats(tmp_path / "packed.wav", 10)
    add_sound(scene, path).sound.pack()
    path.unlink()
    song, _ = heard(music.hear())
    assert song.grid.bpm == pytest.approx(120, abs=0.5)


@needs_sound
@pytest.mark.parametrize(("seconds", "level"), [(3, 0.2), (0.2, 0.2), (5, 0)])
def test_short_and_silent_sounds_are_no_fault(scene, music, tmp_path, seconds, level):
    sound = np.random.default_rng(5).normal(size=int(seconds * RATE)) * level
    add_sound(scene, write(tmp_path / "a.wav", sound))
    song, _ = heard(music.hear())
    assert song.notes or song.grid.beats
    assert level or not song.grid.beats


@needs_sound
@pytest.mark.parametrize(("fps", "base"), [(1, 10.0), (240, 1.0), (30, 1.001)])
def test_any_frame_rate_gives_the_same_seconds(scene, music, tmp_path, fps, base):
    scene.render.fps, scene.render.fps_base = fps, base
    add_sound(scene, beats(tmp_path / "a.wav", 20))
    song, _ = heard(music.hear())
    assert song.grid.nearest(10.0) == pytest.approx(10.0, abs=0.02)


@needs_sound
def test_a_dropped_analysis_leaves_nothing(scene, music, tmp_path):
    add_sound(scene, beats(tmp_path / "a.wav", 15, bpm=111))
    steps = music.hear()
    for _ in range(4):
        next(steps)
    steps.close()
    assert music.known() is None
