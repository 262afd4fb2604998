"""Which strips are connected, such as the picture and the sound of one movie."""

from __future__ import annotations

from typing import Any

from ..host import compat
from . import connection_memory


def connected(scene: Any, name: str) -> list[str]:
    """Return the names of the strips that are connected with one.

    Blender 5.2 tells them. 4.4 to 5.1 only act on them, so they are read from its memory, or
    where that is not what it should be, a copy of the scene is cut, looked at and thrown away.
    Before 4.4 nothing is connected, and the picture and sound of one file that lie together count
    as such.
    """
    strip = compat.strips(scene.sequence_editor).get(name)
    if strip is None:
        return []
    told = compat.connections_of(strip)
    if told is not None:
        return sorted(other.name for other in told)
    if not compat.HAS_CONNECTIONS:
        return _of_one_file(scene, strip)
    read = connection_memory.names(strip)
    if read is not None:
        return sorted(read)
    first, end = compat.frames(strip)
    return _probed(scene, name, first + 1) if end - first > 1 else []


def _probed(scene: Any, name: str, frame: int) -> list[str]:
    """Cut a strip in a copy of the scene and see which others are cut along."""
    copy = scene.copy()
    try:
        copy.animation_data_clear()  # its action is the scene's own
        strips = compat.strips(copy.sequence_editor)
        before = {strip.name: compat.frames(strip)[1] for strip in strips}
        for strip in strips:
            strip.lock = copy.sequence_editor.channels[strip.channel].lock = False
        strips[name].split(frame=frame, split_method="SOFT")
        cut = (strip for strip in strips if before.get(strip.name, 0) > compat.frames(strip)[1])
        return sorted(strip.name for strip in cut if strip.name != name)
    finally:
        compat.remove_scene(copy)


def _of_one_file(scene: Any, strip: Any) -> list[str]:
    file = _file(strip)
    if not file:
        return []
    span = compat.frames(strip)
    return sorted(
        other.name
        for other in compat.strips(scene.sequence_editor)
        if other.type in ("MOVIE", "SOUND")
        and other.type != strip.type
        and compat.frames(other) == span
        and _file(other) == file
    )


def _file(strip: Any) -> str:
    if strip.type == "SOUND":
        return str(strip.sound.filepath) if strip.sound is not None else ""
    return str(strip.filepath) if strip.type == "MOVIE" else ""
