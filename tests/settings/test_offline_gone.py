"""The endpoint Offline is gone: what names it falls back to plain commands, and says so once."""

import logging

import pytest

from bl_ext.user_default.sequence_maker.blender.command import cli
from bl_ext.user_default.sequence_maker.blender.panel import onboarding
from bl_ext.user_default.sequence_maker.blender.settings import (
    keys,
    preferences,
    turn_settings,
    usual_profiles,
)

PLAIN = "Plain Commands"


@pytest.fixture
def prefs(addon, tmp_path, monkeypatch):
    """The preferences as an earlier version left them."""
    usual_profiles._left.forget()
    monkeypatch.setattr(keys, "own_file", lambda name: tmp_path / name)
    found = preferences.preferences()
    found.profiles.clear()
    found.active_index, found.knows_rules = 0, False
    yield found
    usual_profiles._left.forget()
    found.profiles.clear()
    preferences.ensure_profiles()
    found.active_index = 0


def saved(prefs, *names):
    """Let the preferences have these profiles; those with Offline in the name are that."""
    for name in names:
        profile = prefs.profiles.add()
        profile.name, profile.offline = name, "Offline" in name
        profile.model = "offline" if profile.offline else "test"
        profile.base_url = "" if profile.offline else f"http://127.0.0.1:1/{name}"


def test_no_endpoint_of_a_model_is_offered_that_cannot_be_one(prefs):
    preferences.ensure_profiles()
    assert [profile.name for profile in prefs.profiles if profile.offline] == [PLAIN]
    assert preferences.active_profile(prefs).name == PLAIN
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
    prefs, caplog, names, chosen, left, active, told
):
    saved(prefs, *names)
    prefs.active_index = chosen
    caplog.set_level(logging.WARNING)
    preferences.ensure_profiles()
    found = [profile.name for profile in prefs.profiles]
    assert found == left
    assert preferences.active_profile(prefs).name == active
    assert usual_profiles.instead_of_offline() == told
    said = [row.getMessage() for row in caplog.records if "Offline" in row.getMessage()]
    assert said == ([f"The endpoint Offline is gone; {told} answers instead"] if told else [])


def test_the_panel_says_so_with_the_way_to_another(prefs, scene):
    saved(prefs, "Offline")
    preferences.ensure_profiles()
    found = onboarding.missing(scene, turn_settings.active_endpoint())
    assert not any(thing.blocking for thing in found), "plain commands work at once"
    (row,) = [thing for thing in found if thing.text == "Offline is gone"]
    assert (row.operator, row.blocking) == ("sequence_maker.open_preferences", False)


@pytest.mark.parametrize("more", [[], ["--offline"]])
def test_the_command_reads_plain_commands_all_the_same(prefs, capfd, monkeypatch, more):
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    saved(prefs, "Offline")
    preferences.ensure_profiles()
    assert cli.main([*more, "make channel 1 red from 0 to 5 seconds"]) == 0
    assert "1 segment created" in capfd.readouterr().out


def test_plain_commands_that_were_removed_stay_away(prefs):
    saved(prefs, "One")
    preferences.ensure_profiles()
    assert [profile.name for profile in prefs.profiles] == ["One", PLAIN]
    prefs.profiles.remove(1)
    preferences.ensure_profiles()
    assert [profile.name for profile in prefs.profiles] == ["One"]
