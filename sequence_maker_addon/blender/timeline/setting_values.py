"""What functions may set of a strip: read as plain data, and written."""

from __future__ import annotations

from typing import Any

import bpy

from ...sequence.frames import Timebase
from ..host import compat
from . import strip_keys

EVERY = ("mute", "lock", "color_tag")
SOUND = ("volume", "pan")
PICTURE = ("blend_type", "blend_alpha")
TEXT = (
    "text size font color location anchor_x anchor_y alignment_x wrap_width use_bold use_box"
    " box_color box_margin use_shadow shadow_color use_outline outline_color".split()
)
"""Properties by Blender's names; `size` is the height of the letters as a share of the picture's,
`font` the name of a font of the file, empty for Blender's own."""


def read(strip: Any, curves: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what functions may set of a strip; what has keys is told by its `curves` alone.

    Args:
        strip: The strip.
        curves: Its F-curves, times in seconds.
    """
    kind = strip.type
    names = [*EVERY, *(SOUND if kind == "SOUND" else PICTURE), *(TEXT if kind == "TEXT" else ())]
    keyed = keyed_names(curves)
    if strip.lock and strip.id_data.sequence_editor.channels[strip.channel].lock:
        names.remove("lock")  # Blender tells the channel's lock as the strip's
    found = {name: _value(strip, name) for name in names if name not in keyed}
    return {name: value for name, value in found.items() if value is not None} | {"curves": curves}


def keyed_names(curves: list[dict[str, Any]]) -> set[str]:
    """Return the properties of a strip itself that its F-curves move."""
    return {row["path"][1:] for row in curves}


def write(strip: Any, name: str, value: Any, base: Timebase) -> None:
    """Set what `read` told."""
    if name == "curves":
        strip_keys.put(strip.id_data, strip.name, value, base)
    elif name == "size":
        strip.font_size = value * strip.id_data.render.resolution_y
    elif name == "font":
        strip.font = bpy.data.fonts.get(value) if value else None
    elif (known := compat.text_names().get(name, name)) is not None:
        setattr(strip, known, value)


def _value(strip: Any, name: str) -> Any:
    if name == "size":
        return strip.font_size / strip.id_data.render.resolution_y
    if name == "font":
        return strip.font.name if strip.font is not None else ""
    known = compat.text_names().get(name, name)
    value = getattr(strip, known) if known is not None else None
    return value if value is None or isinstance(value, bool | float | int | str) else list(value)
