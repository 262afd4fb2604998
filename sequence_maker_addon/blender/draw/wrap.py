"""Text for labels: measured, wrapped and clipped, since Blender's labels only have one line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import blf

from .unit_face import Face, look

FONT = 0
"""Blender's interface font."""
MARGIN = 3.0
"""Units that a sidebar panel takes from its region: tab strip, panel edges and label padding."""
NARROWEST = 3.0
"""Units that text gets at least; below that a sidebar only shows its tabs."""
LINE_HEIGHT = 0.72
"""Height of a line of running text, in units."""
LONGEST = 4_000
"""Characters that are wrapped as one; a longer paragraph is cut first, to bound what one costs."""
ELLIPSIS = "…"
SEPARATOR = " · "

_CJK = "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_CJK += "\U0001f000-\U0001faff\U00020000-\U0003ffff"
_OPENING = "(\\[{「『（《〈【〔“‘"
_CLOSING = ")\\]},.!?:;、。，．！？：；」』）》〉】〕ー々…”’"
_JOINED = "\u0300-\u036f\u200d\ufe0e\ufe0f\u3099\u309a\U0001f3fb-\U0001f3ff"
_PIECE = re.compile(
    rf"[{_OPENING}]*[{_CJK}](?:\u200d.|[{_JOINED}]|[{_CLOSING}])* *"
    rf"|(?:(?![{_CJK}])[^ ])+ *"
    r"| +"
)
_NO_LABEL = re.compile("[\x00\ud800-\udfff]")
_MARK = re.compile(r" *(?:[•☐☑–] |\d{1,3}[.)] )")


def unit() -> float:
    """Return the height of a button in pixels, region zoom apart; `ui_scale` is 0 headless."""
    return look()[0]


def content_width(context: Any, inset: float = 0.0) -> float:
    """Return how many pixels of text fit into a row of a sidebar panel, without its zoom.

    Args:
        context: Where the panel is drawn.
        inset: Units that the row has less, such as 0.8 in a box or 1.15 after an icon.
    """
    return max(_region_width(context.region) - (MARGIN + inset) * unit(), NARROWEST * unit())


def lines(text: str, width: float) -> list[str]:
    """Break text into lines that fit a width in pixels; an empty line stays one."""
    face, room = _face(), int(width)
    return [line for part in _parts(drawable(text)) for line in _wrapped(part, room, face)]


def measure(text: str) -> float:
    """Return the width of one line of text in a label, in pixels."""
    return _measured(drawable(text), _face())


def fit(text: str, width: float) -> str:
    """Return text as one line that fits a width in pixels.

    Of parts joined by ` · ` the last ones go first; other text is cut off with an ellipsis.
    Nothing is left where not even one sign and the ellipsis fit.
    """
    room = int(width)
    return _fitted(" ".join(drawable(text[: 4 * room + 64]).split()), room, _face())


def draw(layout: Any, text: str, width: float, most: int | None = None) -> int:
    """Draw text as labels.

    Args:
        layout: Where it goes.
        text: What to show, Markdown already made plain.
        width: Pixels to wrap to.
        most: Lines to show; None for all.

    Returns:
        How many lines were left out.
    """
    every = lines(text, width)
    shown = every if most is None else every[:most]
    column = layout.column(align=True)
    column.scale_y = LINE_HEIGHT
    for line in shown:
        if line:
            column.label(text=line, translate=False)
        else:
            column.separator(factor=0.6)
    return len(every) - len(shown)


def drawable(text: str) -> str:
    """Return a text without what no label takes, whoever wrote it."""
    return _NO_LABEL.sub("\ufffd", text)


def _region_width(region: Any) -> float:
    if region is None:
        return 18.0 * unit()
    view = region.view2d
    zoomed = view.region_to_view(region.width, 0)[0] - view.region_to_view(0, 0)[0]
    return float(zoomed or region.width)


def _face() -> Face:
    return look()[1]


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for paragraph in text.split("\n"):
        while len(paragraph) > LONGEST:
            place = paragraph.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
            parts.append(paragraph[:place])
            paragraph = paragraph[place:]
        parts.append(paragraph)
    return parts


@lru_cache(maxsize=4096)
def _wrapped(paragraph: str, width: int, face: Face) -> tuple[str, ...]:
    blf.size(FONT, face[0])
    mark = _MARK.match(paragraph)
    indent = _spaces(mark[0]) if mark else ""
    pieces = _PIECE.findall(paragraph.rstrip())
    found: list[str] = []
    start = 0
    while start < len(pieces):
        lead = indent if found else ""
        end = _line_end(pieces, start, width - _width(lead))
        line = lead + "".join(pieces[start:end]).rstrip()
        if end == start + 1 and _width(line) > width and len(_clusters(pieces[start])) > 1:
            pieces[start:end] = _broken(pieces[start], width - _width(lead))
            continue
        found.append(line)
        start = end
    return tuple(found) or ("",)


def _line_end(pieces: list[str], start: int, width: float) -> int:
    """Return where the line from `start` ends: by the pieces' widths, then by its own."""
    end, total = start, 0.0
    while end < len(pieces) and total <= width:
        total += _advance(pieces[end])
        end += 1
    while end > start + 1 and _width("".join(pieces[start:end]).rstrip()) > width:
        end -= 1
    return max(end, start + 1)


def _broken(word: str, width: float) -> list[str]:
    """Cut a word that is wider than a line into parts that fit, the last one as long as it is."""
    characters = _clusters(word)
    parts: list[str] = []
    while characters:
        parts.append(_beginning(characters, width))
        del characters[: len(_clusters(parts[-1]))]
    return parts


def _beginning(characters: list[str], width: float) -> str:
    """Return as many of the first signs as fit, one at least."""
    low, high = 1, min(len(characters), max(int(width / 2), 1))  # hardly a sign is below 2 pixels
    while low < high:
        middle = (low + high + 1) // 2
        if _width("".join(characters[:middle])) <= width:
            low = middle
        else:
            high = middle - 1
    return "".join(characters[:low])


def _clusters(word: str) -> list[str]:
    """Return the signs of a word, each with the marks that are drawn onto it."""
    characters: list[str] = []
    for letter in word:
        joined = characters and (characters[-1].endswith("\u200d") or _is_mark(letter))
        if joined:
            characters[-1] += letter
        else:
            characters.append(letter)
    return characters


def _is_mark(letter: str) -> bool:
    if letter < "\u0300":
        return False
    return unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf") or (
        "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _spaces(mark: str) -> str:
    """Return as many spaces as are as wide as the mark of a list's item."""
    space = _width("x" + " " * 10 + "x") - _width("xx")
    return " " * round(10 * (_width(mark + "x") - _width("x")) / max(space, 1.0))


@lru_cache(maxsize=4096)
def _measured(text: str, face: Face) -> float:
    blf.size(FONT, face[0])
    return _width(text)


@lru_cache(maxsize=4096)
def _fitted(text: str, width: int, face: Face) -> str:
    blf.size(FONT, face[0])
    if _width(text) <= width:
        return text
    parts = text.split(SEPARATOR)
    while len(parts) > 1:
        parts.pop()
        if _width(SEPARATOR.join(parts)) <= width:
            return SEPARATOR.join(parts)
    room = width - _width(ELLIPSIS)
    head = _beginning(_clusters(text), room)
    return head.rstrip(" ,.;:·-–") + ELLIPSIS if _width(head) <= room else ""


def _width(text: str) -> float:
    """Return the width of a text in the size that was set last, in pixels."""
    return float(blf.dimensions(FONT, text)[0]) if text else 0.0


def _advance(piece: str) -> float:
    """Return about how far a piece takes a line; a little too short rather than too long."""
    return _width(piece) - 1.0
