"""A timeline as an editor understands it: intervals of frames on channels, and what editing means.

It is written from what the functions promise, not from how they do it: plain lists, no sweep, no
draft, no seconds. `Refused` says that an edit must not be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


class Refused(Exception):
    """The edit must not be; all stays as it is."""


@dataclass(frozen=True)
class Item:
    """A strip: frames from `a` to before `b`; `c` is where its content begins, None without any."""

    name: str
    kind: str
    channel: int
    a: int
    b: int
    c: int | None = None
    length: int | None = None
    locked: bool = False
    inputs: tuple[str, ...] = ()

    def shifted(self, by: int, channel: int | None = None) -> Item:
        """Return it so many frames later, with its content."""
        content = None if self.c is None else self.c + by
        return replace(
            self, a=self.a + by, b=self.b + by, c=content, channel=channel or self.channel
        )

    @property
    def place(self) -> tuple[object, ...]:
        """What of it can be seen, its name apart."""
        return self.kind, self.channel, self.a, self.b, self.c


@dataclass
class Intervals:
    """A timeline."""

    items: dict[str, Item]
    joined: list[set[str]] = field(default_factory=list)
    locked: set[int] = field(default_factory=set)
    number: int = 0

    def copy(self) -> Intervals:
        return Intervals(dict(self.items), [set(j) for j in self.joined], self.locked, self.number)

    # -- what belongs together

    def group(self, name: str) -> set[str]:
        return set().union({name}, *(pair for pair in self.joined if name in pair))

    def is_held(self, name: str) -> bool:
        item = self.items[name]
        return item.locked or item.channel in self.locked or self.is_bound_color(name)

    def is_bound_color(self, name: str) -> bool:
        """Colors that an effect needs stay where they are."""
        return self.items[name].kind == "color" and bool(self.users(name))

    def users(self, name: str) -> set[str]:
        return {item.name for item in self.items.values() if name in item.inputs}

    def editable(self, names: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for name in names:
            group = self.group(name)
            if not any(map(self.is_held, group)):
                found |= group
        if not found:
            raise Refused("nothing may be edited")
        return found

    def touched(self, names: Iterable[str]) -> set[int]:
        found = set(names)
        for name in set(found):
            for user in self.users(name):
                found |= set(self.items[user].inputs)
        return {self.items[name].channel for name in found}

    def on(self, ripple: str, names: Iterable[str]) -> set[int]:
        every = {"none": set(), "channel": self.touched(names), "all": set(range(1, 129))}[ripple]
        return every - self.locked

    # -- what holds always

    def checked(self) -> Intervals:
        """Let effects follow; refuse what overlaps, lies before the start, or has no length."""
        for _ in range(4):
            for item in list(self.items.values()):
                if item.inputs:
                    below = [self.items[name] for name in item.inputs]
                    a, b = max(i.a for i in below), min(i.b for i in below)
                    if a >= b:
                        raise Refused("an effect would come apart")
                    if (a, b) != (item.a, item.b):
                        if self.items[item.name].locked or item.channel in self.locked:
                            raise Refused("a locked effect would move")
                        self.items[item.name] = replace(item, a=a, b=b)
        rows = sorted(self.items.values(), key=lambda item: (item.channel, item.a))
        for one, other in zip(rows, rows[1:], strict=False):
            if one.channel == other.channel and other.a < one.b:
                raise Refused("they overlap")
        if any(item.a >= item.b for item in rows):
            raise Refused("nothing is left")
        return self

    # -- ripple

    def steps(self, shifts: list[tuple[int, int, set[int]]], but: set[str]) -> dict[str, int]:
        """Return by how much each moves: what begins at a point or later, groups together."""
        found: dict[str, int] = {}
        for name in self.items:
            if name in but or name in found or self.items[name].inputs:
                continue
            group = self.group(name) - but
            own = {}
            for other in group:
                item = self.items[other]
                step = sum(by for at, by, on in shifts if item.channel in on and item.a >= at)
                if step:
                    own[other] = step
            if own and not any(map(self.is_held, group)):
                last = max(own, key=lambda other: self.items[other].a)
                found |= dict.fromkeys(group, own[last])
        return found

    def shift(self, steps: dict[str, int], whole: set[str] | None = None) -> None:
        for name, by in steps.items():
            item = self.items[name]
            self.items[name] = item.shifted(by)
            if by < 0 and self.items[name].a < min(item.a, 0):
                raise Refused("it would begin before the sequence")
        if whole is not None:
            for item in self.items.values():
                moved = {steps.get(name, 0) for name in item.inputs if name not in whole}
                if len(moved) > 1:
                    raise Refused("a transition would come apart")

    # -- the functions

    def move(self, names: list[str], by: int, ripple: str = "none", channel: int = 0) -> Intervals:
        made = self.copy()
        asked = self.editable(names)
        first = min(self.items[name].a for name in asked)
        shifts = [(first, by, self.on(ripple, asked))]
        made.shift(self.steps(shifts, asked), asked)
        lowest = min(self.items[n].channel for n in names if n in asked) if channel else 0
        for name in asked:
            item = made.items[name]
            goes = channel and name in names
            number = item.channel + channel - lowest if goes else item.channel
            if number in self.locked or number > 128:
                raise Refused("that channel is locked or not there")
            made.items[name] = item.shifted(by, number)
            if made.items[name].a < min(item.a, 0):
                raise Refused("it would begin before the sequence")
        return made.checked()

    def trim(self, name: str, start: int, end: int, slip: int, ripple: str) -> Intervals:
        made, asked = self.copy(), self.editable([name])
        on = self.on(ripple, asked)
        for other in asked:
            made.items[other] = _trimmed(self.items[other], start, end, slip)
        me = self.items[name]
        behind = min([me.b, *(self.items[u].a for u in self.users(name) if self.items[u].a > me.a)])
        shifts = [(me.a + max(start, 0), -start, on)] if start else []
        shifts += [(behind, end, on)] if end else []
        steps = self.steps(shifts, set()) if on else {}
        for other in asked if on else ():
            steps[other] = steps.get(other, 0) - max(start, 0)
        made.shift(steps)
        return made.checked()

    def split(self, names: list[str], times: list[int]) -> Intervals:
        made = self.copy()
        parts = 0
        for name in self.editable(names):
            item = self.items[name]
            edges = [t for t in sorted(set(times)) if item.a < t < item.b]
            if edges and (item.inputs or self.users(name)):
                continue
            ends = [item.a, *edges, item.b]
            parts += len(edges)
            made.put_parts(item, list(zip(ends, ends[1:], strict=False)))
        if not parts and not (self.left_out(names, times)):
            raise Refused("none of the times lies within them")
        return made

    def left_out(self, names: list[str], times: list[int]) -> bool:
        """Tell whether any was skipped with a reason, so that the call is no refusal."""
        held = any(any(map(self.is_held, self.group(n))) for n in names)
        asked = set().union(*(self.group(n) for n in names))
        bound = [self.items[n] for n in asked if self.users(n) or self.items[n].inputs]
        return held or any(i.a < t < i.b for i in bound for t in times)

    def put_parts(self, item: Item, spans: list[tuple[int, int]]) -> None:
        """Let parts stand for a strip; the first keeps its name."""
        if not spans:
            del self.items[item.name]
        for place, (a, b) in enumerate(spans):
            self.number += place > 0
            name = f"{item.name}/{self.number}" if place else item.name
            self.items[name] = replace(item, name=name, a=a, b=b)

    def remove(self, names: list[str], ripple: str) -> Intervals:
        made, going = self.copy(), self.editable(names)
        shifts = []
        for name in sorted(going):
            group = self.group(name)
            spans = [self._alone(other, going) for other in group]
            a, b = max(s[0] for s in spans), min(s[1] for s in spans)
            one = (b, a - b, frozenset(self.on(ripple, group)))
            if a < b and not self.items[name].inputs and one not in shifts:
                shifts.append(one)
        made._drop(going)
        steps = made.steps(shifts, set())
        made.shift(steps, set())
        return made.checked()

    def _drop(self, going: set[str]) -> None:
        gone = list(going)
        for name in gone:
            gone += [user for user in self.users(name) if user not in gone]
        for name in gone:
            if self.items[name].inputs and self.is_held(name):
                raise Refused("a locked effect would go")
        for name in gone:
            del self.items[name]
        for pair in self.joined:
            pair -= set(gone)

    def _alone(self, name: str, going: set[str]) -> tuple[int, int]:
        me = self.items[name]
        a, b = me.a, me.b
        for user in self.users(name):
            for other in (self.items[n] for n in self.items[user].inputs if n != name):
                if other.name in going:
                    continue
                a, b = (max(a, other.b), b) if other.a < me.a else (a, min(b, other.a))
        return a, b

    def erase(self, spans: list[tuple[int, int]], channels: set[int], ripple: str) -> Intervals:
        """Spans are in order and apart; without channels all unlocked ones are meant."""
        made = self.copy()
        if channels & self.locked:
            raise Refused("a channel is locked")
        on = channels or set(range(1, 129)) - self.locked
        hit = [
            item.name
            for item in self.items.values()
            if item.channel in on and not item.inputs and _left(item, spans) != [(item.a, item.b)]
        ]
        if not hit and ripple == "none":
            raise Refused("nothing is there")
        asked = self.editable(hit) if hit else set()
        removed = set()
        group_of: dict[str, str] = {}
        for name in sorted(asked):
            item, left = self.items[name], _left(self.items[name], spans)
            if not left:
                removed.add(name)
            elif len(left) > 1 and self.users(name):
                raise Refused("a strip that an effect needs cannot be cut")
            else:
                before = set(made.items)
                made.put_parts(item, left)
                group_of |= dict.fromkeys(set(made.items) - before, name)
        made._drop(removed)
        touched = {self.items[name].channel for name in asked} | channels
        if ripple == "none":
            return made.checked()
        along = (set(range(1, 129)) if ripple == "all" else touched) - self.locked
        shifts = [(b, a - b, along) for a, b in spans]
        made._regroup(self, group_of)
        made.shift(made.steps(shifts, set()), set())
        return made.checked()

    def _regroup(self, old: Intervals, roots: dict[str, str]) -> None:
        """Connect the parts of connected strips that lie at the same place in the cutting."""
        cut = {roots[name] for name in roots}
        for pair in [pair for pair in old.joined if pair & cut]:
            parts = [n for n in self.items if roots.get(n, n) in pair]
            self.joined = [other for other in self.joined if not other & pair]
            for name in parts:
                near = {o for o in parts if abs(self.items[o].a - self.items[name].a) == 0}
                self.joined.append(near)


def _trimmed(item: Item, start: int, end: int, slip: int) -> Item:
    made = replace(item, a=item.a + start, b=item.b + end)
    if item.c is not None:
        made = replace(made, c=item.c + slip)
    if made.a >= made.b or made.a >= item.b or made.b <= item.a:
        raise Refused("nothing of it is left")
    if made.a < min(item.a, 0):
        raise Refused("it would begin before the sequence")
    if item.kind == "color" and slip:
        raise Refused("a color has no content")
    if item.length is not None and item.c is not None:
        assert made.c is not None
        head, tail = made.a - made.c, made.c + item.length - made.b
        was = item.a - item.c, item.c + item.length - item.b
        if (head < 0 and head < was[0]) or (tail < 0 and tail < was[1]):
            raise Refused("there is no content")
    return made


def _left(item: Item, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of an item lies in none of the spans."""
    frames = [f for f in range(item.a, item.b) if not any(a <= f < b for a, b in spans)]
    left: list[tuple[int, int]] = []
    for frame in frames:
        if left and left[-1][1] == frame:
            left[-1] = left[-1][0], frame + 1
        else:
            left.append((frame, frame + 1))
    return left
