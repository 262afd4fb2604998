"""What Blender finds in a movie or a sound; nothing of the file's scene is touched."""

from __future__ import annotations

from pathlib import Path

import bpy

from ...media.file_kinds import Kind
from ...sequence.errors import ToolError
from ...sequence.frames import FrameRate
from ...toolkit.plain_text import named
from ...toolkit.ports import MediaFile
from ..host import compat
from ..sound.decode import found_engine


def probe(path: Path, kind: Kind) -> MediaFile:
    """Return what a movie or a sound is: a few milliseconds.

    Raises:
        ToolError: `no_media`, if Blender cannot read it.
    """
    length = _sound_length(path)
    if kind == "sound":
        if length is None and found_engine() is not None:
            raise _unreadable(path)
        return MediaFile("", kind, length=length)
    scene = bpy.data.scenes.new("Media")
    try:
        editor = scene.sequence_editor_create()
        strip = compat.strips(editor).new_movie("Media", str(path), 1, 1)
        frames, fps = int(getattr(strip, compat.PLACE[3])), float(strip.fps)
        element = strip.elements[0]
        size = element.orig_width, element.orig_height
    except (RuntimeError, AttributeError, IndexError):
        raise _unreadable(path) from None
    finally:
        compat.remove_scene(scene)
    if not all(size) or fps <= 0:
        raise _unreadable(path)
    has_sound = None if found_engine() is None else length is not None
    return MediaFile("", kind, frames, FrameRate(fps).time_of(frames), size, fps, has_sound)


def _sound_length(path: Path) -> float | None:
    """Return the seconds of a sound, or of a movie's; None where there is none."""
    engine = found_engine()
    if engine is None:
        return None
    try:
        sound = engine.Sound(str(path))
        length, rate = sound.length, sound.specs[0]
    except (engine.error, OSError, ValueError):
        return None
    return length / rate if length > 0 else None


def _unreadable(path: Path) -> ToolError:
    message = f"Blender cannot read {named(path.name)}: it is damaged, or of an unknown kind"
    return ToolError("no_media", message, field="files")
