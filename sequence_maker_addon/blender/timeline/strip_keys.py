"""The F-curves of strips, as plain data and as what they show at a frame.

Blender itself moves keys with a strip's content, leaves them where a handle moves, copies them with
a split, renames and removes them with the strip (measured in 4.2, 4.5, 5.0 and 5.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import bpy

from ..host import compat

_KEY = ("co", "handle_left", "handle_right")
_KINDS = ("interpolation", "handle_left_type", "handle_right_type", "easing", "type")
_CURVE = ("extrapolation", "mute", "lock", "auto_smoothing")


def path_of(name: str) -> str:
    """Return the animation path of a strip; what it animates follows after a dot."""
    return f'{compat.path_prefix()}"{bpy.utils.escape_identifier(name)}"]'


def of_strip(scene: Any, name: str) -> list[Any]:
    """Return the F-curves of a strip and of all that belongs to it."""
    start = f"{path_of(name)}."
    return [curve for curve in compat.fcurves(scene) or () if curve.data_path.startswith(start)]


def capture(scene: Any, name: str) -> list[dict[str, Any]]:
    """Return a strip's F-curves as plain data, in order of their paths, which begin after it."""
    start = len(path_of(name))
    rows = [_as_data(curve, start) for curve in of_strip(scene, name)]
    return sorted(rows, key=lambda row: (row["path"], row["index"]))


def restore(scene: Any, name: str, curves: Iterable[dict[str, Any]]) -> None:
    """Give a strip these F-curves in place of those that it has."""
    remove(scene, of_strip(scene, name))
    add(scene, name, curves)


def add(scene: Any, name: str, curves: Iterable[dict[str, Any]]) -> None:
    """Give a strip F-curves beside those that it has."""
    rows = list(curves)
    if not rows:
        return
    there = compat.fcurves(scene, create=True)
    for row in rows:
        curve = there.new(path_of(name) + row["path"], index=row["index"])
        _set_all(curve, row["curve"], _CURVE)
        points = curve.keyframe_points
        points.add(len(row["keys"]))
        for point, key in zip(points, row["keys"], strict=True):
            _set_all(point, key, (*_KEY, *_KINDS))
        curve.update()


def shift(scene: Any, name: str, frames: float) -> None:
    """Move the keys of a strip in time, and the strip not."""
    for curve in of_strip(scene, name):
        for point in curve.keyframe_points:
            point.co_ui[0] += frames  # takes the handles along
        curve.update()


def remove(scene: Any, curves: Iterable[Any]) -> None:
    """Take F-curves away."""
    there = compat.fcurves(scene)
    for curve in list(curves):
        there.remove(curve)


def _as_data(curve: Any, start: int) -> dict[str, Any]:
    return {
        "path": curve.data_path[start:],
        "index": curve.array_index,
        "curve": {name: getattr(curve, name) for name in _CURVE},
        "keys": [
            {name: list(getattr(point, name)) for name in _KEY}
            | {name: getattr(point, name) for name in _KINDS}
            for point in curve.keyframe_points
        ],
    }


def _set_all(target: Any, values: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in values:
            try:
                setattr(target, name, values[name])
            except (AttributeError, TypeError):  # written by a newer Blender
                pass
