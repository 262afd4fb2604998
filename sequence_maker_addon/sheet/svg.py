"""Elements of an SVG file, with every text made safe."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape

from ..sequence.color import Rgb, hex_of, mix
from ..sequence.flashing import luminance

LONGEST = 300
"""Characters of one text; more is cut off."""
READABLE = 4.5
"""Contrast that every text has to its ground, as WCAG asks for."""
_SHARE, _WIDE_SHARE = 0.56, 1.02
"""The width of a sign as a share of the font's size: most are narrower, none much wider."""


def clean(text: str, most: int = LONGEST) -> str:
    """Return a text without what XML cannot hold or what would turn the page's texts around.

    Controls, halves of surrogates, private and unassigned signs and those that change the
    direction of writing become blanks.
    """
    kept = (char if _is_seen(char) else " " for char in text[: most * 2])
    return " ".join("".join(kept).split())[:most]


def _is_seen(char: str) -> bool:
    return char in "\u200c\u200d" or not unicodedata.category(char).startswith("C")


def words(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(clean(text))


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is, in pixels, in a font of some size."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return size * (_SHARE * (len(text) - wide) + _WIDE_SHARE * wide)


def fitted(text: str, width: float, size: float) -> str:
    """Return as much of a text as fits, with an ellipsis where it is cut; empty where little does.

    Args:
        text: Any text.
        width: The room in pixels.
        size: Of the font, in pixels.
    """
    text = clean(text)
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…" if len(text.rstrip()) > 1 else ""


def number(value: float) -> str:
    """Return a coordinate, to a hundredth of a pixel."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rect(
    x: float, y: float, width: float, height: float, look: str = "", title: str = "", r: float = 0
) -> str:
    """Return a rectangle; `look` are attributes of ours, `title` is anybody's text."""
    corner = f' rx="{number(r)}"' if r else ""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    inside = f"><title>{words(title)}</title></rect>" if title else "/>"
    return f"<rect {place}{corner}{' ' + look if look else ''}{inside}"


def label(x: float, y: float, text: str, kind: str = "", look: str = "") -> str:
    """Return a text; `kind` is a class of the page's style."""
    marked = f' class="{kind}"' if kind else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}"{marked}{look and " " + look}>{words(text)}</text>'
    )


def lines(places: Iterable[float], top: float, bottom: float, kind: str) -> str:
    """Return upright lines as one path; nothing without any."""
    drawn = "".join(f"M{number(x)} {number(top)}V{number(bottom)}" for x in places)
    return f'<path class="{kind}" d="{drawn}"/>' if drawn else ""


def ink_on(first: Rgb, last: Rgb) -> str:
    """Return the classes of a text on a color or a fade: its ink, and a rim where it needs one.

    On any one color black or white has a contrast of at least 4.5 to 1; over a fade it may be
    neither, and the rim is the other one.
    """
    seen = [luminance(mix(first, last, step / 8)) for step in range(9)]
    black, white = (min(seen) + 0.05) / 0.05, 1.05 / (max(seen) + 0.05)
    ink = "ink" if black >= white else "light"
    return ink if max(black, white) >= READABLE else f"{ink} rim"


class Fades:
    """The gradients that a page uses, each of them once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Rgb, Rgb], str] = {}

    def fill(self, first: Rgb, last: Rgb) -> str:
        """Return the attribute that fills with a fade from left to right; linear in sRGB."""
        name = self._known.setdefault((first, last), f"f{len(self._known) + 1}")
        return f'fill="url(#{name})"'

    def defined(self) -> str:
        """Return the definitions."""
        made = (
            f'<linearGradient id="{name}"><stop stop-color="{hex_of(first)}"/>'
            f'<stop offset="1" stop-color="{hex_of(last)}"/></linearGradient>'
            for (first, last), name in self._known.items()
        )
        return "".join(made)
