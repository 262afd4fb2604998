"""What is told of a strip of any kind beside its place."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

from ..host import compat
from .setting_values import keyed_names
from .strip_reading import inputs, needed_by

_ELSEWHERE = re.compile(
    r"(select|active|lock$|fps$|rna_type|name$|channel$|duration|show_|use_modifier)|"
    r".*(frame|handle|content|offset|start|end)"
)
"""Properties that its place, its lock or its file says, or that are not part of the edit."""


def look(strip: Any, curves: list[dict[str, Any]]) -> str:
    """Return a fingerprint of all that the user may have set of a strip, its place apart.

    Args:
        strip: The strip.
        curves: Its F-curves; what they move is told by them alone, whatever frame is shown.
    """
    rows: list[tuple[str, Any]] = [("curves", curves)] if curves else []
    keyed = keyed_names(curves)
    kind: Any = type(strip)
    for name, is_array in _looked_at(kind, len(strip.bl_rna.properties)):
        if name == _MODIFIERS:
            rows.append((name, [modifier.name for modifier in strip.modifiers]))
        elif name not in keyed:
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


@cache
def _looked_at(kind: Any, count: int) -> list[tuple[str, bool]]:
    """Return the names of a strip's properties, and which are arrays, as they are fingerprinted.

    Args:
        kind: Its class.
        count: How many properties it has, to which other add-ons may add.
    """
    found = {
        known.identifier: bool(getattr(known, "is_array", False))
        for known in kind.bl_rna.properties
        if known.type not in ("POINTER", "COLLECTION") and not _ELSEWHERE.match(known.identifier)
    }
    return sorted((found | {_MODIFIERS: False}).items(), key=str)
