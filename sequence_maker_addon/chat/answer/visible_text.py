"""Streamed text, divided into answer, thinking and what may be a call."""

from __future__ import annotations

import re

from ..wire.events import ReasoningDelta, TextDelta, TextReplaced

THINKING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("<think>", ("</think>",)),
    ("<thinking>", ("</thinking>",)),
    ("<thought>", ("</thought>",)),
    ("<reasoning>", ("</reasoning>",)),
    ("<seed:think>", ("</seed:think>",)),
    ("[THINK]", ("[/THINK]",)),
    ("<|channel|>analysis<|message|>", ("<|end|>", "<|channel|>final<|message|>")),
    ("<|channel>thought", ("<channel|>",)),
    ("<|START_THINKING|>", ("<|END_THINKING|>",)),
    ("◁think▷", ("◁/think▷",)),
)
"""How models mark their thinking at the beginning of an answer: an opening, and what ends it."""
CLOSINGS = ("</think>", "</thinking>", "[/THINK]", "</seed:think>")
"""What ends a thinking whose opening the server has swallowed."""
LOOSE, LOOSE_END = "analysis", "assistantfinal"
"""Harmony channels whose marks were stripped."""
NOISE = (
    *("<|start|>assistant", "<|channel|>final<|message|>", "<|channel|>commentary<|message|>"),
    *("<|return|>", "<|end|>", "<|im_end|>", "<|eot_id|>", "<|eom_id|>", "</s>", "<|endoftext|>"),
    *(
        "<|START_RESPONSE|>",
        "<|END_RESPONSE|>",
        "<turn|>",
        "<end_of_turn>",
        "<｜end▁of▁sentence｜>",
    ),
)
"""Marks that are no text."""
CALLS = (
    *("<tool_call>", "<function=", "[TOOL_CALLS]", "<|python_tag|>", "<tool_calls>", "<TOOLCALL>"),
    *("<|tool_calls_section_begin|>", "<|tool_call_begin|>", "<|channel|>commentary to="),
    *("<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>", "<|tool_call|>", "<|tool_call_start|>"),
    *("<function_calls>", "<invoke name=", "<function_call>", "<|START_ACTION|>"),
    *("<start_function_call>", "<|tool_call>", "<|action_start|>", "<minimax:tool_call>"),
    *("<｜DSML｜", "<seed:tool_call>", "<|tool_calls|>", "<longcat_tool_call>", "<|channel|>to="),
    "<tools>",
)
"""What begins a call in the text of an answer."""
STARTS = ("{", "[", "```", "functools[", "to=functions.", ">>>")
"""A whole answer that begins so may be a call."""
_SUSPECT = re.compile(r"[<\[◁]")
"""With one of these every mark begins."""

Events = list[TextDelta | ReasoningDelta | TextReplaced]


class VisibleText:
    """Takes the text of one answer in pieces.

    Attributes:
        visible: What the person is shown.
        thinking: What was thought in the text.
        held: What may be a call; it is shown only if it turns out to be none.
        began: Whether a piece came.
    """

    def __init__(self) -> None:
        self.visible = ""
        self.thinking = ""
        self.held = ""
        self._pending = ""
        self._mode = "start"
        self._closers: tuple[str, ...] = ()
        self._thought = False
        self.began = False

    def add(self, piece: str) -> Events:
        """Take a piece and return what is new of it."""
        self._pending += piece
        self.began = True
        events: Events = []
        step = {"start": self._start, "text": self._text, "think": self._think}
        while self._pending and self._mode in step:
            if not step[self._mode](events):
                break
        if self._mode == "held":
            self.held, self._pending = self.held + self._pending, ""
        return events

    def end(self) -> Events:
        """Return what was still waiting, now that nothing more comes; `held` is not shown."""
        events: Events = []
        rest, self._pending = self._pending, ""
        if self._mode == "think" and LOOSE_END not in self._closers:
            self._say_thought(rest, events)
        else:
            self._say(rest, events)
        return events

    def release(self) -> Events:
        """Show what was held: it is no call."""
        events: Events = []
        held, self.held = self.held, ""
        self._say(held, events)
        return events

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
        if text.startswith(LOOSE) and not self._thought and not self.visible:
            if LOOSE_END in text:
                return self._begin_thinking(text[len(LOOSE) :], (LOOSE_END,))
            return False
        marks = (*(opening for opening, _ in THINKING), *NOISE, *CALLS, *CLOSINGS)
        if not self.visible:
            marks = (*marks, *STARTS)
        if any(mark.startswith(text) and mark != text for mark in marks):
            return False  # more must come to tell
        if text.startswith(STARTS) and not self.visible:
            self._mode = "held"
            return False
        self._pending = text if self._thought and not self.visible else self._pending
        self._mode = "text"
        return True

    def _text(self, events: Events) -> bool:
        loose = (self.visible + self._pending).startswith(LOOSE) and not self._thought
        if not loose and not _SUSPECT.search(self._pending):
            self._say(self._pending, events)
            self._pending = ""
            return False
        closings = () if self._thought else CLOSINGS
        closings = (*closings, LOOSE_END) if loose else closings
        marks = (*CALLS, *NOISE, *closings)
        at, mark = _first(self._pending, marks)
        if mark in CALLS:
            self._say(self._pending[:at], events)
            self._pending, self._mode = self._pending[at:], "held"
            return False
        if mark in closings:
            thought = (self.visible + self._pending[:at]).removeprefix(LOOSE if loose else "")
            if self.visible:
                events.append(TextReplaced(""))
            self.visible, self._thought, self._mode = "", True, "start"
            self._pending = self._pending[at + len(mark) :]
            self._say_thought(thought, events)
            return True
        if mark:
            self._say(self._pending[:at], events)
            self._pending = self._pending[at + len(mark) :]
            return True
        keep = _partial(self._pending, marks)
        self._say(self._pending[: len(self._pending) - keep], events)
        self._pending = self._pending[len(self._pending) - keep :]
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
            self.visible += text
            events.append(TextDelta(text))

    def _say_thought(self, text: str, events: Events) -> None:
        if text:
            self.thinking += text
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
