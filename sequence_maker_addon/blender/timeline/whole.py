"""A strip as plain data, whole enough to come back after it was removed."""

from __future__ import annotations

from typing import Any

from ..host import compat
from . import strip_keys

LOST = {
    "META": "what is inside a meta strip",
    "SCENE": "scene strips",
    "MASK": "mask strips",
    "MOVIECLIP": "clip strips",
    "COMPOSITOR": "the inputs of a compositor modifier",
}
"""What cannot come back, by type of strip or modifier; it is asked about before the removal."""

_ELSEWHERE = frozenset(
    "name select select_left_handle select_right_handle channel frame_start frame_final_start"
    " frame_final_end frame_final_duration frame_offset_start frame_offset_end duration"
    " content_start left_handle right_handle left_handle_offset right_handle_offset lock"
    " show_retiming_keys use_proxy input_1 input_2 input_count rna_type is_active show_preview"
    " show_expanded open_mask_input_panel show_group_selector input_mask_strip type"
    " animation_offset_start animation_offset_end content_trim_start content_trim_end".split()
)
"""What a strip's place and name say, or what is no part of the edit."""
_PARTS = ("transform", "crop", "color_balance")


def capture(scene: Any, strip: Any) -> dict[str, Any]:
    """Return all that was set on a strip beside its place, its name and its lock.

    Only what differs from Blender's defaults is in it, so a plain strip gives little.
    """
    data: dict[str, Any] = {"values": _values(strip)}
    properties = {name: _plain(strip[name]) for name in strip.keys()}  # noqa: SIM118
    data |= {"properties": properties} if properties else {}
    modifiers = [_modifier(modifier) for modifier in strip.modifiers]
    data |= {"modifiers": modifiers} if modifiers else {}
    curves = strip_keys.capture(scene, strip.name)
    data |= {"curves": curves} if curves else {}
    return data


def apply_to(scene: Any, strip: Any, data: dict[str, Any]) -> None:
    """Give a strip what was captured, in place of what it has."""
    strip_keys.remove(scene, strip_keys.of_strip(scene, strip.name))
    _reset(strip, data["values"])
    for name in list(strip.keys()):
        del strip[name]
    for name, value in data.get("properties", {}).items():
        strip[name] = value
    strip.modifiers.clear()
    for row in data.get("modifiers", ()):
        _make_modifier(scene, strip, row)
    strip_keys.restore(scene, strip.name, data.get("curves", ()))


def losses(strip: Any) -> list[str]:
    """Return what of a strip could not come back, in words."""
    found = [LOST[strip.type]] if strip.type in LOST else []
    return found + [LOST[m.type] for m in strip.modifiers if m.type in LOST]


def _values(struct: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for known in struct.bl_rna.properties:
        name = known.identifier
        if name in _ELSEWHERE:
            continue
        if known.type == "POINTER":
            part = getattr(struct, name) if name in _PARTS else None
            inside = _values(part) if part is not None else {}
            found |= {name: inside} if inside else {}
        elif known.type != "COLLECTION" and not known.is_readonly:
            value = _plain(getattr(struct, name))
            if value != _default(known):
                found[name] = value
    return found


def _reset(struct: Any, values: dict[str, Any]) -> None:
    """Set values, and the defaults of what they do not name."""
    for known in struct.bl_rna.properties:
        name = known.identifier
        if name in _ELSEWHERE:
            continue
        if known.type == "POINTER":
            part = getattr(struct, name) if name in _PARTS else None
            if part is not None:
                _reset(part, values.get(name, {}))
        elif known.type != "COLLECTION" and not known.is_readonly:
            wanted = values.get(name, _default(known))
            if _plain(getattr(struct, name)) != wanted:
                _set(struct, name, wanted)


def _modifier(modifier: Any) -> dict[str, Any]:
    data = {"type": modifier.type, "name": modifier.name, "values": _values(modifier)}
    mask = getattr(modifier, "input_mask_strip", None)
    data |= {"mask": mask.name} if mask is not None else {}
    mapping = getattr(modifier, "curve_mapping", None)
    if mapping is not None:
        data["curves"] = [
            [[*point.location, point.handle_type] for point in curve.points]
            for curve in mapping.curves
        ]
    return data


def _make_modifier(scene: Any, strip: Any, data: dict[str, Any]) -> None:
    made = strip.modifiers.new(data["name"], data["type"])
    if made is None:
        return
    _reset(made, data["values"])
    mask = compat.strips(scene.sequence_editor).get(data.get("mask", ""))
    if mask is not None:
        made.input_mask_strip = mask
    for curve, points in zip(
        made.curve_mapping.curves if "curves" in data else (), data.get("curves", ()), strict=False
    ):
        while len(curve.points) < len(points):
            curve.points.new(0.0, 0.0)
        while len(curve.points) > len(points):
            curve.points.remove(curve.points[-2])
        for point, (x, y, handle) in zip(curve.points, points, strict=True):
            point.location, point.handle_type = (x, y), handle
    if "curves" in data:
        made.curve_mapping.update()


def _default(known: Any) -> Any:
    if getattr(known, "is_array", False):
        return [_plain(value) for value in known.default_array]
    if known.type == "ENUM" and known.is_enum_flag:
        return sorted(known.default_flag)
    return _plain(known.default)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; of a data-block its name."""
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    if isinstance(value, set):
        return sorted(value)
    for form in ("to_list", "to_dict"):
        if (made := getattr(value, form, None)) is not None:
            return made()
    try:
        return [_plain(part) for part in value]
    except TypeError:
        return None


def _set(struct: Any, name: str, value: Any) -> None:
    known = struct.bl_rna.properties[name]
    try:
        is_flags = known.type == "ENUM" and known.is_enum_flag
        setattr(struct, name, set(value) if is_flags else value)
    except (AttributeError, TypeError, ValueError):  # written by another Blender
        pass
