"""How deep a JSON value is nested."""

from __future__ import annotations

from typing import Any


def is_within(value: Any, levels: int) -> bool:
    """Tell whether lists and objects stand in each other less than so many levels deep."""
    level = [value]
    for _ in range(levels):
        level = [part for whole in level for part in _inside(whole)]
        if not level:
            return True
    return False


def _inside(value: Any) -> list[Any]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [part for part in parts if isinstance(part, dict | list)]
