"""What is tried again, after how long, and what is not."""

import datetime
import email.utils
import socket
import time
from dataclasses import replace
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.chat.faults import fault as faults
from bl_ext.user_default.sequence_maker.chat.faults import waits as waits_of
from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from client_help import ask, fail, retries
from playback_server import PlaybackServer

pytest_plugins = ["client_fixtures"]


@pytest.mark.parametrize(
    ("status", "error", "code", "word"),
    [
        (401, None, "key_refused", "Key refused by 127.0.0.1"),
        (403, None, "forbidden", "no luck today"),
        (402, None, "no_credit", "No credit left"),
        (429, {"message": "x", "code": "insufficient_quota"}, "no_credit", "No credit left"),
        (404, {"message": "no such model", "code": "model_not_found"}, "model_unknown", "Model"),
        (404, {"message": "not found"}, "bad_url", "/chat/completions"),
        (400, {"message": "m", "code": "context_length_exceeded"}, "too_long", "too long"),
        (400, {"message": "m", "type": "exceed_context_size_error"}, "too_long", "too long"),
        (413, None, "too_long", "too long"),
        (400, {"message": "bad things"}, "bad_request", "bad things"),
        (422, {"message": "odd things"}, "bad_request", "odd things"),
        (400, {"message": "m", "code": "tool_use_failed"}, "tool_use_failed", "call"),
        (302, None, "bad_url", "moved"),
    ],
)
def test_what_is_hopeless_is_not_tried_again(
    server: PlaybackServer, endpoint: Endpoint, status: int, error: Any, code: str, word: str
) -> None:
    server.will_fail(status, error)
    failed = fail(endpoint)
    assert (failed.code, failed.status) == (code, status)
    assert word in failed.message
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503, 529])
def test_a_passing_trouble_is_tried_again(
    server: PlaybackServer, endpoint: Endpoint, status: int
) -> None:
    server.will_fail(status)
    server.will_fail(status)
    server.will_say("there")
    got = ask(endpoint)
    assert isinstance(got[-1], events.Finished)
    assert retries(got) == got[-1].timing.retries == 2
    assert server.requests[0] == server.requests[1] == server.requests[2]


def test_after_three_retries_it_is_over(server: PlaybackServer, endpoint: Endpoint) -> None:
    for _ in range(6):
        server.will_fail(503)
    got = ask(endpoint)
    assert isinstance(got[-1], events.Failed) and got[-1].code == "server_error"
    assert retries(got) == 3 and len(server.requests) == 4


@pytest.mark.parametrize("header", [{"retry_after": "1"}, {"retry_after_ms": "700"}])
def test_a_wait_that_the_server_asks_for_is_kept(
    server: PlaybackServer, endpoint: Endpoint, header: dict[str, str]
) -> None:
    server.will_fail(429, **header)
    server.will_say("there")
    before = time.monotonic()
    got = ask(endpoint)
    assert isinstance(got[-1], events.Finished)
    assert time.monotonic() - before >= 0.69


def test_a_wait_that_is_too_long_is_not_begun(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_fail(429, retry_after="3600")
    failed = fail(endpoint)
    assert failed.code == "rate_limited" and "3600" in failed.message


def test_waits_are_read_as_seconds_milliseconds_and_dates() -> None:
    assert waits_of.retry_after({"retry-after": "2"}) == 2
    assert waits_of.retry_after({"retry-after-ms": "250", "retry-after": "9"}) == 0.25
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30)
    date = waits_of.retry_after({"retry-after": email.utils.format_datetime(soon, usegmt=True)})
    assert date is not None and 25 < date <= 30
    for odd in ({}, {"retry-after": "soon"}, {"retry-after": "nan"}, {"retry-after": ""}):
        assert waits_of.retry_after(odd) is None
    assert waits_of.retry_after({"retry-after": "-5"}) == 0


def test_the_back_off_grows_and_has_an_end() -> None:
    fault = faults.Fault("server_error", "x")
    waits = [faults.Fault("rate_limited", "x", wait=wait) for wait in (0.0, 7.0)]
    assert 0.375 <= faults.delay(1, fault) <= 0.5 and 6 <= faults.delay(20, fault) <= 8
    assert faults.delay(1, waits[1]) == 7 and faults.delay(1, waits[0]) > 0


@pytest.mark.parametrize("name", ["stream_options", "parallel_tool_calls", "temperature"])
@pytest.mark.parametrize("status", [400, 422])
def test_a_refused_parameter_is_left_out_for_good(
    server: PlaybackServer, endpoint: Endpoint, name: str, status: int
) -> None:
    endpoint = replace(endpoint, temperature=0.5)
    server.will_fail(status, {"message": f"Unknown parameter: '{name}'."})
    server.will_say("ok")
    server.will_say("ok")
    got = ask(endpoint)
    assert isinstance(got[-1], events.Finished) and retries(got) == 0
    ask(endpoint)
    assert [name in request for request in server.requests] == [True, False, False]


def test_max_tokens_becomes_max_completion_tokens(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    endpoint = replace(endpoint, max_tokens=50)
    said = "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    server.will_fail(400, {"message": said, "param": "max_tokens"})
    server.will_say("ok")
    assert isinstance(ask(endpoint)[-1], events.Finished)
    assert server.requests[1]["max_completion_tokens"] == 50
    assert "max_tokens" not in server.requests[1]
    server.will_fail(400, {"message": "max_completion_tokens: unknown"})
    server.will_say("ok")
    assert isinstance(ask(endpoint)[-1], events.Finished)
    assert not {"max_tokens", "max_completion_tokens"} & set(server.requests[-1])


def test_a_server_that_refuses_everything_is_given_up(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    for _ in range(9):
        server.will_fail(400, {"message": "stream_options parallel_tool_calls temperature"})
    assert fail(replace(endpoint, temperature=1.0)).code == "bad_request"
    assert len(server.requests) == 2


def test_nobody_at_home_is_asked_after(endpoint: Endpoint) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    got = ask(replace(endpoint, base_url=f"http://127.0.0.1:{port}/v1"))
    assert isinstance(got[-1], events.Failed) and got[-1].code == "unreachable"
    assert got[-1].message.startswith("Is ") and str(port) in got[-1].message
    assert retries(got) == 2


def test_a_plain_server_is_no_secure_one(server: PlaybackServer, endpoint: Endpoint) -> None:
    got = ask(replace(endpoint, base_url=server.base_url.replace("http:", "https:")))
    assert isinstance(got[-1], events.Failed) and got[-1].code == "tls"
    assert retries(got) == 0
