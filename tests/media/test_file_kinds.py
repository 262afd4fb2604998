"""What is media is told by ending and content; the size of an image is read from its file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.media.file_kinds import (
    IMAGES,
    MOVIES,
    SOUNDS,
    is_media,
    kind_of,
)
from bl_ext.user_default.sequence_maker.media.pictures import size_of
from bl_ext.user_default.sequence_maker.media.runs import Run, grouped, run_in, run_named
from media_help import film, image
from sound_help import beats, converted, needs_sound

LISTS = (
    b"#EXTM3U\n/etc/passwd\n",
    b"ffconcat version 1.0\nfile /etc/passwd\n",
    b"<?xml version='1.0'?><MPD/>",
    b"#!/bin/sh\nrm -rf /\n",
    b"",
    b"\0" * 400,
)


@pytest.mark.parametrize("ending", sorted(MOVIES | SOUNDS | IMAGES))
def test_a_list_of_other_files_is_no_media_whatever_it_is_called(tmp_path, ending):
    for number, text in enumerate(LISTS):
        path = tmp_path / f"clip{number}.{ending}"
        path.write_bytes(text)
        assert not is_media(path), text


@pytest.mark.parametrize("ending", [".mp4", ".mov", ".mkv", ".avi"])
def test_movies_that_blender_writes_are_media(addon, tmp_path, ending):
    path = film(tmp_path / f"clip{ending}", frames=2)
    assert is_media(path) and kind_of(path.name) == "movie"
    assert not is_media(path.rename(tmp_path / "clip.wav"))


@needs_sound
@pytest.mark.parametrize("ending", [".mp3", ".ogg", ".opus", ".flac", ".aac", ".m4a"])
def test_sounds_that_blender_writes_are_media(addon, tmp_path, ending):
    path = converted(beats(tmp_path / "song.wav", 2.0), ending)
    assert is_media(path) and kind_of(path.name) == "sound"
    assert is_media(tmp_path / "song.wav")


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("png", "PNG"),
        ("jpg", "JPEG"),
        ("tif", "TIFF"),
        ("exr", "OPEN_EXR"),
        ("bmp", "BMP"),
        ("webp", "WEBP"),
    ],
)
def test_the_size_of_an_image_is_read_from_its_file(addon, tmp_path, ending, kind):
    path = image(tmp_path / f"still.{ending}", kind, (70, 40))
    assert is_media(path) and size_of(path) == (70, 40)


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"II*\0", b"RIFF", b"BM"])
)
def test_no_damaged_image_raises(tmp_path_factory, data, head):
    path = tmp_path_factory.getbasetemp() / "damaged.png"
    path.write_bytes(head + data)
    found = size_of(path)
    assert found is None or all(0 < side < 1_000_000 for side in found)


@given(st.lists(st.integers(0, 60), unique=True), st.integers(1, 3), st.integers(2, 20))
def test_images_in_a_row_become_one_and_none_is_lost(numbers, digits, least):
    names = [f"shot_{number:0{digits}}.png" for number in sorted(numbers)]
    rows = grouped(names, least)
    assert [
        one for row in rows for one in (row.names() if isinstance(row, Run) else [row])
    ] == names
    assert all(isinstance(row, str) or len(row) >= least for row in rows)
    for row in rows:
        assert isinstance(row, str) or run_named(row.name) == row


def test_hashes_stand_for_the_longest_row():
    names = [f"shot_{n:04}.png" for n in (1, 2, 3, 7, 8)] + ["other_0001.png", "shot_x.png"]
    assert run_in("shot_####.png", names) == Run("shot_", 4, 1, 3, ".png")
    assert run_in("shot.png", names) is None and run_in("none_##.png", names) is None


def test_a_size_is_none_where_the_file_does_not_tell(tmp_path: Path):
    (tmp_path / "still.tga").write_bytes(b"\0\0\2" + bytes(40))
    assert size_of(tmp_path / "still.tga") is None
