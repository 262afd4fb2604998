"""Numbers, ordinals and parts of one, in words and with a decimal comma."""

from __future__ import annotations

from collections.abc import Sequence

from ..dictionaries import german_numbers as data
from ..dictionaries.dictionary import folded, numbers_of
from ..parts.text_tokens import Token

Read = tuple[str, int]
"""A number in digits, and the place after it."""
_NTH = {1: "1st", 2: "2nd", 3: "3rd"}
_UNITS = frozenset(data.UNITS.split())
_LONGEST = 40


class Spelled:
    """Reads numbers at places of a list of tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Remember the tokens."""
        self._tokens = tokens
        self.texts = [folded(token.text) for token in tokens]

    def text(self, place: int) -> str:
        """Return the word at a place, or nothing behind the last one."""
        return self.texts[place] if 0 <= place < len(self.texts) else ""

    def number(self, place: int, in_list: bool) -> Read | None:
        """Read `12,5`, `zweieinhalb`, `fünf komma drei`, `eine halbe` before a unit.

        Args:
            place: Where.
            in_list: Whether commas part numbers, as behind `Kanal`.
        """
        if self._tokens[place].kind == "number":
            return self._digits(place, in_list)
        if self._tokens[place].kind != "word":
            return None
        word = self.text(place)
        after = place + 1
        if word in data.ARTICLES:
            if self.text(after) in data.PARTS and self.text(after + 1) in _UNITS:
                return f"{data.PARTS[self.text(after)]:g}", after + 1
            return ("1", after) if self.text(after) in _UNITS and len(word) > 1 else None
        if word in data.PARTS:
            return (f"{data.PARTS[word]:g}", after) if self.text(after) in _UNITS else None
        value = self._value(word)
        if value is None:
            return None
        if self.text(after) in data.POINT and (digits := self._decimals(after + 1)):
            return f"{value:g}.{digits[0]}", digits[1]
        if self.text(after) == data.AND and self.text(after + 2) in _UNITS:
            half = data.PARTS.get(self.text(after + 1))
            if half:
                return f"{value + half:g}", after + 2
        return f"{value:g}", after

    def compound(self, place: int) -> str:
        """Read `Viertelsekunde`, `Dreiviertelminute`; empty where it is none."""
        word = self.text(place)
        for unit in data.COMPOUND:
            part = data.PARTS.get(word.removesuffix(unit)) if word.endswith(unit) else None
            if part:
                return f"{part:g} {'minutes' if unit.startswith('min') else 'seconds'}"
        return ""

    def ordinal(self, place: int) -> Read | None:
        """Read `zweiten`, `3.` or `zwanzigste`, as `2nd`, `3rd` or `20th`."""
        token = self._tokens[place]
        if token.kind == "number":
            following = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
            if following is None or not following.glued or following.text != ".":
                return None
            return (nth(int(token.text)), place + 2) if token.text.isdecimal() else None
        word = self.text(place)
        for ending in ("en", "er", "es", "em", "e"):
            if word.endswith(ending) and (value := self._nth(word.removesuffix(ending))):
                return nth(value), place + 1
        return None

    def _nth(self, stem: str) -> int | None:
        if stem in data.ORDINALS:
            return data.ORDINALS[stem]
        for end in ("st", "t"):
            if stem.endswith(end) and numbers_of().get(stem.removesuffix(end), 0) >= 13:
                return numbers_of()[stem.removesuffix(end)]
        return None

    def _value(self, word: str) -> float | None:
        if len(word) > _LONGEST:
            return None
        if word in numbers_of():
            return float(numbers_of()[word])
        whole = word.removesuffix(data.HALF)
        if whole != word and (whole in numbers_of() or whole == "ein"):
            return numbers_of().get(whole, 1) + 0.5
        return None

    def _decimals(self, place: int) -> Read | None:
        digits, after = "", place
        while after < len(self._tokens):
            token = self._tokens[after]
            value = token.text if token.kind == "number" else numbers_of().get(self.text(after))
            if value is None or len(str(value)) > 3 or not str(value).isdecimal():
                break
            digits, after = digits + str(value), after + 1
        return (digits, after) if digits else None

    def _digits(self, place: int, in_list: bool) -> Read | None:
        text, after = self._tokens[place].text, place + 1
        if not in_list and text.isdecimal() and self._is_decimal(after):
            return f"{text}.{self._tokens[after + 1].text}", after + 2
        if self.text(after) in data.POINT and text.isdecimal():
            digits = self._decimals(after + 1)
            if digits:
                return f"{text}.{digits[0]}", digits[1]
        if self.text(after) == "1" and self.text(after + 1) == "/" and self.text(after + 2) == "2":
            return f"{text}.5", after + 3
        return text, after

    def _is_decimal(self, place: int) -> bool:
        """Tell whether `,5` stands at a place, and no list such as `,5,7`."""
        if place + 1 >= len(self._tokens) or self._tokens[place].text != ",":
            return False
        comma, digits = self._tokens[place], self._tokens[place + 1]
        listed = self.text(place + 2) == "," and self._tokens[place + 2].glued
        listed = listed and place + 3 < len(self._tokens) and self._tokens[place + 3].glued
        listed = listed and self._tokens[place + 3].kind == "number"
        return comma.glued and digits.glued and digits.text.isdecimal() and not listed


def nth(value: int) -> str:
    """Return an ordinal in digits."""
    return _NTH.get(value, f"{value}th")
