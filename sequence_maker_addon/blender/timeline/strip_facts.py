"""What is told of a strip of any kind beside its place."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from ..host import compat
from .setting_values import keyed_names

_ELSEWHERE = re.compile(
    r"(select|active|lock$|rna_type|name$|channel$|duration|show_|use_modifier)|"
    r".*(frame|handle|content|offset|start|end)"
)
"""Properties that its place or its lock says, or that are not part of the edit."""


def look(strip: Any, curves: list[dict[str, Any]]) -> str:
    """Return a fingerprint of all that the user may have set of a strip, its place apart.

    Args:
        strip: The strip.
        curves: Its F-curves; what they move is told by them alone, whatever frame is shown.
    """
    rows: list[tuple[str, Any]] = [("curves", curves)] if curves else []
    keyed = keyed_names(curves)
    for known in strip.bl_rna.properties:
        if known.type in ("POINTER", "COLLECTION") or _ELSEWHERE.match(known.identifier):
            continue
        if known.identifier in keyed:
            continue
        value = getattr(strip, known.identifier)
        rows.append((known.identifier, tuple(value) if getattr(known, "is_array", 0) else value))
    rows.append(("modifiers", [modifier.name for modifier in strip.modifiers]))
    return hashlib.sha256(repr(sorted(rows, key=str)).encode()).hexdigest()[:16]


def inputs(strip: Any) -> tuple[str, ...]:
    """Return the names of the strips whose effect a strip is."""
    count = 0 if type(strip) is compat.COLOR_STRIP else getattr(strip, "input_count", 0)
    return tuple(getattr(strip, f"input_{number}").name for number in range(1, count + 1))


def needed_by(editor: Any) -> dict[str, list[str]]:
    """Return, by the name of a strip, those that need it: its effects, and what it masks."""
    found: dict[str, list[str]] = {}
    for strip in compat.all_strips(editor):
        modifiers = strip.modifiers if len(strip.modifiers) else ()
        masks = [getattr(modifier, "input_mask_strip", None) for modifier in modifiers]
        needed = [*inputs(strip), *(mask.name for mask in masks if mask is not None)]
        for name in dict.fromkeys(needed):
            found.setdefault(name, []).append(strip.name)
    return found


def users(editor: Any) -> dict[str, str]:
    """Return, by the name of a strip that others need, what needs it, in words."""
    strips = compat.all_strips(editor)
    return {
        name: f"is used by the effect {user!r}"
        if name in inputs(strips[user])
        else f"is the mask of {user!r}"
        for name, (user, *_) in needed_by(editor).items()
    }
