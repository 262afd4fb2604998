"""Which strips in memory are connected once a change is written, by Blender's rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ..change import Change
from ..strip import Strip

Groups = list[set[str]]
"""Names of strips that are connected; of those that are not there, too, as they may come back."""


def after(joined: Iterable[set[str]], change: Change, before: Mapping[str, Strip]) -> Groups:
    """Return what is connected after a change.

    Parts of connected strips that are cut at the same time are connected, and so are copies that
    are made together.

    Args:
        joined: What was.
        change: What is written.
        before: The strips as they were.
    """
    new = {found.name: found.new_name for found in change.strips}
    found = []
    for group in joined:
        found.append({new.get(name, name) for name in group})
        found += [made for made in _made(group, change, before) if len(made) > 1]
    return found


def _made(group: set[str], change: Change, before: Mapping[str, Strip]) -> Iterable[set[str]]:
    made: dict[tuple[str, float], set[str]] = {}
    copies = Counter[str]()
    for found in change.strips:
        if found.before is not None or found.after is None:
            continue
        if found.cut_from in group:
            time = found.cut_at(before[found.cut_from])
            made.setdefault(("cut", round(time, 6)), set()).add(found.after.name)
        elif found.copy_of in group:
            copies[found.copy_of] += 1
            made.setdefault(("copy", copies[found.copy_of]), set()).add(found.after.name)
    return made.values()
