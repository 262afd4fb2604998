"""Putting strips of any kind somewhere without one ending up on another channel."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...sequence.errors import ToolError
from ..host import compat

log = logging.getLogger(__name__)


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
    content = first if _has_no_content(strip) else compat.content_start(strip)
    return Place(strip.channel, first, end, float(content))


def _has_no_content(strip: Any) -> bool:
    """Tell whether the content begins wherever the left handle is: effects and still images."""
    if getattr(strip, "input_count", None) is not None:
        return True
    return strip.type == "IMAGE" and len(strip.elements) < 2


def put(editor: Any, places: Mapping[str, Place], gone: Collection[str] = ()) -> None:
    """Bring strips to their places, whole or not at all.

    A property write that makes strips overlap sends the strip to another channel. So each goes
    far before the sequence, is trimmed there, and comes home when all the others have left.

    Args:
        editor: The sequence editor.
        places: By the names of the strips, which must be there.
        gone: Strips that are removed when nothing is in the way of the others.

    Raises:
        ToolError: `invalid_time`, `out_of_range` or `clip_in_the_way`; nothing is then changed.
    """
    strips = compat.strips(editor)
    before = {name: place_of(strips[name]) for name in places}
    going = {
        name: replace(place, content=float(place.first)) if _has_no_content(strips[name]) else place
        for name, place in places.items()
    }
    going = {name: place for name, place in going.items() if place != before[name]}
    _refuse(editor, going, gone)
    for name in gone:
        if name in strips:
            strips.remove(strips[name])
    try:
        _write(editor, going)
        for name, place in going.items():
            if place_of(strips[name]) != place:
                raise ToolError(
                    "clip_in_the_way",
                    f"Blender cannot bring {name!r} to that length or place",
                    hint="a sound or movie can be drawn out only as far as Blender allows",
                )
    except Exception:
        _write(editor, {name: before[name] for name in going})
        raise


def _refuse(editor: Any, places: Mapping[str, Place], gone: Collection[str]) -> None:
    """Check the picture as it will be."""
    settled: dict[int, list[tuple[int, int, str]]] = {}
    for strip in compat.strips(editor):
        if strip.name not in places and strip.name not in gone:
            settled.setdefault(strip.channel, []).append((*compat.frames(strip), strip.name))
    for name, place in places.items():
        if place.end <= place.first:
            message = f"the strip {name!r} would be shorter than one frame"
            raise ToolError("invalid_time", message)
        if not -compat.LAST_FRAME < place.first < place.end <= compat.LAST_FRAME:
            raise ToolError("out_of_range", f"{name!r} would leave Blender's frames")
        row = settled.setdefault(place.channel, [])
        for first, end, other in row:
            if first < place.end and place.first < end:
                raise ToolError(
                    "clip_in_the_way",
                    f"{other!r} is in the way of {name!r} on channel {place.channel}",
                    hint="move that one, too, or choose a smaller change",
                )
        row.append((place.first, place.end, name))


def _write(editor: Any, places: Mapping[str, Place]) -> None:
    strips = compat.strips(editor)
    parked: dict[str, int] = {}
    edge = min((compat.frames(strip)[0] for strip in strips), default=0)
    for name, place in places.items():
        strip = strips[name]
        now = place_of(strip)
        first, end = now.first - now.content, now.end - now.content
        low = min(first, place.first - place.content, 0.0)
        high = max(end, place.end - place.content, 0.0)
        distance = round(edge - 1 - high - now.content)
        compat.shift(strip, distance)
        parked[name] = round(now.content + distance - place.content)
        edge = round(now.content + distance + low)
        _trim(strip, place.first + parked[name], place.end + parked[name])
    for name, place in places.items():
        strip = strips[name]
        if strip.channel != place.channel:
            strip.channel = place.channel
        compat.shift(strip, -parked[name])


def _trim(strip: Any, first: int, end: int) -> None:
    """Set both handles; one that is to pass the other goes second."""
    if first >= compat.frames(strip)[1]:
        compat.set_end(strip, end)
        compat.set_first(strip, first)
    else:
        compat.set_first(strip, first)
        compat.set_end(strip, end)
