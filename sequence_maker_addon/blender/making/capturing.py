"""All that is needed to make strips anew, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..host import compat
from ..timeline import segment_ids, strip_modifiers, whole
from ..timeline.strip_reading import inputs, kind_of, needed_by
from . import connections, kinds
from .placing import place_of

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
        data["channels"] = [
            row for row in channels if row[1:] != [f"Channel {row[0]}", False, False]
        ]
    return data


def together(scene: Any, strips: Sequence[Any]) -> list[dict[str, Any]]:
    """Return what is needed to make strips anew, and what they are to others.

    Returns:
        Of each what `capture` returns, and `connected`, names; `masks`, rows of the name of a
        strip that it masks and of the modifier there.
    """
    if not strips:
        return []
    there = list(compat.strips(scene.sequence_editor))
    by_name, users = {strip.name: strip for strip in there}, needed_by(there)
    found = []
    for strip in strips:
        data = capture(scene, strip)
        joined = connections.of(scene, strip)
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
    if strip.type == "MOVIECLIP" and getattr(strip, "clip", None) is None:
        found.append(LOST["clip"])
    if strip.type == "SOUND" and not compat.sound_has_engine():
        found.append(LOST["sound"])
    for child in compat.strips(strip) if strip.type == "META" else ():
        found += losses(child)
    return list(dict.fromkeys(found))


def without_identity(data: dict[str, Any], connected: list[str]) -> dict[str, Any]:
    """Return what a copy takes of a strip: its id and what it is to others stay with it.

    Args:
        data: As `together` returns it.
        connected: What the copy is to be connected with.
    """
    kept = {key: value for key, value in data.items() if key not in ("connected", "masks")}
    properties = dict(data.get("properties", {}))
    properties.pop(segment_ids.KEY, None)
    return kept | {"properties": properties, "connected": connected}


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
