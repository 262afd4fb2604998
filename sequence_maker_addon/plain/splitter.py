"""The fewest parts of a request that are all understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .parts.clause import ACTIONS, Carry, Clause
from .parts.facts import Situation
from .parts.items import Item
from .parts.plain_call import Found
from .weighing import CERTAIN, PLAUSIBLE, Weighed, weigh

MOST = 24
"""Places at which a request is cut at most."""
WIDEST = 8
"""Pieces that one part may have."""
HARD = frozenset({";", ".", "!", "?", "\n", "then"})
"""What parts two commands, where both have a verb."""
MILD = frozenset(
    "after before earlier later last once already yet still however although though nobody "
    "nowhere hardly barely who whose when than other another same".split()
)
"""Words that turn no sense where they stand apart from all that is asked for."""
STRONG = frozenset("delete clear play pause stop undo mute".split())
"""Verbs of which one command has one, whatever stands between."""
AROUND = ("cue", "rest")
"""Entities that belong to what was said before them."""
Cost = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Parts:
    """A way to cut a request: how much is in the way, and the readings in order."""

    cost: Cost
    read: tuple[Weighed, ...]
    carry: Carry


def split(
    items: Sequence[Item], situation: Situation, text: str, loose: bool = False
) -> Parts | None:
    """Return the best way to read a request, or None where a piece of it cannot be read."""
    pieces = _pieces(items)
    if len(pieces) > MOST:
        return None
    best: list[Parts | None] = [Parts((0, 0, 0), (), Carry())] + [None] * len(pieces)
    for end in range(1, len(pieces) + 1):
        for start in range(max(0, end - WIDEST), end):
            before = best[start]
            if before is None:
                continue
            if _are_several(pieces[start:end], loose) or _goes_on(pieces[start], before):
                continue
            run = [item for piece in pieces[start:end] for item in piece]
            own = text if len(pieces) == end - start else ""
            found = _extended(before, run, situation, own, loose)
            if found is not None and _is_better(found, best[end]):
                best[end] = found
    return best[-1]


def _is_better(found: Parts, other: Parts | None) -> bool:
    return other is None or found.cost < other.cost


def _are_several(run: Sequence[Sequence[Item]], loose: bool) -> bool:
    """Tell whether pieces are commands of their own: two verbs, a strong sign between them."""
    seen_any = seen_strong = False
    for piece in run:
        hard = any(item.text in HARD for item in piece[:2])
        verbs = [item for item in piece if item.has(*ACTIONS)]
        strong = [item for item in verbs if item.has(*STRONG) and "filler" not in item.tags]
        if hard and verbs and seen_any or strong and seen_strong:
            return True
        seen_any = seen_any or bool(verbs) or any(item.kind in AROUND for item in piece)
        told = not loose or any(item.is_entity for item in piece)
        seen_strong = seen_strong or bool(strong) and told
    return False


def _goes_on(piece: Sequence[Item], before: Parts) -> bool:
    """Tell whether a piece begins with a warning or a rest of what was said before it."""
    first = next((item.kind for item in piece if item.is_entity), "")
    return first in AROUND and any(own.frame for own in before.read)


def _extended(
    before: Parts, run: list[Item], situation: Situation, text: str, loose: bool
) -> Parts | None:
    """Return a way with one part more."""
    said = [item for item in run if item.kind != "sep"]
    if not any(_counts(item) for item in said):
        return Parts(before.cost, before.read, before.carry)
    if before.carry.deleted and loose and _only_deletes(said):
        return Parts((before.cost[0] + 1, *before.cost[1:]), before.read, before.carry)
    own = text or " ".join(item.text for item in said)
    read = weigh(Clause(said, situation, before.carry, own, loose=loose, whole=bool(text)))
    if read is None:
        return _passed(before, said, loose)
    cost = before.cost
    trouble = 0 if read.degree == CERTAIN else 1 if read.degree == PLAUSIBLE else 100
    total = (cost[0] + trouble + len(read.unknown), cost[1] + 1, cost[2] + read.degree)
    return Parts(total, (*before.read, read), read.carry if read.degree <= 1 else before.carry)


def _only_deletes(said: Sequence[Item]) -> bool:
    """Tell whether a part only says again that something goes."""
    verbs = [item for item in said if item.has(*STRONG)]
    plain = all(item.has("delete", "clear") for item in verbs)
    return bool(verbs) and plain and not any(item.is_entity for item in said)


def _passed(before: Parts, said: list[Item], loose: bool) -> Parts | None:
    """Pass over words that say nothing of ours; they make the whole a proposal."""
    words = [item for item in said if item.kind == "word"]
    turned = any(item.has("turn") and item.text not in MILD for item in words)
    verbs = STRONG if loose else ACTIONS
    if turned or any(item.is_entity for item in said) or any(i.has(*verbs) for i in words):
        return None
    unknown = tuple(item.text for item in words if "filler" not in item.tags)
    read = Weighed(PLAUSIBLE, Found(), "", unknown)
    total = (before.cost[0] + 2 + len(unknown), before.cost[1] + 1, before.cost[2] + 1)
    return Parts(total, (*before.read, read), before.carry)


def _counts(item: Item) -> bool:
    """Tell whether an item says anything."""
    if item.is_entity:
        return True
    if item.kind != "word":
        return False
    polite = "filler" in item.tags and "turn" not in item.tags
    return not polite or item.text in ("go", "start", "get")


def _pieces(items: Sequence[Item]) -> list[list[Item]]:
    """Cut at commas, periods, `and` and `then`; what cuts begins the next piece."""
    pieces: list[list[Item]] = [[]]
    for item in items:
        cuts = item.kind == "sep" or item.has("and", "then")
        if cuts and any(_counts(own) for own in pieces[-1]):
            pieces.append([])
        pieces[-1].append(item)
    if len(pieces) > 1 and not any(_counts(item) for item in pieces[-1]):
        last = pieces.pop()
        pieces[-1] += last
    return pieces
