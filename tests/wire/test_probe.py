"""What the test of a connection says about a server, in one sentence."""

import json
import socket
from collections.abc import Iterator

import pytest

from bl_ext.user_default.sequence_maker.chat.wire import probe
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint
from playback_server import PlaybackServer

KEY = "sk-" + "a" * 40
MODELS = ("gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "llama3.2:latest")


@pytest.fixture
def server() -> Iterator[PlaybackServer]:
    with PlaybackServer() as running:
        yield running


def will_list(server: PlaybackServer, *names: str, **how: float) -> None:
    """Prepare a list of models."""
    data = [{"id": name, "object": "model"} for name in names or MODELS]
    body = json.dumps({"object": "list", "data": data}).encode()
    server.will_play(body, headers={"Content-Type": "application/json"}, **how)


def endpoint(server: PlaybackServer, model: str = "gpt-4.1-mini") -> Endpoint:
    return Endpoint("Test", server.base_url, model, KEY, read_timeout=5.0)


def said(server: PlaybackServer, model: str = "gpt-4.1-mini", chat: bool = False) -> probe.Outcome:
    outcome = probe.Probe(endpoint(server, model), chat).run()
    assert KEY not in outcome.message
    return outcome


def test_a_model_in_the_list_is_there(server):
    will_list(server)
    outcome = said(server)
    assert outcome.ok and outcome.models == tuple(sorted(MODELS))
    assert outcome.message.startswith("127.0.0.1 answers, gpt-4.1-mini is there, ")
    assert outcome.message.endswith(f"{outcome.seconds:.1f} s")
    assert server.requests == [], "a local model is not loaded for a test"


def test_ollamas_latest_counts_as_the_name_without(server):
    will_list(server)
    assert said(server, "llama3.2").ok


def test_a_misspelt_model_comes_with_the_nearest_names(server):
    will_list(server)
    server.will_fail(404, {"message": "The model does not exist", "code": "model_not_found"})
    outcome = said(server, "gpt-4.1-mni")
    assert outcome.code == "model_unknown"
    assert outcome.message == (
        "127.0.0.1 has no model gpt-4.1-mni; did you mean gpt-4.1-mini or gpt-4.1-nano?"
    )


def test_a_model_that_looks_like_none_comes_with_their_number(server):
    will_list(server)
    server.will_fail(404, {"message": "The model does not exist"})
    assert said(server, "zzz").message == "127.0.0.1 has no model zzz; it has 4 models."


def test_a_server_may_take_a_name_that_it_does_not_list(server):
    will_list(server, "something.gguf")
    server.will_say("OK")
    outcome = said(server, "default")
    assert outcome.ok and "default works though its list lacks it" in outcome.message


def test_without_a_list_one_word_is_sent_and_no_tools(server):
    server.will_fail(404)
    server.will_say("OK")
    assert said(server).message.startswith("127.0.0.1 answers, gpt-4.1-mini is there")
    (request,) = server.requests
    assert "tools" not in request and len(request["messages"]) == 1


def test_a_wrong_address_is_named(server):
    for _ in range(2):
        server.will_fail(404, {"message": "Not Found"})
    outcome = said(server)
    assert outcome.code == "bad_url"
    told = f"{server.base_url} has no /chat/completions (Not Found); check the address."
    assert outcome.message == told


def test_a_refused_key_is_named_without_a_second_request(server):
    server.will_fail(401, {"message": f"Incorrect API key provided: {KEY}"})
    outcome = said(server)
    assert outcome.code == "key_refused" and "[key]" in outcome.message
    assert len(server.paths) == 1


def test_a_remote_host_gets_one_word_since_its_list_proves_no_credit(server):
    will_list(server)
    server.will_fail(429, {"message": "You exceeded your quota", "code": "insufficient_quota"})
    assert said(server, chat=True).code == "no_credit"
    assert probe.Probe(Endpoint("", "https://api.example.com/v1", "m", KEY)).chat


def test_a_busy_server_is_not_asked_again(server):
    will_list(server)
    server.will_fail(503, {"message": "overloaded"}, retry_after="60")
    outcome = said(server, chat=True)
    assert not outcome.ok and "overloaded" in outcome.message
    assert outcome.seconds < 5.0


def test_no_model_is_an_invitation_to_choose(server):
    will_list(server)
    outcome = said(server, "")
    assert (outcome.code, outcome.models) == ("no_model", tuple(sorted(MODELS)))
    assert outcome.message == "127.0.0.1 answers; choose one of its 4 models."


def test_a_server_that_does_not_run_is_named():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    outcome = probe.Probe(Endpoint("", url, "m")).run()
    assert outcome.message == f"Is the model server running at {url}?"


@pytest.mark.parametrize(
    ("url", "key", "code"),
    [
        ("https://api.example.com/v1", "", "no_key"),
        ("https://api.example.com/v1", "a b", "bad_key"),
        ("api.example.com", KEY, "bad_url"),
        ("", KEY, "bad_url"),
    ],
)
def test_what_cannot_work_is_not_even_tried(url, key, code):
    assert probe.Probe(Endpoint("", url, "m", key)).run().code == code


def test_only_the_names_are_fetched(server):
    will_list(server)
    outcome = probe.Probe(endpoint(server)).names()
    assert outcome.message == "127.0.0.1 offers 4 models."
    server.will_play(b'{"object": "list", "data": []}')
    assert probe.Probe(endpoint(server)).names().code == "no_models"
