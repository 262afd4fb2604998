"""The shader of the boxes: each kind has its own hatch, of the same size whatever the zoom.

Hatch and rim are worked out for each pixel, so that a box is four corners, and nothing is made
anew when the view changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...sequence.frames import Timebase
from ..draw.sequencer_view import HIGH, LOW
from ..host.memory import PerAddon
from .ghost_shapes import KINDS, Ghost, Ghosts

LEAST = 3.0
"""Pixels that a box is wide at least."""
Color = tuple[float, float, float]

VERTEX = """
void main()
{
  vec2 corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1);
  float wide = max(look.y * scale.x, LEAST);
  float more = 0.5 * (wide / scale.x - look.y);
  size = vec2(wide, SIZE * scale.y);
  at = corner * size;
  kind = look.x;
  float x = pos.x + (2.0 * corner.x - 1.0) * more;
  gl_Position = ModelViewProjectionMatrix * vec4(x, pos.y, 0.0, 1.0);
}
"""
FRAGMENT = """
void main()
{
  float rim = min(min(at.x, size.x - at.x), min(at.y, size.y - at.y));
  float up = at.x + at.y, down = at.x - at.y + 4096.0;
  float line = 9.0;
  vec3 tint = kind < 0.5 ? goes.rgb : kind < 3.5 ? alters.rgb : comes.rgb;
  vec4 face = vec4(tint, 0.16);
  if (kind < 0.5) { line = min(mod(up, 12.0), mod(down, 12.0)); face = vec4(0, 0, 0, 0.5); }
  else if (kind < 1.5) { face = vec4(0, 0, 0, 0.12); }
  else if (kind < 2.5) { line = mod(at.y, 7.0); }
  else if (kind < 3.5) { line = mod(down, 11.0); }
  else { line = mod(up, 11.0); face = vec4(tint, 0.3); }
  if (line < 2.0) { face = vec4(tint, 0.9); }
  else if (line < 3.0) { face = vec4(0, 0, 0, 0.45); }
  bool gap = kind > 0.5 && kind < 1.5 && mod(up, 10.0) > 6.0;
  if (rim < 2.0 && !gap) { face = vec4(tint, 1); }
  else if (rim < 3.0 && !gap) { face = vec4(0, 0, 0, 0.6); }
  shown = face;
}
"""

_shader = PerAddon[list[Any]](list)


def shader() -> Any:
    """Return the shader; it is made the first time that something is drawn."""
    kept = _shader.get()
    if not kept:
        kept.append(_made())
    return kept[0]


def _made() -> Any:
    import gpu

    passed = gpu.types.GPUStageInterfaceInfo("sequence_maker_ghost")
    passed.smooth("VEC2", "at")
    passed.flat("VEC2", "size")
    passed.flat("FLOAT", "kind")
    info = gpu.types.GPUShaderCreateInfo()
    info.define("LEAST", str(LEAST))
    info.define("SIZE", str(round(HIGH - LOW, 3)))
    info.push_constant("MAT4", "ModelViewProjectionMatrix")
    for name in ("goes", "alters", "comes"):
        info.push_constant("VEC4", name)
    info.push_constant("VEC2", "scale")
    info.vertex_in(0, "VEC2", "pos")
    info.vertex_in(1, "VEC2", "look")
    info.vertex_out(passed)
    info.fragment_out(0, "VEC4", "shown")
    info.vertex_source(VERTEX)
    info.fragment_source(FRAGMENT)
    return gpu.shader.create_from_info(info)


def corners(boxes: Sequence[Ghost], base: Timebase) -> dict[str, NDArray[np.float32]]:
    """Return what the shader is given for each corner: x in frames, y in channels.

    Args:
        boxes: What is drawn.
        base: How its seconds become frames.
    """
    first = np.array([base.place_of(box.start) for box in boxes], np.float32)
    last = np.array([base.place_of(box.end) for box in boxes], np.float32)
    low = np.array([box.channel for box in boxes], np.float32) + LOW
    kind = np.array([KINDS.index(box.kind) for box in boxes], np.float32)
    x = np.stack([first, last, first, last], 1)
    y = low[:, None] + np.array([0, 0, HIGH - LOW, HIGH - LOW], np.float32)
    return {
        "pos": np.stack([x, y], 2).reshape(-1, 2),
        "look": np.repeat(np.stack([kind, last - first], 1), 4, 0),
    }


def triangles(count: int) -> NDArray[np.int32]:
    """Return the places of the corners of two triangles for each box."""
    one = np.array([(0, 1, 2), (2, 1, 3)], np.int32)
    return (one[None] + 4 * np.arange(count, dtype=np.int32)[:, None, None]).reshape(-1, 3)


def linear(color: Color) -> tuple[float, float, float, float]:
    """Return a color as Blender's regions take it, which make sRGB of what is drawn."""
    red, green, blue = (((part + 0.055) / 1.055) ** 2.4 for part in color)
    return red, green, blue, 1.0


def lines(ghosts: Ghosts, base: Timebase) -> NDArray[np.float32]:
    """Return both ends of the line of each thing that moves, from middle to middle."""
    ends = [
        (base.place_of((box.start + box.end) / 2), box.channel + 0.5)
        for link in ghosts.links
        for box in link
    ]
    return np.array(ends, np.float32).reshape(-1, 2)
