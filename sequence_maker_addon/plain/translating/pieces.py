"""A piece of a request and the English that it is read as."""

from __future__ import annotations

from dataclasses import dataclass

AMOUNT = frozenset("seconds ms minutes frames beat beats bar bars s sec m min".split())
"""English units behind a number."""


@dataclass(slots=True)
class Piece:
    """Tokens of a request that are read as one thing.

    Attributes:
        english: What it is read as; nothing where it says nothing.
        kind: `word`, `small`, `number`, `color`, `name`, `quote`, `kept` (as it was written),
            `mark` or `unknown`.
        first: Place of its first token.
        after: Place behind its last one.
        source: Its first word as it was written, folded.
        ending: Of an adjective, `e`, `en` and such.
        names: Of a name, the kind of thing.
        noun: It was written with a capital.
        glued: Nothing stands before it.
    """

    english: str
    kind: str
    first: int
    after: int
    source: str = ""
    ending: str = ""
    names: str = ""
    noun: bool = False
    glued: bool = False
