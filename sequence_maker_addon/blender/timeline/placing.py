"""Putting strips of any kind somewhere without one ending up on another channel."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from ...sequence.errors import ToolError
from ..host import compat
from . import strip_keys

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


class Parked:
    """Strips that wait far before the sequence until all is ready for them to come home.

    A property write that makes strips overlap sends the strip to another channel. So each goes
    far before the sequence, is trimmed there, and comes home when all the others have left.

    Args:
        editor: The sequence editor.
        places: By the names of the strips, which must be there.
        gone: Names of strips that are removed at the end.
    """

    def __init__(self, editor: Any, places: Mapping[str, Place], gone: Collection[str]) -> None:
        self._editor = editor
        self._gone = gone
        self._before = {name: place_of(self._strip(name)) for name in (*places, *gone)}
        self._places = {name: self._going(name, place) for name, place in places.items()}
        self._trimmed = {
            name: place.content - self._places[name].content for name, place in places.items()
        }
        scene = self._editor.id_data
        trimmed = (name for name, frames in self._trimmed.items() if frames)
        self._keys = {name: strip_keys.capture(scene, name) for name in trimmed}
        self._parked: dict[str, int] = {}

    def leave(self) -> None:
        """Take them away."""
        edge = min((compat.frames(strip)[0] for strip in compat.strips(self._editor)), default=0)
        moving = {n: p for n, p in self._places.items() if p != self._before[n]}
        moving |= {name: self._before[name] for name in self._gone}
        for name, place in moving.items():
            edge = self._leave(name, place, edge)

    def home(self) -> None:
        """Bring them to their places.

        Raises:
            ToolError: `clip_in_the_way` where Blender brings one elsewhere.
        """
        self._come(self._places)
        for name, place in self._places.items():
            if place_of(self._strip(name)) != place:
                raise ToolError(
                    "clip_in_the_way",
                    f"Blender cannot bring {name!r} to that length or place",
                    hint="a sound or movie can be drawn out only as far as Blender allows",
                )

    def remove_gone(self) -> None:
        """Remove those that go."""
        strips = compat.strips(self._editor)
        for name in self._gone:
            strips.remove(strips[name])
        self._gone = ()

    def back(self) -> None:
        """Bring all of them to where they were."""
        there = {name for name in self._before if name in compat.strips(self._editor)}
        edge = min((compat.frames(strip)[0] for strip in compat.strips(self._editor)), default=0)
        places = {name: self._before[name] for name in there}
        self._trimmed = {}
        for name, place in places.items():
            edge = self._leave(name, place, edge)
        self._come(places)
        for name in self._keys.keys() & there:
            strip_keys.restore(self._editor.id_data, name, self._keys[name])

    def _leave(self, name: str, place: Place, edge: int) -> int:
        strip = self._strip(name)
        now = place_of(strip)
        first, end = now.first - now.content, now.end - now.content
        low = min(first, place.first - place.content, 0.0)
        high = max(end, place.end - place.content, 0.0)
        distance = round(edge - 1 - high - now.content)
        compat.shift(strip, distance)
        away = round(now.content + distance - place.content)
        self._parked[name] = away
        _trim(strip, place.first + away, place.end + away)
        return round(now.content + distance + low)

    def _come(self, places: Mapping[str, Place]) -> None:
        for name, place in places.items():
            if name in self._parked:
                strip = self._strip(name)
                if strip.channel != place.channel:
                    strip.channel = place.channel
                compat.shift(strip, -self._parked.pop(name))
                behind = self._trimmed.pop(name, 0.0)
                if behind:
                    strip_keys.shift(self._editor.id_data, name, behind)

    def _going(self, name: str, place: Place) -> Place:
        """Return a place as the strip can have it: some have no content of their own.

        Blender takes the keys along with what it counts as content; where only a handle of such
        a strip is to move, they are brought back.
        """
        bare = _has_no_content(self._strip(name))
        return replace(place, content=float(place.first)) if bare else place

    def _strip(self, name: str) -> Any:
        return compat.strips(self._editor)[name]


@contextmanager
def selection_kept(editor: Any) -> Iterator[None]:
    """Leave the user's selection and active strip as they are; new strips are not selected."""
    selected = {strip.name for strip in compat.strips(editor) if strip.select}
    active = editor.active_strip.name if editor.active_strip is not None else ""
    try:
        yield
    finally:
        strips = compat.strips(editor)
        for strip in strips:
            if strip.select != (strip.name in selected):
                strip.select = strip.name in selected
        found = strips.get(active)
        if found is not None and editor.active_strip != found:
            editor.active_strip = found


def _trim(strip: Any, first: int, end: int) -> None:
    """Set both handles; one that is to pass the other goes second."""
    if first >= compat.frames(strip)[1]:
        compat.set_end(strip, end)
        compat.set_first(strip, first)
    else:
        compat.set_first(strip, first)
        compat.set_end(strip, end)
