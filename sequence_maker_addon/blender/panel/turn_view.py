"""What of a turn is drawn, as plain data: equal calls as one row; kept until the turn changes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ...chat.conversation import Call, Turn
from ...kept.standing import Fate
from ..host import languages
from ..host.memory import PerScene
from ..wording.call_phrases import SWATCHES, call_colors, important, run_in_words
from ..wording.labels import reader_of, title
from ..wording.numbers import metrics_line, seconds
from ..wording.people import refusal
from ..wording.turn_states import State, is_discarded, moment_of, state_of

FEW = 3
"""Equal calls in a row from which on they are one row."""
TOLD = 120
"""Calls of a row whose arguments and colors are read."""
KEPT = 600
"""Turns whose views are kept."""

Names = dict[int, str]


@dataclass(slots=True)
class Row:
    """A text, a call, or several equal calls.

    Attributes:
        at: The place of its first entry in the turn.
        text: What was said; empty for calls.
        calls: The calls.
        name: The function's name for a person.
        words: What it is about.
        colors: For its swatches: a color, and what it fades to.
        kinds: For its icons: kinds of other strips that were made or changed.
        seconds: How long all of it took.
        reason: Why it failed.
        discarded: Whether the person did not want it.
    """

    at: int
    text: str = ""
    calls: tuple[Call, ...] = ()
    name: str = ""
    words: str = ""
    colors: list[tuple[str, str | None]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    seconds: float = 0.0
    reason: str = ""
    discarded: bool = False

    @property
    def state(self) -> str:
        """How its calls stand: the state of the one that is worked on, else of the last."""
        states = [call.state for call in self.calls]
        for busy in ("running", "streaming"):
            if busy in states:
                return busy
        if "waiting" in states and "done" in states:
            return "running"
        return states[-1] if states else ""

    @property
    def done(self) -> int:
        """How many of its calls have a result."""
        return sum(call.result is not None for call in self.calls)

    @property
    def is_warned(self) -> bool:
        """Whether a call has something to tell beside its result."""
        return any((call.result or {}).get("warnings") for call in self.calls[:TOLD])

    @property
    def took(self) -> str:
        """Its duration where that is worth a word."""
        return seconds(self.seconds) if self.seconds >= 0.1 else ""


@dataclass(slots=True)
class View:
    """A turn for drawing.

    Attributes:
        state: How it stands.
        moment: When it began, in words.
        took: How long it took, in words; empty where that is not known.
        prompt: What was asked, in one line.
        rows: What was said and done; made when it is first unfolded.
    """

    turn: Turn
    state: State
    moment: str
    prompt: str
    names: Names
    took: str = ""
    _rows: list[Row] | None = None
    _figures: str | None = None

    @property
    def rows(self) -> list[Row]:
        """What was said and done."""
        if self._rows is None:
            self._rows = rows_of(self.turn, self.names)
        return self._rows

    @property
    def figures(self) -> str:
        """Who answered, and the figures of it, in one line."""
        if self._figures is None:
            parts = reader_of(self.turn.endpoint), metrics_line(self.turn.metrics)
            self._figures = " · ".join(filter(None, parts)) if self.turn.requests else ""
        return self._figures


_views = PerScene[dict[int, tuple[Any, View]]](lambda scene: {})
"""The views of ended turns with their stamps, by the ids of the turns, which they hold."""


def view_of(scene: Any, turn: Turn, names: Names, fate: Fate = "", waits: bool = False) -> View:
    """Return the view of a turn, as it was made before where nothing has changed."""
    state = state_of(turn, fate, waits) if turn.status == "running" else None
    told = len(turn.entries), len(turn.requests)
    stamp = (turn.status, fate, waits, *told, _today(), languages.shown(), names)
    kept = _views.of(scene)
    known = kept.get(id(turn))
    if known is not None and known[0] == stamp and known[1].turn is turn and state is None:
        return known[1]
    line = " ".join(turn.prompt[:400].split())
    view = View(turn, state or state_of(turn, fate), moment_of(turn), line, names)
    time_taken = turn.metrics.response_time if turn.status != "running" else None
    view.took = "" if time_taken is None else seconds(time_taken)
    if state is None:
        if len(kept) >= KEPT:
            kept.clear()
        kept[id(turn)] = (stamp, view)
    return view


def rows_of(turn: Turn, names: Names) -> list[Row]:
    """Return the texts and calls of a turn, equal calls in a row as one."""
    rows = []
    for entries in _groups(turn.entries):
        at, first = entries[0]
        if isinstance(first, str):
            rows.append(Row(at, first))
            continue
        calls = [call for _, call in entries if isinstance(call, Call)]
        if len(calls) >= FEW:
            rows.append(_run(at, calls, names))
        else:
            rows += [
                single(place, call, names) for (place, _), call in zip(entries, calls, strict=True)
            ]
    return rows


def single(at: int, call: Call, names: Names) -> Row:
    """Return the row of one call."""
    row = Row(at, calls=(call,), name=title(call.name) if call.name else "…")
    row.words, row.colors = important(call, names), call_colors(call)
    row.kinds = call.kinds[:SWATCHES]
    row.seconds, row.discarded = call.seconds, is_discarded(call)
    row.reason = _reason(call)
    return row


def _run(at: int, calls: Sequence[Call], names: Names) -> Row:
    told = calls[:TOLD]
    row = Row(at, calls=tuple(calls), name=f"{title(calls[0].name)} × {len(calls):,}")
    row.words = run_in_words(told, names)
    colors = dict.fromkeys(pair for call in told for pair in call_colors(call))
    row.colors = list(colors)[:SWATCHES]
    row.kinds = list(dict.fromkeys(kind for call in told for kind in call.kinds))[:SWATCHES]
    row.seconds = sum(call.seconds for call in calls)
    row.discarded, row.reason = is_discarded(calls[0]), _reason(calls[0])
    return row


def _reason(call: Call) -> str:
    if call.state != "failed" or is_discarded(call) or not (call.result or {}).get("message"):
        return ""
    return refusal(call.result or {})


def _groups(entries: Sequence[str | Call]) -> Iterator[list[tuple[int, str | Call]]]:
    """Yield entries with their places, calls of the same kind together; blank texts are none."""
    said = [(at, e) for at, e in enumerate(entries) if not isinstance(e, str) or e.strip()]
    for _, found in groupby(said, key=lambda pair: _kind(*pair)):
        yield list(found)


def _kind(at: int, entry: str | Call) -> tuple[object, ...]:
    if isinstance(entry, str):
        return (at,)
    if entry.state != "failed":
        return (entry.name, entry.state == "skipped")
    return (entry.name, "failed", str((entry.result or {}).get("message")))


def _today() -> int:
    now = time.localtime()
    return now.tm_year * 1000 + now.tm_yday
