"""Addresses as people paste them: versions, redirects, headers, near and far servers."""

import json
from dataclasses import replace

import pytest

from bl_ext.user_default.sequence_maker.chat.offer.windows import window_of
from bl_ext.user_default.sequence_maker.chat.wire import addresses, events
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.wire.probe import Probe
from client_help import KEY, ask
from playback_server import PlaybackServer

pytest_plugins = ["client_fixtures"]


@pytest.mark.parametrize("status", [307, 308])
def test_a_move_within_the_server_is_followed(
    server: PlaybackServer, endpoint: Endpoint, status: int
) -> None:
    server.will_play(b"", status=status, headers={"Location": "/other/v1/chat/completions"})
    server.will_say("Here.")
    end = ask(endpoint)[-1]
    assert isinstance(end, events.Finished) and end.content.strip() == "Here."
    assert server.paths == ["/v1/chat/completions", "/other/v1/chat/completions"]
    assert server.requests[0] == server.requests[1]
    assert KEY in server.headers[1]["authorization"]


@pytest.mark.parametrize(
    ("status", "location"),
    [
        (308, "http://127.0.0.2:9/v1/chat/completions"),
        (307, "https://127.0.0.1/v1/chat/completions"),
        (301, "/v1/chat/completions"),
        (302, "/v1/chat/completions"),
    ],
)
def test_a_move_to_another_server_or_method_is_not(
    server: PlaybackServer, endpoint: Endpoint, status: int, location: str
) -> None:
    server.will_play(b"", status=status, headers={"Location": location})
    end = ask(endpoint)[-1]
    assert isinstance(end, events.Failed) and end.code == "bad_url" and len(server.paths) == 1


def test_a_circle_of_moves_ends(server: PlaybackServer, endpoint: Endpoint) -> None:
    for _ in range(10):
        server.will_play(b"", status=308, headers={"Location": "/v1/chat/completions"})
    assert isinstance(ask(endpoint)[-1], events.Failed) and len(server.paths) <= 4


def test_an_api_version_and_own_headers_go_along(server: PlaybackServer) -> None:
    server.will_say("Here.")
    url = f"{server.base_url}?api-version=2024-10-21"
    endpoint = Endpoint("test", url, "m", api_key=KEY, headers=(("X-Team", "lights"),))
    assert isinstance(ask(endpoint)[-1], events.Finished)
    assert server.paths == ["/v1/chat/completions?api-version=2024-10-21"]
    assert server.headers[0]["x-team"] == "lights" and server.headers[0]["api-key"] == KEY
    assert "lights" not in repr(endpoint)


@pytest.mark.parametrize(
    ("url", "plain", "version"),
    [
        ("https://a/openai?api-version=2", "https://a/openai", "2"),
        ("https://a/v1?x=1&api-version=2", "https://a/v1?x=1", "2"),
        ("https://a/v1", "https://a/v1", ""),
        ("https://[", "https://[", ""),
    ],
)
def test_a_pasted_version_is_split_off(url: str, plain: str, version: str) -> None:
    assert addresses.split_api_version(url) == (plain, version)


NEAR = [
    "http://localhost:1/v1",
    "http://192.168.1.7/v1",
    "http://0.0.0.0:1/v1",
    "http://box.local/v1",
]


@pytest.mark.parametrize("url", [*NEAR, "http://10.0.0.2/v1", "http://[::1]/v1", "http://box/v1"])
def test_a_server_nearby_needs_no_key_and_gets_more_time(url: str) -> None:
    endpoint = Endpoint("test", url, "m")
    endpoint.check()
    assert (endpoint.silence, endpoint.longest_turn) == (300.0, 600.0)
    assert window_of(endpoint).described() == "8,192 tokens (assumed)"
    assert replace(endpoint, read_timeout=5.0).silence == 5.0


def test_a_server_far_away_needs_a_key_and_gets_less_time() -> None:
    endpoint = Endpoint("test", "https://api.example.com/v1", "m", api_key=KEY)
    assert (endpoint.silence, endpoint.longest_turn) == (60.0, 120.0)
    assert window_of(endpoint).tokens == 131_072
    assert window_of(replace(endpoint, context_window=9000)).described() == "9,000 tokens (entered)"


def test_where_a_server_listens_is_dialed_on_this_computer(server: PlaybackServer) -> None:
    server.will_say("Here.")
    endpoint = Endpoint("test", server.base_url.replace("127.0.0.1", "0.0.0.0"), "m")
    assert isinstance(ask(endpoint)[-1], events.Finished)


@pytest.mark.parametrize("text", ["X-A: b", "X-A: b; X-B: c", "X-A: b\nX-B: c", ""])
def test_headers_are_read_as_people_write_them(text: str) -> None:
    assert dict(addresses.headers(text)).get("X-A", "b") == "b"


@pytest.mark.parametrize("text", ["X-A", "X A: secret", "X-A:", "ä: secret", "X-A: secr\u00e9t"])
def test_what_is_no_header_is_refused_without_its_value(text: str) -> None:
    with pytest.raises(ValueError) as found:
        addresses.headers(text)
    assert "secr" not in str(found.value)


def listing(server: PlaybackServer, **entry: object) -> None:
    """Prepare a list of one model."""
    body = {"object": "list", "data": [{"id": "m", "object": "model", **entry}]}
    server.will_play(json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def test_a_missing_version_is_found_by_the_test(server: PlaybackServer) -> None:
    for _ in range(2):
        server.will_fail(404, {"message": "Not Found"})
    listing(server)
    outcome = Probe(Endpoint("test", server.base_url.removesuffix("/v1"), "m")).run()
    assert outcome.code == "bad_url" and outcome.url == server.base_url
    assert server.paths[-1] == "/v1/models"


@pytest.mark.parametrize(
    "entry",
    [
        {"max_model_len": 6000},
        {"context_length": 6000},
        {"loaded_context_length": 6000, "max_context_length": 90_000},
        {"meta": {"n_ctx": 6000, "n_ctx_train": 90_000}},
    ],
)
def test_the_window_is_learned_from_the_list_of_models(server: PlaybackServer, entry: dict) -> None:
    listing(server, **entry)
    endpoint = Endpoint("test", server.base_url, "m")
    assert Probe(endpoint).run().ok
    assert window_of(endpoint).described() == "6,000 tokens (learned)"


def test_the_window_is_learned_from_the_properties(server: PlaybackServer) -> None:
    listing(server)
    body = {"default_generation_settings": {"n_ctx": 6000}, "total_slots": 1}
    server.will_play(json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    endpoint = Endpoint("test", server.base_url, "m")
    assert Probe(endpoint).run().ok and server.paths[-1] == "/props"
    assert window_of(endpoint).described() == "6,000 tokens (learned)"
