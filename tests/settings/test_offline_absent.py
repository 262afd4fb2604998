"""The offline model where it is not part of the installation: nobody sees, chooses or starts it."""

import logging

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.chat import chats
from bl_ext.user_default.sequence_maker.blender.command import cli
from bl_ext.user_default.sequence_maker.blender.panel import onboarding
from bl_ext.user_default.sequence_maker.blender.settings import (
    keys,
    preferences,
    small_model,
    turn_settings,
    usual_profiles,
)
from bl_ext.user_default.sequence_maker.chat.options import Options
from bl_ext.user_default.sequence_maker.chat.wire.endpoint import Endpoint, EndpointError
from timeline_help import FREE

PLAIN = "Plain Commands"
OFFLINE = Endpoint("Offline", "", "offline", offline=True)


@pytest.fixture
def absent(addon, tmp_path, monkeypatch):
    """The preferences of an installation without the model, as the last session left them."""
    monkeypatch.setattr(small_model, "NEEDED", (*small_model.NEEDED[:2], "no_such_model"))
    for slot in (small_model._present, usual_profiles._left):
        slot.forget()
    keys.set_user_folder(tmp_path)
    found = preferences.preferences()
    found.profiles.clear()
    found.active_index, found.knows_rules = 0, False
    yield found
    monkeypatch.undo()
    for slot in (small_model._present, usual_profiles._left):
        slot.forget()
    keys.set_user_folder(None)
    found.profiles.clear()
    preferences.ensure_profiles()
    found.active_index = 0
    assert "Offline" in [profile.name for profile in found.profiles]


def saved(prefs, *names):
    """Let the preferences have these profiles; those with Offline in the name are that."""
    for name in names:
        profile = prefs.profiles.add()
        profile.name, profile.offline = name, "Offline" in name
        profile.base_url = "" if profile.offline else f"http://127.0.0.1:1/{name}"


def test_no_endpoint_is_offered_that_cannot_work(absent):
    preferences.ensure_profiles()
    assert len(absent.profiles) == len(usual_profiles.DEFAULTS) - 1
    assert [profile.name for profile in absent.profiles if profile.offline] == [PLAIN]
    assert preferences.active_profile(absent).name == PLAIN
    assert not usual_profiles.instead_of_offline()


@pytest.mark.parametrize(
    ("names", "chosen", "left", "active", "told"),
    [
        (("One", "Two", "Offline"), 2, ["One", "Two", PLAIN], PLAIN, PLAIN),
        (("Offline", "One", "Two"), 2, ["One", "Two", PLAIN], "Two", ""),
        (("One", "Offline A", "Two", "Offline B"), 1, ["One", "Two", PLAIN], PLAIN, PLAIN),
        (("One", "Two"), 1, ["One", "Two", PLAIN], "Two", ""),
        (("Offline",), 0, [PLAIN], PLAIN, PLAIN),
    ],
)
def test_a_saved_choice_of_it_falls_back_and_says_so(
    absent, caplog, names, chosen, left, active, told
):
    saved(absent, *names)
    absent.active_index = chosen
    caplog.set_level(logging.WARNING)
    preferences.ensure_profiles()
    found = [profile.name for profile in absent.profiles]
    assert found == left
    assert preferences.active_profile(absent).name == active
    assert usual_profiles.instead_of_offline() == told
    said = [row.getMessage() for row in caplog.records if "offline" in row.getMessage()]
    assert len(said) == bool(told) and all(f"{told} answers instead" in row for row in said)


def test_the_panel_says_that_it_is_not_here_with_the_way_to_another(absent, scene):
    saved(absent, "Offline")
    preferences.ensure_profiles()
    found = onboarding.missing(scene, turn_settings.active_endpoint())
    assert not any(thing.blocking for thing in found), "plain commands work at once"
    (row,) = [thing for thing in found if thing.text == "No offline model here"]
    assert (row.operator, row.blocking) == ("sequence_maker.open_preferences", False)


def test_no_way_leads_to_its_process(absent, scene):
    for ask in (
        lambda: turn_settings.check(OFFLINE),
        lambda: turn_settings.options(OFFLINE),
        lambda: small_model.worker(OFFLINE),
        lambda: chats.chat_of(scene).send("go", OFFLINE, Options(), FREE),
    ):
        with pytest.raises(EndpointError, match="not part of this installation") as caught:
            ask()
        assert caught.value.code == "offline_model"
    assert chats.chat_of(scene).running is None
    assert small_model._server.known() is None or not small_model.server().running


def test_its_connection_cannot_be_tested(absent):
    preferences.ensure_profiles()
    preferences.active_profile(absent).model = "offline"
    with pytest.raises(RuntimeError, match="not part of this installation"):
        bpy.ops.sequence_maker.test_connection()


@pytest.mark.parametrize("more", [[], ["--offline"]])
def test_the_command_reads_plain_commands_all_the_same(absent, capfd, monkeypatch, more):
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    preferences.ensure_profiles()
    assert cli.main([*more, "make channel 1 red from 0 to 5 seconds"]) == 0
    assert "1 segment created" in capfd.readouterr().out


def test_plain_commands_that_were_removed_stay_away(absent):
    saved(absent, "One")
    preferences.ensure_profiles()
    assert [profile.name for profile in absent.profiles] == ["One", PLAIN]
    absent.profiles.remove(1)
    preferences.ensure_profiles()
    assert [profile.name for profile in absent.profiles] == ["One"]
