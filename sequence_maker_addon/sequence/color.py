"""Colors as people and models write them, turned into sRGB triples and back."""

import difflib
import string
from functools import lru_cache

from .css_colors import CSS_COLORS
from .numerals import shown

Rgb = tuple[int, int, int]
"""Red, green and blue, each a whole number 0-255, sRGB as displayed."""

_ALIASES = {"aqua", "fuchsia"}  # the same colors as cyan and magenta, which people say more often
_NAMES: dict[Rgb, str] = {
    value: name
    for name, value in reversed(CSS_COLORS.items())
    if name not in _ALIASES and "grey" not in name
}


def rgb(value: object) -> Rgb:
    """Read a color.

    Args:
        value: A CSS name (case, blanks and hyphens do not matter), `#rgb`, `#rrggbb`, the same
            without `#` or with `0x`, `rgb(255, 128, 0)`, or a list of three whole numbers 0-255.

    Returns:
        Red, green and blue, each 0-255.

    Raises:
        ValueError: If it is none of these; one sentence, naming the nearest CSS names.

    Example:
        >>> rgb("Dark Orange"), rgb("#f80"), rgb([1, 2, 3])
        ((255, 140, 0), (255, 136, 0), (1, 2, 3))
    """
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, (list, tuple)):
        return _from_numbers(value)
    raise ValueError(
        f"a color must be a name, #rrggbb or [red, green, blue] 0-255, got {shown(value)}"
    )


def hex_of(color: Rgb) -> str:
    """Write a color as `#rrggbb`.

    Raises:
        ValueError: If it is not three whole numbers 0-255.
    """
    red, green, blue = _from_numbers(color)
    return f"#{red:02x}{green:02x}{blue:02x}"


def mix(a: Rgb, b: Rgb, factor: float) -> Rgb:
    """Blend two colors channel by channel, rounded to the nearest whole number.

    Args:
        a: The color at factor 0.
        b: The color at factor 1.
        factor: How far from `a` to `b`, 0-1.

    Raises:
        ValueError: If `factor` is not from 0 to 1.
    """
    if not 0 <= factor <= 1:
        raise ValueError(f"a mix factor must be from 0 to 1, got {shown(factor)}")
    red, green, blue = (
        int(one + (other - one) * factor + 0.5) for one, other in zip(a, b, strict=True)
    )
    return red, green, blue


def name_of(color: Rgb) -> str | None:
    """Give the CSS name of exactly this color, or None where it has none."""
    return _NAMES.get(color)


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Rgb:
    word = "".join(text[:80].split()).replace("-", "").replace("_", "").strip("\"'").lower()
    if word in CSS_COLORS:
        return CSS_COLORS[word]
    if len(text) <= 80:
        if digits := _hex_digits(word):
            return _from_hex(digits, text)
        if "," in text or "(" in text or "[" in text:
            return _from_list_text(text)
    raise ValueError(f"unknown color {shown(text)}; {_nearest(word[:40])}or give #rrggbb")


def _hex_digits(word: str) -> str:
    """Give the digits of a hexadecimal color, or nothing where `word` is not one."""
    digits = word.removeprefix("0x") if word.startswith("0x") else word.removeprefix("#")
    only_hex = bool(digits) and all(letter in string.hexdigits for letter in digits)
    marked = digits != word
    return digits if only_hex and (marked or len(digits) in (3, 6)) else ""


def _from_hex(digits: str, text: str) -> Rgb:
    if len(digits) in (4, 8):
        raise ValueError(f"color {shown(text)} has an alpha part; give #rrggbb without it")
    if len(digits) not in (3, 6):
        raise ValueError(f"color {shown(text)} must have 3 or 6 hex digits, as in #f80 or #ff8800")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _from_list_text(text: str) -> Rgb:
    """Read `rgb(255, 128, 0)`, `[255, 128, 0]` or `255, 128, 0`."""
    inner = text.strip().lower().removeprefix("rgb").strip().strip("()[]").replace(",", " ")
    parts = inner.split()
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(
            f"color {shown(text)} must hold three whole numbers 0-255, as in rgb(255, 128, 0)"
        )
    return _from_numbers([int(part) for part in parts])


def _from_numbers(values: list[object] | tuple[object, ...] | list[int]) -> Rgb:
    if len(values) != 3:
        raise ValueError(f"a color needs three numbers [red, green, blue], got {len(values)}")
    red, green, blue = (_channel(value) for value in values)
    return red, green, blue


def _channel(value: object) -> int:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if number and 0 <= value <= 255 and value == int(value):  # type: ignore[operator,call-overload]
        return int(value)  # type: ignore[call-overload,no-any-return]
    raise ValueError(f"red, green and blue must be whole numbers 0-255, got {shown(value)}")


@lru_cache(maxsize=256)
def _nearest(word: str) -> str:
    near = difflib.get_close_matches(word, CSS_COLORS, n=3, cutoff=0.5)
    return f"nearest names: {', '.join(near)}; " if near else "use a CSS color name "
