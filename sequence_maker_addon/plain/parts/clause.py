"""One part of a request as a frame sees it: what was used, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .facts import Situation
from .items import Item
from .plain_call import Found, PlainCall

ACTIONS = frozenset(
    "add change move stretch shrink delete clear play pause stop flash pulse fade snap cut fit "
    "mute mark undo repeat double halve pattern".split()
)
"""Tags of verbs; a frame that does not honor a verb is not meant."""


@dataclass(frozen=True, slots=True)
class Carry:
    """What the parts before say for those behind: the last channels, colors, times, segment."""

    channels: tuple[int, ...] = ()
    colors: tuple[str, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()
    target: tuple[tuple[str, int], ...] = ()
    frame: str = ""
    deleted: bool = False


@dataclass(slots=True)
class Clause:
    """Items of a part, the situation, and what earlier parts carry over.

    Attributes:
        items: In order.
        situation: The scene.
        carry: What the parts before say.
        text: The part as it was written.
        loose: It is read a second time, so that frames may guess: what they find is proposed.
        spans: The stretches that it names: several where sections share a name.
        turn: Which of them is read; see `read_everywhere`.
        whole: It is all of the request.
    """

    items: Sequence[Item]
    situation: Situation
    carry: Carry = Carry()
    text: str = ""
    used: set[int] = field(default_factory=set)
    spans: tuple[tuple[float, float], ...] = ()
    turn: int = 0
    channels: tuple[int, ...] = ()
    target: dict[str, int] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    guessed: bool = False
    loose: bool = False
    whole: bool = True

    def __post_init__(self) -> None:
        """Sum up which words and entities there are."""
        words = (item.tags for item in self.items if item.kind == "word")
        self.tags = frozenset().union(*words)
        self.kinds = frozenset(item.kind for item in self.items if item.is_entity)

    def reset(self) -> None:
        """Forget what a frame used."""
        self.used = set()
        self.spans, self.channels, self.target = (), (), {}
        self.guessed = False

    def has(self, *tags: str) -> bool:
        """Tell whether a word has one of these tags."""
        return not self.tags.isdisjoint(tags)

    def any(self, *kinds: str) -> bool:
        """Tell whether an entity of one of these kinds is there."""
        return not self.kinds.isdisjoint(kinds)

    def is_all(self, honored: frozenset[str]) -> bool:
        """Tell whether every word has one of some tags, or says nothing."""
        words = (item for item in self.items if item.kind == "word")
        return all(item.tags & honored or "filler" in item.tags for item in words)

    def values(self, prefix: str) -> list[str]:
        """Return the values that words say, such as `beats` of `grid:beats`."""
        found = [
            tag.removeprefix(prefix + ":")
            for item in self.items
            if item.kind == "word"
            for tag in sorted(item.tags)
            if tag.startswith(prefix + ":")
        ]
        return list(dict.fromkeys(found))

    def of(self, kind: str, *roles: str) -> list[Item]:
        """Return the entities of a kind that are not used yet, with these roles if any."""
        return [
            item
            for place, item in enumerate(self.items)
            if item.kind == kind and place not in self.used and (not roles or item.role in roles)
        ]

    def use(self, *items: Item) -> None:
        """Mark entities as used."""
        for item in items:
            for place, own in enumerate(self.items):
                if own is item and place not in self.used:
                    self.used.add(place)
                    break

    def take(self, kind: str, *roles: str) -> list[Item]:
        """Return the entities of a kind and mark them as used."""
        found = self.of(kind, *roles)
        self.use(*found)
        return found

    def one(self, kind: str, *roles: str) -> Item | None:
        """Use the only entity of a kind; None where there is none or several."""
        found = self.of(kind, *roles)
        if len(found) != 1:
            return None
        self.use(found[0])
        return found[0]

    @property
    def left(self) -> list[Item]:
        """Entities that are not used."""
        return [
            item
            for place, item in enumerate(self.items)
            if item.is_entity and place not in self.used
        ]

    def doing(self, *calls: PlainCall, weak: bool = False) -> Found:
        """Return calls as what is found."""
        removes = any(call.name in ("delete_segment", "clear_timeline") for call in calls)
        taken_up = any(item.is_entity and "other" in item.tags for item in self.items)
        guessed = self.guessed or removes and taken_up
        vague = any(item.vague for item in self._guesses())
        return Found(tuple(calls), weak=weak or guessed or vague)

    def _guesses(self) -> Iterable[Item]:
        return (i for i in self.items if i.kind in ("color", "cue", "rest") and i.vague)
