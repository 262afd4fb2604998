"""Many strips of any kind brought to other places at once, whatever lies in their way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from ...sequence.errors import ToolError
from ..host import compat
from ..timeline import strip_keys
from .lifting import Lifted
from .placing import Place, has_no_content, place_of, take_away, trim


class Parked:
    """Strips that wait far before the sequence until all is ready for them to come home.

    Each goes far before the sequence, is trimmed there, and comes home when all the others have
    left. Effects of others wait on a channel that nothing uses. Where strips of a channel only
    shift in one direction, they stay until they can be shifted one after the other.

    Args:
        editor: The sequence editor.
        places: By the names of the strips, which must be there; of effects of others, too.
        gone: Names of strips that are removed at the end.
        alone: Nothing else is written in between, so that strips may shift without leaving.
    """

    def __init__(
        self, editor: Any, places: Mapping[str, Place], gone: Collection[str], alone: bool = False
    ) -> None:
        self._editor, self._gone = editor, list(gone)
        self._strips = {strip.name: strip for strip in compat.strips(editor)}
        self._before = {name: place_of(self._strips[name]) for name in (*places, *gone)}
        self._lifted = Lifted(self._strips)
        effects = self._lifted.inputs
        own = {name: place for name, place in places.items() if name not in effects}
        self._places = {name: self._going(name, place) for name, place in own.items()}
        self._effects = {name: places[name] for name in places if name in effects}
        self._trimmed = {
            name: place.content - self._places[name].content for name, place in own.items()
        }
        scene = editor.id_data
        trimmed = (name for name, frames in self._trimmed.items() if frames)
        self._keys = {name: strip_keys.capture(scene, name) for name in trimmed}
        self._moving = {n: p for n, p in self._places.items() if p != self._before[n]}
        self._shifting = self._shifts() if alone else {}
        self._parked: dict[str, int] = {}

    def leave(self) -> None:
        """Take them away."""
        self._shrink()
        self._lift()
        leaving = {n: p for n, p in self._moving.items() if n not in self._shifting}
        leaving |= {n: self._before[n] for n in self._gone if n not in self._lifted.inputs}
        edge = self._far() if leaving else 0
        for name, place in leaving.items():
            edge = self._leave(name, place, edge)

    def home(self) -> None:
        """Bring them to their places.

        Raises:
            ToolError: `clip_in_the_way` where Blender brings one elsewhere, `effect_broken` where
                an effect does not follow.
        """
        for name, frames in self._shifting.items():
            if frames:
                compat.shift(self._strips[name], frames)
        self._come(self._places)
        self._lifted.land({n: p.channel for n, p in self._effects.items()}, self._gone)
        for name, place in (*self._moving.items(), *self._effects.items()):
            if place_of(self._strips[name]) != place:
                raise ToolError(
                    "effect_broken" if name in self._effects else "clip_in_the_way",
                    f"Blender cannot bring {name!r} to that length or place",
                    hint="a sound or movie can be drawn out only as far as Blender allows",
                )

    def remove_gone(self) -> None:
        """Remove those that go, effects before their inputs."""
        strips = compat.strips(self._editor)
        users: dict[str, set[str]] = {name: set() for name in self._gone}
        for name in self._gone:
            for other in self._lifted.inputs.get(name, ()):
                users.setdefault(other, set()).add(name)
        left = dict.fromkeys(self._gone)
        while left:
            name = next((n for n in reversed(left) if users[n].isdisjoint(left)), next(iter(left)))
            del left[name]
            strips.remove(self._strips.pop(name))
        self._gone = []

    def back(self) -> None:
        """Bring all of them to where they were."""
        self._strips.clear()
        self._strips |= {strip.name: strip for strip in compat.strips(self._editor)}
        there = self._strips.keys() & self._before.keys()
        self._lift()
        effects = self._lifted.inputs
        places = {name: self._before[name] for name in there if name not in effects}
        edge = self._far()
        self._trimmed = {}
        for name, place in places.items():
            edge = self._leave(name, place, edge)
        self._come(places)
        self._lifted.land({}, strict=False)
        for name in self._keys.keys() & there:
            strip_keys.restore(self._editor.id_data, name, self._keys[name])

    def _lift(self) -> None:
        moving = (*self._moving, *self._gone, *self._effects)
        places = (*self._places.values(), *self._effects.values())
        self._lifted.lift(moving, {place.channel for place in places})

    def _far(self) -> int:
        """Return the frame before which nothing lies, and nothing comes to lie."""
        firsts = [compat.frames(strip)[0] for strip in compat.strips(self._editor)]
        firsts += [place.first for place in (*self._places.values(), *self._before.values())]
        return min([*firsts, self._editor.id_data.frame_start])

    def _shifts(self) -> dict[str, int]:
        """Return how far strips shift that need not leave, in the order in which they can.

        They grow nowhere; what they lose they lose before anything moves.
        """
        rows: dict[int, list[tuple[int, int, str]]] = {}
        for name, place in self._moving.items():
            old = self._before[name]
            by = place.content - old.content
            first, end = place.first - by, place.end - by
            shrinks = old.first <= first < end <= old.end and by == int(by)
            if place.channel == old.channel and shrinks and not self._trimmed[name]:
                rows.setdefault(old.channel, []).append((int(first), int(by), name))
        found: dict[str, int] = {}
        for row in rows.values():
            ahead = {by > 0 for _, by, _ in row if by}
            if len(ahead) < 2:
                ordered = sorted(row, reverse=ahead == {True})
                found |= {name: by for _, by, name in ordered}
        return found

    def _shrink(self) -> None:
        for name, by in self._shifting.items():
            old, place, strip = self._before[name], self._places[name], self._strips[name]
            if place.first - by != old.first:
                compat.set_first(strip, place.first - by)
            if place.end - by != old.end:
                compat.set_end(strip, place.end - by)

    def _leave(self, name: str, place: Place, edge: int) -> int:
        strip = self._strips[name]
        away, edge = take_away(strip, place, edge)
        self._parked[name] = away
        trim(strip, place.first + away, place.end + away)
        return edge

    def _come(self, places: Mapping[str, Place]) -> None:
        for name, place in places.items():
            if name in self._parked:
                strip = self._strips[name]
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
        bare = has_no_content(self._strips[name])
        return replace(place, content=float(place.first)) if bare else place
