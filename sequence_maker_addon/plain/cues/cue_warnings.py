"""Warnings before lights: `with a white warning flash 200 ms before, 50 ms long`."""

from __future__ import annotations

from ..lexicon.english_cues import COMES, LIGHTS, NOUNS, SMALL, THEM, WHOM
from ..parts.items import Item

_HARD = frozenset({".", "!", "?", ";", "\n", "then"})
_NONE = Item("sep", "")
_LENGTH = frozenset("for of lasting lasts".split())
UNCLEAR = "unclear"
"""The role of a warning that is not understood."""
LONGEST = 1.0
"""Seconds that a warning lasts at most; what is longer is about something else."""


def with_warnings(items: list[Item]) -> list[Item]:
    """Return the items, each warning as one: how long before, its length and its color."""
    row = list(items)
    place = 0
    while place < len(row):
        if row[place].has("cue_noun", "cue_verb"):
            place = _Warning(row, place).join()
        place += 1
    return row


class _Warning:
    """One warning, around its word."""

    def __init__(self, row: list[Item], place: int) -> None:
        """Begin at the word."""
        self._row = row
        self._first, self._after = place, place + 1
        self._verb = row[place].has("cue_verb")
        self._sure = self._verb or " " in row[place].text
        self._color: Item | None = None
        self._lead = self._length = 0.0

    def join(self) -> int:
        """Put one item in the place of the warning, and return where it is.

        One that is not clear, as of two colors, is in the way of every reading.
        """
        while self._get(self._after).text in NOUNS:
            self._sure, self._after = True, self._after + 1
        clear = self._left()
        if self._get(self._first - 1).has("turn", "hard"):
            return self._after - 1
        while self._right():
            pass
        clear = clear and not self._is_list(self._after) and not self._is_strange(self._after)
        clear = clear and (not self._verb or self._color is not None or self._far_color())
        if not (self._lead or self._far() or self._verb or self._sure and self._is_beside()):
            return self._after - 1
        text = " ".join(item.text for item in self._row[self._first : self._after])
        name, vague = (self._color.name, self._color.vague) if self._color else ("", False)
        role = "" if clear else UNCLEAR
        item = Item("cue", text, self._lead, self._length, role=role, name=name, vague=vague)
        self._row[self._first : self._after] = [item]
        return self._first

    def _get(self, place: int) -> Item:
        return self._row[place] if 0 <= place < len(self._row) else _NONE

    def _is_list(self, place: int) -> bool:
        """Tell whether the warning's color goes on: `in white and red`."""
        ended = self._color is not None and self._get(place - 1) is self._color
        return ended and self._get(place).has("and") and self._get(place + 1).kind == "color"

    def _is_beside(self) -> bool:
        """Tell whether the lights have a color of their own; else `a red warning` is the light."""
        others = (*self._row[: self._first], *self._row[self._after :])
        return any(item.kind == "color" for item in others)

    def _is_strange(self, place: int) -> bool:
        """Tell whether what warns is not known: `warn the juggler with a white flash`."""
        while self._get(place).text in SMALL | WHOM:
            place += 1
        item = self._get(place)
        return self._verb and item.kind == "word" and not item.tags

    def _left(self) -> bool:
        """Take up what stands before the word; return whether nothing there is in the way."""
        while True:
            item, before = self._get(self._first - 1), self._get(self._first - 2)
            if item.kind == "word" and item.text in SMALL:
                self._first -= 1
            elif item.kind == "color" and self._color is None and not self._verb:
                if before.kind == "color" or before.has("on", "from", "to"):
                    return False
                if before.has("and") and self._get(self._first - 3).kind == "color":
                    return False
                self._color, self._sure, self._first = item, True, self._first - 1
            elif item.kind == "amount" and item.second > 0 and self._before(item, before):
                self._first -= 1
            elif item.text == "each" and self._verb and before.kind == "amount":
                self._first -= 1
            elif item.text == "long" and before.kind == "amount" and before.value <= LONGEST:
                self._length, self._first = before.value, self._first - 2
            else:
                break
        item, own = self._get(self._first - 1), self._get(self._first)
        self._sure = self._sure or item.has("with")
        return bool(item.kind != "word" or item.tags or own.text in ("a", "an", "the"))

    def _before(self, item: Item, before: Item) -> bool:
        """Read `200 ms preceded by`, `a 50 ms warning`."""
        if self._verb and not self._lead:
            self._lead = item.value
            return True
        if (before.text in SMALL or before.has("with")) and item.value <= LONGEST:
            self._length = item.value
            return True
        return False

    def _right(self) -> bool:
        """Take up one thing that is told behind the word."""
        place = self._after
        apart = self._get(place).kind == "sep" and self._get(place).text == ","
        joined = apart or self._get(place).has("and")
        place += joined
        passed = COMES | SMALL | (WHOM if self._verb else frozenset())
        while self._get(place).text in passed and self._get(place).kind == "word":
            place += 1
        item, following = self._get(place), self._get(place + 1)
        if item.kind == "amount" and item.second > 0:
            return self._timed(place, item, following)
        if joined:
            return False
        if (item.text in NOUNS or item.has("cue_noun")) and self._verb:
            self._after = place + 1
            return True
        if item.has("lead") and not self._lead and self._is_each(place + 1):
            self._after = self._past_each(place + 1)
            return True
        inside = item.text in ("in", "of", "as")
        named = following if inside else item
        if named.kind != "color" or self._color or not (inside or self._verb):
            return self._lasting(place)
        self._color, self._sure, self._after = named, True, place + inside + 1
        return True

    def _timed(self, place: int, item: Item, following: Item) -> bool:
        """Read `200 ms before`, `200 ms each before`, and `50 ms long`."""
        each = following.text == "each" and self._get(place + 2).has("lead")
        if (each or following.has("lead")) and not self._lead:
            self._lead = item.value
            self._after = self._past_each(place + 2 + each)
            return True
        if not following.text == "long" or self._length or item.value > LONGEST:
            return False
        self._length, self._after = item.value, place + 2
        return True

    def _lasting(self, place: int) -> bool:
        """Read `for 50 ms`, `of 50 ms`; what lasts longer is where the pattern is."""
        item, following = self._get(place + 1), self._get(place + 2)
        if self._get(place).text not in _LENGTH or item.kind != "amount" or not item.second > 0:
            return False
        if self._timed(place + 1, item, following):
            return True
        if self._length or item.value > LONGEST or following.has("lead"):
            return False
        self._length, self._after = item.value, place + 2
        return True

    def _is_each(self, place: int) -> bool:
        """Tell whether `before each` goes on, and no time does."""
        item = self._get(place)
        return item.kind in ("every", "sep", "quoted") or item.has("each", "all", "it", "on")

    def _past_each(self, place: int) -> int:
        """Return the place behind `of each one`; what says where the lights are stays."""
        while self._get(place).text in ("of", "to"):
            place += 1
        item, following = self._get(place), self._get(place + 1)
        if item.text in THEM:
            return place + 1
        if item.text == "the" and following.text in NOUNS:
            return place + 2
        if item.text not in ("each", "every") or following.kind == "quoted":
            return place
        if any(tag.startswith("grid:") for tag in following.tags):
            return place
        place += 1
        while self._get(place).text in LIGHTS:
            place += 1
        return place

    def _far(self) -> bool:
        """Take up `half a second before each bar, warn in white`, told once in its sentence."""
        row = self._row
        begins = [n for n in range(self._first) if row[n].text in _HARD]
        first = begins[-1] + 1 if begins else 0
        last = next((n for n in range(self._after, len(row)) if row[n].text in _HARD), len(row))
        found = [
            n
            for n in (*range(first, self._first - 1), *range(self._after, last - 1))
            if row[n].kind == "amount" and row[n].second > 0
            if row[n + 1].has("lead") and self._is_each(n + 2)
        ]
        if len(found) != 1:
            return False
        self._lead = row[found[0]].value
        del row[found[0] : found[0] + 2]
        if found[0] < self._first:
            self._first, self._after = self._first - 2, self._after - 2
        return True

    def _far_color(self) -> bool:
        """Take up `warn 200 ms before each bar in white`; return whether no color is unclear."""
        row, after = self._row, self._after
        parts = (n for n in range(after, len(row)) if row[n].kind == "sep" or row[n].has("and"))
        colors = [n for n in range(after, next(parts, len(row))) if row[n].kind == "color"]
        if not colors:
            return True
        place = colors[0]
        if len(colors) > 1 or self._get(place - 1).text != "in":
            return False
        self._color = row[place]
        del row[place - 1 : place + 1]
        return True
