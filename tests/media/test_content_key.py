"""A file's key is that of what it holds: real files and sounds in Blender."""

from pathlib import Path

import bpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.blender.sound.source import sound_file_of
from bl_ext.user_default.sequence_maker.media.content_key import content_key
from sound_help import add_sound, beats, needs_sound


@given(data=st.binary(max_size=5000), more=st.binary(min_size=1, max_size=10))
def test_a_key_is_of_the_content_and_not_of_the_name(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, more: bytes
) -> None:
    folder = tmp_path_factory.mktemp("keys")
    (folder / "one.wav").write_bytes(data)
    (folder / "two.mp3").write_bytes(data)
    (folder / "longer.wav").write_bytes(data + more)
    assert content_key(folder / "one.wav") == content_key(folder / "two.mp3")
    assert content_key(folder / "one.wav") != content_key(folder / "longer.wav")


@given(place=st.integers(0, 3_000_000 - 1))
def test_of_a_file_that_is_read_whole_every_byte_counts(
    tmp_path_factory: pytest.TempPathFactory, place: int
) -> None:
    folder = tmp_path_factory.mktemp("keys")
    data = bytearray(3_000_000)
    (folder / "a").write_bytes(data)
    data[place] = 1
    (folder / "b").write_bytes(data)
    assert content_key(folder / "a") != content_key(folder / "b")


@needs_sound
def test_blender_knows_a_sound_by_the_same_key_packed_or_not(
    scene: bpy.types.Scene, tmp_path: Path
) -> None:
    path = beats(tmp_path / "beats.wav", seconds=2.0)
    key = content_key(path)
    strip = add_sound(scene, path)
    assert sound_file_of(strip).key == key
    strip.sound.pack()
    path.unlink()
    assert sound_file_of(strip).key == key
