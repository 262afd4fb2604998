"""What a folder shows, and where a link leads; nothing is opened here."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from ..toolkit.plain_text import plain

_DIGITS = re.compile(r"(\d+)")
_HIDDEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2) | getattr(stat, "FILE_ATTRIBUTE_SYSTEM", 4)


def leads_inside(path: Path, root: Path) -> bool:
    """Tell whether a path, all links and junctions followed, lies in a folder."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def child_of(folder: Path, part: str) -> Path | None:
    """Return the entry of a name, as it is or as it was told: plain, or of another case."""
    exact = folder / part
    if os.path.lexists(exact):
        return exact
    known = [entry.name for entry in entries(folder)]
    for same in (lambda name: plain(name) == part, lambda name: _folded(name) == _folded(part)):
        found = [name for name in known if same(name)]
        if len(found) == 1:
            return folder / found[0]
    return None


def _folded(name: str) -> str:
    return plain(name).casefold()


def entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what a folder shows, sorted; nothing of one that cannot be read."""
    *_, found = entries_steps(folder)
    return found or []


def entries_steps(folder: Path) -> Iterator[list[os.DirEntry[str]] | None]:
    """Yield None for each entry of a folder, and last what `entries` returns."""
    found: list[tuple[tuple[tuple[int, str], ...], os.DirEntry[str]]] = []
    try:
        with os.scandir(folder) as every:
            for entry in every:
                if _is_shown(entry):
                    found.append((_in_order(entry), entry))
                yield None
    except OSError:
        found = []
    yield [entry for _, entry in sorted(found, key=itemgetter(0))]


def _in_order(entry: os.DirEntry[str]) -> tuple[tuple[int, str], ...]:
    """Sort as people do: 2 before 10."""
    parts = _DIGITS.split(entry.name.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts if part)


def _is_shown(entry: os.DirEntry[str]) -> bool:
    try:
        entry.name.encode("utf-8")
        hidden = os.name == "nt" and is_hidden(entry.stat(follow_symlinks=False))
    except (OSError, UnicodeEncodeError):
        return False
    return not (hidden or entry.name.startswith("."))


def is_hidden(status: os.stat_result) -> bool:
    """Tell whether Windows hides a file."""
    return bool(getattr(status, "st_file_attributes", 0) & _HIDDEN)


def is_plain_file(path: Path) -> bool:
    """Tell whether a file is there, and neither folder nor pipe nor device."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
