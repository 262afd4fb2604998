"""Chaos of aimock against our turn loop: every turn ends idle and runs nothing of a cut answer."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peers
from gate_turns import CALL, Asker

TURNS = 6
ALWAYS: dict[str, tuple[dict[str, float], str]] = {
    "drop": ({"dropRate": 1}, "server_error"),
    "malformed": ({"malformedRate": 1}, "unreadable"),
    "disconnect": ({"disconnectRate": 1}, "disconnected"),
    "ratelimit": ({"rateLimitRate": 1}, "rate_limited"),
    "latency": ({"latencyMs": 300}, ""),
}
CUTS: dict[str, dict[str, int]] = {
    "truncate": {"truncateAfterChunks": 4, "latency": 30, "chunkSize": 8},
    "hang up": {"disconnectAfterMs": 150, "latency": 30, "chunkSize": 8},
}


def fixtures() -> dict[str, Any]:
    """A model that makes one segment, says so, and breaks off where it is asked to."""
    call = {"toolCalls": [{"name": "create_segment", "arguments": json.dumps(CALL)}]}
    rows: list[dict[str, Any]] = [
        {"match": {"userMessage": word, "hasToolResult": False}, "response": call, **cut}
        for word, cut in CUTS.items()
    ]
    rows.append({"match": {"userMessage": "create", "hasToolResult": False}, "response": call})
    rows.append({"match": {"hasToolResult": True}, "response": {"content": "It is made."}})
    return {"fixtures": rows}


def run() -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of chaos with what is wrong with how we took it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fixtures.json"
        file.write_text(json.dumps(fixtures()), encoding="utf-8")
        with peers.aimock(file) as peer:
            yield "aimock without chaos", _always(peer, {}, "")
            for title, (chaos, code) in ALWAYS.items():
                yield f"aimock {title} always", _always(peer, chaos, code)
            for title, (chaos, _) in ALWAYS.items():
                half = {name: value * 0.5 if value <= 1 else 60 for name, value in chaos.items()}
                yield f"aimock {title} at times, {TURNS} turns", _at_times(peer, half)
            peer.ask("/__aimock/chaos", {})
            for word in CUTS:
                yield f"aimock {word} within a call", _cut(peer, word)


def _always(peer: peers.Peer, chaos: dict[str, float], code: str) -> list[str]:
    """One turn under a fault that never ends."""
    peer.ask("/__aimock/chaos", chaos)
    asker = Asker(peer.base_url)
    record = asker.ask("create a red segment")
    ended = (record.error or {}).get("code", "")
    wrong = [] if ended == code else [f"ended with {record.error} instead of {code!r}"]
    if asker.segments != (0 if code else 1):
        wrong.append(f"{asker.segments} segments")
    return asker.flaws + wrong


def _at_times(peer: peers.Peer, chaos: dict[str, float]) -> list[str]:
    """Turns of one conversation under a fault that comes half of the time."""
    peer.ask("/__aimock/chaos", chaos)
    asker, done = Asker(peer.base_url), 0
    for number in range(TURNS):
        record = asker.ask(f"create segment number {number}")
        done += any(call.state == "done" for call in record.calls)
    # each call writes the same stretch, so one segment stands, whole, or none
    wrong = [] if asker.segments == min(done, 1) else [f"{done} calls, {asker.segments} segments"]
    return asker.flaws + wrong


def _cut(peer: peers.Peer, word: str) -> list[str]:
    """An answer that breaks off within the arguments of a call."""
    asker = Asker(peer.base_url)
    record = asker.ask(f"{word}: create a red segment")
    wrong = [] if record.status == "incomplete" else [f"{record.status}: {record.error}"]
    if asker.segments or any(call.state != "skipped" for call in record.calls):
        wrong.append(f"{asker.segments} segments from a cut answer")
    return asker.flaws + wrong
