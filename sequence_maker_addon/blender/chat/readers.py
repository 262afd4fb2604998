"""Who answers a prompt: a model at an endpoint, or the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ...chat.conversation_turn import Turn
from ...chat.options import Options
from ...chat.proposing.small_client import ProposingClient
from ...chat.rules_client import RulesClient
from ...chat.wire.endpoint import Endpoint
from ...chat.worker import Worker
from ...plain.reader import read
from ...plain.situation import situation_of
from ...sequence.ledger import Ledger
from ...toolkit.world import Session
from ...tools import TOOLS
from ..host.languages import tr
from ..settings import small_model
from ..wording.outcome import in_short

UNDO = "undo_last_turn"


def worker(endpoint: Endpoint, prompt: str, session: Session, turns: Sequence[Turn]) -> Worker:
    """Return the worker of a turn, which is not among the turns yet.

    Where the small model is installed, it may propose what the rules decline.
    """
    if not endpoint.by_rules:
        return Worker(endpoint)
    situation, small = situation_of(session, last_calls(turns)), small_model.ready()
    reading = partial(read, prompt, situation, TOOLS)
    if small is None:
        return Worker(endpoint, lambda _: RulesClient(reading))
    return Worker(endpoint, lambda _: ProposingClient(reading, prompt, situation, small))


def with_closing(options: Options, endpoint: Endpoint) -> Options:
    """Return the options of a turn; one by rules ends with what was done."""
    return replace(options, closing=closing) if endpoint.by_rules else options


def last_calls(turns: Sequence[Turn]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Return the calls of the newest turn that did anything: names, arguments and results."""
    for turn in reversed(turns):
        done = [call for call in turn.calls if call.state == "done" and turn.origin == "own"]
        if done:
            return [(call.name, call.arguments or {}, call.result or {}) for call in done]
    return []


def earlier(turns: Sequence[Turn]) -> list[Ledger]:
    """Return what earlier turns wrote, the newest first; undoing is not undone."""
    return [turn.ledger for turn in reversed(turns) if turn.ledger and UNDO not in turn.done]


def closing(turn: Turn) -> str:
    """Say what a turn by rules did, made of the results of its calls."""
    told = [in_short(call.result) for call in turn.calls if call.state == "done" and call.result]
    missed = sum(call.state == "failed" for call in turn.calls)
    texts = list(dict.fromkeys(text for text in told if text))
    if missed:
        texts.append(tr("{count} not done").format(count=missed))
    return ". ".join(texts)
