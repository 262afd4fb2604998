"""Small words join the amounts and numbers beside them to starts, ends, spans and lengths."""

from __future__ import annotations

from dataclasses import replace

from .describing import described, with_roles
from .items import Item

END = -1.0
"""The value of a time that is the end of the sequence."""
_POINTS = frozenset({"amount", "number", "place"})
_TO = frozenset({"to", "until"})
_PASSED = frozenset("the very a about exactly approximately its".split())
_IT = frozenset("it them that this at on from up is =".split())
Joined = tuple[Item, int]


def grouped(items: list[Item]) -> list[Item]:
    """Return the items with times joined, and with the small words before entities as roles."""
    times = _Times(items).all()
    return described(with_roles(times))


class _Times:
    """Goes through the items once."""

    def __init__(self, items: list[Item]) -> None:
        self._items = items

    def all(self) -> list[Item]:
        found: list[Item] = []
        place = 0
        while place < len(self._items):
            item = self._items[place]
            joined = self._word(place) if item.kind == "word" else None
            joined = joined or self._bare(place)
            if joined is None:
                joined = item, place + 1
            found.append(joined[0])
            place = joined[1]
        return found

    def _get(self, place: int) -> Item:
        return self._items[place] if place < len(self._items) else Item("", "")

    def _point(self, place: int, passed: frozenset[str] = _PASSED) -> Joined | None:
        """Return the time at a place, small words before and behind it included."""
        steps = 0
        while self._get(place).text in passed and steps < 3:
            place, steps = place + 1, steps + 1
        item = self._get(place)
        if item.kind not in _POINTS or self._is_shift(place, item):
            return None
        after = place + 1
        while self._get(after).text in ("mark", "point", "spot", "timestamp"):
            after += 1
        if self._get(after).text == "in" and self._ends(after + 1) and item.kind == "amount":
            after += 1
        return item, after

    def _is_shift(self, place: int, item: Item) -> bool:
        """Tell whether an amount says how far: `2 seconds later`, `back 5 seconds`."""
        following, before = self._get(place + 1), self._get(place - 1)
        if item.kind != "amount" or item.second == 0:
            return False
        return following.has("later", "earlier", "longer", "shorter") or (
            before.has("back") or before.text in ("forward", "ahead", "another")
        )

    def _ends(self, place: int) -> bool:
        following = self._get(place)
        return following.kind in ("", "sep") or following.has("and", "then", "until", "on", "for")

    def _word(self, place: int) -> Joined | None:
        item = self._items[place]
        if item.text == "between":
            return self._pair(place + 1, frozenset({"and", "to"}), item, needed=True)
        if item.has("from", "edge_start") and item.text != "stop":
            passed = _PASSED | _IT if item.has("edge_start") else _PASSED
            return self._from(place, passed, "start" if item.has("edge_start") else "from")
        if item.text == "up" and self._get(place + 1).text in ("to", "until"):
            return self._end(place + 2, _PASSED, "until", item)
        for tag, passed in (("edge_end", _PASSED | _IT), ("before", _PASSED)):
            if item.has(tag) or tag == "edge_end" and item.text == "stop":
                return self._end(place + 1, passed, "end" if tag == "edge_end" else tag, item)
        if item.has("until", "to"):
            return self._end(place + 1, _PASSED, "until" if item.has("until") else "to", item)
        return self._other_word(place, item)

    def _other_word(self, place: int, item: Item) -> Joined | None:
        if item.has("after"):
            return self._start(place + 1, "after", item)
        if item.has("at"):
            return self._from(place, _PASSED, "at")
        if item.has("for", "of", "long"):
            return self._length(place + 1, item)
        if item.has("first", "last", "next"):
            return self._side(place, item)
        if item.text == "in" and self._get(place + 1).kind == "amount":
            following = self._get(place + 1)
            if following.second > 0 and not self._is_shift(place + 1, following):
                return Item("length", following.text, following.value), place + 2
        if item.has("back") or item.text in ("forward", "ahead"):
            found = self._get(place + 1)
            if found.kind == "amount" and found.second > 0:
                role = "back" if item.has("back") else "ahead"
                return Item("delta", f"{item.text} {found.text}", found.value, role=role), place + 2
        if item.has("by"):
            found = self._point(place + 1)
            if found and found[0].kind == "amount":
                delta = self._delta(*found)
                return (replace(delta[0], role=delta[0].role or "by"), delta[1])
        return self._on_number(place, item)

    def _on_number(self, place: int, item: Item) -> Joined | None:
        """Read `on 3` as a channel."""
        number = self._get(place + 1)
        whole = number.kind == "number" and number.value == int(number.value)
        if not (item.has("on") and whole) or self._get(place + 2).text in ("-", "%"):
            return None
        if any(own.has("playhead") for own in self._items):
            return Item("start", f"on {number.text}", number.value, role="at"), place + 2
        many = [int(number.value)]
        after = place + 2
        while self._get(after).text in ("and", ",") and self._get(after + 1).kind == "number":
            if self._get(after + 2).text in ("-", "to", "until"):
                break
            many.append(int(self._get(after + 1).value))
            after += 2
        return Item("channels", f"on {number.text}", many=tuple(many), role="on"), after

    def _start(self, place: int, role: str, item: Item) -> Joined | None:
        found = self._point(place)
        if found is None:
            return None
        return Item("start", f"{item.text} {found[0].text}", found[0].value, role=role), found[1]

    def _end(self, place: int, passed: frozenset[str], role: str, item: Item) -> Joined | None:
        found = self._point(place, passed)
        if found is None:
            return None
        text = f"{item.text} {found[0].text}"
        bare = found[0].kind == "number"
        return Item("end", text, found[0].value, role=role, vague=bare), found[1]

    def _from(self, place: int, passed: frozenset[str], role: str) -> Joined | None:
        pair = self._pair(place + 1, _TO, self._items[place], passed=passed)
        if pair is not None:
            return pair
        found = self._point(place + 1, passed)
        if found is None:
            return None
        text = f"{self._items[place].text} {found[0].text}"
        if self._get(found[1]).has("onwards"):
            return Item("span", text, found[0].value, END), found[1] + 1
        bare = found[0].kind == "number"
        tags = found[0].tags
        return Item("start", text, found[0].value, role=role, vague=bare, tags=tags), found[1]

    def _pair(
        self,
        place: int,
        joints: frozenset[str],
        item: Item,
        needed: bool = False,
        passed: frozenset[str] = _PASSED,
    ) -> Joined | None:
        """Read `5 to 8` behind a word."""
        first = self._point(place, passed)
        if first is None:
            return None
        joint = self._get(first[1])
        after = first[1] + 1
        if joint.text == "up" and self._get(after).text == "to":
            after += 1
        elif joint.text != "-" and not joint.has(*joints) and joint.text not in joints:
            return None
        second = self._point(after)
        if second is None:
            return None
        start, end = _scaled(first[0], second[0])
        text = f"{item.text} {first[0].text} {joint.text} {second[0].text}"
        return Item("span", text, start, end), second[1]

    def _length(self, place: int, item: Item) -> Joined | None:
        """Read `for 3 seconds`, `of 2 seconds each`, `lasting half a minute`."""
        while self._get(place).text in ("a", "the", "about", "of", "is", "another"):
            place += 1
        if self._get(place).has("first", "last", "next"):
            return self._side(place, self._get(place))
        amount = self._get(place)
        if amount.kind == "number" and item.has("long"):
            return Item("length", amount.text, amount.value), place + 1
        if amount.kind != "amount" or amount.second == 0 and not item.has("for", "long"):
            return None
        pair = self._pair(place, _TO, item)
        if pair is not None:
            return pair
        return Item("length", amount.text, amount.value), self._past_long(place + 1)

    def _past_long(self, place: int) -> int:
        return place + 1 if self._get(place).text == "long" else place

    def _side(self, place: int, item: Item) -> Joined | None:
        """Read `the first ten seconds`, `the last minute`, `the next 5 s`."""
        amount = self._get(place + 1)
        value, after = amount.value, place + 2
        unit = {"second": 1.0, "minute": 60.0}.get(amount.text, 0.0)
        if amount.kind == "word" and unit and amount.text != "one":
            value = unit
        elif amount.kind != "amount":
            return None
        text = f"{item.text} {amount.text}"
        if item.has("first"):
            return Item("span", text, 0.0, value), self._of_song(after)
        role = "last" if item.has("last") else "next"
        if role == "last" and self._of_song(after) > after:
            return Item("span", text, value, END, role="song"), self._of_song(after)
        return Item("span", text, value, END, role=role), after

    def _of_song(self, place: int) -> int:
        """Return the place behind `of the song`."""
        after = place
        while self._get(after).text in ("of", "the") and after < place + 2:
            after += 1
        return after + 1 if after == place + 2 and self._get(after).has("song") else place

    def _bare(self, place: int) -> Joined | None:
        item = self._items[place]
        if item.kind not in _POINTS:
            return None
        if "playhead_time" in item.tags and (found := self._playhead(place, item)):
            return found
        pair = self._pair(place, _TO, Item("", ""), passed=frozenset())
        if pair is not None:
            return pair
        if item.kind != "amount":
            return None
        return self._delta(item, place + 1, adjective=True)

    def _playhead(self, place: int, item: Item) -> Joined | None:
        """Read a playhead that no small word makes a time: the thing itself, or `here`."""
        if item.text == "right now":
            return Item("word", item.text, tags=frozenset({"filler"})), place + 1
        if item.tags & {"playhead"} or item.text.endswith(("playhead", "cursor", "position")):
            return Item("word", item.text, tags=item.tags | {"playhead", "filler"}), place + 1
        if self._get(place + 1).text in ("-", "to", "until", "till"):
            return None
        return Item("start", item.text, item.value, role="at", tags=item.tags), place + 1

    def _delta(self, item: Item, after: int, adjective: bool = False) -> Joined:
        """Read `2 seconds later`, `3 s longer`, `4 s long`, `a 4 second orange strip`."""
        following = self._get(after)
        if following.text in ("back", "backwards", "backward"):
            return Item("delta", f"{item.text} back", item.value, role="back"), after + 1
        for tag in ("later", "earlier", "longer", "shorter"):
            if following.has(tag) and following.text not in ("after",):
                return Item("delta", f"{item.text} {tag}", item.value, role=tag), after + 1
        if following.has("long", "each"):
            return Item("length", item.text, item.value), after + following.has("long")
        if adjective and self._is_adjective(after):
            return Item("length", item.text, item.value), after
        if following.text == "out" and self._ends(after + 1):
            return Item("end", item.text, item.value, role="end"), after + 1
        if following.text in ("in", "mark", "point") and self._point_ends(after):
            return Item("start", item.text, item.value, role="at"), after + 1
        return (item if adjective else Item("delta", item.text, item.value)), after

    def _point_ends(self, place: int) -> bool:
        return self._get(place).text != "in" or self._ends(place + 1)

    def _is_adjective(self, place: int) -> bool:
        following = self._get(place)
        while following.kind == "color" or following.text in ("long", "of", "solid", "plain"):
            place += 1
            following = self._get(place)
        return following.has("segment", "fade")


def _scaled(first: Item, second: Item) -> tuple[float, float]:
    """Return two times; `from 1 to 2 minutes` gives the first the unit of the second."""
    start, unit = first.value, second.second if second.kind == "amount" else 0.0
    if first.kind == "number" and unit not in (0.0, 1.0) and start * unit < second.value:
        start *= unit
    return start, second.value
