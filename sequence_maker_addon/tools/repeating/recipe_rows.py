"""The arguments of a call as a recipe has them: portable to any song, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ...music.musical_times import SongTimes
from ...sequence.numerals import shown
from ...sequence.times import END, seconds
from ...toolkit.parameters import several
from ...toolkit.planning.recipe_call import RecipeCall
from ...toolkit.registry import Tool
from ...toolkit.world import Session
from ..editing.strip_words import Rule
from .recipe_places import PAIRS, RULE, RULE_TIMES
from .retold_rules import STRIPS, rule_of
from .retold_values import POINTS, Row, time_of


class OfItself(Exception):
    """A call that is about what this file alone has; the text says what."""


class Told:
    """Tells calls of one turn, in order.

    Args:
        session: The scene.
        times: Tells times by the song; None where there is none.
        song: The name of the song's strip.
    """

    def __init__(self, session: Session, times: SongTimes | None, song: str) -> None:
        self._session, self._times, self._song = session, times, song
        self._own: set[object] = set()

    def own(self, made: Iterable[tuple[int, str]]) -> None:
        """Let later calls name what a call made."""
        for number, name in made:
            self._own |= {number, str(number), f"s{number}"} | ({name} if name else set())

    def arguments(self, call: RecipeCall) -> Row:
        """Return the arguments of a call.

        Raises:
            OfItself: If it is about what was there before, or what was selected.
        """
        given = {name: value for name, value in call.arguments.items() if value is not None}
        if given.get("sound") == self._song:
            del given["sound"]  # it is the song, which any recipe means
        self._check(self._session.tools[call.name], call.name, given)
        for name in STRIPS:
            if name in given:
                meant = given[name] if name == STRIPS[0] else several(given[name])
                given[name] = self._strips(call.name, meant)
        row = self._row(given)
        for name, value in row.items():
            if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
                row[name] = [self._row(part) if RULE not in part else part for part in value]
        if isinstance(given.get("name"), str):  # by which later calls may name it
            self._own.add(given["name"])
        return row

    def _check(self, tool: Tool, name: str, given: Row) -> None:
        number = given.get("segment_id")
        if number is not None and number not in self._own:
            what = f"segment {number}" if number else "one segment of a channel"
            raise OfItself(f"{name} is about {what}, which was there before")
        takes = {parameter.name for parameter in tool.parameters}
        chosen = {"strips", "channels", "ranges"} & given.keys()
        if "strips" in takes and not chosen and name != "close_gaps":
            raise OfItself(f"{name} is about what was selected")

    def _strips(self, call: str, meant: Any) -> Any:
        several = meant if isinstance(meant, list) else [meant]
        found = [self._strip(call, text) for text in several]
        return found if isinstance(meant, list) or isinstance(found[0], dict) else found[0]

    def _strip(self, call: str, text: object) -> object:
        """Return which strip, or which rule, is meant on any song."""
        if text in self._own or re.sub(r"\.\d{3}$", "", str(text)) in self._own:
            return text
        rule = rule_of(self._session, text)
        if rule is not None:
            return self._rule(call, str(text), rule)
        segment = text in {segment.name for segment in self._session.seen.segments}
        if isinstance(text, int) or segment or str(text).lstrip("s").isdecimal():
            raise OfItself(f"{call} is about {shown(text)}, which was there before")
        return text

    def _rule(self, call: str, text: str, rule: Rule) -> object:
        if rule.selected:
            raise OfItself(f"{call} is about what was selected")
        row = {name: getattr(rule, name) for name in RULE_TIMES}
        timed = {name: time for name, time in row.items() if time not in (None, END)}
        return {RULE: text, **self._row(timed)} if timed and self._times is not None else text

    def _row(self, given: Row) -> Row:
        """Return a row with its times by the music."""
        times, row = self._times, dict(given)
        if times is None:
            return row
        for first, last in PAIRS:
            start, end = (self._time(row.get(name)) for name in (first, last))
            if start is not None and end is not None and start < end:
                row[first], row[last] = (time.as_json() for time in times.span(start, end))
            elif start is not None:
                row[first] = times.told(start).as_json()
            if end is not None and not isinstance(row[last], dict):
                row[last] = times.told(end, is_end=True).as_json()
        for name in POINTS:
            if (time := self._time(row.get(name))) is not None:
                row[name] = times.told(time).as_json()
        return self._with_lists(row, times)

    def _with_lists(self, row: Row, times: SongTimes) -> Row:
        if isinstance(row.get("times"), list):
            pairs = [(value, self._time(value)) for value in row["times"]]
            row["times"] = [v if t is None else times.told(t).as_json() for v, t in pairs]
        if isinstance(row.get("ranges"), list):
            rows = [self._row(self._pair(pair)) for pair in row["ranges"]]
            row["ranges"] = [list(found.values()) for found in rows]
        return row

    def _pair(self, pair: Any) -> Row:
        if not (isinstance(pair, list | tuple) and len(pair) == 2):
            raise OfItself(f"the range {shown(pair)} cannot be told by the music")
        return {"start": pair[0], "end": pair[1]}

    def _time(self, value: object) -> float | None:
        """Return the time of an argument; None for none, for the end, and for a marker's name."""
        if isinstance(value, dict):
            return None
        found = time_of(self._session, value)
        try:
            return None if found is None or seconds(value) == END else found
        except ValueError:
            return None
