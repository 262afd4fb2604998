"""Thinking in pieces, put together so that it can be sent back whole."""

from __future__ import annotations

import copy
from typing import Any

_JOINED = frozenset({"text", "thinking", "summary", "data", "signature", "content"})
_WHOLE = frozenset({"data", "signature"})
"""Fields that are signed or encrypted: a repeated one is the same again, never more of it."""
MOST = 2000
"""Parts that a message may have."""


class Parts:
    """A list of parts such as `reasoning_details` or `thinking_blocks`, merged by type and index.

    A part without an index continues the newest part of its type, until that part is signed.
    """

    def __init__(self) -> None:
        self._parts: list[dict[str, Any]] = []

    def add(self, pieces: list[Any]) -> None:
        """Take the pieces that one chunk brought."""
        for piece in pieces:
            if not isinstance(piece, dict):
                continue
            part = self._of(piece)
            if part is None:
                if len(self._parts) < MOST:
                    self._parts.append(copy.deepcopy(piece))
            else:
                _join(part, piece)

    def whole(self) -> list[dict[str, Any]]:
        """Return all parts in the order in which they began."""
        return copy.deepcopy(self._parts)

    def _of(self, piece: dict[str, Any]) -> dict[str, Any] | None:
        """Return the part that a piece continues, None if it begins one."""
        kind, index = piece.get("type"), piece.get("index")
        for part in reversed(self._parts):
            if part.get("type") != kind:
                if index is None:
                    return None
                continue
            if index is not None:
                if part.get("index") == index:
                    return part
                continue
            return None if _is_signed(part) and _brings_text(piece) else part
        return None


def mergeable(value: list[Any]) -> bool:
    """Tell whether a list holds parts with a type."""
    return bool(value) and all(isinstance(part, dict) and "type" in part for part in value)


def _is_signed(part: dict[str, Any]) -> bool:
    return bool(part.get("signature") or part.get("data"))


def _brings_text(piece: dict[str, Any]) -> bool:
    return any(piece.get(name) for name in ("text", "thinking", "data"))


def _join(part: dict[str, Any], piece: dict[str, Any]) -> None:
    for name, value in piece.items():
        old = part.get(name)
        if value is None or (value == "" and old is not None):
            continue
        if not old:
            part[name] = copy.deepcopy(value)
        elif name in _WHOLE and isinstance(old, str) and isinstance(value, str):
            part[name] = old if value == old else old + value
        elif name in _JOINED and isinstance(old, str) and isinstance(value, str):
            part[name] = old + value
