"""Strips made of plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..host import compat
from ..timeline import strip_keys, strip_modifiers, whole
from . import connecting, kinds, placing
from .placing import Place, place_of


@dataclass(frozen=True, slots=True)
class Row:
    """A strip that is to be made: its name, kind and place, and its data, see `Maker.make`."""

    name: str
    kind: str
    place: Place
    data: Mapping[str, Any]


def make_all(scene: Any, rows: Iterable[Row], made: dict[str, Any] | None = None) -> None:
    """Make strips, effects after their inputs, and connect them.

    Args:
        scene: Where.
        rows: Which.
        made: Filled with the strips by their names that were foreseen, while they are made.
    """
    by_name = {row.name: row for row in rows}
    maker = Maker(scene, scene.sequence_editor, made)
    for name in in_order({name: row.data.get("inputs", ()) for name, row in by_name.items()}):
        row = by_name[name]
        maker.make(name, row.kind, row.place, row.data)
    for name, row in by_name.items():
        maker.finish(name, row.data)
    joined = [
        frozenset(maker.names((name, *row.data["connected"])))
        for name, row in by_name.items()
        if row.data.get("connected")
    ]
    connecting.connect(scene, dict.fromkeys(joined))


class Maker:
    """Makes strips of a sequence editor, or those inside of a meta strip.

    Attributes:
        made: The strips that were made, by the names that were foreseen for them.
    """

    def __init__(self, scene: Any, owner: Any, made: dict[str, Any] | None = None) -> None:
        self.made = made if made is not None else {}
        self._scene, self._strips = scene, compat.strips(owner)
        self._edge: int | None = None

    def make(self, name: str, kind: str, place: Place, data: Mapping[str, Any]) -> Any:
        """Make a strip; the strips that it is an effect of must be there.

        Args:
            name: Its name; one that is taken becomes another.
            kind: Its type in lower case.
            place: Where it is to lie, which must be free.
            data: As `capturing.capture` returns it; or what a function says of a new one: `file`,
                or `directory` and `files`, or `scene`, `mask` or `clip`, `inputs`, `values`, and
                `fit`, Blender's way to fit a picture into the frame.

        Raises:
            ToolError: `unreadable_file`, `cannot_make`, `clip_in_the_way`.
        """
        of = [self.find(other) for other in data.get("inputs", ())]
        start = round(place.content)
        span = start, max(place.end, start + 1)
        strip = kinds.make(self._strips, name, kind, place.channel, span, data, of)
        self.made[name] = strip
        strip.select = False
        shift = place.content - data.get("content", place.content)
        if kind == "meta":
            self._fill(strip, data, round(shift))
        if not of:
            self._bring(strip, place)
        self._dress(strip, data, shift)
        return strip

    def find(self, name: str) -> Any:
        """Return a strip by its name, or by the one that was foreseen for it."""
        return self.made.get(name) or self._strips[name]

    def names(self, names: Iterable[str]) -> list[str]:
        """Return the names that strips have by those that were foreseen; some may be gone."""
        found = (self.made.get(name) or self._strips.get(name) for name in names)
        return [strip.name for strip in found if strip is not None]

    def finish(self, name: str, data: Mapping[str, Any]) -> None:
        """Mask a strip that was made, and what it masks, when all strips are there."""
        strip = self.made[name]
        renamed = [
            {**row, "mask": self.find(row["mask"]).name} if row.get("mask") in self.made else row
            for row in data.get("modifiers", ())
        ]
        strip_modifiers.set_masks(self._strips, strip, {"modifiers": renamed})
        for user, modifier in data.get("masks", ()):
            masked = self.made.get(user) or self._strips.get(user)
            found = masked.modifiers.get(modifier) if masked is not None else None
            if found is not None:
                found.input_mask_strip = strip

    def _bring(self, strip: Any, place: Place) -> None:
        """Bring a strip that lies anywhere to its place."""
        if place_of(strip) == place:
            return
        if self._edge is None:
            others = (s for s in self._strips if s != strip)
            self._edge = min((compat.frames(other)[0] for other in others), default=0)
        placing.bring(strip, place, self._edge)

    def _dress(self, strip: Any, data: Mapping[str, Any], shift: float) -> None:
        if data.get("as_was"):
            whole.apply_to(self._scene, strip, {"values": {}, **data})
            if shift:
                strip_keys.shift(self._scene, strip.name, shift)
        else:
            whole.add_to(self._scene, strip, dict(data))

    def _fill(self, meta: Any, data: Mapping[str, Any], shift: int) -> None:
        """Make what is inside of a meta strip, by as many frames later."""
        inner = Maker(self._scene, meta)
        rows = {row["name"]: row for row in data.get("inside", ())}
        for name in in_order({name: row["whole"].get("inputs", ()) for name, row in rows.items()}):
            row = rows[name]
            place = Place(
                row["channel"], row["first"] + shift, row["end"] + shift, row["content"] + shift
            )
            inner.make(name, row["kind"], place, row["whole"]).lock = row.get("lock", False)
        for name, row in rows.items():
            inner.finish(name, row["whole"])
        for number, name, mute, lock in data.get("channels", ()):
            channel = meta.channels[number]
            channel.name, channel.mute, channel.lock = name, mute, lock


def in_order(follows: Mapping[str, Sequence[str]]) -> list[str]:
    """Return names so that each comes after those of its inputs, which are given by name."""
    done: dict[str, None] = {}

    def add(name: str) -> None:
        for other in follows[name]:
            if other in follows and other not in done:
                add(other)
        done[name] = None

    for name in follows:
        if name not in done:
            add(name)
    return list(done)
