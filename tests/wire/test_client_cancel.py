"""Silence, cancelling and hanging up."""

import socket
import threading
import time
from dataclasses import replace
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.chat.wire import events
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from client_help import HELLO, TOOLS, ask, fail
from playback_server import PlaybackServer, chunk, sse

pytest_plugins = ["client_fixtures"]


def test_silence_ends_at_the_read_timeout(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_play(sse(chunk({"content": "x"})), stall_before=20)
    body = sse(chunk({"content": "So far"}), chunk({}, "stop"))
    server.will_play(body, stall_at=body.index(b"\n\n") + 2, stall_seconds=20)
    quick = replace(endpoint, read_timeout=1.0)
    assert fail(quick).code == "stalled"
    failed = fail(quick)
    assert (failed.code, failed.content) == ("stalled", "So far")
    assert "no data for 1 s" in failed.message


def test_a_slow_server_is_not_a_silent_one(server: PlaybackServer, endpoint: Endpoint) -> None:
    body = b"".join([b": wait\n"] * 10) + sse(chunk({"content": "x"}, "stop"))
    server.will_play(body, piece=7, pause=0.03)
    assert isinstance(ask(replace(endpoint, read_timeout=1.0))[-1], events.Finished)


def cancelled_after(client: Client, ready: Any) -> tuple[events.Failed, float]:
    """Cancel from another thread once `ready` returns; return the end and how long it took."""
    at: list[float] = []
    kept: list[Any] = []

    def cancel() -> None:
        kept.append(ready())  # an accepted connection must stay open
        time.sleep(0.1)
        at.append(time.monotonic())
        client.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    got = list(client.stream(HELLO, TOOLS))
    took = time.monotonic() - at[0]
    thread.join()
    client.close()
    assert isinstance(got[-1], events.Failed)
    return got[-1], took


@pytest.mark.parametrize("where", ["before headers", "in the text", "retry wait"])
def test_cancel_ends_a_blocked_request(
    server: PlaybackServer, endpoint: Endpoint, where: str
) -> None:
    body = sse(chunk({"content": "So far"}), chunk({}, "stop"))
    if where == "before headers":
        server.will_play(body, stall_before=20)
    elif where == "in the text":
        server.will_play(body, stall_at=body.index(b"\n\n") + 2, stall_seconds=20)
    else:
        server.will_fail(429, retry_after="60")
    client = Client(replace(endpoint, read_timeout=30))
    failed, took = cancelled_after(client, server.arrived.acquire)
    assert failed.code == "cancelled" and took < 2
    assert failed.content == ("So far" if where == "in the text" else "")


def test_cancel_ends_a_handshake_that_never_ends(endpoint: Endpoint) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/v1"
        failed, took = cancelled_after(Client(replace(endpoint, base_url=url)), listener.accept)
    assert failed.code == "cancelled" and took < 2


def test_a_cancelled_client_opens_nothing(server: PlaybackServer, endpoint: Endpoint) -> None:
    client = Client(endpoint)
    client.cancel()
    (end,) = client.stream(HELLO, [])
    assert isinstance(end, events.Failed) and end.code == "cancelled"
    assert server.paths == []


def test_one_client_serves_a_whole_turn(server: PlaybackServer, endpoint: Endpoint) -> None:
    server.will_call("play")
    server.will_fail(503)
    server.will_say("done")
    client = Client(endpoint)
    assert isinstance(list(client.stream(HELLO, TOOLS))[-1], events.Finished)
    assert isinstance(list(client.stream(HELLO, TOOLS))[-1], events.Finished)
    client.close()
