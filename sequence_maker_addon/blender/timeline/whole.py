"""What a strip is beside its place and name, as plain data that it can be given again."""

from __future__ import annotations

from typing import Any

from . import strip_keys, strip_modifiers
from .settable import blocks_of, plain, reset, set_blocks, set_values, values_of


def capture(scene: Any, strip: Any) -> dict[str, Any]:
    """Return all that was set on a strip beside its place, its name and its lock.

    Only what differs from Blender's defaults is in it, so a plain strip gives little.
    """
    data: dict[str, Any] = {"values": values_of(strip)}
    properties = {name: plain(strip[name]) for name in strip.keys()}  # noqa: SIM118
    data |= {"properties": properties} if properties else {}
    blocks = blocks_of(strip)
    data |= {"blocks": blocks} if blocks else {}
    modifiers = [strip_modifiers.capture(modifier) for modifier in strip.modifiers]
    data |= {"modifiers": modifiers} if modifiers else {}
    curves = strip_keys.capture(scene, strip.name)
    data |= {"curves": curves} if curves else {}
    return data


def apply_to(scene: Any, strip: Any, data: dict[str, Any]) -> None:
    """Give a strip what was captured, in place of what it has."""
    strip_keys.remove(scene, strip_keys.of_strip(scene, strip.name))
    reset(strip, data["values"])
    for name in list(strip.keys()):
        del strip[name]
    strip.modifiers.clear()
    add_to(scene, strip, {**data, "values": {}})


def add_to(scene: Any, strip: Any, data: dict[str, Any]) -> None:
    """Give a strip what is named, beside what it has; `strip_modifiers.set_masks` masks it."""
    set_values(strip, data.get("values", {}))
    set_blocks(strip, data.get("blocks", {}))
    for name, value in data.get("properties", {}).items():
        strip[name] = value
    for row in data.get("modifiers", ()):
        strip_modifiers.make(strip, row)
    strip_keys.add(scene, strip.name, data.get("curves", ()))
