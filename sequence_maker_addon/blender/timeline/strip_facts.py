"""What is told of a strip of any kind beside its place."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from ..host import compat
from .strip_reading import inputs, needed_by

SETTINGS = {"SOUND": ("volume",)}
"""Properties that functions set, by the type of strip."""

_ELSEWHERE = re.compile(
    r"(select|active|rna_type|name$|channel$|duration|show_|use_modifier)|"
    r".*(frame|handle|content|offset|start|end)"
)
"""Properties that a strip's place says, or that are not part of the edit."""


def settings(strip: Any) -> dict[str, Any]:
    """Return what functions may set of a strip, by Blender's names."""
    return {name: getattr(strip, name) for name in SETTINGS.get(strip.type, ())}


def look(strip: Any) -> str:
    """Return a fingerprint of all that the user may have set of a strip, its place apart."""
    rows: list[tuple[str, Any]] = []
    for name, is_array in _looked_at(strip):
        if name == _MODIFIERS:
            rows.append((name, [modifier.name for modifier in strip.modifiers]))
            continue
        value = getattr(strip, name)
        rows.append((name, tuple(value) if is_array else value))
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def users(editor: Any) -> dict[str, str]:
    """Return, by the name of a strip that others need, what needs it, in words."""
    strips = compat.strips(editor)
    return {
        name: f"is used by the effect {user!r}"
        if name in inputs(strips[user])
        else f"is the mask of {user!r}"
        for name, (user, *_) in needed_by(list(strips)).items()
    }


_MODIFIERS = "modifiers"
_names: dict[tuple[type, int], list[tuple[str, bool]]] = {}


def _looked_at(strip: Any) -> list[tuple[str, bool]]:
    """Return the names of a strip's properties, and which are arrays, as they are fingerprinted."""
    known = strip.bl_rna.properties
    key = type(strip), len(known)
    if key not in _names:
        found = {
            prop.identifier: bool(getattr(prop, "is_array", False))
            for prop in known
            if prop.type not in ("POINTER", "COLLECTION") and not _ELSEWHERE.match(prop.identifier)
        }
        _names[key] = sorted((found | {_MODIFIERS: False}).items(), key=str)
    return _names[key]
