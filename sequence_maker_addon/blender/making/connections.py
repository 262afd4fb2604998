"""Which strips are connected, such as the picture and the sound of one movie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..host import compat
from . import connection_memory


def connected(scene: Any, name: str) -> list[str]:
    """Return the names of the strips that are connected with one; see `all_connected`."""
    strip = compat.strips(scene.sequence_editor).get(name)
    return of(scene, strip) if strip is not None else []


def of(scene: Any, strip: Any) -> list[str]:
    """Return the names of the strips that a strip is connected with; see `all_connected`."""
    if not compat.HAS_CONNECTIONS:
        return _pairs(compat.strips(scene.sequence_editor)).get(strip.name, [])
    told = _told(strip)
    if told is not None:
        return told
    first, end = compat.frames(strip)
    return _probed(scene, strip.name, first + 1) if end - first > 1 else []


def all_connected(scene: Any) -> dict[str, list[str]]:
    """Return the names of the strips that each is connected with; those without are left out.

    Blender 5.2 tells them. 4.4 to 5.1 only act on them, so they are read from its memory, or
    where that is not what it should be, a copy of the scene is cut, looked at and thrown away, for
    strips that begin and end with another. Before 4.4 nothing is connected, and the picture and
    sound of one file that lie together count as such.
    """
    strips = list(compat.strips(scene.sequence_editor))
    if not compat.HAS_CONNECTIONS:
        return _pairs(strips)
    found = {strip.name: _told(strip) for strip in strips}
    unknown = [strip for strip in strips if found[strip.name] is None]
    often = Counter(compat.frames(strip) for strip in unknown)
    for strip in unknown:
        pairs = often[compat.frames(strip)] > 1
        found[strip.name] = of(scene, strip) if pairs else []
    return {name: others for name, others in found.items() if others}


def _told(strip: Any) -> list[str] | None:
    """Return what Blender or its memory tells, None where neither does."""
    told = compat.connections_of(strip)
    read = connection_memory.names(strip) if told is None else [other.name for other in told]
    return None if read is None else sorted(read)


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


def _pairs(strips: Iterable[Any]) -> dict[str, list[str]]:
    """Return pictures and sounds of one file that lie together, by the name of each."""
    groups: dict[tuple[str, int, int], list[Any]] = {}
    for strip in strips:
        if strip.type in ("MOVIE", "SOUND") and (file := _file(strip)):
            groups.setdefault((file, *compat.frames(strip)), []).append(strip)
    found = {
        strip.name: sorted(other.name for other in group if other.type != strip.type)
        for group in groups.values()
        for strip in group
    }
    return {name: others for name, others in found.items() if others}


def _file(strip: Any) -> str:
    if strip.type == "SOUND":
        return str(strip.sound.filepath) if strip.sound is not None else ""
    return str(strip.filepath) if strip.type == "MOVIE" else ""
