"""Streams cut, doubled, mixed, turned round and damaged, through reader and accumulator."""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fuzz_arguments import Fault

LONGEST = 200_000
"""Bytes of a fuzzed stream; larger cases are used in part."""


def cases() -> list[bytes]:
    """Return the streams of the tests."""
    folder = Path(__file__).resolve().parents[2] / "tests"
    sys.path.insert(0, str(folder))
    try:
        import stream_cases
    finally:
        sys.path.remove(str(folder))
    found = [case.body for case in stream_cases.load(stream_cases.OWN)]
    return [body[:LONGEST] for body in found if body]


def cut(dice: random.Random, body: bytes, pool: list[bytes]) -> bytes:
    """Leave out the beginning, the end or the middle."""
    first, last = sorted(dice.choices(range(len(body) + 1), k=2))
    return dice.choice((body[:last], body[first:], body[:first] + body[last:]))


def double(dice: random.Random, body: bytes, pool: list[bytes]) -> bytes:
    """Send some events twice."""
    return b"".join(event * dice.choice((1, 1, 1, 2, 3)) for event in _events(body))


def merge(dice: random.Random, body: bytes, pool: list[bytes]) -> bytes:
    """Shuffle the events of two streams into each other, the order in each kept."""
    piles = [_events(body), _events(dice.choice(pool))]
    mixed = []
    while any(piles):
        pile = dice.choice([pile for pile in piles if pile])
        mixed.append(pile.pop(0))
    return b"".join(mixed)


def reorder(dice: random.Random, body: bytes, pool: list[bytes]) -> bytes:
    """Exchange some events."""
    events = _events(body)
    for _ in range(dice.randint(1, 4)):
        one, other = dice.randrange(len(events)), dice.randrange(len(events))
        events[one], events[other] = events[other], events[one]
    return b"".join(events)


def flip(dice: random.Random, body: bytes, pool: list[bytes]) -> bytes:
    """Turn some bits."""
    damaged = bytearray(body)
    for _ in range(dice.choice((1, 1, 2, 8))):
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def insert(dice: random.Random, body: bytes, pool: list[bytes]) -> bytes:
    """Put something in that does not belong there."""
    place = dice.randint(0, len(body))
    foreign = dice.choice(
        (b"\n", b"\r", b"\n\n", b"\xef\xbb\xbf", b"\x00", b"data:", b"\xff", b": x")
    )
    return body[:place] + foreign + body[place:]


Way = Callable[[random.Random, bytes, list[bytes]], bytes]
WAYS: tuple[Way, ...] = (cut, double, merge, reorder, flip, insert)


def pieces(dice: random.Random, body: bytes) -> list[bytes]:
    """Cut a stream where a network might."""
    size = dice.choice((0, 1, 7, 64, 1000))
    if not size:
        return [body]
    ends = [*range(size, len(body), size), len(body)]
    return [body[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def run(count: int, seed: int) -> Counter[str]:
    """Read so many streams.

    Returns:
        How often each end came: `complete`, `incomplete`, or the code of an error.

    Raises:
        Fault: At the first stream that breaks a rule; it names the stream and the seed.
    """
    dice, seen, pool = random.Random(seed), Counter[str](), cases()
    for number in range(count):
        body = dice.choice(pool)
        for way in dice.choices(WAYS, k=dice.choice((1, 1, 2, 3))):
            body = way(dice, body, pool) or b"\n"
        try:
            seen[_read(body, pieces(dice, body))] += 1
        except Exception as error:
            raise Fault(f"seed {seed}, stream {number}: {error!r}\n{body[:3000]!r}") from error
    return seen


def _read(body: bytes, parts: list[bytes]) -> str:
    from bl_ext.user_default.sequence_maker.chat.wire import reply, sse, stopwatch

    answer, deltas, code = reply.Reply(stopwatch.Stopwatch()), 0, ""
    try:
        for _ in answer.read(parts):
            deltas += 1
    except sse.StreamError as error:
        assert error.message and "\n" not in error.message
        code = error.code
    got = answer.accumulator
    complete = got.complete and not code
    assert not complete or ended(body), "complete without a sign of the end"
    message = json.dumps(got.message(), ensure_ascii=False, allow_nan=False).encode()
    assert len(message) < 8 * len(body) + 4000, f"{len(message)} bytes of {len(body)}"
    assert got.characters <= len(body) and len(answer.head) <= len(body)
    calls = got.calls()
    assert len({call.id for call in calls}) == len(calls), "an id is there twice"
    if code or got.error is not None:
        return code or "error object"
    return "complete" if complete else "incomplete"


def ended(body: bytes) -> bool:
    """Tell, by a reading of its own, whether finish reason, tokens or `[DONE]` are in a stream."""
    text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    data: list[str] = []
    for line in [*re.split(r"\r\n|\r|\n", text), ""]:
        if line:
            name, _, rest = line.partition(":")
            data += [rest.removeprefix(" ")] if name == "data" else []
        elif data:
            if _is_end("\n".join(data).strip()):
                return True
            data = []
    return False


def _is_end(text: str) -> bool:
    if text == "[DONE]":
        return True
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict):
        return False
    choices = value.get("choices")
    reasons = (
        [c.get("finish_reason") for c in choices or () if isinstance(c, dict)]
        if (isinstance(choices, list))
        else []
    )
    return isinstance(value.get("usage"), dict) or any(isinstance(r, str) and r for r in reasons)


def _events(body: bytes) -> list[bytes]:
    return re.split(rb"(?<=\n\n)", body) if b"\n\n" in body else [body]
