"""What the test of a connection says, and that it ends with the add-on."""

import json
import socket
import threading
from collections.abc import Iterator

import bpy
import pytest
from playback_server import PlaybackServer

from bl_ext.user_default.sequence_maker.blender import connection, keys, preferences
from bl_ext.user_default.sequence_maker.chat import prices, probe
from bl_ext.user_default.sequence_maker.chat.endpoint import Endpoint
from bl_ext.user_default.sequence_maker.chat.offline import client as offline_client
from bl_ext.user_default.sequence_maker.chat.offline import process

KEY = "sk-" + "a" * 40
MODELS = ("gpt-4.1-mini", "gpt-4.1-nano", "gpt-5", "llama3.2:latest")


@pytest.fixture
def server() -> Iterator[PlaybackServer]:
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def prefs(addon, tmp_path) -> Iterator[preferences.SequenceMakerPreferences]:
    keys.set_user_folder(tmp_path)
    found = preferences.preferences()
    found.profiles.clear()
    found.active_index = 0
    preferences.ensure_profiles()
    yield found
    connection.stop()
    keys.forget_all()
    keys.set_user_folder(None)
    found.profiles.clear()
    preferences.ensure_profiles()


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
    server.will_fail(404)
    server.will_fail(404)
    outcome = said(server)
    assert outcome.code == "bad_url"
    assert outcome.message == f"{server.base_url} has no /chat/completions; check the address."


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


def test_headless_the_operator_waits_and_reports(server, prefs):
    prefs.profiles[0].base_url, prefs.profiles[0].model = server.base_url, "gpt-5"
    will_list(server)
    assert bpy.ops.sequence_maker.test_connection() == {"FINISHED"}
    found = connection.result(prefs.profiles[0])
    assert found is not None and found.ok
    prefs.profiles[0].model = "another"
    assert connection.result(prefs.profiles[0]) is None, "a result is of one address and model"
    server.will_fail(401)
    with pytest.raises(RuntimeError, match="Key refused by 127.0.0.1"):
        bpy.ops.sequence_maker.test_connection()


def test_online_access_that_is_off_is_named(prefs):
    prefs.profiles[0].key = KEY
    assert not bpy.app.online_access
    with pytest.raises(RuntimeError, match="Allow Online Access is off"):
        bpy.ops.sequence_maker.test_connection()
    found = connection.result(prefs.profiles[0])
    assert found is not None and found.code == "offline"


def test_online_access_is_turned_on_by_one_button(prefs):
    system = bpy.context.preferences.system
    try:
        if bpy.app.online_access_override:
            assert not bpy.ops.sequence_maker.allow_online_access.poll()
            return
        assert bpy.ops.sequence_maker.allow_online_access() == {"FINISHED"}
        assert system.use_online_access and bpy.app.online_access
        assert not bpy.ops.sequence_maker.allow_online_access.poll()
    finally:
        system.use_online_access = False


def test_a_fetched_model_can_be_chosen(server, prefs):
    profile = prefs.profiles[0]
    profile.base_url = server.base_url
    assert not bpy.ops.sequence_maker.choose_model.poll()
    will_list(server)
    assert bpy.ops.sequence_maker.fetch_models() == {"FINISHED"}
    assert connection.models(profile) == tuple(sorted(MODELS))
    assert bpy.ops.sequence_maker.choose_model(model="gpt-5") == {"FINISHED"}
    assert profile.model == "gpt-5"
    with pytest.raises(TypeError):
        bpy.ops.sequence_maker.choose_model(model="not there")


def test_a_test_that_runs_ends_with_the_addon(server, prefs):
    will_list(server, stall_before=30.0)
    assert connection.begin(endpoint(server)) is None
    assert connection.is_testing() and not bpy.ops.sequence_maker.test_connection.poll()
    assert server.arrived.acquire(timeout=10)
    connection.stop()
    assert not connection.is_testing()
    assert not bpy.app.timers.is_registered(connection._tick)
    assert "connection test" not in [thread.name for thread in threading.enumerate()]


def test_the_timer_takes_the_result_and_ends(server, prefs):
    prefs.profiles[0].base_url, prefs.profiles[0].model = server.base_url, "gpt-5"
    will_list(server)
    connection.begin(preferences.endpoint(prefs))
    for thread in threading.enumerate():
        if thread.name == "connection test":
            thread.join(timeout=20)
    assert connection._tick() is None, "the timer ends with the last test"
    found = connection.result(prefs.profiles[0])
    assert found is not None and found.ok and not connection.is_testing()


def test_the_offline_model_says_how_long_it_took_or_what_is_missing(prefs, monkeypatch):
    prefs.active_index = len(prefs.profiles) - 1
    monkeypatch.setattr(offline_client.server, "start", lambda: None)
    assert bpy.ops.sequence_maker.test_connection() == {"FINISHED"}
    found = connection.result(prefs.profiles[prefs.active_index])
    assert found is not None and found.message.startswith("The built-in model started in 0.0 s")

    def missing() -> None:
        raise process.OfflineError("the offline model's file is missing")

    monkeypatch.setattr(offline_client.server, "start", missing)
    with pytest.raises(RuntimeError, match="The offline model's file is missing"):
        bpy.ops.sequence_maker.test_connection()


def test_the_list_price_is_known_for_known_models_only():
    price = prices.list_price("gpt-4.1-mini", "https://api.openai.com/v1")
    assert price is not None and price.input_mtok == pytest.approx(0.4)
    assert price.output_mtok == pytest.approx(1.6)
    assert prices.list_price("no-such-model", "https://api.openai.com/v1") is None
    assert prices.list_price("gpt-4.1-mini", "http://127.0.0.1:1234/v1") is None
