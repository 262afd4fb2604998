"""Strips made of plain data, and what is needed for it taken of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..host import compat
from ..timeline import segment_ids, strip_keys, strip_modifiers, whole
from . import connections, kinds, placing
from .placing import Place, place_of
from ..timeline.strip_reading import inputs, kind_of, needed_by

LOST = {
    "retiming_keys": "its changed speed",
    "clip": "its clip, which this Blender does not tell",
    "sound": "its sound, which this Blender cannot load",
}
"""What cannot come back beside `strip_modifiers.LOST`; such a strip is not removed."""


def capture(scene: Any, strip: Any) -> dict[str, Any]:
    """Return all that is needed to make a strip anew, where it lies or elsewhere.

    Returns:
        What `whole.capture` and `kinds.needs` return, and: `as_was`, for all else is to have
        Blender's defaults; `content`, the frame at which its content begins; `inputs`, names;
        of a meta `inside`, its strips, and `channels` that have a name or state.
    """
    data = whole.capture(scene, strip) | kinds.needs(strip)
    data |= {"as_was": True, "content": place_of(strip).content}
    follows = inputs(strip)
    data |= {"inputs": list(follows)} if follows else {}
    if strip.type == "META":
        data["inside"] = [_inside(scene, child) for child in compat.strips(strip)]
        channels = [
            [number, channel.name, channel.mute, channel.lock]
            for number, channel in enumerate(strip.channels)
        ]
        data["channels"] = [row for row in channels if row[1:] != [f"Channel {row[0]}", False, False]]
    return data


def together(scene: Any, strips: Sequence[Any]) -> list[dict[str, Any]]:
    """Return what is needed to make strips anew, and what they are to others.

    Returns:
        Of each what `capture` returns, and `connected`, names; `masks`, rows of the name of a
        strip that it masks and of the modifier there.
    """
    there = list(compat.strips(scene.sequence_editor))
    by_name, users = {strip.name: strip for strip in there}, needed_by(there)
    found = []
    for strip in strips:
        data = capture(scene, strip)
        joined = connections.connected(scene, strip.name)
        data |= {"connected": joined} if joined and compat.HAS_CONNECTIONS else {}
        masks = [
            [user, modifier.name]
            for user in users.get(strip.name, ())
            for modifier in by_name[user].modifiers
            if getattr(modifier, "input_mask_strip", None) == strip
        ]
        found.append(data | ({"masks": masks} if masks else {}))
    return found


def losses(strip: Any) -> list[str]:
    """Return what of a strip could not come back after it was removed, in words."""
    found = strip_modifiers.losses(strip)
    if len(getattr(strip, "retiming_keys", ())):
        found.append(LOST["retiming_keys"])
    if strip.type == "MOVIECLIP" and not hasattr(strip, "clip"):
        found.append(LOST["clip"])
    if strip.type == "SOUND" and not compat.sound_has_engine():
        found.append(LOST["sound"])
    for child in compat.strips(strip) if strip.type == "META" else ():
        found += losses(child)
    return list(dict.fromkeys(found))


class Maker:
    """Makes strips of a sequence editor, or those inside of a meta strip.

    Attributes:
        made: The strips that were made, by the names that were foreseen for them.
    """

    def __init__(self, scene: Any, owner: Any) -> None:
        self.made: dict[str, Any] = {}
        self._scene, self._strips = scene, compat.strips(owner)
        self._edge: int | None = None

    def make(self, name: str, kind: str, place: Place, data: Mapping[str, Any]) -> Any:
        """Make a strip; the strips that it is an effect of must be there.

        Args:
            name: Its name; one that is taken becomes another.
            kind: Its type in lower case.
            place: Where it is to lie, which must be free.
            data: As `capture` returns it; or what a function says of a new one: `file`, or
                `directory` and `files`, or `scene`, `mask` or `clip`, `inputs`, `values`, and `fit`,
                Blender's way to fit a picture into the frame.

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

    def finish(self, name: str, data: Mapping[str, Any]) -> None:
        """Mask a strip that was made, and what it masks, when all strips are there."""
        strip = self.made[name]
        renamed = [
            {**row, "mask": self.find(row["mask"]).name}
            if row.get("mask") in self.made
            else row
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


def without_identity(data: dict[str, Any]) -> dict[str, Any]:
    """Return what a copy takes of a strip: its id and what it is to others stay with it."""
    kept = {key: value for key, value in data.items() if key not in ("connected", "masks")}
    properties = dict(data.get("properties", {}))
    properties.pop(segment_ids.KEY, None)
    return kept | {"properties": properties}


def _inside(scene: Any, strip: Any) -> dict[str, Any]:
    place = place_of(strip)
    return {
        "name": strip.name,
        "kind": kind_of(strip),
        "channel": place.channel,
        "first": place.first,
        "end": place.end,
        "content": place.content,
        "lock": bool(strip.lock),
        "whole": capture(scene, strip),
    }
