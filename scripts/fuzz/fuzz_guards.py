"""Turns that spoil what was there, in many calls and answers; a person says no, or yes once.

What was there before is held against what is there after, from outside: at the limits as they come,
a turn may spoil so many things unasked and no more, and a yes holds for what was shown.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import fuzz_arguments
from guard_world import CHANNELS, EACH, MARKED, Picture, beats_of, flashing, picture, spoilt, world

Calls = list[tuple[str, dict[str, Any]]]


class Attack:
    """Draws the answers of a turn: few functions, swept over all that is there.

    Attributes:
        dice: What decides.
    """

    def __init__(self, dice: Any, tools: dict[str, Any], session: Any) -> None:
        self.dice = dice
        self._ids = [segment.id for segment in session.timelines.segments()]
        self._names = [strip.name for strip in session.scene.strips()]
        self._place = dice.randrange(len(self._ids))
        self._flashes = dice.random() < 0.2
        writing = [tool for tool in tools.values() if tool.risk == "write"]
        chosen = [dice.choice(writing) for _ in range(dice.choice((1, 1, 2, 3)))]
        self._forms = [(tool, self._form(tool)) for tool in chosen]

    def answers(self) -> Iterator[Calls]:
        """Yield the calls of each answer; 12 answers and 60 calls at most."""
        left, each = 60, self.dice.choice((1, 2, 5, 20, 60))
        for _ in range(12):
            count = min(each, left)
            left -= count
            if count:
                yield [self.call() for _ in range(count)]

    def call(self) -> tuple[str, dict[str, Any]]:
        """Return a call of one of the functions, on the next of the things."""
        tool, form = self.dice.choice(self._forms)
        self._place += 1
        given = {p.name: self._value(p) for p in tool.parameters if p.name in form}
        if {"start_time", "end_time"} <= given.keys():
            given["end_time"] = given["start_time"] + self.dice.choice((0.05, 1, 2, 8, 40))
        return tool.name, given

    def _form(self, tool: Any) -> set[str]:
        """Return which arguments are given; what names a segment does so in one way."""
        some = {p.name for p in tool.parameters if p.required or self.dice.random() < 0.3}
        names = {p.name for p in tool.parameters}
        if "segment_id" in names:
            some -= {"channel", "segment_index"}
            some.add("segment_id")
        if "strips" in names and "channels" not in some:
            some.add("strips")
        if {"ranges", "times", "grid"} & names:
            some -= {"strips", "ranges", "grid", "times"}
            some.add(self.dice.choice(("strips", "ranges")) if "ranges" in names else "strips")
            some |= {self.dice.choice(("times", "grid"))} & names
        some -= {"to", "start_by", "turn"} | ({"end_by"} if "end_time" in some else set())
        return some - {"sound"} | ({"volume", "by", "fade_in"} & names)

    def _value(self, parameter: Any) -> Any:
        name, kind, dice = parameter.name, parameter.kind, self.dice
        if name == "segment_id":
            return self._ids[self._place % len(self._ids)]
        if name == "wish":
            return f"Wish {self._place % MARKED:02}"
        if name in ("strip", "strips"):
            several = dice.choice((1, 1, 30)) if kind == "names" else 1
            some = [self._names[(self._place * 7 + n) % len(self._names)] for n in range(several)]
            return some if kind == "names" else some[0]
        if kind == "channel":
            return self._place % CHANNELS + 1 if name == "channel" else dice.randint(1, 9)
        if name in fuzz_arguments.ITEMS:
            return [fuzz_arguments.ITEMS[name]]
        if kind == "list":
            return [self._item(n) for n in range(dice.choice((1, 8, 30)))]
        if kind in ("times", "ranges"):
            start = self._place % 40
            return [start, start + 0.5] if kind == "times" else [[start, start + 1]]
        if name == "by":
            return dice.choice((-1, 0.5, 40))
        if kind == "time":
            return dice.choice((0, 2 * (self._place % EACH), self._place % 40 / 2, 300))
        if name in ("section", "on") and kind != "flag":
            return dice.choice(("A1", "B1", "C1", "B2", "B"))
        good = dice.choice(parameter.choices or fuzz_arguments.GOOD[kind])
        return dice.choice(("1-4", [1, 2], "all")) if kind == "channels" else good

    def _item(self, n: int) -> dict[str, Any]:
        place = self._place * 3 + n
        if self._flashes:
            start = place % 90 / 8
            ends = {"start_time": start, "end_time": start + 1 / 16}
            return {"channel": 9, "color": "white", **ends}
        start = 2 * (place // CHANNELS % EACH) + self.dice.choice((0, 0.5))
        ends = {"start_time": start, "end_time": start + self.dice.choice((0.1, 1, 2))}
        return {"channel": place % CHANNELS + 1, "color": self.dice.choice(("red", "#000")), **ends}


class Turn:
    """Carries the answers of a turn out, as the chat does, and says what a person would say.

    Attributes:
        yes: How many questions are still agreed to.
        shown: What a yes was said to, with the picture at that time.
    """

    def __init__(self, session: Any, tools: dict[str, Any], yes: int = 0) -> None:
        from bl_ext.user_default.sequence_maker.chat.call_queue import CallQueue
        from bl_ext.user_default.sequence_maker.chat.conversation import Turn as Record
        from bl_ext.user_default.sequence_maker.chat.options import Options
        from bl_ext.user_default.sequence_maker.sequence.change import Change
        from bl_ext.user_default.sequence_maker.sequence.ledger import merged

        self.session, self.yes = session, yes
        found = session.timelines.segments()
        session.earlier = [merged([Change(added=tuple(part))]) for part in (found[:12], found)]
        session.tools = tools
        self.asked, self.written = 0, Counter[str]()
        self.shown: list[tuple[Picture, tuple[Any, ...]]] = []
        self.record = Record("go")
        self.queue = CallQueue(self.record, session, tools, Options(), lambda _: None)

    def carry_out(self, calls: Calls) -> None:
        """Run the calls of one answer."""
        from bl_ext.user_default.sequence_maker.chat.wire.events import Finished, Timing, ToolCall

        self.session.look_again()
        self.session.take_snapshot()
        first = len(self.record.entries)
        asked = tuple(
            ToolCall(f"call_{first + n}", name, json.dumps(given))
            for n, (name, given) in enumerate(calls)
        )
        timing = Timing(None, 0.0, None, 0, 0)
        self.queue.take(Finished({}, asked, "stop", None, timing, "m", None, ""), {})
        while not self.queue.empty:
            self.queue.step()
            if self.queue.waiting:
                self._answer(self.queue.waiting)
        for shown in self.record.calls[-len(calls) :]:
            self.written[shown.name] += bool(shown.result and shown.result["ok"])

    def _answer(self, question: Any) -> None:
        self.asked += 1
        agreed, self.yes = self.yes > 0, self.yes - 1
        if agreed:
            self.shown.append((picture(self.session), question.changes))
        self.queue.answer(agreed)


def problem(turn: Turn, before: Picture, after: Picture, limit: int) -> str:
    """Return what is wrong with what a turn has done; empty where nothing is.

    What a ripple or closing gaps only shifts in time is not spoilt.
    """
    shifts = any(
        call.name in ("close_gaps", "add_media") or "ripple" in call.arguments
        for call in turn.record.calls
    )
    gone = spoilt(before, after, shifts)
    if not turn.shown:
        return f"{len(gone)} things were spoilt unasked" if len(gone) > limit else ""
    then, changes = turn.shown[0]
    shown = _forms(changes)
    unasked = spoilt(before, then, shifts) | {
        thing
        for thing in gone
        if after.get(thing) != then.get(thing) and after.get(thing) not in shown.get(thing, ())
    }
    return (
        f"{len(unasked)} things were spoilt beside what was shown" if len(unasked) > limit else ""
    )


def _forms(changes: tuple[Any, ...]) -> dict[tuple[Any, ...], list[Any]]:
    """Return what things may become by changes that were shown."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for change in changes:
        for segment in change.removed:
            found.setdefault(("segment", segment.id), []).append(None)
        for _, after in change.changed:
            found.setdefault(("segment", after.id), []).append(after)
        for strip in change.strips:
            form = strip.after and (strip.after.place, sorted(strip.after.settings.items()))
            found.setdefault(("strip", strip.name), []).append(form)
        for state in change.states:
            if state.key == "wishes":
                for row in state.before:
                    found.setdefault(("wishes", row["text"], row["is_on"]), []).append(None)
                continue
            if state.key in ("channels", "frame_range", "metronome"):
                continue
            marked = state.key in ("markers", "all_markers")
            rows = state.before if marked else beats_of(state.before)
            for row in rows:
                thing = ("markers", *row) if isinstance(row, list) else ("beat", round(row, 2))
                found.setdefault(thing, []).append(None)
    return found


def run(count: int, seed: int) -> Counter[str]:
    """Run so many turns.

    Returns:
        How often a turn was asked about or not, and how often each function wrote something.

    Raises:
        Fault: At the first turn that spoils too much; it names the seed and the turn.
    """
    from bl_ext.user_default.sequence_maker.tools import TOOLS

    seen = Counter[str]()
    for number in range(count):
        dice = random.Random(f"{seed} {number}")
        try:
            one_turn(dice, TOOLS, world(), number % 3 == 0, seen)
        except fuzz_arguments.Fault as fault:
            raise fuzz_arguments.Fault(f"seed {seed}, turn {number}: {fault}") from None
    return seen


def one_turn(
    dice: Any, tools: dict[str, Any], session: Any, agrees: bool, seen: Counter[str]
) -> None:
    """Run a turn of drawn calls on a world and hold what became of it against what was there."""
    before, attack = picture(session), Attack(dice, tools, session)
    flashed = flashing(session)
    turn, calls = Turn(session, tools, int(agrees)), Calls()
    for answer in attack.answers():
        calls += answer
        turn.carry_out(answer)
    found = problem(turn, before, picture(session), session.limits.confirm_threshold)
    if not (found or turn.shown) and len(flashing(session)) > len(flashed):
        found = "it flashes too often unasked"
    if found:
        raise fuzz_arguments.Fault(f"{found} by {len(calls)} calls, such as {calls[:6]}")
    seen["asked" if turn.asked else "not asked"] += 1
    seen.update(+turn.written)
