"""What a turn made itself, and what it came from: what was there before it is the user's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..sequence.change import Change

Thing = tuple[str, Any]
"""`segment` and its id, `strip` and its name, or the key of a state and a row of it."""


class Origins:
    """Which things were there before the turn, are a part of such a one, or are new.

    Args:
        roots: Things that the turn made, and what each is a part of; None for what is new.
    """

    def __init__(self, roots: Mapping[Thing, Thing | None] | None = None) -> None:
        self._roots: dict[Thing, Thing | None] = dict(roots or {})

    def copy(self) -> Origins:
        """Return another that knows the same."""
        return Origins(self._roots)

    def of(self, thing: Thing) -> Thing | None:
        """Return what a thing was before the turn; None for what the turn made."""
        return self._roots.get(thing, thing)

    def note(self, change: Change) -> None:
        """Remember what a change made, as it was stored."""
        for segment in change.added:
            root = change.cuts.get(segment.id)
            self._note(("segment", segment.id), None if root is None else ("segment", root))
        for found in change.strips:
            if found.before is None:
                source = ("strip", found.cut_from) if found.cut_from else None
                self._note(("strip", found.name), source)
            elif found.new_name != found.name:
                self._note(("strip", found.new_name), ("strip", found.name))
            if found.inverse.unlocks:
                self._note(("lock", found.new_name), None)
        for number in change.locked_channels:
            self._note(("lock", number), None)
        for state in change.states:
            for row in rows_of(state.after) - rows_of(state.before):
                self._note((state.key, row), None)

    def _note(self, thing: Thing, source: Thing | None) -> None:
        self._roots[thing] = None if source is None else self.of(source)


def rows_of(state: Any) -> frozenset[str]:
    """Return the single things that a state holds, each as a text; of numbers two decimals count.

    Args:
        state: Plain data, such as markers as rows of time and name, or a beat grid, also as JSON.
    """
    try:
        return frozenset(_rows(_read(state), ""))
    except RecursionError:
        return frozenset({"a state that is nested too deeply"})


def _rows(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _rows(part, f"{path}{key} ")
    elif isinstance(value, list):
        for part in value:
            inner = part.values() if isinstance(part, dict) else part
            if isinstance(part, dict | list) and not any(isinstance(i, dict | list) for i in inner):
                yield f"{path}{part}"
            else:
                yield from _rows(part, path)
    elif value or (path and isinstance(value, float)):  # a beat may lie at 0
        yield f"{path}{value}"


def _read(value: Any) -> Any:
    """Return plain data with JSON within it read, and numbers rounded."""
    if isinstance(value, Mapping):
        return {str(key): _read(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_read(part) for part in value]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return _read(json.loads(value))
        except ValueError:
            return value
    return round(value, 2) if isinstance(value, float) else value
