"""Small words join the amounts and numbers beside them to starts, ends, spans and lengths."""

from __future__ import annotations

from dataclasses import replace

from .describing import described, with_roles
from .instants import PASSED, POINTS, Instants, Joined
from .items import Item

END = -1.0
"""The value of a time that is the end of the sequence."""
_UNTIL = frozenset({"until"})
_TO = frozenset({"to", "until"})
_IT = frozenset("it them that this at on from up is =".split())


def grouped(items: list[Item]) -> list[Item]:
    """Return the items with times joined, and with the small words before entities as roles."""
    times = _Times(items).all()
    return described(with_roles(times))


class _Times(Instants):
    """Goes through the items once."""

    def all(self) -> list[Item]:
        found: list[Item] = []
        place = 0
        while place < len(self.items):
            item = self.items[place]
            joined = self._word(place) if item.kind == "word" else None
            joined = joined or self._bare(place)
            if joined is None:
                joined = item, place + 1
            found.append(joined[0])
            place = joined[1]
        return found

    def _word(self, place: int) -> Joined | None:
        item = self.items[place]
        if item.text == "between":
            return self.pair(place + 1, frozenset({"and", "to"}), item, needed=True)
        if item.has("from", "edge_start") and item.text != "stop":
            passed = PASSED | _IT if item.has("edge_start") else PASSED
            return self._from(place, passed, "start" if item.has("edge_start") else "from")
        if item.text == "up" and self.get(place + 1).text in ("to", "until"):
            return self._end(place + 2, PASSED, "until", item)
        for tag, passed in (("edge_end", PASSED | _IT), ("before", PASSED)):
            if item.has(tag) or tag == "edge_end" and item.text in ("stop", "stops"):
                return self._end(place + 1, passed, "end" if tag == "edge_end" else tag, item)
        if item.has("to") and (pair := self.pair(place + 1, _UNTIL, item)):
            return pair
        if item.has("until", "to"):
            return self._end(place + 1, PASSED, "until" if item.has("until") else "to", item)
        return self._other_word(place, item)

    def _other_word(self, place: int, item: Item) -> Joined | None:
        if item.has("after"):
            return self._start(place + 1, "after", item)
        if item.has("at"):
            return self._from(place, PASSED, "at")
        before = self.items[place - 1] if place else Item("sep", "")
        if item.text == "last" and (before.kind == "sep" or before.text in ("the", "for", "in")):
            return self._side(place, item)
        if item.has("of") and self.get(place + 1).kind == "number":
            if pair := self.pair(place + 1, _TO, item):
                return pair
        if item.has("for", "of", "long"):
            return self._length(place + 1, item)
        if item.has("first", "last", "next"):
            return self._side(place, item)
        if item.text == "in" and self.get(place + 1).kind == "amount":
            following = self.get(place + 1)
            if following.second > 0 and not self.is_shift(place + 1, following):
                return Item("length", following.text, following.value), place + 2
        if item.text in ("out", "in") and (found := self._edge_point(place, item)):
            return found
        if item.has("back") or item.text in ("forward", "ahead"):
            far = self.get(place + 1)
            if far.kind == "amount" and far.second > 0:
                role = "back" if item.has("back") else "ahead"
                return Item("delta", f"{item.text} {far.text}", far.value, role=role), place + 2
        if item.has("by"):
            sign = self.get(place + 1).text
            found = self.point(place + 1 + (sign in ("+", "-")))
            if found and found[0].kind == "number" and any(i.has("from", "at") for i in self.items):
                return Item("delta", f"by {found[0].text}", found[0].value, role="by"), found[1]
            if found and found[0].kind == "amount":
                delta = self.delta(*found)
                signed = {"+": "later", "-": "earlier"}.get(sign, "by")
                return (replace(delta[0], role=delta[0].role or signed), delta[1])
        far = self.get(place + 1)
        if item.text == "on" and far.kind == "amount" and not self.is_shift(place + 1, far):
            return Item("start", f"on {far.text}", far.value, role="at"), place + 2
        return self._on_number(place, item)

    def _edge_point(self, place: int, item: Item) -> Joined | None:
        """Read `in point 14`, `out at 18`, as editors say."""
        named = self.get(place + 1).text in ("point", "time")
        passed = PASSED | {"point", "time", "at", "is", "to", "="}
        if item.text == "out":
            return self._end(place + 1, passed, "end", item)
        edited = any(own.text == "out" for own in self.items[place:])
        if not (named or edited and any(own.kind == "channels" for own in self.items)):
            return None
        found = self.point(place + 1, passed)
        if found is None:
            return None
        return Item("start", f"in {found[0].text}", found[0].value, role="start"), found[1]

    def _on_number(self, place: int, item: Item) -> Joined | None:
        """Read `on 3` as a channel."""
        number = self.get(place + 1)
        whole = number.kind == "number" and number.value == int(number.value)
        if not (item.has("on") and whole) or self.get(place + 2).text in ("-", "%"):
            return None
        if item.text == "in" and any(own.kind == "channels" for own in self.items):
            return None
        if any(own.has("playhead") for own in self.items):
            return Item("start", f"on {number.text}", number.value, role="at"), place + 2
        many = [int(number.value)]
        after = place + 2
        while self.get(after).text in ("and", ",") and self.get(after + 1).kind == "number":
            if self.get(after + 2).text in ("-", "to", "until"):
                break
            many.append(int(self.get(after + 1).value))
            after += 2
        while self._is_row(after):
            many.append(int(self.get(after).value))
            after += 1
        return Item("channels", f"on {number.text}", many=tuple(many), role="on"), after

    def _is_row(self, place: int) -> bool:
        """Tell whether `on 6 7 8` goes on, and no time begins."""
        number, following = self.get(place), self.get(place + 1)
        whole = number.kind == "number" and number.value == int(number.value)
        if not whole or not 1 <= number.value <= 128:
            return False
        return following.text not in ("-", "%", "in", "out") and not following.has("to", "until")

    def _start(self, place: int, role: str, item: Item) -> Joined | None:
        found = self.point(place)
        if found is None:
            return None
        return Item("start", f"{item.text} {found[0].text}", found[0].value, role=role), found[1]

    def _end(self, place: int, passed: frozenset[str], role: str, item: Item) -> Joined | None:
        found = self.point(place, passed)
        if found is None:
            return None
        text = f"{item.text} {found[0].text}"
        bare = found[0].kind == "number"
        return Item("end", text, found[0].value, role=role, vague=bare), found[1]

    def _from(self, place: int, passed: frozenset[str], role: str) -> Joined | None:
        pair = self.pair(place + 1, _TO, self.items[place], passed=passed)
        if pair is not None:
            return pair
        found = self.point(place + 1, passed)
        if found is None:
            return None
        text = f"{self.items[place].text} {found[0].text}"
        on = self.get(found[1]).text == "on" and self.get(found[1] + 1).kind in ("", "sep")
        if on or self.get(found[1]).has("onwards"):
            return Item("span", text, found[0].value, END), found[1] + 1
        bare = found[0].kind == "number"
        tags = found[0].tags
        return Item("start", text, found[0].value, role=role, vague=bare, tags=tags), found[1]

    def _length(self, place: int, item: Item) -> Joined | None:
        """Read `for 3 seconds`, `of 2 seconds each`, `lasting half a minute`."""
        while self.get(place).text in ("a", "the", "about", "of", "is", "another"):
            place += 1
        if self.get(place).has("first", "last", "next"):
            return self._side(place, self.get(place))
        amount = self.get(place)
        if amount.kind == "number" and item.has("long"):
            return Item("length", amount.text, amount.value), place + 1
        if amount.kind != "amount" or amount.second == 0 and not item.has("for", "long"):
            return None
        pair = self.pair(place, _TO, item)
        if pair is not None:
            return pair
        return Item("length", amount.text, amount.value), self._past_long(place + 1)

    def _past_long(self, place: int) -> int:
        return place + 1 if self.get(place).text == "long" else place

    def _side(self, place: int, item: Item) -> Joined | None:
        """Read `the first ten seconds`, `the last minute`, `the next 5 s`."""
        amount = self.get(place + 1)
        value, after = amount.value, place + 2
        unit = {"second": 1.0, "minute": 60.0}.get(amount.text, 0.0)
        if amount.kind == "word" and unit and amount.text != "one":
            value = unit
        elif amount.kind != "amount":
            return None
        text = f"{item.text} {amount.text}"
        if item.has("first"):
            return Item("span", text, 0.0, value), self.of_song(after)
        role = "last" if item.has("last") else "next"
        if role == "last" and self.of_song(after) > after:
            return Item("span", text, value, END, role="song"), self.of_song(after)
        return Item("span", text, value, END, role=role), after

    def _bare(self, place: int) -> Joined | None:
        item = self.items[place]
        if item.kind not in POINTS:
            return None
        if "playhead_time" in item.tags and (found := self._playhead(place, item)):
            return found
        pair = self.pair(place, _TO, Item("", ""), passed=frozenset())
        if pair is not None:
            return pair
        if item.kind == "number" and (edge := self._edge_number(place, item)):
            return edge
        if item.kind != "amount":
            return None
        return self.delta(item, place + 1, adjective=True)

    def _edge_number(self, place: int, item: Item) -> Joined | None:
        """Read `20 in, 36 out`, as editors say."""
        side, after = self.get(place + 1).text, place + 2
        behind = self.get(after)
        numbered = behind.kind in POINTS and self.get(after + 1).text == "out"
        if side not in ("in", "out", "end") or not (self.ends(after) or numbered):
            return None
        if side == "end":
            return Item("span", f"{item.text} to the end", item.value, END), after
        kind, role = ("start", "start") if side == "in" else ("end", "end")
        return Item(kind, f"{item.text} {side}", item.value, role=role), after

    def _playhead(self, place: int, item: Item) -> Joined | None:
        """Read a playhead that no small word makes a time: the thing itself, or `here`."""
        if item.text == "right now":
            return Item("word", item.text, tags=frozenset({"filler"})), place + 1
        if item.tags & {"playhead"} or item.text.endswith(("playhead", "cursor", "position")):
            return Item("word", item.text, tags=item.tags | {"playhead", "filler"}), place + 1
        if self.get(place + 1).text in ("-", "to", "until", "till"):
            return None
        return Item("start", item.text, item.value, role="at", tags=item.tags), place + 1
