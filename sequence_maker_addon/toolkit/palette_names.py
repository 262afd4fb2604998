"""The names of the person's palettes, where an argument is a color."""

from __future__ import annotations

from pydantic import ValidationInfo

from ..sequence.color import Rgb, rgb


def palette_of(value: object, info: ValidationInfo) -> list[Rgb]:
    """Return the colors of a palette, none where a value is no name of one."""
    wishes = getattr(info.context, "wishes", None)
    found = wishes.palette(value) if wishes is not None and isinstance(value, str) else None
    return list(found or ())


def color_of(value: object, info: ValidationInfo) -> Rgb:
    """Read a color; a palette stands for its first one.

    Raises:
        ValueError: If it is neither.
    """
    found = palette_of(value, info)
    return found[0] if found else rgb(value)
