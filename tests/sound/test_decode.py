"""Sound files become samples: every kind, cut into pieces without a seam; bad ones are refused."""

import struct
import sys
import types

import numpy as np
import pytest

from bl_ext.user_default.sequence_maker.blender.sound import blocks as sound_blocks
from bl_ext.user_default.sequence_maker.blender.sound import decode, mp3
from bl_ext.user_default.sequence_maker.blender.sound.resample import lowered
from bl_ext.user_default.sequence_maker.sequence.errors import ToolError
from music_help import beat_times, rock
from sound_help import (
    HAS_ENGINE,
    RATE,
    clicks,
    converted,
    movie,
    needs_sound,
    peaks,
    write,
)

TIMES = [0.5, 1.25, 3.0, 3.7, 5.01, 7.49, 9.0, 11.11]
DELAYED = (".aac", ".mkv")
"""Here Blender keeps the silence that the AAC encoder puts before the sound."""

pytestmark = pytest.mark.usefixtures("addon")


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    """Write 15 s of music with a second of silence in it, stereo."""
    sound = np.repeat(rock(beat_times(131, 15), 15), 2)
    sound[5 * 44_100 : 6 * 44_100] = 0
    both = np.stack([sound, np.roll(sound, 30) * 0.7], axis=1) / np.abs(sound).max()
    return write(tmp_path_factory.mktemp("song") / "song.wav", both * 0.8, 44_100)


def refused(path, code="unreadable_sound"):
    """Read a file that cannot be read; return the sentence."""
    with pytest.raises(ToolError) as caught:
        list(decode.open_sound(path).blocks)
    assert caught.value.code == code
    return caught.value.message


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 48_000, 96_000])
def test_a_wav_of_any_rate_keeps_its_times(tmp_path, rate):
    found, length = peaks(clicks(tmp_path / "a.wav", TIMES, 12, rate))
    assert length == pytest.approx(12, abs=0.001)
    assert found == pytest.approx(TIMES, abs=0.004)


@needs_sound
@pytest.mark.parametrize(
    "suffix", [".mp3", ".ogg", ".opus", ".flac", ".mka", ".aac", ".m4a", ".mp4", ".mkv"]
)
def test_a_compressed_file_in_pieces_keeps_its_times(tmp_path, suffix):
    path = converted(clicks(tmp_path / "a.wav", TIMES, 12, 44_100), suffix)
    found, length = peaks(path)
    assert length == pytest.approx(12, abs=0.1)
    assert found == pytest.approx(TIMES, abs=0.03 if suffix in DELAYED else 0.006)


@needs_sound
@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".opus", ".flac", ".mka"])
def test_pieces_are_the_whole_sample_by_sample(song, suffix):
    import aud

    path = converted(song, suffix)
    whole = aud.Sound.file(str(path)).data().mean(axis=1)
    found = np.concatenate(list(sound_blocks.Reader(aud, path).blocks()))
    assert -2 <= len(found) - len(whole) < 2000  # an .mp3 keeps the padding of its last frames
    count = min(len(found), len(whole))
    assert np.abs(found[:count] - whole[:count]).max() < 1e-3


@needs_sound
@pytest.mark.parametrize("suffix", [".m4a", ".mkv"])
def test_pieces_of_noisy_decoders_stay_in_place(song, suffix):
    import aud

    path = converted(song, suffix)  # AAC makes its noise anew each time
    whole = aud.Sound.file(str(path)).data().mean(axis=1)
    found = np.concatenate(list(sound_blocks.Reader(aud, path).blocks()))
    assert len(found) == pytest.approx(len(whole), abs=3)
    for first in range(48_000, len(whole) - 48_000, 24_000):
        assert abs(moved(whole[first : first + 24_000], found[first : first + 24_000])) <= 1


def moved(wanted, found):
    """How many samples the second lies behind the first."""
    size = 4 * len(wanted)
    both = np.fft.rfft(found, size) * np.conj(np.fft.rfft(wanted, size))
    products = np.fft.irfft(both, size)
    return int((np.argmax(products) + size // 2) % size - size // 2) if wanted.any() else 0


def test_the_rate_is_lowered_without_a_seam():
    sound = np.sin(np.arange(9000) / 20).astype(np.float32)
    whole = np.concatenate(list(lowered([sound], 2)))
    cut = np.split(sound, [1, 40, 41, 3000, 3001, 8999])
    parts = np.concatenate(list(lowered(cut, 2)))
    assert len(whole) == 4500 and np.allclose(parts, whole, atol=1e-6)
    assert np.allclose(whole[50:-50], sound[100:-100:2], atol=1e-3)


def test_what_is_alike_twice_lies_where_it_usually_does():
    rng = np.random.default_rng(1)
    beat = rng.normal(size=500).astype(np.float32)
    found = np.tile(beat, 12)
    assert sound_blocks.offset(found, found[3000:3400], 3000, 20_000) == 0
    assert sound_blocks.offset(found, found[3000:3400], 3200, 20_000, -200) == -200
    assert sound_blocks.offset(found, np.zeros(400, np.float32), 3000, 20_000, 7) == 7


@pytest.mark.parametrize("bits", [8, 24, 32, "float"])
def test_wav_of_every_width_is_read(tmp_path, bits):
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
    """Make a file, or none, that is no sound."""
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
@pytest.mark.parametrize("kind", ["corrupt", "text", "folder", "headless"])
def test_what_is_no_sound_is_refused_by_name(tmp_path, kind):
    path = bad(tmp_path, kind)
    assert refused(path) == f"the file {path.name!r} holds no sound that can be read"


@pytest.mark.parametrize(
    ("kind", "why"), [("empty", "is empty"), ("missing", "is missing or cannot be opened")]
)
def test_a_missing_or_empty_file_is_refused_by_name(tmp_path, kind, why):
    path = bad(tmp_path, kind)
    assert refused(path) == f"the sound file {path.name!r} {why}"


@needs_sound
def test_a_movie_without_sound_is_refused(tmp_path):
    path = movie(tmp_path / "silent.mp4", seconds=2)
    assert refused(path) == "the file 'silent.mp4' holds no sound that can be read"


@pytest.mark.skipif(HAS_ENGINE, reason="this bpy has Audaspace")
def test_without_audaspace_the_reason_is_said(tmp_path):
    assert "without sound (Audaspace)" in refused(bad(tmp_path, "corrupt"), "no_audio")


def test_an_aud_without_anything_in_it_is_refused(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "aud", types.ModuleType("aud"))
    assert "without sound (Audaspace)" in refused(bad(tmp_path, "corrupt"), "no_audio")


def test_a_cut_off_wav_gives_what_is_there_and_says_so(tmp_path):
    path = clicks(tmp_path / "a.wav", TIMES, 12)
    path.write_bytes(path.read_bytes()[: RATE * 2 * 6])
    sound = decode.open_sound(path)
    assert sum(map(len, sound.blocks)) / sound.rate == pytest.approx(6, abs=0.1)
    assert "it should be 12.0 s long, but 6.0 s are there" in sound.notes[0]


@needs_sound
@pytest.mark.parametrize("suffix", [".mp3", ".flac"])
def test_a_cut_off_file_gives_what_is_there(song, tmp_path, suffix):
    path = tmp_path / f"cut{suffix}"
    data = converted(song, suffix).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    sound = decode.open_sound(path)
    length = sum(map(len, sound.blocks)) / sound.rate
    assert 5 < length < 10
    assert sound.notes and f"but {length:.1f} s are there" in sound.notes[0]


@needs_sound
@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".flac", ".m4a"])
def test_a_file_that_goes_away_while_it_is_read_ends_in_a_sentence(song, tmp_path, suffix):
    path = tmp_path / f"gone{suffix}"
    path.write_bytes(converted(song, suffix).read_bytes())
    blocks = decode.open_sound(path).blocks
    next(blocks)
    path.write_bytes(b"")
    if suffix == ".mp3":  # which was opened once, for all its frames
        assert len(list(blocks)) < 9
        return
    with pytest.raises(ToolError, match=f"gone{suffix}.* went away or was changed"):
        list(blocks)


@needs_sound
def test_spoilt_frames_of_an_mp3_move_nothing_else(tmp_path):
    path = converted(clicks(tmp_path / "a.wav", TIMES, 12, 44_100), ".mp3")
    data = bytearray(path.read_bytes())
    place = len(data) * 2 // 12
    data[place : place + 3000] = np.random.default_rng(2).bytes(3000)
    path.write_bytes(b"ID3\x04\x00\x00\x00\x00\x02\x00" + bytes(256) + data + b"TAG" + bytes(125))
    found, length = peaks(path)
    assert length == pytest.approx(12, abs=0.3)
    late = [there - wanted for there, wanted in zip(found[-4:], TIMES[-4:], strict=True)]
    assert max(late) - min(late) < 0.006 and max(map(abs, late)) < 0.3


@needs_sound
def test_the_parts_of_an_mp3_go_with_the_generator(song, tmp_path, monkeypatch):
    monkeypatch.setattr(sound_blocks.tempfile, "tempdir", str(tmp_path))
    blocks = decode.open_sound(converted(song, ".mp3")).blocks
    next(blocks)
    assert list(tmp_path.iterdir())
    blocks.close()
    assert not list(tmp_path.iterdir())


@needs_sound
def test_other_files_are_not_taken_for_mp3(song):
    for suffix in (".ogg", ".flac", ".aac", ".mka", ".m4a"):
        assert not mp3.is_mp3(converted(song, suffix)), suffix
    assert mp3.is_mp3(converted(song, ".mp3"))
