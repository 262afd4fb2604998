"""What calls made, by the ids and names of now: a call made again may get others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from ...sequence.change import Change

_ID = re.compile(r"s?(\d{1,10})")
_PLACES = re.compile(r"segment(?!_index)|strip|clip|_?ids?$", re.IGNORECASE)
"""Arguments in which a number is an id."""
_WORDS = frozenset("name new_name text title prefix color end_color".split())
"""Arguments that name nothing that is there."""

Thing = int | str
"""An id, or a strip's name."""


class Renaming:
    """Knows what earlier calls made, and rewrites the arguments of later ones."""

    def __init__(self) -> None:
        self._now: dict[Thing, Thing] = {}
        self._gone: dict[Thing, str] = {}

    def note(self, before: Iterable[Change], now: Iterable[Change], maker: str) -> None:
        """Remember what stands for what a call made.

        Args:
            before: What it wrote when the later calls were thought of.
            now: What it wrote now; nothing where it was not carried out.
            maker: What the call is called, for who misses what it made.
        """
        self._note(_made(before), _made(now), maker)

    def note_made(
        self, before: Iterable[tuple[int, str]], now: Iterable[Change], maker: str
    ) -> None:
        """The same, where ids and names are all that is known of what it made then.

        Args:
            before: Id and name of each, by ascending ids; empty where nobody asks for them.
            now: What it wrote now.
            maker: What the call is called.
        """
        self._note(sorted(before), sorted(pair for pair in _made(now) if pair[0]), maker)

    def _note(
        self, before: Sequence[tuple[Thing, Thing]], now: Sequence[tuple[Thing, Thing]], maker: str
    ) -> None:
        for then, found in zip_longest(before, now):
            for old, new in zip(then or (), found or (None, None), strict=False):
                if old and new:
                    self._now[old] = new
                elif old:
                    self._gone[old] = maker

    def missing(self, arguments: Mapping[str, Any]) -> str:
        """Return which call made what an argument names and is not there now; empty for none."""
        found: list[str] = []

        def look(thing: Thing) -> Thing:
            if thing in self._gone:
                found.append(self._gone[thing])
            return thing

        if self._gone:
            _mapped(dict(arguments), "", look)
        return found[0] if found else ""

    def rewritten(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return arguments that name what is there now."""
        if all(old == new for old, new in self._now.items()):
            return dict(arguments)
        found: dict[str, Any] = _mapped(
            dict(arguments), "", lambda thing: self._now.get(thing, thing)
        )
        return found


def _made(changes: Iterable[Change]) -> list[tuple[Thing, Thing]]:
    """Return id and name of all that comes, in order."""
    found: list[tuple[Thing, Thing]] = []
    for change in changes:
        found += [(segment.id, segment.name) for segment in change.added]
        for strip in change.strips:
            before, after = strip.before, strip.after
            if after is not None and (before is None or before.name != after.name):
                found.append((after.id if before is None else 0, after.name))
    return found


def _mapped(value: Any, key: str, look: Any) -> Any:
    if isinstance(value, dict):
        return {name: _mapped(part, name, look) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(part, key, look) for part in value]
    if key in _WORDS or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return look(value) if _PLACES.search(key) else value
    return _mapped_text(value, key, look) if isinstance(value, str) else value


def _mapped_text(text: str, key: str, look: Any) -> str:
    """Return a text in which a name, an id, or several with commas, are rewritten."""
    whole = look(text)
    if whole != text or not _PLACES.search(key):
        return str(whole)
    return re.sub(r"[^,;]+", lambda part: _mapped_part(part[0], look), text)


def _mapped_part(part: str, look: Any) -> str:
    core = part.strip()
    match = _ID.fullmatch(core)
    if match is None:
        return part.replace(core, str(look(core))) if core else part
    return part.replace(match[1], str(look(int(match[1]))))
