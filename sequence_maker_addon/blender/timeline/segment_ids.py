"""Segment ids on strips: unique per scene, kept through copies and undo, never reused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..host import compat
from ..host.memory import PerScene

KEY = "sequence_maker_id"
_NEXT = "sequence_maker_next_id"


@dataclass(slots=True)
class _Known:
    """What is known of a scene's ids.

    Attributes:
        next: The next free id: undo turns the stored one back, not this.
        named: The ids last seen, by strip name: undo may take an id off a user's own strip.
    """

    next: int = 1
    named: dict[str, int] | None = None


_known = PerScene(lambda scene: _Known())


def marked(scene: Any, strips: list[Any]) -> list[tuple[int, Any]]:
    """Return the strips with their ids; new ones get one, of copies the earliest keeps it."""
    pairs: list[tuple[int, Any]] = []
    taken: dict[int, int] = {}
    without = []
    for strip in strips:
        number = strip.get(KEY)
        if type(number) is not int or number < 1:
            without.append(strip)
        elif number in taken:
            place = taken[number]
            other = pairs[place][1]
            if compat.frames(strip)[0] < compat.frames(other)[0]:
                pairs[place] = (number, strip)
                without.append(other)
            else:
                without.append(strip)
        else:
            taken[number] = len(pairs)
            pairs.append((number, strip))
    if taken and max(taken) >= next_id(scene):
        set_next(scene, max(taken) + 1)
    if without:
        pairs += _give(scene, without, max(taken, default=0) + 1)
    _known.of(scene).named = {strip.name: number for number, strip in pairs}
    return pairs


def knows(scene: Any) -> bool:
    """Tell whether segments of the scene were looked at in this session."""
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
    """Return the id that the next segment gets."""
    return max(1, int(scene.get(_NEXT, 1)), _known.of(scene).next)


def set_next(scene: Any, number: int) -> None:
    """Remember that all ids below a number are spent."""
    number = max(number, next_id(scene))
    _known.of(scene).next = number
    scene[_NEXT] = number


def _give(scene: Any, strips: list[Any], above: int) -> list[tuple[int, Any]]:
    first = max(next_id(scene), above)
    ordered = sorted(strips, key=lambda strip: (strip.channel, compat.frames(strip)[0]))
    pairs = []
    for number, strip in enumerate(ordered, first):
        strip[KEY] = number
        pairs.append((number, strip))
    set_next(scene, first + len(ordered))
    return pairs
