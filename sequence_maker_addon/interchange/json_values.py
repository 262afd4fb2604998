"""Numbers, colors and texts of a file, each refused with its place."""

from __future__ import annotations

import colorsys
import math
from typing import Any

from ..sequence.color import Rgb, rgb
from ..sequence.numerals import shown
from ..sequence.timelines import CHANNELS
from ..sequence.times import LONGEST

LONGEST_TEXT = 1000
MOST_PIXELS = 65_535


def number(value: Any, what: str, low: float, high: float) -> float:
    """Return a number.

    Raises:
        ValueError: If it is none, or not from `low` to `high`; `what` names it.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:
        raise ValueError(f"{what} must be a number from {low:,g} to {high:,g}, got {shown(value)}")
    return float(value)


def numeral(text: str, what: str, low: float, high: float) -> float:
    """Return the number that a text writes; see `number`."""
    try:
        value = float(text) if len(text) <= 40 and "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise ValueError(f"{what} must be a number from {low:,g} to {high:,g}, got {shown(text)}")
    return value


def whole(value: float, what: str) -> int:
    """Return a whole number.

    Raises:
        ValueError: If it is none.
    """
    if not value.is_integer():
        raise ValueError(f"{what} must be a whole number, got {value:g}")
    return int(value)


def channel(value: Any, what: str) -> int:
    """Return the number of a channel."""
    return whole(number(value, what, 1, CHANNELS), what)


def pixels(value: Any, what: str) -> int:
    """Return how many LEDs are lit."""
    return whole(number(value, what, 1, MOST_PIXELS), what)


def text(value: Any, what: str) -> str:
    """Return a text of one line.

    Raises:
        ValueError: If it is none, or too long.
    """
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError(f"{what} must be a text of {LONGEST_TEXT:,} characters at most")
    return value


def color(value: Any, what: str, hsv: bool = False) -> Rgb:
    """Return a color.

    Args:
        value: As `sequence.color.rgb` takes it, or hue 0-360, saturation and value 0-100.
        what: Names it.
        hsv: Whether it is of the second kind.

    Raises:
        ValueError: If it is none.
    """
    try:
        return _of_hsv(value) if hsv else rgb(value)
    except ValueError as error:
        raise ValueError(f"{what}: {error}") from None


def _of_hsv(value: Any) -> Rgb:
    if not isinstance(value, list) or len(value) != 3:
        raise ValueError("a color must be [hue, saturation, value]")
    limits = (("hue", 360), ("saturation", 100), ("value", 100))
    parts = [
        number(part, what, 0, high) / high for part, (what, high) in zip(value, limits, strict=True)
    ]
    red, green, blue = (int(part * 255 + 0.5) for part in colorsys.hsv_to_rgb(*parts))
    return red, green, blue


LATEST = LONGEST
"""Seconds; no file tells of later ones."""
