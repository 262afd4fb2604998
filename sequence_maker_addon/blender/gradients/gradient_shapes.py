"""Animated colors of strips as stretches: frames, and the color at each; needs no window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..host import compat
from ..timeline.fades import Curves, color_curves

STEPS = 16
"""Stretches between two keys whose color does not go straight from one to the other."""
MOST_KEYS = 200
"""Keys inside a strip that are drawn exactly; of more, as many places as of these."""
STILL = 1 / 255
"""A color that changes by less is not drawn: the strip itself shows it."""
Floats = NDArray[np.float32]


class Gradient(NamedTuple):
    """The color of a strip over its length.

    Attributes:
        channel: Where it lies.
        mute: Whether the strip is muted.
        places: Frames in order, shape `(n,)`, from the first to the end.
        colors: Red, green and blue at each, 0 to 1, as the strip has them, shape `(n, 3)`.
    """

    channel: int
    mute: bool
    places: Floats
    colors: Floats


def gradients_of(scene: Any) -> list[Gradient]:
    """Return the gradients of the color strips that the Sequencer shows: all, or an open meta's."""
    editor = scene.sequence_editor
    curves = color_curves(scene) if editor is not None else {}
    if not curves:
        return []
    stack = editor.meta_stack
    shown = compat.strips(stack[-1] if len(stack) else editor)
    found = (
        _gradient(strip, curves[strip.name])
        for strip in shown
        if strip.name in curves and type(strip) is compat.COLOR_STRIP
    )
    return [made for made in found if np.abs(made.colors - made.colors[0]).max() >= STILL]


def triangles(gradients: Sequence[Gradient]) -> tuple[Floats, Floats]:
    """Return what the graphics card draws of gradients: of height 1, six corners a stretch.

    Args:
        gradients: At least one.

    Returns:
        Places in frames and heights, shape `(n, 2)`, and red, green, blue and alpha, `(n, 4)`.
    """
    places = np.concatenate([gradient.places for gradient in gradients])
    counts = [len(gradient.places) for gradient in gradients]
    alphas = np.repeat([0.3 if gradient.mute else 1.0 for gradient in gradients], counts)
    colors = np.concatenate([gradient.colors for gradient in gradients])
    shades = np.column_stack([colors, alphas]).astype(np.float32)
    left = np.delete(np.arange(len(places)), np.cumsum(counts) - 1)  # each but the last of its own
    at = left[:, None] + np.array([0, 1, 0, 0, 1, 1])
    heights = np.broadcast_to(np.array([0, 0, 1, 1, 0, 1], np.float32), at.shape)
    return np.stack([places[at], heights], 2).reshape(-1, 2), shades[at].reshape(-1, 4)


def _gradient(strip: Any, curves: Curves) -> Gradient:
    curves = Curves(tuple(curve for curve in curves.curves if not curve.mute))
    first, end = compat.frames(strip)
    straight = curves.fades(first, end)
    places = np.array([first, end], np.float32) if straight else _places(curves, first, end)
    own = tuple(strip.color)
    colors = np.array([curves.at(float(place), own) for place in places], np.float32)
    return Gradient(strip.channel, strip.mute, places, colors.clip(0, 1))


def _places(curves: Curves, first: int, end: int) -> Floats:
    """Return frames at which colors are asked for: around each key, and evenly between them."""
    keys = {first, end}
    for curve in curves.curves:
        keys.update(x for point in curve.keyframe_points if first < (x := point.co[0]) < end)
    around = sorted(keys)
    if len(around) > MOST_KEYS:
        around = np.linspace(first, end, MOST_KEYS).tolist()
    before = np.array(around[:-1])
    steps = (np.array(around[1:]) - before) / STEPS
    even = before[:, None] + steps[:, None] * np.arange(STEPS)
    edges = np.array(around[1:]) - np.minimum(0.01, steps)  # where a color jumps at a key
    return np.sort(np.concatenate([even.ravel(), edges, [end]])).astype(np.float32)
