"""Points in time at a place among items, pairs of them, and how far something is shifted."""

from __future__ import annotations

from .items import Item

POINTS = frozenset({"amount", "number", "place"})
PASSED = frozenset("the very a about exactly approximately its t".split())
Joined = tuple[Item, int]


class Instants:
    """Reads times at places of a list of items."""

    def __init__(self, items: list[Item]) -> None:
        """Remember the items."""
        self.items = items

    def get(self, place: int) -> Item:
        """Return the item at a place; behind the last one there is none of any kind."""
        return self.items[place] if place < len(self.items) else Item("", "")

    def point(self, place: int, passed: frozenset[str] = PASSED) -> Joined | None:
        """Return the time at a place, small words before and behind it included."""
        steps = 0
        while self.get(place).text in passed and steps < 3:
            place, steps = place + 1, steps + 1
        item = self.get(place)
        if item.kind not in POINTS or self.is_shift(place, item):
            return None
        after = place + 1
        far = self.get(after + 1)
        if item.kind == "place" and self.get(after).text in ("+", "plus") and far.kind == "amount":
            text = f"{item.text} + {far.text}"
            item, after = Item("place", text, item.value + far.value), after + 2
        while self.get(after).text in ("mark", "point", "spot", "timestamp"):
            after += 1
        if self.get(after).text == "in" and self.ends(after + 1) and item.kind == "amount":
            after += 1
        return item, after

    def is_shift(self, place: int, item: Item) -> bool:
        """Tell whether an amount says how far: `2 seconds later`, `back 5 seconds`."""
        following, before = self.get(place + 1), self.get(place - 1)
        if item.kind != "amount" or item.second == 0:
            return False
        return following.has("later", "earlier", "longer", "shorter") or (
            before.has("back") or before.text in ("forward", "ahead", "another")
        )

    def ends(self, place: int) -> bool:
        """Tell whether nothing that belongs to a time stands at a place."""
        following = self.get(place)
        return following.kind in ("", "sep") or following.has("and", "then", "until", "on", "for")

    def pair(
        self,
        place: int,
        joints: frozenset[str],
        item: Item,
        needed: bool = False,
        passed: frozenset[str] = PASSED,
    ) -> Joined | None:
        """Read `5 to 8` behind a word."""
        first = self.point(place, passed)
        if first is None:
            return None
        joint = self.get(first[1])
        after = first[1] + 1
        if joint.text == "up" and self.get(after).text == "to":
            after += 1
        elif joint.text != "-" and not joint.has(*joints) and joint.text not in joints:
            return None
        second = self.point(after)
        if second is None:
            return None
        start, end = _scaled(first[0], second[0])
        text = f"{item.text} {first[0].text} {joint.text} {second[0].text}"
        return Item("span", text, start, end), second[1]

    def of_song(self, place: int) -> int:
        """Return the place behind `of the song`."""
        after = place
        while self.get(after).text in ("of", "the") and after < place + 2:
            after += 1
        return after + 1 if after == place + 2 and self.get(after).has("song") else place

    def delta(self, item: Item, after: int, adjective: bool = False) -> Joined:
        """Read `2 seconds later`, `3 s longer`, `4 s long`, `a 4 second orange strip`."""
        following = self.get(after)
        if following.text in ("back", "backwards", "backward", "forward", "forwards", "ahead"):
            role = "back" if following.text.startswith("back") else "ahead"
            return Item("delta", f"{item.text} {role}", item.value, role=role), after + 1
        for tag in ("later", "earlier", "longer", "shorter"):
            if following.has(tag) and following.text not in ("after",):
                return Item("delta", f"{item.text} {tag}", item.value, role=tag), after + 1
        if following.has("long", "each"):
            return Item("length", item.text, item.value), after + following.has("long")
        if adjective and self._is_adjective(after):
            return Item("length", item.text, item.value), after
        if following.text == "out" and self.ends(after + 1):
            return Item("end", item.text, item.value, role="end"), after + 1
        if following.text in ("in", "mark", "point") and self._point_ends(after):
            return Item("start", item.text, item.value, role="at"), after + 1
        return (item if adjective else Item("delta", item.text, item.value)), after

    def _point_ends(self, place: int) -> bool:
        return self.get(place).text != "in" or self.ends(place + 1)

    def _is_adjective(self, place: int) -> bool:
        following = self.get(place)
        while following.kind == "color" or following.text in ("long", "of", "solid", "plain"):
            place += 1
            following = self.get(place)
        return following.has("segment", "fade")


def _scaled(first: Item, second: Item) -> tuple[float, float]:
    """Return two times; `from 1 to 2 minutes` gives the first the unit of the second."""
    start, unit = first.value, second.second if second.kind == "amount" else 0.0
    if first.kind == "number" and unit not in (0.0, 1.0) and start * unit < second.value:
        start *= unit
    return start, second.value
