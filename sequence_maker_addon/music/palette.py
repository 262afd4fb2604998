"""Chooses the colors of a pattern's points out of its palette."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal, get_args

from ..sequence.color import Rgb, mix
from .points import Point

Palette = Literal["cycle", "random", "gradient", "energy", "pitch"]
PALETTES: tuple[Palette, ...] = get_args(Palette)


def painted(
    points: Sequence[Point], colors: Sequence[Rgb], palette: Palette, seed: int = 0
) -> list[Rgb]:
    """Choose the color of every point; what each palette does is told at `Pattern`."""
    count = len(points)
    if palette == "random":
        return _random(colors, count, seed)
    if palette == "gradient":
        return [_between(colors, number / max(count - 1, 1)) for number in range(count)]
    if palette == "energy":
        return [_between(colors, point.strength) for point in points]
    if palette == "pitch":
        ring = (*colors, colors[0])
        return [_between(ring, (point.pitch or 0) / 12) for point in points]
    return [colors[number % len(colors)] for number in range(count)]


def _random(colors: Sequence[Rgb], count: int, seed: int) -> list[Rgb]:
    chance, chosen = random.Random(seed), list[Rgb]()
    different = list(dict.fromkeys(colors))
    for _ in range(count):
        others = [c for c in different if not chosen or c != chosen[-1]] or different
        chosen.append(chance.choice(others))
    return chosen


def _between(colors: Sequence[Rgb], factor: float) -> Rgb:
    """Read a ramp of evenly spaced colors at a place from 0 to 1."""
    at = min(max(factor, 0.0), 1.0) * (len(colors) - 1)
    first = min(int(at), max(len(colors) - 2, 0))
    return mix(colors[first], colors[min(first + 1, len(colors) - 1)], at - first)
