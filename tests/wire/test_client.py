"""The client against a real server on this computer."""

import json
import logging
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bl_ext.user_default.sequence_maker.chat.answer.normalizer import normalized
from bl_ext.user_default.sequence_maker.chat.wire import client as client_file
from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from client_help import HELLO, KEY, TOOLS, ask, fail
from playback_server import DONE, PlaybackServer, chunk, sse, usage
from stream_cases import OWN, SHARED, Case, as_expected, load

pytest_plugins = ["client_fixtures"]


def test_a_text_comes_in_pieces_and_as_a_whole(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_say("three red strips")
    got = ask(endpoint)
    texts = [event.text for event in got[:-1] if isinstance(event, events.TextDelta)]
    end = got[-1]
    assert isinstance(end, events.Finished)
    assert "".join(texts) == end.content == "three red strips "
    assert end.message == {"role": "assistant", "content": "three red strips "}
    assert end.calls == () and end.model == "test-model" and end.refusal is None
    assert end.usage == events.Usage(10, 5, None, None, None)
    timing = end.timing
    assert timing.characters == 17 and timing.retries == 0
    assert 0 <= timing.time_to_first_token <= timing.response_time
    assert 0 <= timing.streaming_time <= timing.response_time


def test_calls_come_back_in_order(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_call_all(("seek", {"at": 1.5}), ("play", {}))
    end = ask(endpoint)[-1]
    assert isinstance(end, events.Finished)
    assert [(call.name, json.loads(call.arguments)) for call in end.calls] == [
        ("seek", {"at": 1.5}),
        ("play", {}),
    ]
    assert [call["id"] for call in end.message["tool_calls"]] == [call.id for call in end.calls]


def test_the_request_says_what_it_should(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_say("ok")
    ask(replace(endpoint, temperature=0.2, max_tokens=99))
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert server.requests[0] == {
        "model": "test-model",
        "messages": HELLO,
        "tools": TOOLS,
        "stream": True,
        "stream_options": {"include_usage": True},
        "parallel_tool_calls": True,
        "temperature": 0.2,
        "max_tokens": 99,
    }


def test_without_tools_nothing_is_said_about_them(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    server.will_say("ok")
    ask(endpoint, tools=[])
    assert not {"tools", "parallel_tool_calls"} & set(server.requests[0])


SAMPLE = [case for case in load(OWN) + load(SHARED) if len(case.body) < 4_000]


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.name)
@pytest.mark.parametrize("size", [1, 7, 0])
def test_streams_over_http(
    server: PlaybackServer, endpoint: Endpoint, case: Case, size: int
) -> None:
    server.will_play(case.body, piece=size)
    got = ask(endpoint)
    end = got[-1]
    assert isinstance(end, events.Finished) == case.expected["complete"]
    if isinstance(end, events.Failed):
        assert end.content == case.expected["content"]
        return
    thoughts = [event.text for event in got if isinstance(event, events.ReasoningDelta)]
    told = {"content": end.content, "reasoning": "".join(thoughts), "refusal": end.refusal}
    told |= {"finish_reason": end.finish_reason, "usage": end.usage, "calls": end.calls}
    as_expected(told, case)


@pytest.mark.parametrize("end", ["cut", "reset", "clean", "close"])
def test_a_stream_that_ends_early_is_incomplete(
    server: PlaybackServer, endpoint: Endpoint, end: str
) -> None:
    call = {"index": 0, "id": "a", "function": {"name": "play", "arguments": "{}"}}
    body = sse(chunk({"content": "So far"}), chunk({"tool_calls": [call]}), done=False)
    # a pause, or the reset overtakes the data
    server.will_play(body, end=end, stall_at=len(body), stall_seconds=0.2)
    failed = fail(endpoint)
    assert failed.code == "incomplete" and failed.content == "So far"
    assert len(server.requests) == 1


def test_a_cut_after_done_is_no_fault(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_play(sse(chunk({"content": "all"}, "stop")), end="cut")
    assert isinstance(ask(endpoint)[-1], events.Finished)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<!doctype html><title>Welcome</title>", "unreadable"),
        (b'{"choices": [{"message": {"content": "not streamed"}}]}', None),
        (b'{"error": {"message": "quota of the week is gone"}}', "provider_error"),
        (b'{"error": "quota of the week is gone"}', "provider_error"),
        (b"", "incomplete"),
        (b"data: {broken\n\n", "unreadable"),
        (b"data: \xff\n\n", "unreadable"),
        (DONE, None),
    ],
)
def test_what_may_come_with_status_200(
    server: PlaybackServer, endpoint: Endpoint, body: bytes, code: str | None
) -> None:
    server.will_play(body)
    end = ask(endpoint)[-1]
    assert getattr(end, "code", None) == code
    if code == "provider_error":
        assert "quota of the week" in end.message


def test_an_error_object_keeps_text_and_code(server: PlaybackServer, endpoint: Endpoint) -> None:
    error = {"error": {"message": f"it broke near {KEY}", "code": "tool_use_failed"}}
    server.will_play(sse(chunk({"content": "So far"}), error))
    failed = fail(endpoint)
    assert failed.code == "tool_use_failed" and failed.content == "So far"
    assert "it broke" in failed.message


def test_a_filtered_answer_has_no_calls(server: PlaybackServer, endpoint: Endpoint) -> None:
    call = {"index": 0, "id": "a", "function": {"name": "play", "arguments": "{}"}}
    server.will_play(sse(chunk({"tool_calls": [call]}), chunk({}, "content_filter")))
    end = ask(endpoint)[-1]
    assert isinstance(end, events.Finished) and end.finish_reason == "content_filter"
    (fault,) = normalized(iter([end]), TOOLS, "there")
    assert isinstance(fault, events.Failed) and fault.code == "blocked"


def test_the_price_and_the_cached_tokens_are_passed_on(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    more = {"cost": 0.0125, "prompt_tokens_details": {"cached_tokens": 8}}
    server.will_play(sse(chunk({"content": "x"}, "stop"), usage(10, 5, **more)))
    end = ask(endpoint)[-1]
    assert isinstance(end, events.Finished)
    assert end.usage == events.Usage(10, 5, 8, None, 0.0125)


def test_a_fault_of_ours_is_one_sentence_and_a_log_entry(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(f"with {KEY}")

    monkeypatch.setattr(client_file, "_openai_client", broken)
    with caplog.at_level(logging.DEBUG):
        assert fail(endpoint).code == "internal"
    assert "ZeroDivisionError" in caplog.text and KEY not in caplog.text


def test_the_key_is_in_no_log(
    server: PlaybackServer, endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        server.will_fail(500)
        server.will_say("ok")
        ask(endpoint)
    assert KEY not in caplog.text


def test_the_import_is_quick_and_loads_no_client_library() -> None:
    package = Path(client_file.__file__).parent.parent.parent
    code = (
        "import sys, types; p = types.ModuleType('sm'); "
        f"p.__path__ = [{str(package)!r}]; sys.modules['sm'] = p; "
        "import sm.chat.worker, sm.chat.wire.probe; "
        "sys.exit(any(n.split('.')[0] in ('openai', 'httpx2', 'bpy') for n in sys.modules))"
    )
    python = sys.executable if "python" in Path(sys.executable).name else None
    if python is None:
        pytest.skip("Blender's own executable runs no -c")
    assert subprocess.run([python, "-c", code], timeout=60).returncode == 0
