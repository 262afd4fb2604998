"""Small real files of every kind."""

from pathlib import Path

import bpy

from bl_ext.user_default.sequence_maker.blender.host import compat
from timeline_help import effect, strips_of

CONTAINERS = {".mp4": "MPEG4", ".mov": "QUICKTIME", ".mkv": "MKV", ".avi": "AVI"}


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
