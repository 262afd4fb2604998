"""Every fault of llmock against our turn loop; its own strict verdict must be that all is well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import peers
from gate_turns import CALL, Asker

RETRIED = (408, 409, 429, 500, 502, 503, 504, 529)
REFUSED = (400, 401, 402, 403, 404, 410, 418, 422, 501, 505)
SMALLER = (413,)
"""After these a smaller request is tried."""
ELSE = (599,)
Behavior = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One fault.

    Attributes:
        title: What is done to us.
        behaviors: In llmock's words.
        status: How the turn must end.
        segments: How many segments there must be then.
        again: How often the person tries again.
        read_timeout: Seconds of silence that are borne.
        codes: The codes of the calls that must have failed.
    """

    title: str
    behaviors: tuple[Behavior, ...]
    status: str = "complete"
    segments: int = 1
    again: int = 0
    read_timeout: float = 10.0
    codes: tuple[str, ...] = ()


def script(times: int = 1, **more: Any) -> Behavior:
    """Have the model call `create_segment`."""
    calls = [{"name": "create_segment", "arguments": CALL}]
    return {"type": "reply", "tool_calls": calls, "times": times, **more}


def fail(status: int, **more: Any) -> Behavior:
    """Have the server answer with a status."""
    return {"type": "fail", "status": status, **more}


def cases() -> Iterator[Case]:
    """All faults but those that a server must be started with."""
    for status in RETRIED + SMALLER + ELSE:
        yield Case(f"status {status}, then well", (fail(status), script()))
    for status in REFUSED:
        yield Case(f"status {status}", (fail(status, times=1),), "failed", 0)
    wait = fail(429, retry_after=1.0, times=2)
    yield Case("429 twice with Retry-After 1 s", (wait, script()))
    yield Case("503 with Retry-After 0.4 s", (fail(503, retry_after=0.4), script()))
    yield Case("500 three times", (fail(500, times=3), script()))
    outage = fail(503, retry_after=0.2, times=4)
    yield Case("outage", (outage,), "failed", 0)
    yield Case("delay", ({"type": "delay", "seconds": 1.0}, script()))
    yield Case("slow first token", ({"type": "slow_first_token", "seconds": 1.0}, script()))
    yield from _stream_faults()
    yield from _tool_calls()


def _stream_faults() -> Iterator[Case]:
    for kind in ("disconnect", "truncate", "malformed"):
        for chunks in (0, 1, 2, 3):
            fault = {"type": "stream_fault", "kind": kind, "after_chunks": chunks}
            yield Case(f"{kind} after {chunks} chunks", (fault, script(2)), again=1)
        twice = {"type": "stream_fault", "kind": kind, "after_chunks": 2, "times": 2}
        yield Case(f"{kind} twice", (twice, script(3)), again=2)
    stall: Behavior = {"type": "stream_fault", "kind": "stall", "stall_seconds": 6.0}
    for chunks in (0, 2):
        fault = {**stall, "after_chunks": chunks}
        title = f"stall after {chunks} chunks"
        yield Case(title, (fault, script(2)), again=1, read_timeout=0.8)


def _tool_calls() -> Iterator[Case]:
    for kind, code in (
        ("unknown_tool", "unknown_function"),
        ("malformed_arguments", "invalid_json"),
    ):
        fault = {"type": "tool_fault", "kind": kind}
        yield Case(kind.replace("_", " "), (fault,), segments=0, codes=(code,))
    yield Case("scripted call", (script(),))
    other = {"name": "create_segment", "arguments": {**CALL, "channel": 2}}
    first = {"name": "create_segment", "arguments": CALL}
    both = {"type": "reply", "text": "Two.", "tool_calls": [first, other]}
    yield Case("two scripted calls with text", (both,), segments=2)
    yield Case("call cut by the token limit", (script(finish_reason="length"),), segments=0)
    text = {"type": "reply", "text": "No call at all."}
    yield Case("scripted words", (text,), segments=0)
    yield Case("its own choice of call", (), segments=-1)


def run() -> Iterator[tuple[str, list[str]]]:
    """Yield each fault with what is wrong with how we took it, and last the verdicts."""
    # Slowly, for it takes a stream that was sent whole before we hung up for one that we used.
    with peers.llmock("--stream-chunk-delay-ms", "15") as peer:
        judge = _Judge(peer)
        for case in cases():
            yield _one(case, peer, judge)
        yield judge.last("faults")
    yield from _too_long()
    yield from _requests_a_minute()
    yield from _tokens_a_minute()


class _Judge:
    """What llmock itself thinks of us, told for each fault once."""

    def __init__(self, peer: peers.Peer) -> None:
        self._peer = peer
        self._known: set[str] = set()

    def new(self) -> list[str]:
        """Return the findings since the last time; warnings count, as with `strict`."""
        findings = self._peer.ask("/_llmock/verdict")["findings"]
        found = {f"verdict: {f['requests']} {f['code']}: {f['title']}" for f in findings}
        fresh, self._known = found - self._known, found
        return sorted(fresh)

    def last(self, subject: str) -> tuple[str, list[str]]:
        """Return the verdict on all."""
        verdict = self._peer.ask("/_llmock/verdict")
        found = [f"{f['code']}: {f['title']}" for f in verdict["findings"]]
        if not verdict["passed"] or verdict["errors"] or verdict["warnings"]:
            found.append("the verdict is not passed")
        counts = f"{verdict['calls']} calls, {verdict['attempts']} attempts"
        return f"strict verdict on {subject}: {counts}, {verdict['faults_injected']} faults", found


def _one(case: Case, peer: peers.Peer, judge: _Judge) -> tuple[str, list[str]]:
    if case.behaviors:
        peer.ask("/_llmock/scenario", {"behaviors": list(case.behaviors)})
    asker = Asker(peer.base_url, case.again, case.read_timeout)
    record = asker.ask(f"{case.title}: create a segment on channel 1")
    found = list(asker.flaws)
    if record.status != case.status:
        found.append(f"{record.status} instead of {case.status}: {record.error}")
    if case.segments >= 0 and asker.segments != case.segments:
        found.append(f"{asker.segments} segments instead of {case.segments}")
    codes = [call.result.get("code") for call in record.calls if call.result]
    if case.codes and tuple(filter(None, codes)) != case.codes:
        found.append(f"calls ended with {codes}")
    if peer.ask("/_llmock/scenario")["pending"]:
        found.append("a behavior was not met")
        peer.ask("/_llmock/scenario", method="DELETE")
    return case.title, found + judge.new()


def _too_long() -> Iterator[tuple[str, list[str]]]:
    """Fill the window with turns: the oldest are left out once; one prompt alone fails."""
    from bl_ext.user_default.sequence_maker.chat.offer.offered import system_prompt

    window = len(system_prompt()) // 4 + 1500
    with peers.llmock("--context-window", str(window), "--tool-mode", "off") as peer:
        judge, asker = _Judge(peer), Asker(peer.base_url)
        ends = [asker.ask(f"{number} {'long ' * 500}").status for number in range(5)]
        wrong = [] if ends == ["complete"] * 5 else [f"ended as {ends}"]
        yield "context window, shortened", asker.flaws + wrong + judge.new()
        alone = Asker(peer.base_url)
        error = alone.ask("x" * 4 * (window + 100)).error or {}
        wrong = [] if error.get("code") == "too_long" else [f"ended with {error}"]
        yield "context window, one prompt too long", alone.flaws + wrong + judge.new()
        asker.budget = 1  # the earlier turns are left out already
        error = asker.ask("y" * 4 * (window + 100)).error or {}
        wrong = [] if error.get("code") == "too_long" else [f"ended with {error}"]
        yield "context window, nothing left to leave out", asker.flaws + wrong + judge.new()
        yield judge.last("the context window")


def _requests_a_minute() -> Iterator[tuple[str, list[str]]]:
    """One request more than the minute has: it waits as long as it is told, and goes through."""
    with peers.llmock("--rpm", "40", "--tool-mode", "off") as peer:
        judge, flaws, retries = _Judge(peer), list[str](), 0
        for number in range(44):
            asker = Asker(peer.base_url)
            record = asker.ask(f"number {number}")
            retries += record.metrics.retries
            flaws += asker.flaws
            if record.status != "complete":
                flaws.append(f"{number}: {record.error}")
        if not retries:
            flaws.append("the quota was never met")
        yield "quota of requests a minute", flaws + judge.new()
        yield judge.last("requests a minute")


def _tokens_a_minute() -> Iterator[tuple[str, list[str]]]:
    """The same for tokens: the third request does not fit any more."""
    with peers.llmock("--tool-mode", "off") as peer:
        Asker(peer.base_url).ask("measure 0")
        body = peer.ask("/_llmock/requests")["requests"][0]["body"]
    size = len(json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()) // 4
    with peers.llmock("--tpm", str(int(size * 2.95)), "--tool-mode", "off") as peer:
        judge, flaws, retries = _Judge(peer), list[str](), 0
        for number in range(3):
            asker = Asker(peer.base_url)
            record = asker.ask(f"measure {number}")
            retries += record.metrics.retries
            flaws += asker.flaws
            if record.status != "complete":
                flaws.append(f"{number}: {record.error}")
        if not retries:
            flaws.append("the quota was never met")
        yield "quota of tokens a minute", flaws + judge.new()
        yield judge.last("tokens a minute")
