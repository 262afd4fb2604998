"""What a text holds once it is lexed: entities of a kind, and words with what they do."""

from __future__ import annotations

from dataclasses import dataclass

ENTITIES = frozenset(
    "channels color amount number place span start end length delta index ref strip name every "
    "period percent section grid bpm quoted level pixels cue rest seed".split()
)
"""Kinds that carry a value; each must be used by a call."""
SEVERAL = -1
"""The channel that is meant by a name which several have; 0 is one that is not there."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a text.

    Attributes:
        kind: One of `ENTITIES`, `word`, or `sep` for what may part two requests.
        value: Its value; of kinds with two numbers, the first.
        second: The second number.
        text: As it was written.
        tags: What a word does.
        role: The small word before it, such as `from`, `to`, `on`.
        vague: Its value is a guess, as of a shade without a name.
        name: A text value, such as a color.
        many: Its several numbers, such as channels.
        spans: Of a name that several sections have, the start and end of each.
    """

    kind: str
    text: str
    value: float = 0.0
    second: float = 0.0
    tags: frozenset[str] = frozenset()
    role: str = ""
    vague: bool = False
    name: str = ""
    many: tuple[int, ...] = ()
    spans: tuple[tuple[float, float], ...] = ()

    @property
    def is_entity(self) -> bool:
        """Whether it must be used."""
        return self.kind in ENTITIES

    def has(self, *tags: str) -> bool:
        """Tell whether it is a word with one of these tags."""
        return self.kind == "word" and not self.tags.isdisjoint(tags)
