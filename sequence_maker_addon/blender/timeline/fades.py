"""Fades on colour strips: two LINEAR keys on each component of `strip.color`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy

from ..host import compat

LINEAR = 1


@dataclass(frozen=True, slots=True)
class Curves:
    """The three F-curves of one strip's colour."""

    curves: tuple[Any, ...]

    @property
    def is_fade(self) -> bool:
        """Whether it is a fade as we write it: three components, two linear keys each."""
        return len(self.curves) == 3 and all(
            len(curve.keyframe_points) == 2 and curve.keyframe_points[0].interpolation == "LINEAR"
            for curve in self.curves
        )

    def ends(self) -> tuple[list[float], list[float]]:
        """Return the first and the last colour."""
        ordered = sorted(self.curves, key=lambda curve: curve.array_index)
        first = [curve.keyframe_points[0].co[1] for curve in ordered]
        return first, [curve.keyframe_points[-1].co[1] for curve in ordered]


def color_curves(scene: Any) -> dict[str, Curves]:
    """Return the colour curves of a scene's strips, by strip name."""
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
    """Key a fade over the frames `[first, end)`; the last colour would be met at `end`."""
    curves = compat.fcurves(scene, create=True)
    path = f"{compat.path_prefix()}{_quoted(strip.name)}].color"
    for index in range(3):
        curve = curves.find(path, index=index) or curves.new(path, index=index)
        points = curve.keyframe_points
        while len(points) > 2:
            points.remove(points[-1], fast=True)
        points.add(2 - len(points))
        places = (first, colors[0][index], end, colors[1][index])
        points.foreach_set("co", places)
        points.foreach_set("interpolation", (LINEAR, LINEAR))
        curve.update()


def remove(scene: Any, curves: Curves) -> None:
    """Take a fade's curves away."""
    collection = compat.fcurves(scene)
    for curve in curves.curves:
        collection.remove(curve)


def _quoted(name: str) -> str:
    return f'"{bpy.utils.escape_identifier(name)}"'


def _unquoted(text: str) -> str:
    return bpy.utils.unescape_identifier(text[1:-1])
