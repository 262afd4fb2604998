"""The modifiers of a strip as plain data."""

from __future__ import annotations

from typing import Any

from .settable import blocks_of, reset, set_blocks, values_of

LOST = {
    "COMPOSITOR": "the inputs of a compositor modifier",
}
"""What cannot come back, by type of strip or modifier; such a strip is not removed."""


def capture(modifier: Any) -> dict[str, Any]:
    """Return a modifier as plain data."""
    data = {"type": modifier.type, "name": modifier.name, "values": values_of(modifier)}
    mask = getattr(modifier, "input_mask_strip", None)
    data |= {"mask": mask.name} if mask is not None else {}
    blocks = blocks_of(modifier)
    data |= {"blocks": blocks} if blocks else {}
    mapping = getattr(modifier, "curve_mapping", None)
    if mapping is not None:
        data["curves"] = _curves(mapping)
    graphics = getattr(modifier, "graphics", None)
    if graphics is not None:
        mappings = [graphic.curve_mapping for graphic in graphics]
        data["graphics"] = [[m.clip_min_x, m.clip_max_x, _curves(m)] for m in mappings]
    return data


def make(strip: Any, data: dict[str, Any]) -> None:
    """Give a strip a modifier, as far as this Blender has its kind."""
    made = strip.modifiers.new(data["name"], data["type"])
    if made is None:
        return
    reset(made, data["values"])
    set_blocks(made, data.get("blocks", {}))
    if "curves" in data:
        _set_curves(made.curve_mapping, data["curves"])
    if "graphics" in data:
        made.clear_soundeqs()
        for low, high, curves in data["graphics"]:
            _set_curves(made.new_graphic(low, high).curve_mapping, curves)


def set_masks(strips: Any, strip: Any, data: dict[str, Any]) -> None:
    """Give the modifiers of a strip the strips that mask them, as far as these are there."""
    for modifier, row in zip(strip.modifiers, data.get("modifiers", ()), strict=False):
        mask = strips.get(row["mask"]) if "mask" in row else None
        if mask is not None and modifier.input_mask_strip != mask:
            modifier.input_mask_strip = mask


def losses(strip: Any) -> list[str]:
    """Return what of a strip could not come back, in words."""
    return [LOST[m.type] for m in strip.modifiers if m.type in LOST and m.keys()]


def _curves(mapping: Any) -> list[list[list[Any]]]:
    return [[[*p.location, p.handle_type] for p in curve.points] for curve in mapping.curves]


def _set_curves(mapping: Any, rows: list[list[list[Any]]]) -> None:
    for curve, points in zip(mapping.curves, rows, strict=False):
        while len(curve.points) < len(points):
            curve.points.new(0.0, 0.0)
        while len(curve.points) > len(points):
            curve.points.remove(curve.points[-2])
        for point, (x, y, handle) in zip(curve.points, points, strict=True):
            point.location, point.handle_type = (x, y), handle
    mapping.update()
