"""What a musical function call is about, in a few words: the grid, the section, the strip."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...music.points import KINDS
from ..host.languages import tr
from .labels import short

_PHRASES: dict[str, str] = {name: kind.phrase for name, kind in KINDS.items()}
_SEVERAL = re.compile(r"[,;]\s*")


def music_in_words(given: Mapping[str, Any]) -> list[str]:
    """Return phrases such as `every beat`, `B1` and `Movie.001`."""
    parts = [_strips(given), _text(given.get("section")), _grid(given)]
    for name in ("action", "what"):
        if isinstance(given.get(name), str):
            parts.append(tr(given[name].replace("_", " ")))
    return [part for part in parts if part]


def listed(value: Any) -> list[Any]:
    """Return an argument that takes several values as a list; a text may have commas."""
    if isinstance(value, str):
        return [part for part in _SEVERAL.split(value.strip()) if part]
    return value if isinstance(value, list) else [] if value is None else [value]


def _grid(given: Mapping[str, Any]) -> str:
    grid = given.get("grid")
    if not isinstance(grid, str):
        return ""
    every = given.get("every")
    if isinstance(every, int) and not isinstance(every, bool) and every > 1:
        return tr("every {number} {grid}").format(grid=tr(grid.casefold()), number=every)
    return tr(_PHRASES.get(grid.casefold(), grid))


def _strips(given: Mapping[str, Any]) -> str:
    names = [_text(name) for name in listed(given.get("strips") or given.get("strip"))]
    return f"{names[0]} …" if len(names) > 1 else "".join(names)


def _text(value: Any) -> str:
    return short(value) if isinstance(value, str | int) else ""
