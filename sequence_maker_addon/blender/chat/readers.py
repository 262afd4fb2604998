"""Who answers a prompt: a model at an endpoint, or the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ...chat.conversation_turn import Turn
from ...chat.options import Options
from ...chat.planning.recipe_turn import recipe_worker
from ...chat.proposing.small_client import ProposingClient
from ...chat.rules_client import AT_ONCE, RulesClient
from ...chat.wire.endpoint import RULES, Endpoint
from ...chat.worker import Worker
from ...plain.parts.facts import Situation
from ...plain.reader import read
from ...plain.reading import Reading
from ...plain.situation import situation_of
from ...sequence.errors import ToolError
from ...toolkit.world import Session
from ...tools import TOOLS
from ...tools.repeating import earlier_turns
from ...tools.repeating.earlier_turns import last_calls
from ..host import languages
from ..host.languages import tr
from ..host.recognized import said_in
from ..settings import small_model
from ..wording.outcome import in_short, remarks, summed
from . import misses

LOCAL = "http://127.0.0.1"
"""Where what is on this computer answers, whatever port it has."""
MOST_NOTES = 3
"""Sentences of what is to be known besides, and calls of which each is told by itself."""
PLAIN = Endpoint("Plain Commands", "", RULES, offline=True)


def worker(
    endpoint: Endpoint,
    prompt: str,
    session: Session,
    turns: Sequence[Turn],
    options: Options | None = None,
) -> Worker:
    """Return the worker of a turn; its endpoint is the one that answers, which may be the rules.

    Args:
        endpoint: Whom the person chose.
        prompt: What the person wrote.
        session: The scene.
        turns: Those before; the turn is not among them yet.
        options: Of the turn: what the prompt is known to mean, whether the rules may answer in the
            place of a model.

    Where the small model is installed, it may propose what the rules decline.

    Raises:
        ToolError: If a model would answer and nothing more may be spent.
    """
    if options is not None and options.recipe:
        return recipe_worker(options.recipe, PLAIN, options.recipe_notes)
    if options is not None and options.meant:
        meant = Reading("certain", options.meant)
        return Worker(PLAIN, lambda _: RulesClient(lambda: meant))
    if endpoint.by_rules:
        return _on_this_computer(endpoint, prompt, situation_of(session, last_calls(turns)))
    if options is not None and options.plain_first:
        reading = read(prompt, situation_of(session, last_calls(turns)), TOOLS)
        if _is_sure(reading):
            said = _said(languages.shown(), reading)
            return Worker(PLAIN, lambda _: RulesClient(lambda: said, (AT_ONCE,)))
    if options is not None and (limit := options.spending.reached(())) is not None:
        raise ToolError(*limit)
    return Worker(endpoint)


def corrected(
    worker: Worker, prompt: str, session: Session, turns: Sequence[Turn], text: str
) -> Worker | None:
    """Return who reads a correction of a plan that the rules made; None where a model does.

    Args:
        worker: Who read the prompt.
        prompt: What the person wrote.
        session: The scene.
        turns: Those of the chat.
        text: The correction: it is read as a part of the prompt, or else for itself.
    """
    if not worker.endpoint.by_rules:
        return None
    situation, whole = situation_of(session, last_calls(turns)), f"{prompt}, {text}"
    declined = read(whole, situation, TOOLS).kind == "declined"
    return _on_this_computer(worker.endpoint, text if declined else whole, situation)


def _on_this_computer(endpoint: Endpoint, prompt: str, situation: Situation) -> Worker:
    """Return a worker that asks the rules and, where it is installed, the small model."""
    reading, said = partial(_read, prompt, situation), partial(_said, languages.shown())
    small = small_model.ready()
    if small is None:
        return Worker(endpoint, lambda _: RulesClient(lambda: said(reading())))
    return Worker(endpoint, lambda _: ProposingClient(reading, prompt, situation, small, said))


def _read(prompt: str, situation: Situation) -> Reading:
    """Read a prompt that nobody else gets; what is declined is a miss. Runs in any thread."""
    reading = read(prompt, situation, TOOLS)
    if reading.kind == "declined":
        misses.note(prompt, "declined", reading.word)
    return reading


def _said(language: languages.Catalog | None, reading: Reading) -> Reading:
    """Return a reading that speaks the language of the interface."""
    return reading if language is None else replace(reading, text=said_in(language, reading.text))


def _is_sure(reading: Reading) -> bool:
    """Tell whether nobody need be asked what a prompt means; every word of it was understood."""
    return reading.kind == "certain" or (reading.kind == "answer" and not reading.word)


def place_of(endpoint: Endpoint) -> str:
    """Return server and model for the record of a turn."""
    return f"{LOCAL} {endpoint.model}" if endpoint.offline else endpoint.place


def with_closing(options: Options, endpoint: Endpoint) -> Options:
    """Return the options of a turn; one by rules ends with what was done."""
    return replace(options, one_shot=True, closing=closing) if endpoint.by_rules else options


def tell_of(session: Session, turns: Sequence[Turn]) -> None:
    """Let a session know of the turns before it."""
    earlier_turns.tell_of_turns(session, turns, TOOLS)


def can_repeat(turn: Turn) -> bool:
    """Tell whether a turn did something that can be done elsewhere."""
    return earlier_turns.can_repeat(turn, TOOLS)


def closing(turn: Turn) -> str:
    """Say what a turn by rules did and what is to be known of it, by the results of its calls."""
    results = [call.result for call in turn.calls if call.state == "done" and call.result]
    missed = sum(call.state == "failed" for call in turn.calls)
    told = summed(results) if len(results) > MOST_NOTES else results
    texts = list(dict.fromkeys(text for result in told if (text := in_short(result))))
    notes = (note for result in results for note in remarks(result))
    texts += list(dict.fromkeys(notes))[:MOST_NOTES]
    texts = [one for one in texts if not any(other.startswith(f"{one}:") for other in texts)]
    if missed:
        texts.append(tr("{count} not done").format(count=missed))
    return ". ".join(texts)
