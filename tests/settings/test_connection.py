"""The operators round the connection, and that a test ends with the add-on."""

import threading
from collections.abc import Iterator

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.host import pump
from bl_ext.user_default.sequence_maker.blender.settings import (
    connection,
    keys,
    preferences,
    profiles,
    turn_settings,
)
from bl_ext.user_default.sequence_maker.chat import prices
from bl_ext.user_default.sequence_maker.chat.wire import client
from playback_server import PlaybackServer
from test_probe import KEY, MODELS, endpoint, will_list


@pytest.fixture
def server() -> Iterator[PlaybackServer]:
    with PlaybackServer() as running:
        yield running


@pytest.fixture
def prefs(addon, tmp_path, monkeypatch) -> Iterator[preferences.SequenceMakerPreferences]:
    monkeypatch.setattr(keys, "own_file", lambda name: tmp_path / name)
    found = preferences.preferences()
    found.profiles.clear()
    preferences.ensure_profiles()
    found.active_index = 0
    yield found
    connection._tests.forget()
    keys.forget_all()
    found.profiles.clear()
    preferences.ensure_profiles()


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


@pytest.mark.parametrize("way", ["test_connection", "fetch_models"])
def test_no_way_leads_to_another_computer_unencrypted_without_consent(prefs, monkeypatch, way):
    asked = []
    monkeypatch.setattr(turn_settings, "require_online", lambda *_: None)
    monkeypatch.setattr(client, "_openai_client", lambda *_: asked.append(1) or 1 / 0)
    profile = prefs.profiles[0]
    profile.base_url, profile.model, profile.key = "http://192.0.2.1/v1", "gpt-5", KEY
    with pytest.raises(RuntimeError, match="192.0.2.1 is addressed without encryption"):
        getattr(bpy.ops.sequence_maker, way)()
    found = connection.result(profile)
    assert found is not None and found.code == "not_encrypted" and asked == []
    profile.plain_http = True
    with pytest.raises(RuntimeError):
        getattr(bpy.ops.sequence_maker, way)()
    assert asked


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
    connection._tests.forget()
    assert not connection.is_testing()
    assert not bpy.app.timers.is_registered(pump._tick)
    assert "connection test" not in [thread.name for thread in threading.enumerate()]


def test_the_timer_takes_the_result_and_ends(server, prefs):
    prefs.profiles[0].base_url, prefs.profiles[0].model = server.base_url, "gpt-5"
    will_list(server)
    connection.begin(profiles.endpoint_of(preferences.active_profile(prefs)))
    for thread in threading.enumerate():
        if thread.name == "connection test":
            thread.join(timeout=20)
    assert pump._tick() is None, "the timer ends with the last test"
    found = connection.result(prefs.profiles[0])
    assert found is not None and found.ok and not connection.is_testing()


def test_the_list_price_is_known_for_known_models_only():
    price = prices.list_price("gpt-4.1-mini", "https://api.openai.com/v1")
    assert price is not None and price.input_mtok == pytest.approx(0.4)
    assert price.output_mtok == pytest.approx(1.6)
    assert prices.list_price("no-such-model", "https://api.openai.com/v1") is None
    assert prices.list_price("gpt-4.1-mini", "http://127.0.0.1:1234/v1") is None
