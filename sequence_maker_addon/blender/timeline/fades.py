"""Colors of strips over time: what their curves show at a frame, and fades of two linear keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy

from ..host import compat
from . import strip_keys

LINEAR = 1
_CLOSE = 0.01
"""Of a frame."""


@dataclass(frozen=True, slots=True)
class Curves:
    """The F-curves of one strip's color; of a component without one the strip's own value holds."""

    curves: tuple[Any, ...]

    def fades(self, first: int, end: int) -> bool:
        """Tell whether the color goes straight from one edge of a strip to the other.

        Three components have two linear keys each, at the edges or beyond them.
        """
        return len(self.curves) == 3 and all(
            len(points := curve.keyframe_points) == 2
            and points[0].interpolation == "LINEAR"
            and points[0].co[0] <= first + _CLOSE
            and points[1].co[0] >= end - _CLOSE
            and not len(curve.modifiers)
            for curve in self.curves
        )

    def at(self, frame: float, color: Any) -> list[float]:
        """Return the color shown at a frame; `color` is what the strip itself has."""
        shown = list(color)
        for curve in self.curves:
            shown[curve.array_index] = curve.evaluate(frame)
        return shown


def color_curves(scene: Any) -> dict[str, Curves]:
    """Return the color curves of a scene's strips, by strip name."""
    found: dict[str, list[Any]] = {}
    prefix = compat.path_prefix()
    for curve in compat.fcurves(scene) or ():
        path = curve.data_path
        if path.startswith(prefix) and path.endswith("].color"):
            name = _unquoted(path[len(prefix) : -len("].color")])
            found.setdefault(name, []).append(curve)
    return {name: Curves(tuple(curves)) for name, curves in found.items()}


def write(
    scene: Any, strip: Any, first: int, end: int, colors: tuple[list[float], list[float]]
) -> None:
    """Key a fade over the frames `[first, end)`; the last color would be met at `end`."""
    curves = compat.fcurves(scene, create=True)
    path = f"{strip_keys.path_of(strip.name)}.color"
    for index in range(3):
        known = curves.find(path, index=index)
        if known is not None:
            curves.remove(known)
        curve = curves.new(path, index=index)
        points = curve.keyframe_points
        points.add(2)
        points.foreach_set("co", (first, colors[0][index], end, colors[1][index]))
        points.foreach_set("interpolation", (LINEAR, LINEAR))
        curve.update()


def remove(scene: Any, curves: Curves) -> None:
    """Take color curves away."""
    strip_keys.remove(scene, curves.curves)


def _unquoted(text: str) -> str:
    return str(bpy.utils.unescape_identifier(text[1:-1]))
