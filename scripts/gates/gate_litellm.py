"""A model behind LiteLLM that thinks before it calls: what it thought must come back untouched."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peers
from anthropic_backend import Answer, Backend
from gate_turns import Asker

MODEL = "gpt-4o"
"""What `Asker` asks for; the model behind that name is another one."""
LONG = "Where does the “chorus” begin? 🎵 At 61.5 s,\n\tor a beat before…  \\n is no line. " * 40


@dataclass(frozen=True)
class Case:
    """One conversation.

    Attributes:
        title: What is special about it.
        turns: The answers in each of its turns.
    """

    title: str
    turns: tuple[tuple[Answer, ...], ...]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers."""
        return tuple(answer for turn in self.turns for answer in turn)


def call(number: int) -> dict[str, Any]:
    """Return arguments that no other call of a conversation has; each makes a segment."""
    return {"channel": 1, "start_time": 3 * number, "end_time": 3 * number + 2, "color": "#ff0000"}


def thought(about: str) -> tuple[str]:
    """Return one block of thinking."""
    return (f"{about}: {LONG}",)


def cases() -> Iterator[Case]:
    """All conversations."""
    first = Answer(thought("first"), "", (call(0),))
    second = Answer(thought("second"), "", (call(1),))
    done, bare = Answer(text="It is made."), Answer(calls=(call(8),))
    yield Case("a call, and a turn that follows", ((first, done), (second, done)))
    rounds = (first, second, Answer(thought("third"), "Almost.", (call(2),)), done)
    yield Case("several rounds, one with words beside its call", (rounds, (done,)))
    both = Answer(thought("both"), "", (call(3), call(4)))
    yield Case("two calls in one answer", ((both, done), (second, done)))
    yield Case("no thinking between", ((first, bare, second, done), (done,)))
    mind = Answer(thought("words"), "I have made up my mind.")
    yield Case("thinking before words only", ((mind,), (first, mind), (done,)))
    blocks = Answer(("One. ", None, "Two. ", None), "", (call(5),))
    yield Case("four blocks, two of them unreadable", ((blocks, done), (done,)))
    hidden = Answer(("",), "", (call(6),))
    yield Case("a signature without its thinking", ((hidden, done), (second, done)))


def run() -> Iterator[tuple[str, list[str]]]:
    """Yield each conversation with what is wrong with how we held it."""
    with Backend() as backend, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.yaml"
        file.write_text(json.dumps(_settings(backend)), encoding="utf-8")  # JSON is YAML
        with peers.litellm(file) as peer:
            for case in cases():
                yield f"LiteLLM, {case.title}", _one(case, peer, backend)


def _settings(backend: Backend) -> dict[str, Any]:
    """Return the settings of the proxy: one model, which is asked once and not again."""
    model = {
        "model": "anthropic/claude-sonnet-4-5",
        "api_base": backend.url,
        "api_key": "none",
        "thinking": {"type": "enabled", "budget_tokens": 1024},
        "max_retries": 0,
    }
    return {
        "model_list": [{"model_name": MODEL, "litellm_params": model}],
        "router_settings": {"num_retries": 0, "disable_cooldowns": True},
    }


def _one(case: Case, peer: peers.Peer, backend: Backend) -> list[str]:
    """Hold a conversation and return what is wrong with it."""
    backend.begin(case.answers)
    asker, found = Asker(peer.base_url), list[str]()
    for number, _ in enumerate(case.turns, 1):
        record = asker.ask(f"{case.title}: make the segments of turn {number}")
        if record.status != "complete":
            found.append(f"turn {number} is {record.status}: {record.error}")
    wanted = sum(len(answer.calls) for answer in case.answers)
    if asker.segments != wanted:
        found.append(f"{asker.segments} segments instead of {wanted}")
    found += [f"refused: {why}" for why in dict.fromkeys(backend.refused)]
    if backend.left:
        found.append(f"{backend.left} answers were not asked for")
    if not backend.whole:
        found.append("no thinking came back whole")
    return asker.flaws + found
