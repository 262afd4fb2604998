"""No server can make the client read, keep or wait without an end."""

import gzip
import json
import time
import tracemalloc
from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.chat.conversation import Conversation
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.turn import RunningTurn
from bl_ext.user_default.sequence_maker.chat.wire import accumulator, bounded, events
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint, EndpointError
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.toolkit.world import Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from client_help import ask
from playback_server import PlaybackServer, chunk, sse

pytest_plugins = ["client_fixtures"]
MB = 1 << 20
JSON = {"Content-Type": "application/json"}


def test_an_error_body_is_read_to_64_kb(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_play(b"x" * (40 * MB), piece=MB, status=400, headers=JSON)
    tracemalloc.start()
    end = ask(endpoint, [])[-1]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(end, events.Failed) and len(end.message) < 600
    assert peak < 30 * MB + 40 * MB  # the server's own body is in this process, too
    assert bounded.most_of(400, "POST") == 64 * 1024


def test_a_list_of_models_is_read_to_4_mb(server: PlaybackServer, endpoint: Endpoint) -> None:
    names = [{"id": f"model-{number:09}", "object": "model"} for number in range(200_000)]
    server.will_play(json.dumps({"object": "list", "data": names}).encode(), headers=JSON)
    client = Client(endpoint)
    with pytest.raises(EndpointError):
        client.models()
    client.close()


@pytest.mark.parametrize("status", [200, 400])
def test_what_is_packed_several_times_is_not_unpacked(
    server: PlaybackServer, endpoint: Endpoint, status: int
) -> None:
    body = gzip.compress(gzip.compress(b" " * (64 * MB), 9), 9)
    server.will_play(body, status=status, headers={"Content-Encoding": "gzip, gzip"})
    end = ask(endpoint)[-1]
    assert isinstance(end, events.Failed) and end.code == "unreadable"


@pytest.mark.parametrize(
    ("delta", "most"),
    [
        ({"content": "x" * 50_000}, accumulator.LONGEST_TEXT),
        ({"refusal": "x" * 50_000}, accumulator.LONGEST_TEXT),
        ({"reasoning_content": "x" * 400_000}, accumulator.LONGEST_THINKING),
        ({"odd": "x" * 400_000}, accumulator.LONGEST_EXTRAS),
        ({"odd": [{"type": "a", "x": "y" * 400_000}]}, accumulator.LONGEST_EXTRAS),
    ],
)
def test_no_part_of_an_answer_grows_for_ever(
    server: PlaybackServer, endpoint: Endpoint, delta: dict, most: int
) -> None:
    size = len(next(iter(json.loads(json.dumps(list(delta.values()))))))
    count = most // max(size, 400_000 if "odd" in delta else 1) + 3
    server.will_play(sse(*[chunk(delta)] * count, chunk({}, "stop")))
    end = ask(endpoint)[-1]
    assert isinstance(end, events.Failed) and end.code == "too_large"


DRIPS = {
    "text": chunk({"content": "a"}),
    "thinking": chunk({"reasoning_content": "a"}),
    "calls": chunk({"tool_calls": [{"index": 0, "id": "c", "function": {"arguments": "a"}}]}),
    "nothing": {"choices": []},
    "unknown": chunk({"odd": "a"}),
}


@pytest.mark.parametrize("kind", [*DRIPS, "comment", "blank"])
def test_a_server_that_drips_ends_with_the_turn(server: PlaybackServer, kind: str) -> None:
    if kind == "comment":
        body = b": ping\n\n" * 4000
    elif kind == "blank":
        body = b"\n" * 4000
    else:
        body = b"".join(sse(DRIPS[kind], done=False) for _ in range(4000))
    server.will_play(body, piece=max(1, len(body) // 4000), pause=0.02)
    worker = Worker(replace(Endpoint("test", server.base_url, "m"), read_timeout=30.0))
    session = Session(ListTimelines(), None)
    options = Options(max_seconds=0.5)
    turn = RunningTurn(Conversation(), "go", session, TOOLS, worker, options)
    began = time.monotonic()
    turn.start()
    while turn.step():
        time.sleep(0.005)
    assert time.monotonic() - began < 20  # it would be 80
    assert turn.record.status == "incomplete" and turn.record.error["code"] == "max_seconds"
    assert len(turn.record.requests) == 1 and worker.close(5)
