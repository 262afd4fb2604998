"""Numbers and amounts of time at a place among tokens."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon import english_numbers as words
from ..lexicon.lexicon import Lexicon
from .text_tokens import Token, clock

LOW = 9
"""Ordinals up to it are of things: `the third second` is none."""
Read = tuple[float, int]
"""A value, and the place after it."""
Amount = tuple[float, int, float]
"""Seconds, the place after it, and the size of its unit; 0 for a clock."""


class Numbers:
    """Reads numbers at places of a list of tokens."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        tempo: float,
        meter: int,
        frame: float = 0.0,
    ) -> None:
        """Remember the tokens and the language, and the sizes of beats and frames."""
        self._tokens = tokens
        self._lexicon = lexicon
        self._beat = 60.0 / tempo if tempo > 0 else 0.0
        self._meter = meter
        self._frame = frame
        self._articles = words.ARTICLES.split()

    def text(self, at: int) -> str:
        """Return the text of a token, or nothing behind the last one."""
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def number(self, at: int) -> Read | None:
        """Read `12.5`, `twenty five`, `a hundred and five` or `two point five`."""
        if at >= len(self._tokens):
            return None
        if self._tokens[at].kind == "number":
            return float(self.text(at)), at + 1
        found = self._whole(at)
        if found and (half := self._and_half(found[1])):
            return found[0] + 0.5, half
        if found is None or self.text(found[1]) != words.POINT:
            return found
        digits, after = "", found[1] + 1
        while (digit := self._lexicon.numbers.get(self.text(after), 99)) < 10:
            digits, after = digits + str(digit), after + 1
        return (float(f"{found[0]:.0f}.{digits}"), after) if digits else found

    def _and_half(self, at: int) -> int:
        """Return the place behind `and a half` that no unit follows, or 0."""
        said = [self.text(at + n) for n in range(3)] == ["and", "a", "half"]
        return at + 3 if said and not self._unit(at + 3) else 0

    def _whole(self, at: int) -> Read | None:
        hundred = self.text(at + 1) == words.HUNDRED
        value: float | None = None
        if hundred and self.text(at) in self._articles:
            value, after = 100.0, at + 2
        else:
            found = self._small(at)
            if found is None or not (self.text(found[1]) == words.HUNDRED and 1 <= found[0] <= 9):
                return found
            value, after = 100 * found[0], found[1] + 1
        rest = self._small(after + (self.text(after) == "and"))
        return (value + rest[0], rest[1]) if rest else (value, after)

    def _small(self, at: int) -> Read | None:
        word = self.text(at)
        value = self._lexicon.numbers.get(word)
        if value is None:
            return None
        ones = self._lexicon.numbers.get(self.text(at + 1), 99)
        if word in self._lexicon.tens and 1 <= ones <= 9:
            return float(value + ones), at + 2
        noun = "channel" in self._lexicon.of(self.text(at - 1))
        timed = self.text(at + 2) in self._lexicon.units and not noun
        if 1 <= value <= 9 and ones <= 9 and timed:
            return float(10 * value + ones), at + 2
        return float(value), at + 1

    def ordinal(self, at: int) -> Read | None:
        """Read `2nd`, `second` or `twenty first`."""
        if at >= len(self._tokens):
            return None
        token = self._tokens[at]
        if token.kind == "number" and token.text.isdecimal():
            ending = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            glued = ending is not None and ending.glued and ending.text in ("st", "nd", "rd", "th")
            return (float(token.text), at + 2) if glued else None
        if token.text in self._lexicon.ordinals:
            return float(self._lexicon.ordinals[token.text]), at + 1
        after = self._lexicon.ordinals.get(self.text(at + 1), 99)
        if token.text in self._lexicon.tens and 1 <= after <= 9:
            return float(self._lexicon.numbers[token.text] + after), at + 2
        return None

    def amount(self, at: int) -> Amount | None:
        """Read `1:30`, `90s`, `2m30s`, `one minute thirty`, `half a minute`, `a minute`."""
        if at >= len(self._tokens):
            return None
        if self._tokens[at].kind == "clock":
            return self._clock(at)
        nth = self.ordinal(at)
        if nth and (nth[0] > LOW or self._tokens[at].kind == "number"):
            size = self._lexicon.units.get(self.text(nth[1]), 0.0)
            return (nth[0] * size, nth[1] + 1, size) if size else None
        found = self._turned(at) or self._part(at)
        if found is None:
            return None
        total, after, unit = found
        while unit > 1:
            joined = after + (self.text(after) == "and")
            more = self._part(joined)
            if more is not None and more[2] < unit:
                total, after, unit = total + more[0], more[1], more[2]
                continue
            bare = self.number(after) if unit == 60 else None
            spoken = self._tokens[after].kind == "word" if bare else False
            stops = self._stops() - ({"to", "until"} if spoken else set())
            if bare is None or bare[0] >= 60 or self.text(bare[1]) in stops:
                break
            return total + bare[0], bare[1], 1.0
        return total, after, unit

    def _stops(self) -> set[str]:
        return {"%", "to", "until", "-", *self._lexicon.units}

    def _clock(self, at: int) -> Amount:
        after = at + 1
        parts = self.text(at).split(":")
        if len(parts) == 4:
            return clock(":".join(parts[:3])) + int(parts[3]) * self._frame, after, 0.0
        if self.text(after) in ("s", "sec", "secs", "seconds", "min", "mins", "minutes", "m"):
            after += 1
        return clock(self.text(at)), after, 0.0

    def _turned(self, at: int) -> Amount | None:
        """Read `second 90`, `minute two`."""
        unit = self._lexicon.units.get(self.text(at), 0.0)
        if unit < 1 or len(self.text(at)) < 3:
            return None
        value = self.number(at + 1)
        if value is None or self.text(value[1]) in self._lexicon.units:
            return None
        return value[0] * unit, value[1], unit

    def _part(self, at: int) -> Amount | None:
        """Read one quantity with its unit."""
        quantity = self._quantity(at)
        if quantity is None:
            return None
        value, after = quantity
        if self.text(after) == "and" and (half := self._fraction(after + 1)):
            if self.text(half[1]) in self._lexicon.units:
                value, after = value + half[0], half[1]
        after += self.text(after) in ("whole", "full", "solid")
        unit = self._unit(after)
        if not unit:
            return None
        after += 1
        if self.text(after) == "and" and (half := self._fraction(after + 1)):
            if self.text(half[1]) not in self._lexicon.units and self.text(half[1] - 1) != "a":
                value, after = value + half[0], half[1]
        return value * unit, after, unit

    def _unit(self, at: int) -> float:
        word = self.text(at)
        if word in self._lexicon.units:
            return self._lexicon.units[word]
        beat = self._lexicon.beats.get(word)
        if beat is None:
            return 0.0
        sizes = {"beat": self._beat, "bar": self._beat * self._meter, "frame": self._frame}
        return sizes[beat]

    def _quantity(self, at: int) -> Read | None:
        if fraction := self._fraction(at + (self.text(at) in self._articles)):
            return fraction if self._unit(fraction[1]) else None
        if self.text(at) in self._articles:
            after = at + 1
            if self.text(after) == words.COUPLE:
                return 2.0, after + 1 + (self.text(after + 1) == "of")
            return (1.0, after) if self.text(after) in self._lexicon.units else self.number(at)
        return self.number(at)

    def _fraction(self, at: int) -> Read | None:
        """Read `half a`, `a half`, `a quarter of a`."""
        at += self.text(at) in self._articles
        parts = self._lexicon.fractions
        size = parts.get(self.text(at))
        count = None if size else self.number(at)
        if count and self.text(count[1]) == "/" and (below := self.number(count[1] + 1)):
            size, at = count[0] / below[0] if below[0] else None, below[1] - 1
        elif count and self.text(count[1]) in parts:
            size, at = count[0] * parts[self.text(count[1])], count[1]
        if size is None:
            return None
        at += 1
        at += self.text(at) == "of"
        return size, at + (self.text(at) in self._articles)
