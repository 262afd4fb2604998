"""What the tests of the planner share: songs that were heard, and a server that knows them."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from batch_planner import Caps, Planned, Planner
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import RULES, Endpoint
from music_world import analysis
from playback_server import chunk, sse, usage
from strict_server import Reply

KEY = "sk-test-0123456789abcdef"
OFFLINE = Endpoint("Plain Commands", "", RULES, offline=True)
LENGTH = 45.0
NAME = re.compile(r'sound \\?"(song \d+)\\?"')
LONGEST = 120.0


def endpoint(url: str) -> Endpoint:
    """Return the endpoint of a server on this computer."""
    return Endpoint("test", url, "test-model", api_key=KEY, read_timeout=10.0)


def heard(folder: Path, name: str = "heard") -> Path:
    """Write what was heard of a song."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps({**analysis().as_json(), "content": "sha256:abc"}))
    return path


def song_of(body: dict[str, Any]) -> str:
    """Return the song that a request is about."""
    found = NAME.search(json.dumps(body["messages"]))
    assert found, body["messages"]
    return found[1]


def calling(*calls: tuple[str, dict[str, Any]], cost: float | None = None) -> Reply:
    """Return an answer of calls."""
    rows = [
        {"index": place, "id": f"call_{place:04d}", "type": "function"}
        | {"function": {"name": name, "arguments": json.dumps(arguments)}}
        for place, (name, arguments) in enumerate(calls)
    ]
    return _reply(chunk({"tool_calls": rows}), chunk({}, "tool_calls"), cost)


def saying(text: str, cost: float | None = None) -> Reply:
    """Return an answer of words."""
    return _reply(chunk({"content": text}), chunk({}, "stop"), cost)


def _reply(first: dict[str, Any], last: dict[str, Any], cost: float | None) -> Reply:
    more = {} if cost is None else {"cost": cost}
    return Reply(sse(first, last, usage(100, 20, **more)))


def busy(wait: float = 0.02) -> Reply:
    """Return what a server says that is asked too much."""
    body = json.dumps({"error": {"message": "Rate limit reached"}}).encode()
    headers = {"retry-after-ms": str(wait * 1000)}
    return Reply(body, 429, kind="application/json", headers=headers)


def segment(number: int) -> tuple[str, dict[str, Any]]:
    """Return a call that makes the segment of a song's number."""
    return "create_segment", {
        "channel": 1,
        "start_time": 0,
        "end_time": 1 + number % 7,
        "color": f"#0000{number % 256:02x}",
    }


class Model:
    """A server that makes one segment of each song, by its number, and then says that it is done.

    Attributes:
        requests: The bodies of all requests.
        most: How many were under way at the same time.
        before: Gives another answer to the n-th request (from 1), None for the usual one.
    """

    def __init__(self, before: Callable[[int], Reply | None] = lambda number: None) -> None:
        self.requests: list[dict[str, Any]] = []
        self.before, self.cost, self.most = before, None, 0
        self._lock, self._now, self._count = threading.Lock(), 0, 0

    def answer(self, body: dict[str, Any]) -> Reply:
        """Answer a request."""
        with self._lock:
            self._now, self._count = self._now + 1, self._count + 1
            self.most, number = max(self.most, self._now), self._count
        try:
            other = self.before(number)
            if other is not None:
                return other
            if body["messages"][-1]["role"] == "tool":
                return saying("Done.", self.cost)
            return calling(segment(int(song_of(body).split()[1])), cost=self.cost)
        finally:
            with self._lock:
                self._now -= 1


def planner(folder: Path, at: Endpoint, prompts=("light it",), caps=None, **more: Any) -> Planner:
    """Return a planner whose money is kept in a folder."""
    spent = folder / ".batch" / "spent.json"
    return Planner(at, list(prompts), caps or Caps(at_once=4), spent, **more)


def names(count: int, first: int = 0) -> list[str]:
    """Return the names of songs."""
    return [f"song {number}" for number in range(first, first + count)]


def run(made: Planner, songs: list[str], heard: Path, watch=lambda: None) -> dict[str, Planned]:
    """Plan songs to the end; each must end once."""
    found: dict[str, Planned] = {}
    for name in songs:
        made.add(name, heard, LENGTH)
    end = time.monotonic() + LONGEST
    while made.busy:
        assert time.monotonic() < end, "the planner does not come to an end"
        for row in made.step():
            assert row.name not in found, f"{row.name} ended twice"
            found[row.name] = row
        watch()
        time.sleep(0.001)
    made.close()
    assert sorted(found) == sorted(songs)
    return found
