"""The rows of the channels: segments and fades in their colors, other strips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..sequence.color import hex_of, name_of
from ..sequence.segment import Obstacle, Segment
from . import page_layout as at
from . import svg
from .page_layout import Layout, System
from .show import Row, Say, Show

RIM, ROUND = 4.0, 7.0
"""Pixels from which on a segment has a rim, and round corners."""
THINNEST = 0.7
CHANNEL_LABELS = ("Channel",)
"""How a channel is called that nobody named."""
_GIVEN = re.compile(r"(Segment|Color)( \d+)?(\.\d+)?")
"""Names that nobody chose."""


def rows(show: Show, layout: Layout, system: System, fades: svg.Fades, say: Say) -> Iterator[str]:
    """Draw every channel of a system."""
    y = system.top + layout.head
    for row in show.rows:
        yield from _name(row, layout, y, say)
        yield '<g class="off">' if row.muted else "<g>"
        yield svg.rect(at.LEFT, y, system.x(system.end) - at.LEFT, layout.row, 'class="row"', r=3)
        others = [other for other in row.others if system.shows(other.start, other.end)]
        segments = [segment for segment in row.segments if system.shows(segment.start, segment.end)]
        yield from (_other(other, system, y, layout.row) for other in others)
        yield from (_segment(segment, system, y, layout.row, fades) for segment in segments)
        yield "</g>"
        # Texts stand over it: those of a muted channel are as readable as others.
        middle, look = y + layout.row / 2 + 4, "dim" if row.muted else ""
        yield from (_other_name(other, system, middle, look) for other in others)
        yield from (_own_name(segment, system, middle, look) for segment in segments)
        y += layout.row + 3


def heading(row: Row, say: Say = str) -> str:
    """Return what a channel is called: `Channel 3` as Blender named it, else `3  Left`."""
    name = svg.clean(row.name, 60)
    is_given = name in ("", f"Channel {row.channel}")
    return f"{say(CHANNEL_LABELS[0])} {row.channel}" if is_given else f"{row.channel} · {name}"


def _name(row: Row, layout: Layout, y: float, say: Say) -> Iterator[str]:
    size = 12.5 if layout.row >= 20 else 11.0
    text = svg.fitted(heading(row, say), at.LEFT - 30, size) or str(row.channel)
    look = "" if size > 12 else 'style="font-size:11px"'
    yield svg.label(at.LEFT - 12, y + layout.row / 2 + 4.5, text, "name e", look)


def _other(other: Obstacle, system: System, y: float, height: float) -> str:
    left, right = system.x(other.start), system.x(other.end)
    title = f"{other.name} · {at.clock(other.start, 0.1)} – {at.clock(other.end, 0.1)}"
    return svg.rect(left, y, max(right - left, THINNEST), height, 'class="other"', title, 2)


def _other_name(other: Obstacle, system: System, y: float, look: str) -> str:
    left, right = system.x(other.start), system.x(other.end)
    text = svg.fitted(other.name, right - left - 10, 11)
    return svg.label(left + 5, y, text, look) if text else ""


def _segment(segment: Segment, system: System, y: float, height: float, fades: svg.Fades) -> str:
    part = segment.cut(system.start, system.end)
    left, width = _place(part, system)
    fill = f'fill="{hex_of(part.color)}"'
    if part.end_color is not None and part.end_color != part.color:
        fill = fades.fill(part.color, part.end_color)
    look = f'{fill} class="s"' if width >= RIM else fill
    corner = 2.5 if width >= ROUND else 0
    return svg.rect(left, y + 1, width, height - 2, look, _told(segment), corner)


def _own_name(segment: Segment, system: System, y: float, look: str) -> str:
    """Write a name that somebody chose, in the ink for its ground or in the look that is given."""
    part = segment.cut(system.start, system.end)
    left, width = _place(part, system)
    own = "" if _GIVEN.fullmatch(segment.name) else segment.name
    text = svg.fitted(own, width - 8, 11) if own else ""
    if not text:
        return ""
    return svg.label(
        left + 4, y, text, look or svg.ink_on(part.color, part.end_color or part.color)
    )


def _place(part: Segment, system: System) -> tuple[float, float]:
    """Return the left side and the width of what a system shows of a segment, in pixels."""
    left = system.x(part.start)
    return left, max(system.x(part.end) - left, THINNEST)


def _told(segment: Segment) -> str:
    """Return what a pointer over a segment is told."""
    colors = [segment.color, *([segment.end_color] if segment.end_color else [])]
    shown = " → ".join(name_of(color) or hex_of(color) for color in colors)
    span = f"{at.clock(segment.start, 0.05)} – {at.clock(segment.end, 0.05)}"
    return f"{segment.name or segment.id} · {span} · {shown}"
