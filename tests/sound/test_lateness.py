"""Where Blender plays a sound beside its place in the file, beats are told where it plays them."""

import random
import shutil
import subprocess

import bpy
import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.sound import lateness, mp3, vorbis
from bl_ext.user_default.sequence_maker.blender.sound.mapping import mapping_of
from sound_help import add_sound, beats, clicks, converted, needs_sound, peaks
from timeline_help import strips_of

TIMES = [round(0.4 + 0.37 * number, 2) for number in range(30)]
SECONDS, FPS = 12.0, 25
CLOSE = 0.005
has_ffmpeg = shutil.which("ffmpeg") is not None


def made(tmp_path, suffix, *options):
    """Write clicks in a format: by ffmpeg with its options, or by aud."""
    wav = clicks(tmp_path / "a.wav", TIMES, SECONDS, 48_000 if "opus" in options else 44_100)
    if not options:
        return wav if suffix == ".wav" else converted(wav, suffix)
    path = tmp_path / f"made{suffix}"
    command = ["ffmpeg", "-y", "-v", "error", "-i", str(wav), "-ac", "2"]
    subprocess.run([*command, *options, str(path)], check=True)
    return path


def off(scene, strip, times, tmp_path):
    """Return by how many seconds what is heard in a file is told beside what Blender mixes."""
    scene.frame_start, scene.frame_end = 1, compat.frames(strip)[1] + FPS
    bpy.context.view_layer.update()
    out = tmp_path / "mix.wav"
    options = {"container": "WAV", "codec": "PCM", "format": "S16", "accuracy": 64}
    bpy.ops.sound.mixdown(filepath=str(out), check_existing=False, **options)
    mapping, found = mapping_of(strip, scene, SECONDS), np.asarray(peaks(out)[0])
    told = mapping.to_timeline(times)
    told = told[(mapping.start + 0.1 < told) & (told < mapping.end - 0.1)]
    assert len(told) > 8
    near = found[np.abs(found[None, :] - told[:, None]).argmin(axis=1)]
    return float(np.median(near - told))


PLACES = ((31, 0, 0), (1, 1, 0), (61, 77, 20), (-40, 0, 0))
"""First frame of a strip, and frames cut from both ends."""
FORMATS = {
    "wav": (".wav",),
    "mp3": (".mp3",),
    "ogg": (".ogg",),
    "opus": (".opus",),
    "flac": (".flac",),
    "m4a": (".m4a",),
}
WITH_FFMPEG = {
    "mp3 of 48 kHz": (".mp3", "-ar", "48000", "-c:a", "libmp3lame", "-q:a", "2"),
    "mp3 of 24 kHz": (".mp3", "-ar", "24000", "-c:a", "libmp3lame", "-b:a", "64k"),
    "mp3 without a header": (".mp3", "-c:a", "libmp3lame", "-write_xing", "0"),
    "vorbis of low quality": (".ogg", "-c:a", "libvorbis", "-q:a", "0", "-ar", "22050"),
    "opus in webm": (".webm", "-c:a", "libopus"),
    "opus in mka": (".mka", "-c:a", "libopus"),
}


@needs_sound
@pytest.mark.parametrize("name", FORMATS)
def test_a_sound_is_told_where_it_is_played(scene, tmp_path, name):
    check(scene, tmp_path, FORMATS[name])


@needs_sound
@pytest.mark.skipif(not has_ffmpeg, reason="it writes such files")
@pytest.mark.parametrize("name", WITH_FFMPEG)
def test_a_sound_of_other_writers_is_told_where_it_is_played(scene, tmp_path, name):
    check(scene, tmp_path, WITH_FFMPEG[name])


def check(scene, tmp_path, kind):
    """Put a sound here and there, trimmed or not."""
    scene.render.fps, scene.render.fps_base = FPS, 1.0
    path = made(tmp_path, *kind)
    times, beside = peaks(path)[0], {}
    for first, left, right in PLACES:
        strip = add_sound(scene, path, frame=first)
        start, end = compat.frames(strip)
        compat.set_end(strip, end - right)
        compat.set_first(strip, start + left)
        beside[first, left, right] = off(scene, strip, times, tmp_path)
        strips_of(scene).remove(strip)
    assert all(abs(value) < CLOSE for value in beside.values()), beside


@needs_sound
def test_pages_of_a_song_are_those_that_blender_jumps_to(scene, tmp_path):
    scene.render.fps, scene.render.fps_base = FPS, 1.0
    path, chance = made(tmp_path, ".ogg"), random.Random(5)
    times = peaks(path)[0]
    found = vorbis.landings(path)
    assert len(found.starts) > 5 and list(found.starts) == sorted(found.starts)
    assert len(set(found.losses)) > 1
    for left in chance.sample(range(1, 180), 6):
        strip = add_sound(scene, path)
        compat.set_first(strip, 1 + left)
        assert abs(off(scene, strip, times, tmp_path)) < CLOSE, left
        strips_of(scene).remove(strip)


@needs_sound
def test_what_is_no_such_file_is_not_late(tmp_path):
    for suffix in (".wav", ".flac", ".aac", ".opus"):
        path = beats(tmp_path / "a.wav", 3.0)
        path = path if suffix == ".wav" else converted(path, suffix)
        found = lateness.read(path)
        assert found.at(0.0) == found.at(1.0) == 0.0
    assert mp3.encoder_delay(path) == 0.0


@needs_sound
@pytest.mark.parametrize("suffix", [".ogg", ".mp3", ".mka"])
def test_cut_and_spoilt_files_are_looked_through_without_a_fault(tmp_path, suffix):
    data = converted(beats(tmp_path / "a.wav", 3.0), suffix).read_bytes()
    chance, path = random.Random(2), tmp_path / f"spoilt{suffix}"
    for _ in range(150):
        spoilt = bytearray(data[: chance.randrange(len(data))])
        for _ in range(chance.randrange(30)):
            spoilt[chance.randrange(min(len(spoilt), 6000))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt) if spoilt else None
        found = lateness.read(path)
        assert all(-1.0 <= found.at(place) <= 1.0 for place in (0.0, 0.1, 2.0, 100.0))
