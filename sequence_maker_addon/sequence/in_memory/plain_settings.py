"""What strips in memory have where nothing was set, by Blender's names and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..strip import Strip

_EVERY: Mapping[str, Any] = {"mute": False, "lock": False, "color_tag": "NONE", "curves": []}
_SOUND: Mapping[str, Any] = {"volume": 1.0, "pan": 0.0}
_PICTURE: Mapping[str, Any] = {"blend_type": "ALPHA_OVER", "blend_alpha": 1.0}
_TEXT: Mapping[str, Any] = {
    "text": "Text",
    "size": 60 / 1080,
    "font": "",
    "color": [1.0, 1.0, 1.0, 1.0],
    "location": [0.5, 0.5],
    "anchor_x": "CENTER",
    "anchor_y": "CENTER",
    "alignment_x": "CENTER",
    "wrap_width": 1.0,
    "use_bold": False,
    "use_box": False,
    "box_color": [0.2, 0.2, 0.2, 0.7],
    "box_margin": 0.01,
    "use_shadow": False,
    "shadow_color": [0.0, 0.0, 0.0, 0.7],
    "use_outline": False,
    "outline_color": [0.0, 0.0, 0.0, 0.7],
}


def settings_of(strip: Strip) -> dict[str, Any]:
    """Return the settings of a strip, with the defaults of its kind where it has none."""
    own = _SOUND if strip.kind == "sound" else _PICTURE
    text = _TEXT if strip.kind == "text" else {}
    lock = {"lock": True} if strip.locked else {}
    found = {**_EVERY, **own, **text, **lock, "mute": strip.muted, **strip.settings}
    keyed = {row["path"][1:] for row in found["curves"]}
    return {name: value for name, value in found.items() if name not in keyed}
