"""Connections of strips, read from Blender's memory: 4.4 to 5.1 tell them to nobody.

Where they stand is found by two strips in a scene of its own, which are connected: what of a
strip's memory changes then is its list of connections (`ListBase` of `StripConnection` in Blender's
DNA). Whatever does not look like one is left alone.
"""

from __future__ import annotations

import ctypes
import struct
from dataclasses import dataclass
from typing import Any

import bpy

from ..host import compat
from ..host.memory import PerAddon
from .connecting import connect

_LOOKED_AT = 400
"""Bytes of a strip in which its list of connections stands in all versions that have one."""
_POINTER = 8
_LONGEST_NAME = 256


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in a strip's memory its first connection is, and its name; none are known without."""

    connection: int = 0
    name: int = 0


def names(strip: Any) -> list[str] | None:
    """Return the names of the strips that one is connected with, or None where unknown."""
    places = _places.get()
    if not places.connection:
        return None
    found = []
    node = _pointer(strip.as_pointer() + places.connection)
    while node:
        node, other = _pointer(node), _pointer(node + 2 * _POINTER)
        found.append(ctypes.string_at(other + places.name)[:_LONGEST_NAME].decode())
    return found


def _find() -> _Places:
    """Look where Blender keeps them, in a scene that is thrown away."""
    scene = bpy.data.scenes.new("")
    try:
        strips = compat.strips(scene.sequence_editor_create())
        one, other = (
            compat.new_text_strip(strips, name, channel, 1, 9)
            for channel, name in enumerate(("Sequence Maker A", "Sequence Maker B"), 1)
        )
        before, name = _memory(one), _memory(one).find(one.name.encode())
        connect(scene, [(one.name, other.name)])
        after = _memory(one)
        for place in range(0, _LOOKED_AT - _POINTER, _POINTER):
            first, last = struct.unpack_from("<QQ", after, place)
            empty = struct.unpack_from("<QQ", before, place) == (0, 0)
            if empty and first == last != 0 and _leads_to(first, other) and name > 0:
                return _Places(place, name)
    except (RuntimeError, AttributeError, ImportError):  # the operator does not run here
        pass
    finally:
        compat.remove_scene(scene)
    return _Places()


_places = PerAddon(_find)


def _memory(strip: Any) -> bytes:
    return ctypes.string_at(strip.as_pointer(), _LOOKED_AT)


def _leads_to(node: int, strip: Any) -> bool:
    return _pointer(node) == 0 and _pointer(node + 2 * _POINTER) == strip.as_pointer()


def _pointer(address: int) -> int:
    return ctypes.c_uint64.from_address(address).value
