"""What a sequence has beside its strips, as states: markers, channels, frame range, fonts."""

from __future__ import annotations

from collections import Counter
from typing import Any

import bpy

from ...sequence.timelines import CHANNELS
from ..host.scene import keep_first_frame, timebase_of

Row = tuple[int, str]
"""Frame and name of a marker."""


class _Plain:
    def is_still(self, now: Any, then: Any) -> bool:
        """See `State.is_still`."""
        return bool(now == then)


class AllMarkers(_Plain):
    """Every marker, the user's own too, as rows of time in seconds and name, in time's order."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        base = timebase_of(scene)
        rows = [[base.time_of(marker.frame), marker.name] for marker in scene.timeline_markers]
        return sorted(rows)

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`; only markers that differ are touched, so cameras stay bound."""
        base, every = timebase_of(scene), scene.timeline_markers
        missing = Counter((base.frame_of(time), text) for time, text in value)
        extra = []
        for marker in sorted(every, key=lambda marker: marker.frame):
            row = (marker.frame, marker.name)
            if missing[row] > 0:
                missing[row] -= 1
            else:
                extra.append(marker)
        wanted = sorted(missing.elements())
        for place in (1, 0):  # moved ones, then renamed ones
            wanted = _altered(extra, wanted, place)
        for marker in extra:
            every.remove(marker)
        for frame, text in wanted:
            every.new(text, frame=frame).select = False


def _altered(extra: list[Any], wanted: list[Row], same: int) -> list[Row]:
    """Let markers become those wanted that share their name (or frame); return what is left."""
    left = []
    for row in wanted:
        found = next((m for m in extra if (m.frame, m.name)[same] == row[same]), None)
        if found is None:
            left.append(row)
            continue
        extra.remove(found)
        found.frame, found.name = row
    return left


class Channels(_Plain):
    """The channels, as rows of number, name, whether muted and whether locked."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        editor = scene.sequence_editor or scene.sequence_editor_create()
        rows = ((number, editor.channels[number]) for number in range(1, CHANNELS + 1))
        return [[number, found.name, found.mute, found.lock] for number, found in rows]

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`."""
        editor = scene.sequence_editor or scene.sequence_editor_create()
        for number, *wanted in value:
            found = editor.channels[number]
            for key, new in zip(("name", "mute", "lock"), wanted, strict=True):
                if getattr(found, key) != new:
                    setattr(found, key, new)


class FrameRange(_Plain):
    """Start, end, whether a preview range is used, its start and end; times in seconds.

    A start that a function moves leaves the times of everything else as they are: 0 s stays
    where it was.
    """

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        told = timebase_of(scene).time_of
        preview = told(scene.frame_preview_start), told(scene.frame_preview_end + 1)
        whole = told(scene.frame_start), told(scene.frame_end + 1)
        return [*whole, scene.use_preview_range, *preview]

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`; each edge twice, for Blender keeps a start before its end."""
        base = timebase_of(scene)
        start, end, uses, first, last = value
        keep_first_frame(scene, base.first)
        for _ in range(2):
            scene.frame_start = base.frame_of(start)
            scene.frame_end = base.frame_of(end) - 1
        keep_first_frame(scene, base.first)
        preview = base.frame_of(first), base.frame_of(last) - 1
        if (scene.frame_preview_start, scene.frame_preview_end) != preview:
            scene.use_preview_range = True
            for _ in range(2):
                scene.frame_preview_start, scene.frame_preview_end = preview
        scene.use_preview_range = uses


class Fonts(_Plain):
    """The names of the fonts of the file; only read."""

    def read(self, scene: Any, name: str) -> Any:
        """See `State.read`."""
        return sorted(font.name for font in bpy.data.fonts)

    def write(self, scene: Any, name: str, value: Any) -> None:
        """See `State.write`; fonts are the user's."""
