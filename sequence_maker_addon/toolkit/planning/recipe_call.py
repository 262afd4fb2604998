"""One call of a recipe: what it is given, and what it made where the recipe comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RecipeCall:
    """One call of a recipe.

    Attributes:
        name: The function's name.
        arguments: Its arguments; a time may be told by the music, see `music.musical_times`.
        made: Id and name of what it made where the recipe comes from, by ascending ids: by them
            later calls name it. Empty where none does.
    """

    name: str
    arguments: Mapping[str, Any]
    made: tuple[tuple[int, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        row: dict[str, Any] = {"name": self.name, "arguments": dict(self.arguments)}
        return row | ({"made": [list(pair) for pair in self.made]} if self.made else {})
