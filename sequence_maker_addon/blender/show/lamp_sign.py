"""How far lamps are rendered, over the strips, with the button that stops it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import blf
import bpy
import gpu
from bpy.app.translations import pgettext_iface as iface_
from gpu_extras.batch import batch_for_shader

from ..host import pump
from ..host.memory import PerAddon, Why

Rgba = tuple[float, float, float, float]
GROUND: Rgba = (0.09, 0.09, 0.1, 0.94)
FILLED: Rgba = (0.28, 0.45, 0.7, 1.0)
BUTTON: Rgba = (0.33, 0.33, 0.35, 1.0)
TEXT: Rgba = (0.95, 0.95, 0.95, 1.0)
FAULT: Rgba = (1.0, 0.5, 0.45, 1.0)
FONT, SIZE = 0, 12
WIDTH, HEIGHT, STOP, BELOW = 260, 26, 64, 24
"""Pixels at a scale of 1: of the sign, of its button, and below it."""


class Box(NamedTuple):
    """A stretch of a region, in its pixels, from its left and its bottom."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= x < self.right and self.bottom <= y < self.top


class Sign:
    """What is said over every timeline until it is taken away.

    Attributes:
        text: One short line.
        share: How much is done, 0 to 1; None where it is over, and the button is gone.
        is_fault: Whether it is bad news.
    """

    def __init__(self) -> None:
        self.text, self.is_fault = "", False
        self.share: float | None = 0.0
        space = bpy.types.SpaceSequenceEditor
        self._handle = space.draw_handler_add(self._draw, (), "WINDOW", "POST_PIXEL")

    def end(self, _why: Why) -> None:
        """Draw no more."""
        bpy.types.SpaceSequenceEditor.draw_handler_remove(self._handle, "WINDOW")

    def _draw(self) -> None:
        whole, stop = boxes(bpy.context.region, bpy.context.preferences.system.ui_scale)
        scale = bpy.context.preferences.system.ui_scale
        gpu.state.blend_set("ALPHA")
        _fill(whole, GROUND)
        if self.share is not None:
            width = (stop.left - whole.left) * self.share
            _fill(whole._replace(right=whole.left + width), FILLED)
            _fill(stop, BUTTON)
            _write(stop, iface_("Stop"), TEXT, scale)
            whole = whole._replace(right=stop.left)
        _write(whole, self.text, FAULT if self.is_fault else TEXT, scale)
        gpu.state.blend_set("NONE")


def show(text: str, share: float | None, is_fault: bool = False) -> None:
    """Say something, until `hide`."""
    sign = _sign.get()
    sign.text, sign.share, sign.is_fault = text, share, is_fault
    pump.redraw(("WINDOW",))


def hide() -> None:
    """Take it away."""
    _sign.forget()
    pump.redraw(("WINDOW",))


def boxes(region: Any, scale: float) -> tuple[Box, Box]:
    """Return the whole sign in a region and its button, at the bottom in the middle."""
    left, bottom = (region.width - WIDTH * scale) / 2, BELOW * scale
    whole = Box(left, bottom, left + WIDTH * scale, bottom + HEIGHT * scale)
    return whole, whole._replace(left=whole.right - STOP * scale)


def is_on_stop(areas: Iterable[Any], x: int, y: int, scale: float) -> bool:
    """Tell whether a place of a window, in pixels, is the button in one of its areas."""
    regions = [
        region
        for area in areas
        if area.type == "SEQUENCE_EDITOR" and area.spaces.active.view_type != "PREVIEW"
        for region in area.regions
        if region.type == "WINDOW"
    ]
    return any(boxes(r, scale)[1].holds(x - r.x, y - r.y) for r in regions)


def _fill(box: Box, color: Rgba) -> None:
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    shader = gpu.shader.from_builtin("UNIFORM_COLOR")
    shader.uniform_float("color", color)
    batch_for_shader(shader, "TRI_STRIP", {"pos": corners}).draw(shader)


def _write(box: Box, text: str, color: Rgba, scale: float) -> None:
    blf.size(FONT, SIZE * scale)
    blf.color(FONT, *color)
    while len(text) > 2 and blf.dimensions(FONT, text)[0] > box.right - box.left - 8 * scale:
        text = f"{text[:-2]}…"
    width, _ = blf.dimensions(FONT, text)
    blf.position(FONT, (box.left + box.right - width) / 2, box.bottom + 9 * scale, 0)
    blf.draw(FONT, text)


_sign = PerAddon(Sign, end=Sign.end)
