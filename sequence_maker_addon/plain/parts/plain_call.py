"""A call as a model would make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PlainCall:
    """A function with its arguments, which JSON can hold."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


def contradict(calls: Sequence[PlainCall]) -> bool:
    """Tell whether two calls switch the same things on and off."""
    for place, one in enumerate(calls):
        for other in calls[:place]:
            differ = {k for k, v in one.arguments.items() if other.arguments.get(k) != v}
            keys = one.arguments.keys() == other.arguments.keys()
            if one.name == other.name and keys and differ and differ <= {"mute", "lock"}:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Found:
    """What a frame makes of a part of a request.

    Attributes:
        calls: What is to be done.
        missing: What is not said: `channel`, `color`, `time`, `segment` or other; then no calls.
        text: An answer, or the question for what is missing, or why not.
        options: Of a question: what to offer as its answer, as whole requests.
        weak: Only to be proposed.
        refused: What was said cannot be: `text` says why.
        show: Segments that an answer is about.
        undo: Revert the last turn.
    """

    calls: tuple[PlainCall, ...] = ()
    missing: str = ""
    text: str = ""
    options: tuple[str, ...] = ()
    weak: bool = False
    refused: bool = False
    show: tuple[int, ...] = ()
    undo: bool = False
