"""What a frame is: words that it honors, a reader, and examples that tests hold it to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .clause import Clause
from .plain_call import Found, PlainCall

Example = tuple[str, tuple[PlainCall, ...]]


def call(name: str, /, **arguments: object) -> PlainCall:
    """Return a call; arguments that are None are left out."""
    return PlainCall(name, {key: value for key, value in arguments.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of command.

    Attributes:
        name: Its name.
        read: Makes calls of a part, or None where the part is no such command.
        words: Tags of the words that it honors.
        functions: Those that it calls.
        examples: Sentences and their calls.
        needs: Tags, or kinds of entities, of which one must be there.
    """

    name: str
    read: Callable[[Clause], Found | None]
    words: frozenset[str]
    functions: tuple[str, ...]
    examples: tuple[Example, ...] = ()
    needs: frozenset[str] = frozenset()

    def may_fit(self, clause: Clause) -> bool:
        """Tell at little cost whether the part may be such a command."""
        if not self.needs:
            return True
        return not (self.needs.isdisjoint(clause.tags) and self.needs.isdisjoint(clause.kinds))


def tags(text: str) -> frozenset[str]:
    """Return tags of a text with blanks."""
    return frozenset(text.split())
