"""Small pictures as NumPy arrays: `(height, width, 4)`, sRGB 0-1, the first row at the top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ...sequence.color import rgb

Image: TypeAlias = NDArray[np.float32]
Tone = tuple[float, float, float]

ICON = 32
"""Pixels of an icon's side; Blender draws it at 16 times the interface scale."""
BLUE: Tone = (0.30, 0.55, 0.95)
"""The accent of the running ring, Blender's own for progress."""
SIGNS: dict[str, Tone] = {
    "add": (0.26, 0.76, 0.36),
    "change": (0.95, 0.65, 0.13),
    "remove": (0.93, 0.34, 0.30),
}


def tone(color: str) -> Tone:
    """Return a color as the tools write it, 0-1; gray where it is none."""
    try:
        red, green, blue = rgb(color)
    except ValueError:
        return 0.5, 0.5, 0.5
    return red / 255, green / 255, blue / 255


def swatch(color: str, end_color: str | None = None) -> Image:
    """Paint a rounded square of a color, or of a fade from left to right, with a rim."""
    first, last = np.array(tone(color)), np.array(tone(end_color or color))
    factor = np.clip((np.arange(ICON) - 4) / (ICON - 9), 0, 1)[None, :, None]
    face = np.broadcast_to(first + (last - first) * factor, (ICON, ICON, 3))
    outer = _rounded(ICON / 2 - 2.0, 5.5)
    inner = _rounded(ICON / 2 - 4.0, 3.5)
    return _layers((_rim(face), outer), (face, inner))


def ring(factor: float | None, turn: float, text: Tone) -> Image:
    """Paint a ring filled clockwise from the top.

    Args:
        factor: How far it is filled, 0-1; None for a quarter that turns.
        turn: Where the quarter begins, in turns; of no meaning for a filled one.
        text: The theme's text color, for the part that is not filled.
    """
    x, y = _grid()
    distance = np.abs(np.hypot(x, y) - 10.0)
    band = np.clip(2.6 - distance, 0, 1)
    angle = (np.arctan2(x, -y) / (2 * np.pi) - (turn if factor is None else 0.0)) % 1.0
    share = 0.25 if factor is None else min(max(factor, 0.0), 1.0)
    # Softened over about a pixel of the circumference, or the ends look chewed.
    arc = np.clip((share - angle) * 63 + 0.5, 0, 1) if share < 1 else np.ones_like(angle)
    arc = np.maximum(arc, np.clip((angle - 1) * 63 + 0.5, 0, 1)) if 0 < share < 1 else arc
    return _layers((text, band * 0.28), (BLUE, band * (arc if share else 0.0)))


def sign(name: str, text: Tone) -> Image:
    """Paint an outlined square with a plus, a wave or a minus; darker on a light theme."""
    x, y = _grid()
    color = np.array(SIGNS[name]) * (0.72 if sum(text) < 1.5 else 1.0)
    outline = _rounded(13.0, 5.0) - _rounded(10.8, 3.2)
    flat = _bar(x, y, 6.0, 1.5)
    if name == "add":
        flat = np.maximum(flat, _bar(y, x, 6.0, 1.5))
    elif name == "change":
        wave = y + 2.6 * np.sin(x * np.pi / 6.0)
        flat = np.clip(2.1 - np.abs(wave) * 0.75, 0, 1) * np.clip(6.8 - np.abs(x), 0, 1)
    return _layers((tuple(color), np.maximum(outline, flat)))


def band(colors: Sequence[str], width: int, height: int) -> Image:
    """Paint a bar of colors of even width, one after the other, with a rim and rounded ends."""
    tones = np.array([tone(color) for color in colors])
    edges = np.linspace(0, width, len(colors) + 1)
    middles = np.arange(width) + 0.5
    place = np.minimum(np.searchsorted(edges, middles, side="right") - 1, len(colors) - 1)
    face = np.broadcast_to(tones[place], (height, width, 3)).copy()
    if width / len(colors) >= 8:
        rims = np.round(edges[1:-1]).astype(int)
        face[:, rims] *= 0.62
    x = np.abs(middles - width / 2)[None, :] - (width / 2 - 1)
    y = np.abs(np.arange(height) + 0.5 - height / 2)[:, None] - height * 0.34
    return _layers((_rim(face), _corner(x, y, 3.0)), (face, _corner(x + 1.4, y + 1.4, 2.0)))


def _corner(x: Image, y: Image, radius: float) -> Image:
    """Return how much of each pixel lies inside a rounded edge at x = 0 and y = 0."""
    dx, dy = x + radius, y + radius
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0)) + np.minimum(np.maximum(dx, dy), 0)
    covered: Image = np.clip(radius - outside + 0.5, 0, 1)
    return covered


def _grid() -> tuple[Image, Image]:
    middles = (np.arange(ICON, dtype=np.float32) + 0.5) - ICON / 2
    return middles[None, :], middles[:, None]


def _rounded(half: float, radius: float) -> Image:
    x, y = _grid()
    return _corner(np.abs(x) - half, np.abs(y) - half, radius)


def _bar(along: Image, across: Image, half: float, thickness: float) -> Image:
    long: Image = np.clip(half - np.abs(along) + 0.5, 0, 1)
    thick: Image = np.clip(thickness - np.abs(across) + 0.5, 0, 1)
    return np.multiply(long, thick)


def _rim(face: Image) -> Image:
    """Return the color of the rim: darker, or lighter where all of the face is nearly black."""
    rim: Image = face * 0.7 + 0.3 if face.max() < 0.3 else face * 0.5 + 0.12
    return rim


def _layers(*layers: tuple[Image | Tone, Image]) -> Image:
    """Lay colors over each other, each with its coverage; alpha comes out premultiplied."""
    height, width = layers[0][1].shape
    image = np.zeros((height, width, 4), dtype=np.float32)
    for color, cover in layers:
        alpha = np.asarray(cover, dtype=np.float32)[..., None]
        painted = np.broadcast_to(np.asarray(color, dtype=np.float32), (height, width, 3))
        image[..., :3] = image[..., :3] * (1 - alpha) + painted * alpha
        image[..., 3:] = image[..., 3:] * (1 - alpha) + alpha
    return image
