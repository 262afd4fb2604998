"""What a dialog offers to choose from: strips, sounds, sections, files, fonts, channels, markers.

A list is made when a field is opened; what it offers goes in by a click, all else may be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import bpy

from ...sequence.errors import ToolError
from ...sequence.timelines import CHANNELS
from ..host import compat
from ..host.scene import scene_to_edit
from ..song import shown
from ..world.sessions import session_for

Choice = tuple[str, str]
"""What goes in, and what it is."""
SELECTED = "selected"
RULES: tuple[Choice, ...] = (
    (SELECTED, "the selected strips"),
    ("all movies", "rule"),
    ("all sounds", "rule"),
    ("all images", "rule"),
    ("all texts", "rule"),
    ("all strips", "rule"),
)
"""Rules that are offered before the names."""
MOST = 300


def search_of(what: str, several: bool) -> dict[str, Any]:
    """Return the options of a text property that offers a list; none where there is no list.

    Args:
        what: A key of `LISTS`.
        several: Whether the field takes several with commas: a choice is added behind the last.
    """
    if what not in LISTS:
        return {}

    def search(self: Any, context: Any, typed: str) -> list[Choice]:
        before, comma, _ = typed.rpartition(",") if several else ("", "", "")
        kept = f"{before}{comma} " if comma else ""
        return [(f"{kept}{name}", told) for name, told in _listed(what, context)]

    return {"search": search, "search_options": {"SUGGESTION"}}


def _listed(what: str, context: Any) -> list[Choice]:
    """Return a list; an empty one where what it lists cannot be reached."""
    scene = scene_to_edit(context)
    try:
        return list(LISTS[what](scene))[:MOST] if scene is not None else []
    except ToolError:
        return []


def _strips(scene: Any) -> Iterator[Choice]:
    yield from RULES
    for strip in _there(scene):
        kind = strip.type.replace("_", " ").title()
        yield strip.name, f"{kind}, channel {strip.channel}"


def _sounds(scene: Any) -> Iterator[Choice]:
    return ((s.name, f"channel {s.channel}") for s in _there(scene) if s.type == "SOUND")


def _sections(scene: Any) -> Iterator[Choice]:
    song = shown.music_in(scene).known()
    for part in song.grid.sections if song is not None else ():
        yield part.name, f"{part.start:.1f}–{part.end:.1f} s  {part.title or part.label}"


def _files(scene: Any) -> Iterator[Choice]:
    media = session_for(scene).media
    steps = media.files() if media is not None else iter(())
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            yield from ((name, "") for name in ended.value or ())
            return


def _folders(scene: Any) -> Iterator[Choice]:
    media = session_for(scene).media
    for name, there in media.folders().items() if media is not None else ():
        yield name, "" if there else "gone"


def _fonts(scene: Any) -> Iterator[Choice]:
    return ((font.name, "") for font in bpy.data.fonts)


def _markers(scene: Any) -> Iterator[Choice]:
    return ((marker.name, f"frame {marker.frame}") for marker in scene.timeline_markers)


def _channels(scene: Any) -> Iterator[Choice]:
    editor = scene.sequence_editor
    for number in range(1, CHANNELS + 1) if editor is not None else ():
        name = editor.channels[number].name
        yield str(number), "" if name == f"Channel {number}" else name


def _there(scene: Any) -> Iterable[Any]:
    """Return the strips, by channel and time."""
    if scene.sequence_editor is None:
        return []
    strips = compat.strips(scene.sequence_editor)
    return sorted(strips, key=lambda strip: (strip.channel, compat.frames(strip)))


LISTS: Mapping[str, Callable[[Any], Iterable[Choice]]] = {
    "strips": _strips,
    "sounds": _sounds,
    "sections": _sections,
    "files": _files,
    "folders": _folders,
    "fonts": _fonts,
    "markers": _markers,
    "channels": _channels,
}
"""Makes the lists, by what a `Kind` is of."""
