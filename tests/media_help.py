"""Small real files of every kind, and a folder that is allowed."""

from pathlib import Path

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import compat
from bl_ext.user_default.sequence_maker.blender.permits import media_folders
from timeline_help import effect, strips_of

CONTAINERS = {".mp4": "MPEG4", ".mov": "QUICKTIME", ".mkv": "MKV", ".avi": "AVI"}


@pytest.fixture
def trip(tmp_path: Path):
    """A folder `Trip` that is allowed for the test, with nothing in it."""
    folder = tmp_path / "Trip"
    folder.mkdir()
    media_folders.allow_for_this_run([str(folder)])
    yield folder
    media_folders.allow_for_this_run([])


def film(path: Path, frames=24, fps=24, base=1.0, size=(64, 36), sound: Path | None = None) -> Path:
    """Render a small movie of one color, with AAC sound if one is given."""
    scene = bpy.data.scenes.new("Film")
    scene.sequence_editor_create()
    settings = scene.render
    settings.resolution_x, settings.resolution_y = size
    settings.resolution_percentage, settings.use_file_extension = 100, False
    settings.fps, settings.fps_base = fps, base
    compat.set_movie_format(settings, CONTAINERS[path.suffix])
    settings.ffmpeg.audio_codec = "AAC" if sound else "NONE"
    settings.filepath = str(path)
    scene.frame_end = frames
    effect(scene, "COLOR", 1, 0, frames * base / fps, "Color").color = (1, 0, 0)
    if sound:
        strips_of(scene).new_sound("Sound", str(sound), 2, 1)
    bpy.ops.render.render(scene=scene.name, animation=True)
    bpy.data.scenes.remove(scene)
    return path


def image(path: Path, kind: str = "PNG", size=(6, 4)) -> Path:
    """Write an image as Blender does."""
    made = bpy.data.images.new("Image", *size)
    made.filepath_raw, made.file_format = str(path), kind
    made.save()
    bpy.data.images.remove(made)
    return path


def images(folder: Path, count: int, name: str = "shot_{:04}.png", first: int = 1) -> None:
    """Write numbered images, all of the same bytes."""
    data = image(folder / name.format(first)).read_bytes()
    for number in range(first + 1, first + count):
        (folder / name.format(number)).write_bytes(data)
