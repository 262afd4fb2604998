"""A wish of the person: an instruction, a palette, a default, or a turn that was liked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ...sequence.color import Rgb, hex_of, name_of, rgb
from ...sequence.css_colors import CSS_COLORS
from ...sequence.times import seconds
from ...toolkit.plain_text import plain

Kind = Literal["instruction", "palette", "default", "liked", "disliked"]
Default = Literal["duration", "overlap", "language", "confirm"]
KINDS: tuple[Kind, ...] = ("instruction", "default", "palette", "liked", "disliked")
DEFAULTS: tuple[Default, ...] = ("duration", "overlap", "language", "confirm")
OVERLAPS, CONFIRMS = ("trim", "error"), ("always", "destructive")
"""Values of two of the defaults; a wish may make it ask more often, never less."""
LONGEST, LONGEST_NAME, MOST_COLORS, MOST = 300, 40, 16, 100
"""Characters of a text and of a name, colors of a palette, wishes in one place."""
LONGEST_DURATION = 1e6
"""Seconds that a usual segment may last."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish; `checked` makes one of what anybody gives.

    Attributes:
        kind: What it is.
        text: An instruction, the value of a default, or the note on a turn.
        name: Of a palette or a default; of a turn that was liked, the beginning of its prompt.
        colors: Of a palette, as `#rrggbb` or names.
        is_on: Whether it holds.
        turn: When the turn began that was liked or not, in seconds since 1970; else 0.
    """

    kind: Kind
    text: str = ""
    name: str = ""
    colors: tuple[str, ...] = ()
    is_on: bool = True
    turn: float = 0.0

    @property
    def key(self) -> tuple[str, str]:
        """What it is about: of two with the same key the newer one takes the other's place."""
        if self.kind in ("liked", "disliked"):
            return "turn", f"{self.turn:.3f}"
        told = self.text if self.kind == "instruction" else self.name
        return self.kind, told.casefold()

    @property
    def told(self) -> str:
        """It in one line, as the model reads it."""
        text, name = plain(self.text, LONGEST), plain(self.name, LONGEST)
        if self.kind == "palette":
            return f'palette "{name}": {", ".join(self.colors)}'
        if self.kind == "default":
            return f"default {name}: {text}"
        if self.kind == "instruction":
            return text
        note = f": {text}" if text else ""
        return f'{self.kind} what was done for "{name}"{note}'


def checked(wish: Wish) -> Wish:
    """Return a wish as it is kept: one line, not too long, colors and values that there are.

    Raises:
        ValueError: If it cannot be one, in one sentence.
    """
    text, name = _line(wish.text, LONGEST), _line(wish.name, LONGEST_NAME)
    colors: tuple[str, ...] = ()
    if wish.kind == "palette":
        _check_name(name)
        found = [rgb(color) for color in wish.colors[:MOST_COLORS]]
        colors = tuple(name_of(color) or hex_of(color) for color in found)
        if not colors:
            raise ValueError("a palette needs at least one color")
    elif wish.kind == "default":
        text = value_of(name, text)
    elif wish.kind == "instruction" and not text:
        raise ValueError("a wish needs words")
    elif wish.kind in ("liked", "disliked"):
        name = _line(wish.name, 80)
    return Wish(wish.kind, text, name, colors, wish.is_on, wish.turn)


def value_of(name: str, text: str) -> str:
    """Return the value of a default as it is kept, such as `4` for `4 seconds`.

    Raises:
        ValueError: If there is no such default, or it cannot have this value.
    """
    word = text.casefold()
    if name == "duration":
        length = seconds(text)
        if not 0 < length < LONGEST_DURATION:
            raise ValueError("a duration must be more than 0 seconds")
        return f"{length:g}"
    if name == "overlap" and word not in OVERLAPS:
        raise ValueError("overlap is trim or error")
    if name == "confirm" and word not in CONFIRMS:
        raise ValueError("confirm is always or destructive")
    if name not in DEFAULTS or not text:
        raise ValueError(f"a default is one of {', '.join(DEFAULTS)}, with a value")
    return text if name == "language" else word


def _check_name(name: str) -> None:
    if not color_word(name):
        raise ValueError("a palette needs a name")
    if color_word(name) in CSS_COLORS:
        raise ValueError(f'"{plain(name)}" is a color already: choose another name')


def color_word(name: str) -> str:
    """Return a name as colors and palettes are looked up: blanks, hyphens and case do not count."""
    return re.sub(r"[\s_-]+", "", name).strip("\"'").casefold()


def in_force(*places: Iterable[Wish]) -> list[Wish]:
    """Return the wishes that hold, of several places; those of a later place win over earlier."""
    found: dict[tuple[str, str], Wish] = {}
    for wishes in places:
        for wish in wishes:
            if wish.is_on:
                found.pop(wish.key, None)
                found[wish.key] = wish
    return list(found.values())


def palettes(wishes: Iterable[Wish]) -> dict[str, tuple[Rgb, ...]]:
    """Return the colors of each palette, by `color_word` of its name."""
    return {
        color_word(wish.name): tuple(rgb(color) for color in wish.colors)
        for wish in wishes
        if wish.kind == "palette"
    }


def defaults(wishes: Iterable[Wish]) -> Mapping[str, Any]:
    """Return the defaults by name; a duration in seconds."""
    found: dict[str, Any] = {w.name: w.text for w in wishes if w.kind == "default"}
    if "duration" in found:
        found["duration"] = float(found["duration"])
    return found


def with_wish(wishes: Iterable[Wish], wish: Wish) -> list[Wish]:
    """Return wishes with one more, in the place of one with the same key.

    Raises:
        ValueError: If there are too many.
    """
    left = [known for known in wishes if known.key != wish.key]
    if len(left) >= MOST:
        raise ValueError(f"there are {MOST} wishes already: remove one first")
    return [*left, wish]


def meant(wishes: Iterable[Wish], text: str) -> list[Wish]:
    """Return the wishes that a few words mean: by name, else by the whole text, else by a part."""
    every, word = list(wishes), _line(text, LONGEST).casefold().rstrip(".!")
    for prefix in ("palette ", "the palette ", "default ", "the "):
        if word.startswith(prefix):
            word = word.removeprefix(prefix)
            break
    ways = (
        lambda wish: color_word(wish.name) == color_word(word),
        lambda wish: wish.text.casefold().rstrip(".!") == word,
        lambda wish: len(word) > 3 and word in wish.told.casefold(),
    )
    for way in ways:
        if word and (found := [wish for wish in every if way(wish)]):
            return found
    return []


def _line(text: str, most: int) -> str:
    return " ".join(plain(text, 4 * most).split())[:most].strip()
