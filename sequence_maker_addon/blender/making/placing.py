"""Putting strips of any kind somewhere without one ending up on another channel.

A property write that makes strips overlap sends the strip to another channel, and in 4.5 setting
the channel of one that would overlap never ends (measured in 4.2, 4.5, 5.0 and 5.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from ..host import compat, prefetching
from ..timeline.strip_reading import BARE, column, inputs, kind_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a strip lies, in frames.

    Attributes:
        channel: Its channel.
        first: Its left handle.
        end: Its right handle, the first frame after it.
        content: The frame at which its content begins, trimmed or not; of effects and still
            images its left handle.
    """

    channel: int
    first: int
    end: int
    content: float


def place_of(strip: Any) -> Place:
    """Return where a strip lies now."""
    first, end = compat.frames(strip)
    content = first if has_no_content(strip) else compat.content_start(strip)
    return Place(strip.channel, first, end, round(float(content), 3))


def has_no_content(strip: Any) -> bool:
    """Tell whether the content begins wherever the left handle is: effects and still images."""
    kind = kind_of(strip)
    if kind == "image":
        return len(strip.elements) < 2
    return kind in BARE or bool(inputs(strip))


def bring(strip: Any, place: Place, edge: int) -> None:
    """Bring a strip to a place that is free, by a way on which it meets no other.

    Args:
        strip: No effect of others.
        place: Where it is to lie.
        edge: A frame before which nothing lies.
    """
    if has_no_content(strip):
        place = replace(place, content=float(place.first))
    away, _ = take_away(strip, place, edge)
    trim(strip, place.first + away, place.end + away)
    if strip.channel != place.channel:
        strip.channel = place.channel
    compat.shift(strip, place.content - place_of(strip).content)


@contextmanager
def selection_kept(editor: Any, renamed: Mapping[str, str]) -> Iterator[None]:
    """Leave the user's selection and active strip as they are; new strips are not selected.

    Args:
        editor: The sequence editor.
        renamed: At the end, the new names of strips by those that they had.
    """
    selected = _selected(editor)
    active = editor.active_strip.name if editor.active_strip is not None else ""
    try:
        yield
    finally:
        strips = compat.strips(editor)
        selected, active = {renamed.get(n, n) for n in selected}, renamed.get(active, active)
        for name in selected.symmetric_difference(_selected(editor)):
            if name in strips:
                strips[name].select = name in selected
        found = strips.get(active)
        if found is not None and editor.active_strip != found:
            editor.active_strip = found


def remove_new(editor: Any, names: Collection[str]) -> None:
    """Remove the strips that have none of some names, the newest first: effects before inputs."""
    strips = compat.strips(editor)
    new = [strip.name for strip in strips if strip.name not in names]
    if new:
        prefetching.halt(editor)
    for name in reversed(new):
        if name in strips:
            strips.remove(strips[name])


def _selected(editor: Any) -> set[str]:
    strips = compat.strips(editor)
    count = len(strips)
    if not count or not any(chosen := column(strips, "select", count)):
        return set()
    return {strip.name for strip, is_so in zip(strips, chosen, strict=True) if is_so}


def take_away(strip: Any, place: Place, edge: int) -> tuple[int, int]:
    """Bring a strip before an edge; return how far from its place that is, and the new edge."""
    now = place_of(strip)
    first, end = now.first - now.content, now.end - now.content
    low = min(first, place.first - place.content, 0.0)
    high = max(end, place.end - place.content, 0.0)
    distance = round(edge - 1 - high - now.content)
    compat.shift(strip, distance)
    return round(now.content + distance - place.content), round(now.content + distance + low)


def trim(strip: Any, first: int, end: int) -> None:
    """Set both handles; one that is to pass the other goes second."""
    if first >= compat.frames(strip)[1]:
        compat.set_end(strip, end)
        compat.set_first(strip, first)
    else:
        compat.set_first(strip, first)
        compat.set_end(strip, end)
