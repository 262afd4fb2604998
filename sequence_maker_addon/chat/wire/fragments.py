"""Joins the pieces of a streamed message that this package does not know by name."""

import copy
import json
from typing import Any

from ..body.nesting import is_within
from ..body.thinking_parts import Parts, mergeable

# Words about one piece, or labels that come again with every piece; joined they would be noise.
_DROPPED = frozenset({"index", "channel", "obfuscation", "logprobs"})
_ONCE = frozenset({"id", "type", "role", "name", "format"})


def repair_text(text: str) -> str:
    """Make halves of a surrogate pair whole again; a lone half becomes U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


DEEPEST, LONGEST_NAME = 24, 200
"""How far an unknown field may be nested, and characters of its name."""


class Text:
    """Text in pieces; a piece that ends in half a character waits for the other half."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._held = ""
        self.size = 0

    def add(self, piece: str) -> str:
        """Take a piece and return what can be shown of it."""
        piece, self._held = self._held + piece, ""
        if "\ud800" <= piece[-1:] <= "\udbff":
            piece, self._held = piece[:-1], piece[-1]
        piece = repair_text(piece)
        self._parts.append(piece)
        self.size += len(piece)
        return piece

    def __str__(self) -> str:
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return "".join(self._parts) + ("\ufffd" if self._held else "")


class Extras:
    """Unknown fields in the order of their first appearance.

    Strings of one field are put end to end, lists are extended or merged by type and index, objects
    joined by field; of other values the last counts, and of labels such as `type` the first.
    """

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def add(self, fields: dict[str, Any]) -> None:
        """Take the unknown fields of one piece."""
        for name, value in fields.items():
            if name not in _DROPPED and value is not None and value != []:
                self._join(name, value)

    def _join(self, name: str, value: Any) -> None:
        old = self._values.get(name)
        if isinstance(value, str) and name not in _ONCE:
            if not isinstance(old, Text):
                old = self._values[name] = Text()
            old.add(value)
        elif isinstance(value, list):
            self._extend(name, old, value)
        elif isinstance(value, dict):
            if not isinstance(old, Extras):
                old = self._values[name] = Extras()
            old.add(value)
        elif name not in _ONCE or old is None:
            self._values[name] = value

    def _extend(self, name: str, old: Any, value: list[Any]) -> None:
        if isinstance(old, Parts) or (old is None and mergeable(value)):
            parts = old if isinstance(old, Parts) else Parts()
            parts.add(value)
            self._values[name] = parts
            return
        if not isinstance(old, list):
            old = self._values[name] = []
        old.extend(copy.deepcopy(value))

    def fields(self, longest: int | None = None) -> dict[str, Any]:
        """Return the joined fields as plain JSON values.

        Args:
            longest: Characters of JSON above which a field is left out.
        """
        found = {name: _plain(value) for name, value in self._values.items()}
        if longest is None:
            return found
        return {
            name[:LONGEST_NAME]: value
            for name, value in found.items()
            if _size(value) <= longest and is_within(value, DEEPEST)
        }


def _size(value: Any) -> int:
    return len(value) if isinstance(value, str) else len(json.dumps(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, Extras):
        return value.fields()
    if isinstance(value, Parts):
        return value.whole()
    return copy.deepcopy(value)
