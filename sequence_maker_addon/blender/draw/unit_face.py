"""The height of a button and the interface's font, asked of Blender once in a redraw."""

from __future__ import annotations

import time

import bpy

from ..host.memory import PerAddon

Face = tuple[float, str]
"""Size in pixels and path of the interface font: what widths depend on."""
LASTING = 0.002
"""Seconds for which they are not asked again."""


def look() -> tuple[float, Face]:
    """Return unit and face; within one redraw they are asked of Blender once or twice."""
    seen, now = _seen.get(), time.perf_counter()
    if now >= seen.until:
        preferences = bpy.context.preferences
        scale = preferences.system.ui_scale or 1.0
        points = preferences.ui_styles[0].widget.points
        seen.look = 20.0 * scale, (points * scale, preferences.view.font_path_ui)
        seen.until = now + LASTING
    return seen.look


class _Seen:
    """Unit and face, and until when they count by the performance counter."""

    look: tuple[float, Face] = (20.0, (11.0, ""))
    until = 0.0


_seen = PerAddon(_Seen)
