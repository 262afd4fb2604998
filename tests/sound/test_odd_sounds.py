"""Sounds as recorders, pipes and cameras leave them are heard as Blender plays them."""

import shutil
import struct
import subprocess

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.sound import decode
from bl_ext.user_default.sequence_maker.blender.sound.mono import mono
from bl_ext.user_default.sequence_maker.blender.sound.picture_tracks import has_pictures
from sound_help import RATE, beats, clicks, converted, movie, needs_sound, peaks, write

TIMES = [0.5, 1.25, 3.0, 3.7, 5.01]
pytestmark = pytest.mark.usefixtures("addon")


def heard(path):
    """Return the samples of a file, and what is noted of it."""
    sound = decode.open_sound(path)
    return np.concatenate(list(sound.blocks)), sound.notes


def claiming(path, size):
    """Let a .wav say another length of its data."""
    data = path.read_bytes()
    at = data.index(b"data") + 4
    path.write_bytes(data[:at] + struct.pack("<I", size) + data[at + 4 :])
    return path


@pytest.mark.parametrize("size", [0, 0x7FFFFFDB, 0x7FFFF000, 0x80000000, 0xFFFFFFFF, 0xFFFFFFDB])
def test_a_length_that_was_not_known_is_no_damage(tmp_path, size):
    path = claiming(clicks(tmp_path / "a.wav", TIMES, 6, RATE), size)
    found, length = peaks(path)
    assert found == pytest.approx(TIMES, abs=0.004) and length == pytest.approx(6, abs=0.001)
    assert heard(path)[1] == []


@pytest.mark.parametrize("size", [0x7FFE0000, 40 * RATE, 0x80000001 + (1 << 17)])
def test_what_ends_before_its_length_is_damaged(tmp_path, size):
    _, notes = heard(claiming(clicks(tmp_path / "a.wav", TIMES, 6, RATE), size))
    assert len(notes) == 1 and "is damaged" in notes[0] and "6.0 s are there" in notes[0]


def test_nothing_after_a_length_of_nothing_is_no_sound(tmp_path):
    path = write(tmp_path / "a.wav", np.zeros(0), RATE)
    with pytest.raises(decode.ToolError, match="no sound that can be read"):
        heard(path)


def stereo(path, left, right):
    """Write a sound of clicks with a gain for each side."""
    sound = np.zeros(6 * 44_100)
    burst = np.random.default_rng(2).normal(size=800) * np.exp(-np.arange(800) / 80)
    for time in TIMES:
        first = round(time * 44_100)
        sound[first : first + 800] = burst * 0.3
    return write(path, np.stack([sound * left, sound * right], axis=1), 44_100)


@pytest.mark.parametrize("sides", [(1, -1), (1, 0), (0, 1), (1, -0.9)])
def test_sides_that_cancel_and_a_silent_side_are_heard(tmp_path, sides):
    found, _ = peaks(stereo(tmp_path / "a.wav", *sides))
    assert found == pytest.approx(TIMES, abs=0.004)
    samples, _ = heard(tmp_path / "a.wav")
    assert np.abs(samples).max() > 0.1


@needs_sound
@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".flac"])
def test_sides_that_cancel_are_heard_in_packed_files_too(tmp_path, suffix):
    found, _ = peaks(converted(stereo(tmp_path / "a.wav", 1, -1), suffix))
    assert found == pytest.approx(TIMES, abs=0.006)


def test_one_of_many_channels_alone_is_heard_and_the_mean_of_others_stays():
    chance = np.random.default_rng(4)
    alone = np.zeros((1000, 6), np.float32)
    alone[:, 4] = chance.normal(size=1000)
    assert np.corrcoef(mono(alone), alone[:, 4])[0, 1] == pytest.approx(1)
    every = chance.normal(size=(1000, 2)).astype(np.float32)
    assert mono(every) == pytest.approx(every.mean(axis=1), abs=1e-6)
    assert not mono(np.zeros((10, 2), np.float32)).any()


@needs_sound
@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_pictures_that_go_on_after_the_sound_are_no_damage(tmp_path, suffix):
    path = movie(tmp_path / f"a{suffix}", beats(tmp_path / "a.wav", 5.0), 12.0)
    assert has_pictures(path)
    assert heard(path)[1] == []


@needs_sound
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="it writes such a movie")
@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_pictures_that_begin_late_are_no_damage(tmp_path, suffix):
    wav = clicks(tmp_path / "a.wav", TIMES, 6, 44_100)
    path = tmp_path / f"a.{suffix}"
    late = "-itsoffset 0.7 -f lavfi -i testsrc=s=64x64:r=25:d=6".split()
    kinds = "-map 0:v -map 1:a -c:v mpeg4 -c:a flac -strict -2".split()
    command = ["ffmpeg", "-y", "-v", "error", *late, "-i", str(wav), *kinds, str(path)]
    subprocess.run(command, check=True)
    found, _ = peaks(path)
    assert found == pytest.approx(TIMES, abs=0.005) and heard(path)[1] == []


@needs_sound
@pytest.mark.parametrize("suffix", [".wav", ".mp3", ".ogg", ".m4a", ".mka"])
def test_a_sound_alone_has_no_pictures(tmp_path, suffix):
    wav = beats(tmp_path / "a.wav", 3.0)
    if suffix == ".m4a":
        assert has_pictures(converted(wav, suffix))  # the tests' own is a movie by another name
    else:
        assert not has_pictures(wav if suffix == ".wav" else converted(wav, suffix))
