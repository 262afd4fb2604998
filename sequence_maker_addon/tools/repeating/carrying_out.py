"""Calls made again at other places: tried on a copy, asked about once, then all or none."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from ...music.elsewhere import in_words
from ...sequence.errors import ToolError
from ...sequence.ledger import merged
from ...toolkit.commit import declined
from ...toolkit.jobs import Job, Progress, Step, Steps
from ...toolkit.registry import Tool
from ...toolkit.rehearsal import Rehearsal
from ...toolkit.report import report
from ...toolkit.world import Session
from .retold_calls import PastCall, made_by, remember, retold
from .retold_values import NotElsewhere, Place

MOST_SKIPPED = 40

Planned = tuple[PastCall, Place]
"""A call, and where it is made again."""


def carry_out(session: Session, planned: Sequence[Planned]) -> Generator[Step, Any, dict[str, Any]]:
    """Make calls again; a call that cannot be told for its place is left out, and told.

    Raises:
        ToolError: `nothing_to_repeat` where none is left; what a call is refused with, or
            `declined`; nothing is written then.
    """
    trial = _Trial(planned)
    rehearsal = Rehearsal(session, [(cast(Tool, trial), {})])
    while not rehearsal.step():
        yield rehearsal.progress or Progress("", 0.0)
    if trial.refusal is not None:
        raise trial.refusal
    question = rehearsal.question()
    if question is not None:
        if not (yield question):
            raise declined(rehearsal.flashes)
        rehearsal.agree()
        session.look_again()
    before = len(session.written)
    try:
        told = yield from _made(session, planned)
    except ToolError:
        for change in reversed(session.written[before:]):
            session.apply(change.inverse)
        raise
    stored = merged(session.written[before:]).change()
    return report(session, stored, told.pop("rounding") / 1000) | told


class _Trial:
    """What the rehearsal takes for a function: all calls as one; it keeps why it was refused."""

    name = "repeat_turn"

    def __init__(self, planned: Sequence[Planned]) -> None:
        self._planned = planned
        self.refusal: ToolError | None = None

    def start(self, session: Session, _: object) -> Job:
        """Return the job that makes the calls."""
        return Job(self.name, lambda: self._steps(session), session.look_again)

    def _steps(self, session: Session) -> Steps:
        try:
            return (yield from _made(session, _apart(self._planned)))
        except ToolError as refusal:
            self.refusal = refusal
            raise


def _apart(planned: Sequence[Planned]) -> list[Planned]:
    """Return the same with places of their own, that keep what is made at each in the trial."""
    own = {id(place): replace(place, made={}) for _, place in planned}
    return [(call, own[id(place)]) for call, place in planned]


def _made(session: Session, planned: Sequence[Planned]) -> Steps:
    """Make each call; return what is told of all of them."""
    rows, skipped, warnings = list[dict[str, Any]](), list[str](), dict[str, None]()
    rounding = 0.0
    for call, place in planned:
        try:
            arguments = retold(session, call, place)
        except NotElsewhere as reason:
            skipped.append(str(reason))
            continue
        result = yield from _result(session, call.tool, arguments)
        made = made_by(result)
        remember(place, call, made)
        row = {"name": call.tool.name, "arguments": arguments, "made": list(made)}
        rows.append(row | _where(place, arguments))
        warnings |= dict.fromkeys(map(str, result.get("warnings", ())))
        rounding = max(rounding, float(result.get("rounding_ms", 0.0)))
    if not rows:
        hint = "; ".join(dict.fromkeys(skipped))[:400] or None
        raise ToolError("nothing_to_repeat", "nothing of that turn can be done there", hint=hint)
    return {
        "calls": rows,
        "skipped": [{"reason": reason} for reason in dict.fromkeys(skipped)][:MOST_SKIPPED],
        "warnings": list(warnings),
        "rounding": rounding,
    }


def _where(place: Place, arguments: Mapping[str, Any]) -> dict[str, str]:
    """Tell where in the music a call now begins, where it is on a beat."""
    start = arguments.get("start_time")
    if place.elsewhere is None or not isinstance(start, float):
        return {}
    told = in_words(place.elsewhere.grid, start)
    return {"at": told} if told else {}


def _result(session: Session, tool: Tool, arguments: Mapping[str, Any]) -> Steps:
    """Make one call to its end; what it asks is passed on, a refusal is raised."""
    job = tool.start(session, dict(arguments))
    while not job.step():
        if job.waiting:
            job.answer((yield job.waiting))
        elif job.progress is not None:
            yield job.progress
    result = job.result or {}
    if not result.get("ok"):
        named = ("field", "allowed", "hint", "problems")
        details = {key: result[key] for key in named if key in result}
        raise ToolError(str(result["code"]), f"{tool.name}: {result['message']}", **details)
    return result
