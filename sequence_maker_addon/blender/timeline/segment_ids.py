"""Ids on strips, segments or not: unique per scene, kept through copies and undo, never reused."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from ...sequence.segment import LARGEST_ID
from ..host import compat
from ..host.memory import PerScene

KEY = "sequence_maker_id"
_NEXT = "sequence_maker_next_id"

Pairs = list[tuple[int, Any]]
"""Ids and strips."""


@dataclass(slots=True)
class _Known:
    """What is known of a scene's ids.

    Attributes:
        next: The next free id: undo turns the stored one back, not this.
        named: The ids last given or seen, by strip name; None before the first look.
        ever: The name that each id had last, gone ones included.
    """

    next: int = 1
    named: dict[str, int] | None = None
    ever: dict[int, str] = field(default_factory=dict)


_known = PerScene(lambda scene: _Known())


def numbered(scene: Any, strips: Iterable[Any]) -> Pairs:
    """Return all strips with their ids, and those without with the ids that `mark` would give.

    Segments get theirs before other strips; nothing is written. Of strips that carry one id, as
    copies do, the one that had it when ids were last marked keeps it, wherever a copy lies; in a
    file just opened the earliest does. A strip that was pasted with an id that was spent here gets
    one of its own.
    """
    known, strips = _known.of(scene), list(strips)
    ids = _ids(strips)
    if _is_settled(known, strips, ids):
        return list(zip(ids, strips, strict=True))
    owners = {number: name for name, number in (known.named or {}).items()}
    holders: dict[int, Any] = {}
    without = []
    for strip, number in zip(strips, ids, strict=True):
        if type(number) is not int or not 1 <= number <= LARGEST_ID:
            without.append(strip)
        elif number not in owners and _is_spent(known, number, strip.name):
            without.append(strip)
        elif number not in holders:
            holders[number] = strip
        elif _keeps(strip, holders[number], owners.get(number)):
            without.append(holders[number])
            holders[number] = strip
        else:
            without.append(strip)
    pairs = list(holders.items())
    if without:
        first = max(next_id(scene), max(holders, default=0) + 1)
        ordered = sorted(without, key=_turn)
        pairs += enumerate(ordered, first)
    return pairs


def of_all(scene: Any, strips: list[Any], names: list[str]) -> list[int]:
    """Return the ids of all strips, whose names are known, as `numbered` gives them."""
    ids = _ids(strips)
    if _known.of(scene).named == dict(zip(names, ids, strict=True)):
        return ids
    found = {strip.name: number for number, strip in numbered(scene, strips)}
    return [found[name] for name in names]


def mark(scene: Any, strips: Iterable[Any]) -> None:
    """Write the ids that strips lack; the one place where ids are given to what the user made."""
    strips = list(strips)
    if _is_settled(_known.of(scene), strips, _ids(strips)):
        return
    pairs = numbered(scene, strips)
    for number, strip in pairs:
        if type(strip.get(KEY)) is not int or strip[KEY] != number:
            strip[KEY] = number
    highest = max((number for number, _ in pairs), default=0)
    if highest >= next_id(scene):
        set_next(scene, highest + 1)
    known = _known.of(scene)
    names = [(number, strip.name) for number, strip in pairs]
    known.named = {name: number for number, name in names}
    known.ever.update(names)


def give(scene: Any, strip: Any) -> None:
    """Give a strip that we made the next free id, whatever it has from the one it was made of."""
    strip[KEY] = next_id(scene)
    set_next(scene, strip[KEY] + 1)


def remember(scene: Any, pairs: Pairs, gone: Collection[int] = ()) -> None:
    """Remember which ids some strips have, and which are spent."""
    known = _known.of(scene)
    names = [(number, strip.name) for number, strip in pairs]
    past = {number for number, _ in names}.union(gone)
    kept = {name: number for name, number in (known.named or {}).items() if number not in past}
    known.named = kept | {name: number for number, name in names}
    known.ever.update(names)


def knows(scene: Any) -> bool:
    """Tell whether strips of the scene were looked at in this session."""
    known = _known.known(scene)
    return known is not None and known.named is not None


def restore(scene: Any, strips: list[Any]) -> None:
    """Give strips that lost their id through undo or redo the one they had."""
    set_next(scene, next_id(scene))
    known = _known.of(scene).named or {}
    taken = {strip.get(KEY) for strip in strips}
    for strip in strips:
        number = known.get(strip.name)
        if KEY not in strip and number is not None and number not in taken:
            strip[KEY] = number


def next_id(scene: Any) -> int:
    """Return the id that the next strip gets."""
    stored = scene.get(_NEXT, 1)
    is_one = type(stored) is int and 1 <= stored <= LARGEST_ID
    return max(1, stored if is_one else 1, _known.of(scene).next)


def set_next(scene: Any, number: int) -> None:
    """Remember that all ids below a number are spent."""
    number = max(number, next_id(scene))
    _known.of(scene).next = number
    if scene.get(_NEXT) != number:
        scene[_NEXT] = number


def _ids(strips: list[Any]) -> list[Any]:
    return [strip.get(KEY) for strip in strips]


def _is_settled(known: _Known, strips: list[Any], ids: list[Any]) -> bool:
    """Tell whether all strips have the ids that they were last given or seen with."""
    return known.named == dict(zip([strip.name for strip in strips], ids, strict=True))


def _turn(strip: Any) -> tuple[bool, int, int]:
    """Say in which order strips get their ids."""
    return type(strip) is not compat.COLOR_STRIP, strip.channel, compat.frames(strip)[0]


def _is_spent(known: _Known, number: int, name: str) -> bool:
    """Tell whether an id was gone here, and a strip that carries it is not the one that had it."""
    return known.ever.get(number, name) != name


def _keeps(strip: Any, other: Any, owner: str | None) -> bool:
    """Tell which of two strips that carry one id keeps it."""
    if owner in (strip.name, other.name):
        return bool(strip.name == owner)
    return bool(compat.frames(strip)[0] < compat.frames(other)[0])
