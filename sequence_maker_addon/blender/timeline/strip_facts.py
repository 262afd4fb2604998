"""What is told of a strip of any kind beside its place."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from ..host import compat

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
    for known in strip.bl_rna.properties:
        if known.type in ("POINTER", "COLLECTION") or _ELSEWHERE.match(known.identifier):
            continue
        value = getattr(strip, known.identifier)
        rows.append((known.identifier, tuple(value) if getattr(known, "is_array", 0) else value))
    rows.append(("modifiers", [modifier.name for modifier in strip.modifiers]))
    return hashlib.sha256(repr(sorted(rows, key=str)).encode()).hexdigest()[:16]


def users(editor: Any) -> dict[str, str]:
    """Return, by the name of a strip that others need, what needs it, in words."""
    found: dict[str, str] = {}
    for strip in compat.all_strips(editor):
        inputs = 0 if type(strip) is compat.COLOR_STRIP else getattr(strip, "input_count", 0)
        for number in range(1, inputs + 1):
            needed = getattr(strip, f"input_{number}")
            found[needed.name] = f"is used by the effect {strip.name!r}"
        for modifier in strip.modifiers if len(strip.modifiers) else ():
            mask = getattr(modifier, "input_mask_strip", None)
            if mask is not None:
                found[mask.name] = f"is the mask of {strip.name!r}"
    return found
