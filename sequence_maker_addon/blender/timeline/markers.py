"""Markers that we wrote, told from the user's by name and frame; kept in the scene.

Markers take no custom property in 5.0 and later. One that the user moved, renamed or bound to a
camera is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ...kept.scene_values import markers_of, text_of_markers
from ..host import compat, damaged


def ours(scene: Any) -> list[Any]:
    """Return the markers that we wrote and nobody touched since."""
    left = Counter(_kept(scene))
    found = []
    for marker in scene.timeline_markers:
        key = (marker.frame, marker.name)
        if left[key] > 0 and marker.camera is None:
            left[key] -= 1
            found.append(marker)
    return found


def replace(scene: Any, wanted: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """Replace our markers by others.

    Args:
        scene: Whose markers.
        wanted: Frames and names; one where the user has a marker of this name is left out.

    Returns:
        How many were written, and how many were removed.
    """
    old = ours(scene)
    for marker in old:
        scene.timeline_markers.remove(marker)
    theirs = {(marker.frame, marker.name) for marker in scene.timeline_markers}
    written = []
    for frame, name in dict.fromkeys(wanted):
        if abs(frame) <= compat.LAST_FRAME and (frame, name) not in theirs:
            made = scene.timeline_markers.new(name, frame=frame)
            written.append((made.frame, made.name))  # a long name is cut by Blender
    scene.sequence_maker.markers = text_of_markers(written)
    return len(written), len(old)


def _kept(scene: Any) -> list[tuple[int, str]]:
    return damaged.clean(
        scene, "markers", damaged.text_of(scene.sequence_maker, "markers"), markers_of, []
    )
