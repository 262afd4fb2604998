"""How well a frame fits a part: certain, plausible, or what is in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .every_frame import FRAMES
from .parts.clause import ACTIONS, Carry, Clause
from .parts.frame import Frame
from .parts.items import Item
from .parts.plain_call import Found
from .sections_told import read_everywhere

_BARE = ("play", "pause", "stop")
"""Frames that one word makes; among many unknown words it means something else."""
_FIRM = frozenset({"delete", "clear", "flash", "pulse", "undo", "mute"})
"""Verbs over which no second reading passes."""
_TIMES = frozenset("span start end length amount place".split())
MOST_AROUND = 6
"""Words that may stand around a bare verb in a second reading."""
CERTAIN, PLAUSIBLE, MISSING, REFUSED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """A frame's reading of a part.

    Attributes:
        degree: `CERTAIN`, `PLAUSIBLE`, `MISSING` or `REFUSED`.
        found: What the frame made of it.
        frame: The frame's name.
        unknown: Words that no frame can honor.
        carry: What the part says for those behind it.
        bare: Nothing but words is in the part.
    """

    degree: int
    found: Found
    frame: str
    unknown: tuple[str, ...] = ()
    carry: Carry = Carry()
    bare: bool = False

    @property
    def cost(self) -> tuple[int, int]:
        """What is better costs less."""
        return self.degree, len(self.unknown)


def weigh(clause: Clause) -> Weighed | None:
    """Return the best reading of a part, or None where no frame fits."""
    best: Weighed | None = None
    for frame in FRAMES:
        if not frame.may_fit(clause):
            continue
        found = _weighed(frame, clause)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
            if found.degree == CERTAIN:
                break
    return best


def _weighed(frame: Frame, clause: Clause) -> Weighed | None:
    clause.reset()
    found = read_everywhere(frame, clause)
    if found is None:
        return None
    unknown = unknown_words(frame.words, clause.items, clause.loose)
    if unknown is None:
        return None
    if frame.name in _BARE and len(unknown) > 1 and not clause.kinds and not _stands_out(clause):
        return None
    if frame.name == "play" and unknown and not clause.has("loud") and not clause.has("hear"):
        if not any(" " in i.text for i in clause.items if i.has("play")) and not _leads(clause):
            return None
    if found.refused or found.missing:
        degree = REFUSED if found.refused else MISSING
        return Weighed(degree, found, frame.name, unknown)
    if clause.left:
        return None
    degree = PLAUSIBLE if unknown or found.weak else CERTAIN
    return Weighed(
        degree, found, frame.name, unknown, _carry(frame, clause, found), not clause.kinds
    )


def _leads(clause: Clause) -> bool:
    """Tell whether a part begins with its verb."""
    words = [i for i in clause.items if i.kind != "word" or not i.has("filler", "hesitation")]
    return bool(clause.kinds) and bool(words) and words[0].has("play")


def _may_differ(item: Item) -> bool:
    """Tell whether a verb means other things as well, such as `take` or `cut`."""
    return not item.tags.isdisjoint({"filler", "unsure"})


def _stands_out(clause: Clause) -> bool:
    """Tell whether a second reading finds `pause`, `play` or `stop` at the end of a few words."""
    words = [item for item in clause.items if item.kind == "word"]
    while words and words[-1].has("filler", "it"):
        words.pop()
    return clause.loose and len(words) <= MOST_AROUND and bool(words) and words[-1].has(*_BARE)


def unknown_words(
    honored: frozenset[str], items: Sequence[Item], loose: bool = False
) -> tuple[str, ...] | None:
    """Return the words that are not accounted for, or None where one turns the sense.

    Where no time is told, so does a section that the song does not have: without it, all of the
    song would be meant. A verb of another frame is in the way, too; in a second reading it only
    counts twice.
    """
    sense = {"turn", "rest"}
    if not any(item.kind in _TIMES for item in items):
        sense |= {"part_name", "landmark"}
    unknown: list[str] = []
    told = False
    for item in items:
        told = told or item.is_entity
        if told and item.has("correction") and "filler" in item.tags:
            unknown.append(item.text)
            continue
        if item.kind != "word" or not honored.isdisjoint(item.tags):
            continue
        if not item.tags.isdisjoint(sense) or item.text == "between":
            return None
        if "filler" in item.tags:
            continue
        if not ACTIONS.isdisjoint(item.tags):
            if not loose or not item.tags.isdisjoint(_FIRM) and not _may_differ(item):
                return None
            unknown.append(item.text)
        unknown.append(item.text)
    return tuple(unknown)


def _carry(frame: Frame, clause: Clause, found: Found) -> Carry:
    before = clause.carry
    colors = tuple(item.name for item in clause.items if item.kind == "color")
    deleted = frame.name in ("delete", "clear")
    return Carry(
        channels=clause.channels or before.channels,
        colors=colors or before.colors,
        spans=clause.spans or before.spans,
        target=tuple(sorted(clause.target.items())) or before.target,
        frame=frame.name,
        deleted=deleted,
    )
