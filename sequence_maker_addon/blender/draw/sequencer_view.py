"""How the Sequencer shows frames and channels, and what the graphics card needs to draw over it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..host.memory import PerAddon

RULER = 28
"""Height of Blender's ruler, unscaled."""
LOW, HIGH = 0.065, 0.935
"""Where in its channel a strip lies, as Blender draws it."""


@dataclass(frozen=True, slots=True)
class View:
    """How frames and channels become pixels of a region.

    Attributes:
        origin: The pixel of frame 0.
        per_frame: Pixels a frame.
        width: Of the region.
        height: Of the region.
        scale: Blender's scale of the interface.
        base: The pixel of the lower edge of channel 0.
        per_channel: Pixels a channel.
    """

    origin: float
    per_frame: float
    width: int
    height: int
    scale: float = 1.0
    base: float = 0.0
    per_channel: float = 0.0


_shaders = PerAddon[dict[str, Any]](dict)


def view_of(context: Any) -> View:
    """Return how the region of a context shows the timeline.

    Blender's own map takes the last pixel for the view's edge; it draws to the pixel's far side.
    """
    region = context.region
    width, height = region.width, region.height
    to_view = region.view2d.region_to_view  # the other way rounds to whole pixels
    left, low = to_view(0, 0)
    right, high = to_view(width - 1, height - 1)
    across, up = width / (right - left), height / (high - low)
    scale = context.preferences.system.ui_scale
    return View(-left * across, across, width, height, scale, -low * up, up)


def shader(name: str) -> Any:
    """Return one of Blender's own shaders."""
    import gpu

    shaders = _shaders.get()
    if name not in shaders:
        shaders[name] = gpu.shader.from_builtin(name)
    return shaders[name]


def batch(name: str, kind: str, **content: Any) -> Any:
    """Return what one of Blender's own shaders draws."""
    from gpu_extras.batch import batch_for_shader

    return batch_for_shader(shader(name), kind, content)


@lru_cache(maxsize=512)
def text_width(text: str, size: float) -> float:
    """Return the width of a text in pixels, in the interface's font of a size."""
    import blf

    blf.size(0, size)
    return float(blf.dimensions(0, text)[0])
