"""What a server refuses is left out, sent once more, and remembered for the next request."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.chat.body.wire_form import SOURCE
from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.tools import TOOLS
from playback_server import PlaybackServer, chunk, sse

pytest_plugins = ["client_fixtures"]
SCHEMAS = [tool.schema() for tool in TOOLS.values()]
CALL = {"id": "c1", "type": "function", "function": {"name": "list_segments", "arguments": "{}"}}


def history(place: str) -> list[dict[str, Any]]:
    """Return a conversation in which the model called a function, with fields of its server."""
    return [
        {"role": "system", "content": "You."},
        {"role": "user", "content": "one"},
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [CALL],
            "token_ids": [1],
            SOURCE: place,
        },
        {"role": "tool", "tool_call_id": "c1", "content": "{}"},
        {"role": "user", "content": "two"},
    ]


def ask(endpoint: Endpoint, may_call: bool = True) -> events.Event:
    """Send the conversation and return how it ended."""
    client = Client(endpoint)
    *_, end = client.stream(history(endpoint.place), SCHEMAS, may_call)
    client.close()
    return end


@pytest.mark.parametrize(
    ("said", "is_left_out"),
    [
        ("Unknown parameter: parallel_tool_calls", lambda b: "parallel_tool_calls" not in b),
        ("Unknown field: parallelToolCalls", lambda b: "parallel_tool_calls" not in b),
        ("Unknown option: include_usage", lambda b: "stream_options" not in b),
        ("", lambda b: not {"stream_options", "parallel_tool_calls"} & set(b)),
        ("additionalProperties is not known here", lambda b: "additionalProp" not in json.dumps(b)),
        ("property 'token_ids' is unsupported", lambda b: "token_ids" not in json.dumps(b)),
        ("token_ids must be passed back", lambda b: "token_ids" not in json.dumps(b)),
        ("messages.2: not good", lambda b: "token_ids" not in json.dumps(b)),
        ("System role not supported", lambda b: b["messages"][0]["role"] == "user"),
    ],
)
@pytest.mark.parametrize("status", [400, 422])
def test_what_is_refused_is_left_out_once_and_for_all(
    server: PlaybackServer, endpoint: Endpoint, status: int, said: str, is_left_out: Any
) -> None:
    server.will_play(json.dumps({"error": {"message": said}}).encode(), status=status)
    server.will_say("Fine.")
    server.will_say("Fine again.")
    for _ in range(2):
        assert isinstance(ask(endpoint), events.Finished)
    first, *later = server.requests
    assert not is_left_out(first) and len(later) == 2 and all(map(is_left_out, later))


def test_a_server_that_does_not_stream_is_asked_for_the_whole(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    server.will_fail(400, {"message": "Streaming with tools is not supported"})
    whole = {"choices": [{"message": {"role": "assistant", "content": "Fine."}}]}
    server.will_play(json.dumps(whole).encode(), headers={"Content-Type": "application/json"})
    end = ask(endpoint)
    assert isinstance(end, events.Finished) and end.content == "Fine."
    assert [body["stream"] for body in server.requests] == [True, False]
    assert "stream_options" not in server.requests[1]


def test_where_a_choice_of_tools_is_refused_none_are_sent(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    server.will_fail(400, {"message": "tool_choice is not supported"})
    server.will_say("Fine.")
    assert isinstance(ask(endpoint, may_call=False), events.Finished)
    assert "tools" in server.requests[0] and "tools" not in server.requests[1]


def test_a_refusal_without_a_name_is_sent_bare_once_only(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    for _ in range(3):
        server.will_play(b"", status=400)
    end = ask(endpoint)
    assert isinstance(end, events.Failed) and len(server.requests) == 2


def test_an_error_in_the_stream_before_the_first_word_teaches_too(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    error = {"error": {"message": "parallel_tool_calls is not supported", "code": 400}}
    server.will_play(sse(error, done=False))
    server.will_say("Fine.")
    assert isinstance(ask(endpoint), events.Finished) and len(server.requests) == 2


def test_an_error_after_the_first_word_is_the_end(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    error = {"error": {"message": "overloaded", "code": 503}}
    server.will_play(sse(chunk({"content": "So"}), error, done=False))
    end = ask(endpoint)
    assert isinstance(end, events.Failed) and len(server.requests) == 1


def test_lessons_end(server: PlaybackServer, endpoint: Endpoint) -> None:
    for _ in range(12):
        server.will_fail(400, {"message": "messages: roles must alternate"})
    assert isinstance(ask(endpoint), events.Failed) and len(server.requests) == 2


def test_what_one_model_refuses_another_one_gets(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    server.will_fail(400, {"message": "Unknown parameter: parallel_tool_calls"})
    for _ in range(2):
        server.will_say("Fine.")
    ask(endpoint)
    ask(replace(endpoint, model="another"))
    assert "parallel_tool_calls" in server.requests[2]


def test_a_model_that_is_loaded_is_waited_for(server: PlaybackServer, endpoint: Endpoint) -> None:
    for _ in range(9):
        server.will_fail(503, {"message": "Loading model", "code": 503})
    server.will_say("Here.")
    client = Client(endpoint)
    waited: list[float] = []
    client.wait = waited.append  # type: ignore[method-assign]
    *before, end = client.stream(history(""), SCHEMAS)
    client.close()
    assert isinstance(end, events.Finished) and len(waited) == 9 and sum(waited) <= 60
    assert all("loading the model" in e.reason for e in before if isinstance(e, events.Retrying))


def test_a_model_that_never_comes_is_given_up_after_a_minute(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    for _ in range(50):
        server.will_fail(503, {"message": "Loading model", "code": 503})
    client = Client(endpoint)
    waited: list[float] = []
    client.wait = waited.append  # type: ignore[method-assign]
    *_, end = client.stream(history(""), SCHEMAS)
    client.close()
    assert isinstance(end, events.Failed) and end.code == "loading" and 55 <= sum(waited) <= 65
