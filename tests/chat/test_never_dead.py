"""A chat never stays dead: after any fault the next prompt to a healthy server works."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bl_ext.user_default.sequence_maker.chat.conversation import Conversation
from bl_ext.user_default.sequence_maker.chat.faults import fault as faults
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.turn import RunningTurn
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.worker import Worker
from bl_ext.user_default.sequence_maker.sequence.in_memory.list_timelines import ListTimelines
from bl_ext.user_default.sequence_maker.toolkit.world import Limits, Session
from bl_ext.user_default.sequence_maker.tools import TOOLS
from playback_server import chunk, sse, usage
from strict_server import Reply, Server, healthy, serving

EXAMPLES = 1000 if bpy.app.version[:2] == (4, 5) else 200
"""It is not about Blender: once is enough for all of them."""
STREAMS = [
    path.read_bytes() for path in sorted((Path(__file__).parents[1] / "streams").glob("*.sse"))
]
WORDS = [
    *("nothing", "context length exceeded: 9000 tokens > 8192 maximum", "Loading model"),
    *("Unknown parameter: parallel_tool_calls", "additionalProperties is not known", "API key"),
    *("roles must alternate", "messages[2]: bad", "does not support tools", "model not found"),
    *("reasoning_content must be passed back", "try again in 0.01s", "insufficient_quota", ""),
]
TEXTS = [
    *("", "Fine.", "<think>Hm.</think>", '<tool_call>{"name": "create_segment"', "{", "analysis"),
    '[TOOL_CALLS]create_segment[ARGS]{"channel": 1, "start_time": 0, "end_time": 1}',
]
FINISHES = [None, "stop", "length", "content_filter", "error", "tool_calls", "odd", "max_tokens"]
FIELDS: list[dict[str, Any]] = [
    {},
    {"reasoning_content": "hm"},
    {"token_ids": [1]},
    {"refusal": "No"},
]
IDS = ["", "call_0", "x" * 200, "ä"]
ARGUMENTS = [
    '{"channel": 1}',
    '{"channel": 1, "start_time": 0, "end_time": 1, "color": "red"}',
    "{",
    "",
]


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """Return whatever a server may answer."""
    kind = draw(st.sampled_from(["status", "stream", "answer", "answer", "bytes"]))
    if kind == "status":
        status = draw(st.sampled_from([400, 401, 403, 404, 413, 422, 429, 500, 503]))
        body = {"error": {"message": draw(st.sampled_from(WORDS))}}
        return Reply(json.dumps(body).encode(), status, kind="application/json")
    if kind == "bytes":
        return Reply(draw(st.binary(max_size=40)), cut=draw(st.booleans()))
    if kind == "stream":
        return Reply(draw(st.sampled_from(STREAMS)), cut=draw(st.booleans()))
    chunks = [chunk({"role": "assistant", "content": draw(st.sampled_from(TEXTS))})]
    chunks.append(chunk(draw(st.sampled_from(FIELDS))))
    for index in range(draw(st.integers(0, 2))):
        name = draw(
            st.sampled_from(["create_segment", "createSegment", "rocket", "clear_timeline"])
        )
        function = {"name": name, "arguments": draw(st.sampled_from(ARGUMENTS))}
        call = {"index": index, "id": draw(st.sampled_from(IDS)), "function": function}
        chunks.append(chunk({"tool_calls": [call]}))
    chunks += [chunk({}, draw(st.sampled_from(FINISHES))), usage(draw(st.integers(0, 9000)))]
    return Reply(sse(*chunks), cut=draw(st.booleans()))


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Server, Client]]:
    """One server and one client for all examples."""
    found = Server()
    with serving(found) as base_url:
        client = Client(Endpoint("test", base_url, "m", context_window=32_768))
        yield found, client
        client.close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be waited for."""
    monkeypatch.setattr(faults, "delay", lambda attempt, fault: 0.0)


class Lasting:
    """A client that serves many turns, for the official one takes 50 ms to be made."""

    def __init__(self, client: Client) -> None:
        self.stream = client.stream

    def cancel(self) -> None:
        """Nothing: the turn is over."""

    def close(self) -> None:
        """Nothing: another turn comes."""


def ask(conversation: Conversation, client: Client, prompt: str, limits: Limits) -> Any:
    """Carry a prompt to its end in a world of its own."""
    timelines = ListTimelines()
    worker = Worker(client.endpoint, lambda _: Lasting(client))
    options = Options(max_requests=6)
    session = Session(timelines, None, limits)
    turn = RunningTurn(conversation, prompt, session, TOOLS, worker, options)
    turn.start()
    deadline = time.monotonic() + 60
    while turn.step():
        if turn.waiting:
            turn.answer(False)
        assert time.monotonic() < deadline, turn.status
        time.sleep(0.0005)
    assert worker.close(5)
    return turn.record, timelines


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(replies(), min_size=1, max_size=3), min_size=1, max_size=3))
def test_after_any_fault_the_next_prompt_works(
    server: tuple[Server, Client], turns: list[list[Reply]]
) -> None:
    found, client = server
    conversation = Conversation()
    client.endpoint.learned._facts.clear()
    for number, answers in enumerate(turns):
        left = iter(answers)
        found.answer = lambda body, left=left: next(left, None) or healthy(body)
        record, timelines = ask(conversation, client, f"prompt {number}", Limits("never"))
        assert record.status in ("complete", "incomplete", "failed")
        assert (record.error is None) == (record.status == "complete")
        if record.error is not None:
            assert record.error["message"].strip() and "\n" not in record.error["message"]
            assert record.error["code"] != "internal"
    found.answer = healthy
    record, timelines = ask(conversation, client, "and now", Limits("never"))
    assert record.status == "complete", record.error
    assert len(timelines.segments()) == 1
    assert record.text.endswith("Done.")
