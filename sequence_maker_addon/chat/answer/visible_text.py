"""Streamed text, divided into answer, thinking and what may be a call."""

from __future__ import annotations

from ..wire.events import ReasoningDelta, TextDelta, TextReplaced
from .text_marks import (
    ALL,
    CALLS,
    CLOSINGS,
    FIND,
    FIND_LOOSE,
    LOOSE,
    LOOSE_ENDS,
    MOST_BLANKS,
    NOISE,
    STARTS,
    SUSPECT,
    THINKING,
)

Events = list[TextDelta | ReasoningDelta | TextReplaced]


class VisibleText:
    """Takes the text of one answer in pieces.

    Attributes:
        held: What may be a call; it is shown only if it turns out to be none.
        began: Whether a piece came.
    """

    def __init__(self) -> None:
        self.began = False
        self._visible: list[str] = []
        self._thinking: list[str] = []
        self._held: list[str] = []
        self._line = ""
        self._beginning = ""
        self._pending = ""
        self._mode = "start"
        self._closers: tuple[str, ...] = ()
        self._thought = False

    @property
    def visible(self) -> str:
        """What the person is shown."""
        return "".join(self._visible)

    @property
    def thinking(self) -> str:
        """What was thought in the text."""
        return "".join(self._thinking)

    @property
    def held(self) -> str:
        """What may be a call."""
        return "".join(self._held)

    def show_only(self, text: str) -> None:
        """Take this for all that is shown."""
        self._visible = [text]

    def add(self, piece: str) -> Events:
        """Take a piece and return what is new of it."""
        self._pending += piece
        self.began = True
        events: Events = []
        step = {"start": self._start, "text": self._text, "think": self._think}
        while self._pending and self._mode in step:
            if not step[self._mode](events):
                break
        self._hold()
        return events

    def end(self) -> Events:
        """Return what was still waiting, now that nothing more comes; `held` is not shown."""
        events: Events = []
        if self._mode == "text" and self._pending:
            self._text(events, at_end=True)
            self._hold()
        rest, self._pending = self._pending, ""
        if self._mode == "think" and self._closers != LOOSE_ENDS:
            self._say_thought(rest, events)
        else:
            self._say(rest, events)
        return events

    def release(self) -> Events:
        """Show what was held: it is no call."""
        events: Events = []
        held, self._held = self.held, []
        self._say(held, events)
        return events

    def _hold(self) -> None:
        if self._mode == "held":
            self._held.append(self._pending)
            self._pending = ""

    def _start(self, events: Events) -> bool:
        """Look for what an answer begins with; return whether to go on."""
        text = self._pending.lstrip()
        for opening, closers in THINKING:
            if text.startswith(opening):
                return self._begin_thinking(text[len(opening) :], closers)
        for mark in NOISE:
            if text.startswith(mark):
                self._pending = text[len(mark) :]
                return True
        if text.startswith(LOOSE) and not self._thought and not self._visible:
            if any(end in text for end in LOOSE_ENDS):
                return self._begin_thinking(text[len(LOOSE) :], LOOSE_ENDS)
            return False
        marks = (*(opening for opening, _ in THINKING), *NOISE, *CALLS, *CLOSINGS)
        if not self._visible:
            marks = (*marks, *STARTS)
        if len(self._pending) < MOST_BLANKS:
            if any(mark.startswith(text) and mark != text for mark in marks):
                return False  # more must come to tell
        if text.startswith(STARTS) and not self._visible:
            self._mode = "held"
            return False
        self._pending = text if self._thought and not self._visible else self._pending
        self._mode = "text"
        return True

    def _text(self, events: Events, at_end: bool = False) -> bool:
        """Look for marks within the text; return whether to go on."""
        loose = self._beginning.startswith(LOOSE) and not self._thought
        if not loose and not SUSPECT.search(self._pending):
            return self._let_go(len(self._pending), events)
        marks = (*ALL, *LOOSE_ENDS) if loose else ALL
        found = (FIND_LOOSE if loose else FIND).search(self._pending)
        if found is None:
            keep = 0 if at_end else _partial(self._pending, marks)
            return self._let_go(len(self._pending) - keep, events)
        mark, behind = found[0], self._pending[found.end() :]
        if mark in CALLS:
            self._let_go(found.start(), events)
            self._mode = "held"
            return False
        if not behind.strip(" ") and not at_end:
            return self._let_go(found.start(), events)  # what follows decides
        before = (self._line + self._pending[: found.start()]).rpartition("\n")[2]
        if self._ends_thinking(mark, before, behind):
            return self._take_back(found.start(), len(mark), events)
        opened = next((pair for pair in THINKING if pair[0] == mark), None)
        if opened is not None and not before.strip() and behind[:1] != "`":
            self._let_go(found.start(), events)
            return self._begin_thinking(self._pending[len(mark) :], opened[1])
        if mark in NOISE and (not behind.strip() or behind.lstrip()[:1] == "<"):
            self._let_go(found.start(), events)
            self._pending = self._pending[len(mark) :]
            return bool(self._pending)
        return self._let_go(found.end(), events) or bool(self._pending)

    def _ends_thinking(self, mark: str, before: str, behind: str) -> bool:
        """Tell whether a mark ends a thinking whose opening is missing, and is no mere word."""
        if mark in LOOSE_ENDS:
            return True
        if mark not in CLOSINGS or "`" in before:
            return False
        if self._thought:
            return not self._visible  # thinking within thinking
        opening = mark.replace("/", "", 1)
        if opening in before or opening in self.visible:
            return False
        return not before.strip() or behind[:1] in ("", "\n")

    def _take_back(self, start: int, size: int, events: Events) -> bool:
        """Take all that was shown for thinking."""
        thought = self.visible + self._pending[:start]
        if self._visible:
            events.append(TextReplaced(""))
        self._pending = self._pending[start + size :]
        self._visible, self._line, self._beginning = [], "", ""
        self._thought, self._mode = True, "start"
        self._say_thought(thought.removeprefix(LOOSE), events)
        return True

    def _let_go(self, count: int, events: Events) -> bool:
        """Show so many characters of what waits."""
        self._say(self._pending[:count], events)
        self._pending = self._pending[count:]
        return False

    def _think(self, events: Events) -> bool:
        at, mark = _first(self._pending, self._closers)
        if not mark:
            keep = _partial(self._pending, self._closers)
            self._say_thought(self._pending[: len(self._pending) - keep], events)
            self._pending = self._pending[len(self._pending) - keep :]
            return False
        self._say_thought(self._pending[:at], events)
        self._pending, self._mode = self._pending[at + len(mark) :], "start"
        return True

    def _begin_thinking(self, rest: str, closers: tuple[str, ...]) -> bool:
        self._pending, self._closers = rest, closers
        self._mode, self._thought = "think", True
        return True

    def _say(self, text: str, events: Events) -> None:
        if text:
            self._visible.append(text)
            self._line = (self._line + text).rpartition("\n")[2][-200:]
            if len(self._beginning) < len(LOOSE):
                self._beginning += text[: len(LOOSE)]
            events.append(TextDelta(text))

    def _say_thought(self, text: str, events: Events) -> None:
        if text:
            self._thinking.append(text)
            events.append(ReasoningDelta(text))


def _first(text: str, marks: tuple[str, ...]) -> tuple[int, str]:
    """Return where the first of the marks stands and which it is; "" if there is none."""
    found = [(at, mark) for mark in marks if (at := text.find(mark)) >= 0]
    return min(found, key=lambda one: (one[0], -len(one[1])), default=(-1, ""))


def _partial(text: str, marks: tuple[str, ...]) -> int:
    """Return how many of the last characters may be the beginning of a mark."""
    firsts = {mark[0] for mark in marks}
    longest = max(map(len, marks)) - 1
    for at in range(max(0, len(text) - longest), len(text)):
        if text[at] in firsts and any(mark.startswith(text[at:]) for mark in marks):
            return len(text) - at
    return 0
