"""How texts look: styles, places in the picture and what is behind the letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from ...sequence.color import Rgb
from ...sequence.errors import ToolError
from ...sequence.numerals import shown
from ...toolkit.parameters import CHOICE, CHOSEN, Kind

Style = Annotated[Literal["title", "lower_third", "caption"], CHOSEN, CHOICE]
EDGE, LOW, HIGH = 0.05, 0.08, 0.92
"""Shares of the picture's width and height that texts keep from its edges."""
_CENTERED = {"anchor_x": "CENTER", "anchor_y": "CENTER", "alignment_x": "CENTER"}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {
        **_CENTERED,
        "size": 0.1,
        "location": [0.5, 0.5],
        "wrap_width": 0.9,
        "use_box": False,
        "use_shadow": True,
        "use_outline": True,
    },
    "lower_third": {
        "anchor_x": "LEFT",
        "anchor_y": "BOTTOM",
        "alignment_x": "LEFT",
        "size": 0.06,
        "location": [EDGE, 0.12],
        "wrap_width": 0.7,
        "use_box": True,
        "use_shadow": False,
        "use_outline": False,
    },
    "caption": {
        **_CENTERED,
        "anchor_y": "BOTTOM",
        "size": 0.05,
        "location": [0.5, LOW],
        "wrap_width": 0.85,
        "use_box": True,
        "use_shadow": False,
        "use_outline": False,
    },
}
_ACROSS = {"left": (EDGE, "LEFT"), "right": (1 - EDGE, "RIGHT")}
_HIGH, _LOW = (HIGH, "TOP"), (LOW, "BOTTOM")
_UP = {"top": _HIGH, "upper": _HIGH, "bottom": _LOW, "lower": _LOW}
_MIDDLE = ("center", "middle", "centre")


def _place(value: object) -> dict[str, Any]:
    """Read `top left`, `center` or `0.2, 0.8`."""
    given = value
    if isinstance(value, str):
        words = re.split(r"[\s_-]+", value.strip().casefold())
        if all(word in {*_ACROSS, *_UP, *_MIDDLE} for word in words) and len(words) <= 2:
            return _at_words(words)
        value = [part for part in re.split(r"[\s,;]+", value.strip(" ()[]")) if part]
    try:
        x, y = (float(part) for part in value)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        x = y = -1.0
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError(f'{shown(given)} is no place: say "top left", "bottom" or "0.5, 0.8"')
    return {**_CENTERED, "location": [x, y]}


def _at_words(words: list[str]) -> dict[str, Any]:
    x, across = next((_ACROSS[word] for word in words if word in _ACROSS), (0.5, "CENTER"))
    y, up = next((_UP[word] for word in words if word in _UP), (0.5, "CENTER"))
    return {"location": [x, y], "anchor_x": across, "anchor_y": up, "alignment_x": across}


Place = Annotated[Any, BeforeValidator(_place), WithJsonSchema({"type": "string"}), Kind("text")]
"""Where a text lies, as what is to be set."""
TextSize = Annotated[
    float,
    Field(gt=0, le=100),
    WithJsonSchema({"type": "number"}),
    Kind("number", 0.1, 100),
]
"""Height of the letters in percent of the picture's."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a call says about how texts look; None leaves it to the style, or as it is."""

    style: str | None = None
    size: float | None = None
    font: str | None = None
    color: Rgb | None = None
    place: Mapping[str, Any] | None = None
    box: bool | None = None
    shadow: bool | None = None

    def settings(self, fonts: list[str]) -> dict[str, Any]:
        """Return what is to be set, by Blender's names.

        Args:
            fonts: The fonts of the file.

        Raises:
            ToolError: `unknown_font`.
        """
        found = dict(STYLES[self.style]) if self.style is not None else {}
        found |= {} if self.place is None else self.place
        plain = {
            "size": None if self.size is None else self.size / 100,
            "font": None if self.font is None else _font(self.font, fonts),
            "color": None if self.color is None else [*(part / 255 for part in self.color), 1.0],
            "use_box": self.box,
            "use_shadow": self.shadow,
        }
        found |= {name: value for name, value in plain.items() if value is not None}
        if self.style is not None or self.color is not None:
            found |= _behind(self.color or (255, 255, 255))
        return found


def _behind(color: Rgb) -> dict[str, Any]:
    """Return a box, a shadow and an outline against which letters of a color are readable."""
    red, green, blue = color
    bright = 0.3 * red + 0.59 * green + 0.11 * blue > 115
    back = [0.0, 0.0, 0.0] if bright else [1.0, 1.0, 1.0]
    strong = [*back, 0.8]
    box = {"box_color": [*back, 0.6], "box_margin": 0.015}
    return {**box, "shadow_color": strong, "outline_color": strong}


def _font(name: str, fonts: list[str]) -> str:
    word = name.strip().casefold()
    if word in ("", "none", "default"):
        return ""
    for font in fonts:
        if font.casefold() == word:
            return font
    raise ToolError(
        "unknown_font",
        f"the file has no font {shown(name)}",
        field="font",
        allowed=fonts[:40] or "only Blender's own; the user can open others",
    )
