"""The rows of the channels: segments and fades in their colors, other strips."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..sequence.color import hex_of, mix, name_of
from ..sequence.segment import Segment
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
        for other in row.others:
            if system.shows(other.start, other.end):
                yield from _other(other.name, system, other.start, other.end, y, layout.row)
        for segment in row.segments:
            if system.shows(segment.start, segment.end):
                yield from _segment(segment, system, y, layout.row, fades)
        yield "</g>"
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


def _other(
    name: str, system: System, start: float, end: float, y: float, height: float
) -> Iterator[str]:
    left, right = system.x(start), system.x(end)
    title = f"{name} · {at.clock(start, 0.1)} – {at.clock(end, 0.1)}"
    yield svg.rect(left, y, max(right - left, THINNEST), height, 'class="other"', title, 2)
    text = svg.fitted(name, right - left - 10, 11)
    if text:
        yield svg.label(left + 5, y + height / 2 + 4, text)


def _segment(
    segment: Segment, system: System, y: float, height: float, fades: svg.Fades
) -> Iterator[str]:
    part = segment.cut(system.start, system.end)
    left = system.x(part.start)
    width = max(system.x(part.end) - left, THINNEST)
    fill = f'fill="{hex_of(part.color)}"'
    if part.end_color is not None and part.end_color != part.color:
        fill = fades.fill(part.color, part.end_color)
    look = f'{fill} class="s"' if width >= RIM else fill
    corner = 2.5 if width >= ROUND else 0
    yield svg.rect(left, y + 1, width, height - 2, look, _told(segment), corner)
    own = "" if _GIVEN.fullmatch(segment.name) else segment.name
    text = svg.fitted(own, width - 8, 11) if own else ""
    if text:
        ink = svg.ink_on(mix(part.color, part.end_color or part.color, 0.3))
        yield svg.label(left + 4, y + height / 2 + 4, text, look=f'style="fill:{ink}"')


def _told(segment: Segment) -> str:
    """Return what a pointer over a segment is told."""
    colors = [segment.color, *([segment.end_color] if segment.end_color else [])]
    shown = " → ".join(name_of(color) or hex_of(color) for color in colors)
    span = f"{at.clock(segment.start, 0.05)} – {at.clock(segment.end, 0.05)}"
    return f"{segment.name or segment.id} · {span} · {shown}"
