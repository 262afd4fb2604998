"""The F-curves of strips, as plain data and as what they show at a frame.

Blender itself moves keys with a strip's content, leaves them where a handle moves, copies them with
a split, renames and removes them with the strip (measured in 4.2, 4.5, 5.0 and 5.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import bpy

from ...sequence.frames import Timebase
from ..host import compat

_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"\]\..+')
"""What follows the prefix in the path of a strip's F-curve: its name, escaped, and the property."""

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
        _fill(curve, row["keys"])


def by_strip(scene: Any, base: Timebase) -> dict[str, list[dict[str, Any]]]:
    """Return the F-curves of all strips as `capture` does, by the strip's name, times in seconds.

    Args:
        scene: Whose strips.
        base: How its frames become times.
    """
    prefix, found = compat.path_prefix(), dict[str, list[dict[str, Any]]]()
    for curve in compat.fcurves(scene) or ():
        match = _PATH.fullmatch(curve.data_path.removeprefix(prefix))
        if match is not None and curve.data_path.startswith(prefix):
            name = str(bpy.utils.unescape_identifier(match[1]))
            row = _as_data(curve, len(path_of(name)))
            found.setdefault(name, []).append(_timed(row, base.time_of))
    for rows in found.values():
        rows.sort(key=lambda row: (row["path"], row["index"]))
    return found


def put(scene: Any, name: str, rows: Iterable[dict[str, Any]], base: Timebase) -> None:
    """Let a strip have these F-curves, times in seconds; those that are so already stay."""
    start = len(path_of(name))
    known = {(c.data_path[start:], c.array_index): c for c in of_strip(scene, name)}
    wanted = {(row["path"], row["index"]): row for row in rows}
    remove(scene, [curve for key, curve in known.items() if key not in wanted])
    for key, row in wanted.items():
        there = known.get(key)
        if there is None:
            add(scene, name, [_timed(row, base.place_of)])
        elif _timed(_as_data(there, start), base.time_of) != row:
            _set_all(there, row["curve"], _CURVE)
            there.keyframe_points.clear()
            _fill(there, _timed(row, base.place_of)["keys"])


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


def _fill(curve: Any, keys: list[dict[str, Any]]) -> None:
    points = curve.keyframe_points
    points.add(len(keys))
    for point, key in zip(points, keys, strict=True):
        _set_all(point, key, (*_KEY, *_KINDS))
    curve.update()


def _timed(row: dict[str, Any], told: Callable[[float], float]) -> dict[str, Any]:
    """Return an F-curve with its times told otherwise."""
    keys = [
        key | {name: [told(key[name][0]), key[name][1]] for name in _KEY if name in key}
        for key in row["keys"]
    ]
    return {**row, "keys": keys}


def _as_data(curve: Any, start: int) -> dict[str, Any]:
    modifiers = {"modifiers": len(curve.modifiers)} if len(curve.modifiers) else {}
    return {
        "path": curve.data_path[start:],
        "index": curve.array_index,
        "curve": {name: getattr(curve, name) for name in _CURVE},
        "keys": [
            {name: list(getattr(point, name)) for name in _KEY}
            | {name: getattr(point, name) for name in _KINDS}
            for point in curve.keyframe_points
        ],
        **modifiers,
    }


def _set_all(target: Any, values: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in values:
            try:
                setattr(target, name, values[name])
            except (AttributeError, TypeError):  # written by a newer Blender
                pass
