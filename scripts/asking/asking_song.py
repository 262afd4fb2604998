"""One song while it is planned: its prompts one after the other, on a world in memory."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import extension
from asking_calls import UnplayableError, calls_of
from asking_client import LimitedClient
from asking_gate import Gate
from asking_planned import Error, Planned

extension.load()

from bl_ext.user_default.sequence_maker.chat.conversation import Conversation  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.options import Options  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.rules_client import RulesClient  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.spending import amount_of  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.turn import RunningTurn  # noqa: E402
from bl_ext.user_default.sequence_maker.chat.worker import Worker  # noqa: E402
from bl_ext.user_default.sequence_maker.music.hearing.analysis import Analysis  # noqa: E402
from bl_ext.user_default.sequence_maker.music.in_memory.fresh_world import (  # noqa: E402
    FreshWorld,
)
from bl_ext.user_default.sequence_maker.plain.reader import read  # noqa: E402
from bl_ext.user_default.sequence_maker.plain.situation import situation_of  # noqa: E402
from bl_ext.user_default.sequence_maker.toolkit.jobs import Confirm  # noqa: E402
from bl_ext.user_default.sequence_maker.tools import TOOLS  # noqa: E402
from bl_ext.user_default.sequence_maker.tools.repeating.earlier_turns import (  # noqa: E402
    last_calls,
    tell_of_turns,
)

HERE = "http://127.0.0.1 {}"
"""Server and model in the record of a turn that the rules read."""
HEARD = {"version", *(known.name for known in fields(Analysis))}
LONGEST_SAID = 200


@dataclass(frozen=True)
class Manner:
    """How all songs of a batch are planned.

    Attributes:
        endpoint: Who is asked.
        prompts: What is asked for, one after the other on one timeline.
        yes: Agree to every change that asks, and to what a plain command may mean.
        limits: What a turn may do.
        gate: Through which requests go out.
    """

    endpoint: Any
    prompts: Sequence[str]
    yes: bool
    limits: Any
    gate: Gate


class SongCourse:
    """Carries one song through.

    Attributes:
        name: The song's.
        turn: The turn that runs.
        answered: Whether the server has answered anything.

    Raises:
        OSError or ValueError: If what was heard cannot be read; a sentence.
    """

    def __init__(self, name: str, heard: Path, length: float, manner: Manner) -> None:
        self.name, self._manner, self._began = name, manner, time.monotonic()
        analysis = _heard(heard)
        self._fresh: Callable[[], FreshWorld] = partial(FreshWorld, name, analysis, length)
        self._world, self._talk = self._fresh(), Conversation()
        self._client: LimitedClient | None = None
        self._worker: Worker | None = None
        self._left, self._seen = list(manner.prompts), 0
        self._error: Error | None = None
        self.turn = self._begin()

    @property
    def answered(self) -> bool:
        """Whether the server has answered anything yet."""
        return any(turn.messages for turn in self._talk.turns)

    @property
    def code(self) -> str:
        """The code with which the song failed, "" where it has not."""
        return self._error["code"] if self._error else ""

    def step(self, budget: float) -> bool:
        """Carry the song on for about `budget` seconds; return whether there is more to do."""
        self.turn.step(budget)
        self._answer()
        self._look_at_the_clock()
        if self.turn.active:
            return True
        self._close()
        self._error = self._error or _error_of(self.turn.record)
        if self._error is None and self._left:
            self.turn = self._begin()
            return True
        return False

    def fresh_requests(self) -> list[Any]:
        """Return the figures of the requests that ended since the last time."""
        every = [row for turn in self._talk.turns for row in turn.requests]
        found, self._seen = every[self._seen :], len(every)
        return found

    def planned(self) -> Planned:
        """Return what came of it."""
        turns, calls = self._talk.turns, list[dict[str, Any]]()
        error, warnings = self._error, _warnings(turns)
        if error is None:
            try:
                calls = calls_of(turns, self._world, self._fresh)
            except UnplayableError as problem:
                error = {"code": "not_replayable", "message": str(problem)}
        if error is None and not calls:
            error = {"code": "nothing_planned", "message": _said(turns[-1].text)}
        rows = [row for turn in turns for row in turn.requests]
        amount = amount_of(rows)
        cost = None if amount.unknown else amount.usd
        counts = len(rows), amount.tokens, cost
        took = time.monotonic() - self._began
        return Planned(self.name, calls if error is None else [], *counts, warnings, error, took)

    def broken(self, error: Error) -> Planned:
        """End it by a fault of ours, and return what it took all the same."""
        self._error = error
        self.cancel()
        return self.planned()

    def cancel(self) -> None:
        """End it now."""
        self.turn.cancel()
        self._close()

    def _begin(self) -> RunningTurn:
        manner, prompt, earlier = self._manner, self._left.pop(0), list(self._talk.turns)
        session = self._world.session(manner.limits)
        session.timelines.mark()
        tell_of_turns(session, earlier, TOOLS)
        rules, place = manner.endpoint.by_rules, ""
        if rules:
            situation = situation_of(session, last_calls(earlier))
            reading = partial(read, prompt, situation, TOOLS)
            self._worker = Worker(manner.endpoint, lambda _: RulesClient(reading))
            place = HERE.format(manner.endpoint.model)
        else:
            self._worker = Worker(manner.endpoint, self._limited)
        options = Options(one_shot=rules)
        turn = RunningTurn(self._talk, prompt, session, TOOLS, self._worker, options, place)
        turn.start()
        return turn

    def _limited(self, endpoint: Any) -> LimitedClient:
        self._client = LimitedClient(endpoint, self._manner.gate)
        return self._client

    def _answer(self) -> None:
        """Say yes to what the turn waits for, or end it with its question."""
        waiting = self.turn.waiting
        if waiting is None:
            return
        if isinstance(waiting, Confirm) and self._manner.yes:
            self.turn.answer(True)
            return
        self.turn.cancel(waiting.text, "question")

    def _look_at_the_clock(self) -> None:
        """End a turn that takes too long, what was waited for others not counted."""
        if self._client is None:
            return
        taken = time.time() - self.turn.record.began - self._client.waited
        longest = self._manner.endpoint.longest_turn
        if self.turn.active and taken > longest:
            self.turn.cancel(f"Stopped after {longest:g} seconds", "max_seconds")

    def _close(self) -> None:
        if self._worker is not None:
            self._worker.cancel()


def _heard(path: Path) -> Any:
    """Read what was heard of a song.

    Raises:
        OSError or ValueError: If that cannot be.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Analysis.from_json({name: data[name] for name in data if name in HEARD})
    except (TypeError, KeyError, AttributeError) as problem:
        raise ValueError(f"{path} is no record of a song that was heard") from problem


def _error_of(turn: Any) -> Error | None:
    if turn.status == "complete":
        return None
    error = turn.error or {"code": turn.status, "message": f"The turn is {turn.status}."}
    return {"code": str(error["code"]), "message": str(error["message"] or _said(turn.text))}


def _said(text: str) -> str:
    told = " ".join(text.split())[:LONGEST_SAID]
    return f"Nothing was changed: {told}" if told else "Nothing was changed."


def _warnings(turns: Sequence[Any]) -> list[str]:
    """Return what was noted of turns and warned of by their calls, each once."""
    found = [note for turn in turns for note in turn.notes]
    done = [call for turn in turns for call in turn.calls if call.state == "done"]
    found += [text for call in done for text in (call.result or {}).get("warnings", ())]
    return list(dict.fromkeys(map(str, found)))
