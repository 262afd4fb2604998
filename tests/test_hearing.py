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

TIMES = [0.5, 1.25, 3.0, 3.7, 5.01, 7.49, 9.0, 11.11]


@pytest.fixture(autouse=True)
def forgetful(addon):
    forget()
    yield
    forget()


@pytest.fixture
def music(scene):
    return session_for(scene).music.music


def peaks(path):
    """Where the clicks of `TIMES` are found in a decoded file."""
    sound = decode.open_sound(path)
    samples = np.abs(np.concatenate(list(sound.blocks)))
    loud = samples > 0.15 * samples.max()
    found = []
    for place in np.nonzero(loud)[0] / sound.rate:
        if not found or place - found[-1] > 0.1:
            found.append(float(place))
    return found, len(samples) / sound.rate


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 48_000, 96_000])
def test_a_wav_of_any_rate_keeps_its_times(tmp_path, rate):
    found, length = peaks(clicks(tmp_path / "a.wav", TIMES, 12, rate))
    assert length == pytest.approx(12, abs=0.01)
    assert found == pytest.approx(TIMES, abs=0.004)


@needs_sound
@needs_ffmpeg
@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".flac", ".m4a", ".opus", ".mka"])
def test_a_compressed_file_in_pieces_keeps_its_times(tmp_path, suffix):
    path = converted(clicks(tmp_path / "a.wav", TIMES, 12, 44_100), suffix)
    found, length = peaks(path)
    assert length == pytest.approx(12, abs=0.1)
    assert found == pytest.approx(TIMES, abs=0.006)


@pytest.mark.parametrize("bits", [8, 24, 32, "float"])
def test_wav_of_every_width_is_read(tmp_path, bits):
    import struct

    wanted = np.sin(np.arange(RATE) / 30) * 0.5
    kinds = {8: ("u1", 127, 128), 32: ("<i4", 2**31 - 1, 0), "float": ("<f4", 1, 0)}
    if bits == 24:
        data = (wanted * (2**31 - 1)).astype("<i4").view("u1").reshape(-1, 4)[:, 1:].tobytes()
    else:
        kind, scale, zero = kinds[bits]
        data = (wanted * scale + zero).astype(kind).tobytes()
    wide = 32 if bits == "float" else bits
    code = 3 if bits == "float" else 1
    form = struct.pack("<HHIIHH", code, 1, RATE, RATE * wide // 8, wide // 8, wide)
    head = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data))
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF" + struct.pack("<I", len(head) + len(data)) + head + data)
    found = np.concatenate(list(decode.open_sound(path).blocks))
    assert found == pytest.approx(wanted, abs=0.02)


def bad(tmp_path, kind):
    path = tmp_path / f"{kind}.mp3"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "corrupt":
        path.write_bytes(np.random.default_rng(3).bytes(5000))
    elif kind == "text":
        path.write_text("no music " * 100)
    elif kind == "folder":
        path.mkdir()
    elif kind == "headless":
        path = tmp_path / "headless.wav"
        path.write_bytes(b"RIFF\x00\x00\x00\x00WAVEdata\xff\xff\xff\xff")
    return path


@needs_sound
@pytest.mark.parametrize("kind", ["empty", "corrupt", "text", "missing", "folder", "headless"])
def test_an_unreadable_file_is_refused_by_name(tmp_path, kind):
    path = bad(tmp_path, kind)
    with pytest.raises(ToolError) as caught:
        decode.open_sound(path)
    assert caught.value.code == "unreadable_sound" and path.name in caught.value.message


@needs_sound
@needs_ffmpeg
def test_a_movie_without_sound_is_refused(tmp_path):
    import subprocess

    path = tmp_path / "silent.mp4"
    source = ["-f", "lavfi", "-i", "testsrc=d=1:s=64x64"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *source, "-an", path], check=True)
    with pytest.raises(ToolError) as caught:
        decode.open_sound(path)
    assert caught.value.code == "unreadable_sound"


@pytest.mark.skipif(HAS_ENGINE, reason="this bpy has Audaspace")
def test_without_audaspace_the_reason_is_said(tmp_path):
    with pytest.raises(ToolError) as caught:
        decode.open_sound(bad(tmp_path, "corrupt"))
    assert caught.value.code == "no_audio"


def test_an_aud_without_anything_in_it_is_refused(tmp_path, monkeypatch):
    import sys
    import types

    monkeypatch.setitem(sys.modules, "aud", types.ModuleType("aud"))
    with pytest.raises(ToolError) as caught:
        decode.open_sound(bad(tmp_path, "corrupt"))
    assert caught.value.code == "no_audio"


def test_a_cut_off_file_gives_what_is_there_and_says_so(tmp_path):
    path = clicks(tmp_path / "a.wav", TIMES, 12)
    path.write_bytes(path.read_bytes()[: RATE * 2 * 6])
    sound = decode.open_sound(path)
    assert sum(map(len, sound.blocks)) / sound.rate == pytest.approx(6, abs=0.1)
    assert "12.0 s" in sound.notes[0]


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


def test_a_mapping_goes_both_ways_and_straight_on():
    mapping = Mapping((0.0, 2.0, 4.0), (10.0, 11.0, 15.0), 10.0, 15.0)
    there = mapping.to_timeline([-1, 0, 1, 3, 5])
    assert there.tolist() == [9.5, 10.0, 10.5, 13.0, 17.0]
    assert mapping.to_source(there).tolist() == [-1, 0, 1, 3, 5]


@needs_sound
@pytest.mark.skipif(bpy.app.version < (5, 1, 0), reason="retiming_keys.add crashes")
@pytest.mark.parametrize("offset", [0.0, 0.8])
def test_retiming_trim_and_offset_agree_with_a_mixdown(scene, tmp_path, offset):
    scene.render.fps, scene.render.fps_base = 25, 1.0
    strip = add_sound(scene, clicks(tmp_path / "a.wav", TIMES, 12, 44_100), frame=11)
    strip.sound_offset = offset
    if not offset:
        strip.retiming_keys.add(timeline_frame=111)
        strip.retiming_keys[1].timeline_frame = 161
    strip.frame_offset_start = 5
    scene.frame_start, scene.frame_end = 1, 400
    mapping = mapping_of(strip, scene, 12.0)
    assert mapping.exact
    out = tmp_path / "mix.wav"
    options = {"container": "WAV", "codec": "PCM", "format": "S16"}
    bpy.context.view_layer.update()
    bpy.ops.sound.mixdown(filepath=str(out), check_existing=False, **options)
    found, _ = peaks(out)
    wanted = [t for t in mapping.to_timeline(TIMES) if mapping.start <= t < mapping.end]
    assert found[: len(wanted)] == pytest.approx(wanted, abs=0.03)


@needs_sound
def test_no_piece_takes_long(tmp_path):
    sound = decode.open_sound(beats(tmp_path / "a.wav", 60))
    worst, last = 0.0, time.thread_time()
    for _ in sound.blocks:
        worst, last = max(worst, time.thread_time() - last), time.thread_time()
    assert worst < 0.05
