"""Addresses, keys, proxies and lists of models."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bl_ext.user_default.sequence_maker.chat.wire import events, proxy
from bl_ext.user_default.sequence_maker.chat.wire.client import Client
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint, EndpointError
from client_help import KEY, ask, fail
from playback_server import PlaybackServer

pytest_plugins = ["client_fixtures"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"base_url": ""}, "bad_url"),
        ({"base_url": "localhost:11434/v1"}, "bad_url"),
        ({"base_url": "ftp://localhost/v1"}, "bad_url"),
        ({"base_url": "http://"}, "bad_url"),
        ({"base_url": "http://local host/v1"}, "bad_url"),
        ({"base_url": "http://localhost:99999/v1"}, "bad_url"),
        ({"base_url": "http://[::1/v1"}, "bad_url"),
        ({"model": " "}, "no_model"),
        ({"api_key": "two words"}, "bad_key"),
        ({"api_key": "two\nlines"}, "bad_key"),
        ({"api_key": "schlüssel"}, "bad_key"),
        ({"base_url": "https://api.example.org/v1", "api_key": " "}, "no_key"),
        ({"offline": True}, "offline"),
    ],
)
def test_an_endpoint_that_cannot_work_is_not_asked(
    endpoint: Endpoint, changes: dict[str, Any], code: str
) -> None:
    failed = fail(replace(endpoint, **changes))
    assert failed.code == code
    assert str(changes.get("api_key", KEY)).strip() not in failed.message or code == "no_key"


@pytest.mark.parametrize(
    "url", ["http://localhost:1/v1", "http://127.3.2.1/v1", "http://[::1]:8/v1"]
)
def test_a_server_on_this_computer_needs_neither_key_nor_proxy(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = Endpoint("local", url, "m")
    local.check()
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("https_proxy", "proxy.invalid:3128")
    assert local.is_loopback and not local.needs_key and proxy.proxy_for(local) is None
    away = Endpoint("away", "https://api.example.org/v1", "m", api_key=KEY)
    assert away.needs_key and proxy.proxy_for(away) == "http://proxy.invalid:3128"
    assert KEY not in repr(away)


def test_blanks_and_the_full_path_in_an_address_are_forgiven(
    server: PlaybackServer, endpoint: Endpoint
) -> None:
    server.will_say("ok")
    url = f" {server.base_url}/chat/completions/ \n"
    assert isinstance(ask(replace(endpoint, base_url=url))[-1], events.Finished)
    assert server.paths == ["/v1/chat/completions"]


def models(endpoint: Endpoint) -> list[str]:
    client = Client(endpoint)
    try:
        return client.models()
    finally:
        client.close()


def test_models_are_listed(server: PlaybackServer, endpoint: Endpoint) -> None:
    listed = json.dumps({"object": "list", "data": [{"id": "b"}, {"id": "a"}]}).encode()
    server.will_play(listed, headers={"Content-Type": "application/json"})
    assert models(endpoint) == ["a", "b"]
    server.will_fail(401, {"message": f"wrong key {KEY}"})
    server.will_play(b"<html>", headers={"Content-Type": "text/html"})
    for code in ("key_refused", "unreadable"):
        with pytest.raises(EndpointError) as caught:
            models(endpoint)
        assert caught.value.code == code and KEY not in caught.value.message
