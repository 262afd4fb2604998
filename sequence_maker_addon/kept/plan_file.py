"""A plan as a text: what the command prints and carries out later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from ..toolkit.planning.plan import PlannedCall
from ..toolkit.planning.plan_differences import digest
from ..toolkit.planning.plan_question import PlanQuestion
from .plain_json import parsed
from .shapes import Count, Name, Shape, Text, checked
from .turn_file import LONGEST_PROMPT, MOST_ROWS

NO_PLAN = "it is no plan, or it is damaged"
_Mark = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class _Call(Shape):
    name: Name
    arguments: dict[str, Any]
    answer: Count
    effect: _Mark


class _Plan(Shape):
    event: Literal["plan"]
    version: Literal[1]
    prompt: Annotated[Text, Field(max_length=LONGEST_PROMPT)]
    file: Text
    stamp: _Mark
    files: Annotated[list[Text], Field(max_length=MOST_ROWS)]
    calls: Annotated[list[_Call], Field(min_length=1, max_length=MOST_ROWS)]


@dataclass(frozen=True, slots=True)
class WrittenPlan:
    """A plan that was read.

    Attributes:
        prompt: What the person wrote.
        file: The name of the .blend that it is for; empty for a fresh one.
        stamp: What the scene looked like.
        files: The files that it brings into the scene.
        calls: Names and arguments, in order.
        effects: What each call comes to, as a digest.
    """

    prompt: str
    file: str
    stamp: str
    files: tuple[str, ...]
    calls: tuple[PlannedCall, ...]
    effects: tuple[str, ...]


def row_of(
    question: PlanQuestion, file: str, stamp: str, files: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a plan as plain data.

    Args:
        question: The plan, in words as well.
        file: The name of the .blend that it is for; empty for a fresh one.
        stamp: What the scene looks like.
        files: The files that it brings into the scene.
    """
    plan, rows = question.plan, question.calls
    pairs = zip(plan.calls, rows, strict=True)
    return {
        "event": "plan",
        "version": 1,
        "prompt": plan.prompt,
        "file": file,
        "stamp": stamp,
        "files": list(files),
        "total": question.total,
        "channels": plan.channels,
        "span": None if plan.span is None else [round(time, 6) for time in plan.span],
        "figures": {**plan.tally.counts, "written": plan.tally.written},
        "flashing": [found.described() for found in plan.flashing],
        "rows": [list(row) for row in question.rows],
        "calls": [
            {
                "name": call.name,
                "arguments": dict(call.arguments),
                "answer": call.answer,
                "words": row.words,
                "colors": list(row.colors),
                "effect": digest(call.changes),
            }
            for call, row in pairs
        ],
    }


def read(text: str) -> WrittenPlan:
    """Return the plan of a text: an object, or the last of several lines with one.

    Raises:
        ValueError: If there is none, or it is damaged; one sentence.
    """
    found = [line for line in text.splitlines() if '"event"' in line and '"plan"' in line]
    try:
        row = checked(_Plan, parsed(found[-1] if found else text))
    except ValueError:
        raise ValueError(NO_PLAN) from None
    calls = tuple(PlannedCall(c.name, c.arguments, answer=c.answer) for c in row.calls)
    effects = tuple(call.effect for call in row.calls)
    return WrittenPlan(row.prompt, row.file, row.stamp, tuple(row.files), calls, effects)


def effects_of(calls: Iterable[PlannedCall]) -> tuple[str, ...]:
    """Return what each of several calls comes to, as digests."""
    return tuple(digest(call.changes) for call in calls)
