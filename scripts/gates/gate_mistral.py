"""What we send after all kinds of answers, held against the rules of Mistral and of OpenAI."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environment import ROOT, SetupError, environment
from gate_turns import CALL, Asker

VALIDATE = Path(__file__).resolve().parent / "validate_mistral.py"
SPARE = 4
"""Answers in words behind those of a case: how often we ask is not the matter here."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One conversation.

    Attributes:
        title: What the server does in it.
        answers: The bodies of its answers, statuses, or the words in which it refuses a request
            (which is then not checked); after them it only speaks.
        made: How many segments there must be at the end, at least.
        turns: How many turns it has.
    """

    title: str
    answers: tuple[bytes | int | str, ...]
    made: int = 0
    turns: int = 2


def answer(*calls: Row, text: str | None = None, finish: str = "", **more: Any) -> bytes:
    """Return the body of an answer with words, calls or both."""
    playback = _playback()
    rows = [playback.chunk({"role": "assistant", "content": text, **more})]
    for index, call in enumerate(calls):
        rows.append(playback.chunk({"tool_calls": [{"index": index, **call}]}))
    rows.append(playback.chunk({}, finish or ("tool_calls" if calls else "stop")))
    return bytes(playback.sse(*rows, playback.usage()))


def call(channel: int = 1, **head: Any) -> Row:
    """Return a call that makes a segment, with an id only if one is given."""
    function = {"name": "create_segment", "arguments": json.dumps({**CALL, "channel": channel})}
    return {"type": "function", "function": function, **head}


def cases() -> Iterator[Case]:
    """All conversations."""
    words = answer(text="It is made.")
    for title, number in {"missing": None, "empty": "", "the same": "call_0"}.items():
        head = {} if number is None else {"id": number}
        both = answer(call(1, **head), call(2, **head))
        rounds = (answer(call(3, **head)), answer(call(4, **head)), words, both, words)
        yield Case(f"ids {title}", rounds, made=4)
    for title, number in {"long": "call_" + "x" * 70, "odd": "chatcmpl-tool:7/é"}.items():
        yield Case(f"ids {title}", (answer(call(1, id=number)), words, words), made=1)
    good = answer(call(1, id="call_1"))
    yield Case("an empty answer after a call", (good, answer(text=""), words, words), made=1)
    yield Case("an answer of blanks after a call", (good, answer(text=" \n"), words, words), made=1)
    yield Case("no content at all after a call", (good, answer(), words, words), made=1)
    beside = answer(call(1, id="call_1"), text="I make it.")
    refused = "Assistant message must have either content or tool_calls, but not both."
    yield Case("text beside calls", (beside, refused, words, words), made=1)
    blanks = (answer(call(n, id=f"call_{n}"), text=t) for n, t in enumerate(("", " ", "\n\n"), 1))
    yield Case("blanks beside calls", (*blanks, words, words), made=3)
    yield from _broken(good, words)
    yield from _refused(good, words)


def _broken(good: bytes, words: bytes) -> Iterator[Case]:
    """Turns that fail, with another one after them."""
    yield Case("a failed turn, then another", (401, words))
    yield Case("a turn that fails behind a call, then another", (good, 401, words))
    cut = good[: good.index(b'"finish_reason": "tool_calls"')]
    yield Case("a turn cut within its call, then another", (cut, words))
    yield Case("three failed turns, then another", (good, 401, 403, 401, words), turns=4)
    short = answer(call(1, id="call_1"), finish="length")
    yield Case("a call that the limit cut, then another turn", (short, words, words))


def _refused(good: bytes, words: bytes) -> Iterator[Case]:
    """Answers in which the model declines."""
    refusal = answer(refusal="I would rather not.")
    yield Case("a refusal", (refusal, words))
    yield Case("a refusal beside no text", (answer(text="", refusal="No."), words))
    yield Case("a refusal behind a call", (good, refusal, words))
    yield Case("a refusal beside a call", (answer(call(1, id="c1"), refusal="No."), words, words))
    filtered = answer(text="", finish="content_filter")
    yield Case("an answer that a filter took", (filtered, words))


def run() -> Iterator[tuple[str, list[str]]]:
    """Yield each conversation with what is wrong with it and with its requests."""
    held = [(case, *_hold(case)) for case in cases()]
    bodies = [body for _, _, requests in held for body in requests]
    verdicts = iter(_by_mistral(bodies))
    for case, found, requests in held:
        for body in requests:
            found += [f"Mistral: {why}" for why in next(verdicts)]
            found += [f"OpenAI: {why}" for why in by_openai(body["messages"])]
        yield f"requests with {case.title}", list(dict.fromkeys(found))


def _hold(case: Case) -> tuple[list[str], list[Row]]:
    """Hold a conversation; return what is wrong with it, and its requests."""
    with _playback().PlaybackServer() as server:
        for body in (*case.answers, *[answer(text="As you like.")] * SPARE):
            if isinstance(body, int):
                server.will_fail(body)
            elif isinstance(body, str):
                server.will_fail(400, {"message": body})
            else:
                server.will_play(body)
        asker = Asker(server.base_url)
        for number in range(case.turns):
            record = asker.ask(f"{case.title}: create segment {number}")
        found = list(asker.flaws)
        if asker.segments < case.made:
            found.append(f"{asker.segments} segments instead of {case.made}")
        if record.status != "complete":
            found.append(f"the last turn is {record.status}: {record.error}")
        answered = [*case.answers, *[b""] * len(server.requests)]
        pairs = zip(server.requests, answered, strict=False)
        return found, [body for body, answer in pairs if not isinstance(answer, str)]


def by_openai(messages: list[Row]) -> list[str]:
    """Return what the types of the openai package do not know of messages."""
    from pydantic import ValidationError

    try:
        for message in _adapter().validate_python(messages):
            for value in message.values():
                if not isinstance(value, str | None):
                    list(value)  # what is iterable is only looked at as one goes through it
    except ValidationError as error:
        return _told(error.errors())
    return []


def _told(errors: Any) -> list[str]:
    """Put errors into words, but for those of taking a message for one of another role."""
    others = [one["loc"][:2] for one in errors if one["type"] == "literal_error"]
    own = [one for one in errors if one["loc"][:2] not in others]
    return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in own or errors]


@functools.cache
def _adapter() -> Any:
    from openai.types.chat import ChatCompletionMessageParam
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(list[ChatCompletionMessageParam], config=ConfigDict(extra="forbid"))


def _by_mistral(bodies: list[Row]) -> list[list[str]]:
    """Return what Mistral's own package finds wrong with each request."""
    line = [str(environment("mistral")), str(VALIDATE)]
    done = subprocess.run(line, input=json.dumps(bodies), capture_output=True, text=True)
    if done.returncode:
        raise SetupError(f"Mistral's check did not run:\n{done.stderr.strip()}")
    found: list[list[str]] = json.loads(done.stdout)
    return found


@functools.cache
def _playback() -> Any:
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        import playback_server
    finally:
        sys.path.remove(str(ROOT / "tests"))
    return playback_server
