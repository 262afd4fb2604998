"""Icons drawn by ourselves: color swatches, a ring, signs, color bars and charts.

Each function returns an icon's number for `label(icon_value=...)` or `template_icon`; 0, which
Blender draws as nothing, in background mode and while the add-on is disabled.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any

import bpy
import bpy.utils.previews
import numpy as np

from ..host.memory import PerAddon, Why
from . import charting, painting
from .charting import grid_step
from .painting import BLUE, Image, Tone

__all__ = ["bar", "chart", "grid_step", "of_strip", "register", "ring", "sign", "swatch"]

MOST = 1024
"""Icons kept, charts apart; beyond that the one not used for longest is painted over."""
STEPS = 16
"""A ring has this many steps and the empty one."""
STRIPS = {
    "movie": "FILE_MOVIE",
    "image": "FILE_IMAGE",
    "sound": "FILE_SOUND",
    "text": "FILE_FONT",
    "color": "COLOR",
    "meta": "SEQ_STRIP_META",
    "scene": "SCENE_DATA",
    "movieclip": "TRACKER",
    "mask": "MOD_MASK",
}
"""Blender's icons of the kinds of strips; all others are effects."""
TURNS = 12
"""Pictures of a turning ring, and of them a second."""


class Gallery:
    """The icons of the running Blender, each painted when it is first asked for."""

    def __init__(self) -> None:
        self.icons: Any = bpy.utils.previews.new()
        self.slots: OrderedDict[Hashable, Any] = OrderedDict()
        self.charts: dict[str, tuple[Hashable, Any]] = {}

    def icon(self, key: Hashable, paint: Callable[[], Image]) -> int:
        """Return the icon with a key; of too many the oldest is painted over, never freed.

        A freed icon may still be in a layout that waits to be drawn.
        """
        slot = self.slots.get(key)
        if slot is None:
            if len(self.slots) < MOST:
                slot = self.icons.new(f"icon {len(self.slots)}")
            else:
                _, slot = self.slots.popitem(last=False)
            _show(slot, paint())
            self.slots[key] = slot
        else:
            self.slots.move_to_end(key)
        return int(slot.icon_id)

    def chart(self, name: str, content: Hashable, paint: Callable[[], Image]) -> int:
        """Return the chart with a name, painted anew only when its content is another."""
        kept, slot = self.charts.get(name, (None, None))
        if slot is None or kept != content:
            slot = slot or self.icons.new(f"chart {name}")
            _show(slot, paint())
            self.charts[name] = (content, slot)
        return int(slot.icon_id)

    def end(self, _why: Why) -> None:
        """Free every icon."""
        bpy.utils.previews.remove(self.icons)


_gallery = PerAddon(Gallery, end=Gallery.end)


def register() -> None:
    """Open the collection; it is freed when the add-on ends."""
    _gallery.get()


def swatch(color: str, end_color: str | None = None) -> int:
    """Return the icon of a color, or of a fade from left to right."""
    return _icon(("swatch", color, end_color), lambda: painting.swatch(color, end_color))


def of_strip(kind: str) -> str:
    """Return the name of Blender's icon for a kind of strip, such as `movie`."""
    return STRIPS.get(kind, "SHADERFX")


def ring(factor: float | None = None) -> int:
    """Return the icon of a ring that is filled to a factor 0-1; without one it turns."""
    text = _text()
    if factor is None:
        step = int(time.monotonic() * TURNS) % TURNS
        return _icon(("turn", step, text), lambda: painting.ring(None, step / TURNS, text))
    step = round(min(max(factor, 0.0), 1.0) * STEPS)
    return _icon(("ring", step, text), lambda: painting.ring(step / STEPS, 0.0, text))


def sign(name: str) -> int:
    """Return the icon of what a plan does: `add` green plus, `change` amber wave, `remove` red."""
    text = _text()
    return _icon(("sign", name, text), lambda: painting.sign(name, text))


def bar(colors: Sequence[str], tiles: int) -> list[int]:
    """Return the icons that side by side are one bar of colors.

    Args:
        colors: The colors in time, `#rrggbb`; of more than there are pixels some are left out.
        tiles: How many icons: `(width + 1 unit) / 0.8 unit`, each in a row with `ui_units_x = 0.8`.
    """
    if not colors or tiles < 1 or _gallery.known() is None:
        return []
    side = painting.ICON
    content = tuple(colors)
    painted: list[Image] = []

    def tile(number: int) -> Image:
        if not painted:
            painted.append(painting.band(content, tiles * side, side))
        return painted[0][:, number * side : (number + 1) * side]

    return [
        _icon(("bar", content, tiles, number), partial(tile, number)) for number in range(tiles)
    ]


def chart(
    key: str,
    values: Sequence[float | None],
    second: Sequence[float | None] | None = None,
    color: Tone = BLUE,
    size: int = 384,
) -> int:
    """Return the icon of a bar chart, for `template_icon`.

    Args:
        key: Name of the chart; one picture is kept for each.
        values: Heights, the oldest first; None leaves a gap.
        second: Parts of the values, drawn lighter inside the bars; None for none.
        color: Color of the bars, 0-1.
        size: Pixels of the side.
    """
    gallery = _gallery.known()
    if gallery is None:
        return 0
    text = _text()
    inner = None if second is None else tuple(second)
    content = (tuple(values), inner, color, size, text)
    return gallery.chart(key, content, lambda: charting.bars(content[0], inner, color, text, size))


def _icon(key: Hashable, paint: Callable[[], Image]) -> int:
    gallery = _gallery.known()
    return 0 if gallery is None else gallery.icon(key, paint)


def _text() -> Tone:
    """Return the theme's text color, rounded so that it serves as a key."""
    text = bpy.context.preferences.themes[0].user_interface.wcol_regular.text
    red, green, blue = (round(float(part), 2) for part in text)
    return red, green, blue


def _show(slot: Any, image: Image) -> None:
    """Put pixels into a preview: the icon for labels, the image for `template_icon`."""
    upright = np.ascontiguousarray(image[::-1], dtype=np.float32)
    step = max(1, len(image) // painting.ICON)
    small = np.ascontiguousarray(upright[::step, ::step])
    slot.icon_size = small.shape[1::-1]
    slot.icon_pixels_float.foreach_set(small.ravel())
    slot.image_size = upright.shape[1::-1]
    slot.image_pixels_float.foreach_set(upright.ravel())
