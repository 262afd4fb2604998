"""A tool call being carried out: one step at a time, able to ask and to be cancelled."""

from __future__ import annotations

import inspect
import logging
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, cast

from ..sequence.change import Change
from ..sequence.errors import ToolError
from .plain_text import plain

LONGEST_QUESTION = 4000
"""Characters of a question."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long tool has come; `factor` from 0 to 1."""

    text: str
    factor: float


@dataclass(frozen=True, slots=True)
class Confirm:
    """A plan that waits for the person's yes; the answer is True or False. Its texts are plain.

    Attributes:
        text: The plan in one sentence.
        rows: The same by kind: `add`, `change` or `remove`, a phrase, colors as `#rrggbb`, and
            the kind of other strips.
        notes: What the rows do not tell: dangers, and what else would move.
        changes: What would be written, so that it can be drawn.
        proposal: Nobody asked for just this: it is what a prompt may mean.
        total: The sum in one sentence, where the rows are many; it stands first.
    """

    text: str
    rows: tuple[tuple[str, str, tuple[str, ...], str], ...] = ()
    options: tuple[str, ...] = ("Apply", "Discard")
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    proposal: bool = False
    total: str = ""

    def __post_init__(self) -> None:
        """Let no name make the question look like another one."""
        _set(self, "text", plain(self.text, LONGEST_QUESTION))
        rows = ((sign, plain(phrase), colors, kind) for sign, phrase, colors, kind in self.rows)
        _set(self, "rows", tuple(rows))
        _set(self, "options", tuple(map(plain, self.options)))
        _set(self, "total", plain(self.total, LONGEST_QUESTION))
        _set(self, "notes", tuple(map(plain, self.notes)))


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the person; the answer is one of the options, or None for none.

    Attributes:
        free: Whether any other text is an answer as well.
    """

    text: str
    options: tuple[str, ...]
    free: bool = False

    def takes(self, reply: object) -> bool:
        """Tell whether this is an answer."""
        free = self.free and isinstance(reply, str) and bool(reply.strip())
        return free or reply in self.options

    def __post_init__(self) -> None:
        """See `Confirm`."""
        _set(self, "text", plain(self.text, LONGEST_QUESTION))
        _set(self, "options", tuple(map(plain, self.options)))


_set = object.__setattr__
"""What sets a value of an object that is frozen from then on."""


Step = Progress | Confirm | Ask
Steps = Generator[Step, Any, dict[str, Any]]


class Job:
    """One call of one tool. Step it until it is done, answer it when it waits.

    Attributes:
        result: The answer for the model once `done`.
        waiting: The question that must be answered before the next step.
        progress: The last progress that the tool told.
        seconds: CPU-independent time that the tool's own steps took.
    """

    def __init__(
        self, name: str, work: Callable[[], Any], before: Callable[[], None] | None = None
    ) -> None:
        self.name = name
        self._before = before
        self.result: dict[str, Any] | None = None
        self.waiting: Confirm | Ask | None = None
        self.progress: Progress | None = None
        self.seconds = 0.0
        self._work = work
        self._steps: Steps | None = None
        self._reply: Any = None

    @property
    def done(self) -> bool:
        """Whether the result is there."""
        return self.result is not None

    def step(self) -> bool:
        """Do the next piece of work and tell whether the job is done.

        Never raises: a refusal or a fault of the tool becomes the result.
        """
        if self.done or self.waiting:
            return self.done
        started = time.perf_counter()
        if self._before is not None:
            self._before()
        try:
            self._advance()
        except ToolError as error:
            self.result = error.result()
        except Exception:
            log.exception("the tool %s failed", self.name)
            self.result = _internal_error(self.name)
        self.seconds += time.perf_counter() - started
        return self.done

    def answer(self, reply: Any) -> None:
        """Give the reply that the job waits for; `step` then goes on."""
        self.waiting, self._reply = None, reply

    def cancel(self) -> None:
        """End the job before its next step; what it has not done stays undone."""
        if self._steps is not None:
            self._steps.close()
        if not self.done:
            self.waiting = None
            self.result = ToolError("cancelled", f"{self.name} was cancelled").result()

    def _advance(self) -> None:
        if self._steps is None:
            value = self._work()
            if not inspect.isgenerator(value):
                self.result = value
                return
            self._steps = cast(Steps, value)
        assert self._steps is not None
        try:
            reply, self._reply = self._reply, None
            step = self._steps.send(reply)
        except StopIteration as end:
            self.result = end.value
            return
        if isinstance(step, Progress):
            self.progress = step
        else:
            self.waiting = step


def _internal_error(name: str) -> dict[str, Any]:
    message = f"{name} failed inside; nothing of it was kept"
    return ToolError("internal_error", message, hint="try another way; see the log").result()
