"""Nearly right names of functions."""

from __future__ import annotations

import re
from collections.abc import Collection

_PREFIXES = frozenset(
    "function functions tool tools defaultapi api mcp sequencemaker assistant call".split()
)
_SUFFIXES = frozenset("tool function fn call json commentary".split())
_SPECIAL = re.compile(r"<[|｜].*|\(.*", re.DOTALL)
_INDEX = re.compile(r"[:#]\d+$")
_SEPARATOR = re.compile(r"[.:/]+|__+")


def known_name(name: str, known: Collection[str]) -> str | None:
    """Return the function that a name means beyond doubt, None if there is none.

    Case, hyphens, blanks, camel case, the prefixes and suffixes that servers and models add
    (`functions.`, `default_api:`, `:0`, channel words) are overlooked; letters are not.
    """
    if name in known:
        return name
    folded = {_folded(one): one for one in known}
    plain = _INDEX.sub("", _SPECIAL.sub("", name.strip()).strip("\"'` "))
    parts = [part for part in _SEPARATOR.split(plain) if part]
    while len(parts) > 1 and _folded(parts[0]) in _PREFIXES:
        parts.pop(0)
    while len(parts) > 1 and _folded(parts[-1]) in _SUFFIXES:
        parts.pop()
    if len(parts) > 1 and _folded("".join(parts[:-1])) in _PREFIXES:
        parts = parts[-1:]
    found = folded.get(_folded("_".join(parts)))
    return found or folded.get(_bare(_folded("_".join(parts)), folded))


def _bare(name: str, folded: Collection[str]) -> str:
    """Return a folded name without one prefix or suffix that is glued to it."""
    for prefix in _PREFIXES:
        if name.startswith(prefix) and name[len(prefix) :] in folded:
            return name[len(prefix) :]
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and name[: -len(suffix)] in folded:
            return name[: -len(suffix)]
    return ""


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())
