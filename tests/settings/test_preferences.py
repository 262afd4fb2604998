"""Profiles, limits and what the chat gets of them."""

import logging
from collections.abc import Iterator

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.settings import (
    keys,
    preferences,
    preferences_page,
    profiles,
)
from bl_ext.user_default.sequence_maker.chat.body.learned import Facts
from bl_ext.user_default.sequence_maker.chat.prices import Price


@pytest.fixture
def prefs(addon, tmp_path, monkeypatch) -> Iterator[preferences.SequenceMakerPreferences]:
    """The preferences with the usual profiles, as on the first day."""
    monkeypatch.setattr(keys, "own_file", lambda name: tmp_path / name)
    found = preferences.preferences()
    found.profiles.clear()
    preferences.ensure_profiles()
    found.active_index = 0
    yield found
    keys.forget_all()
    found.profiles.clear()
    preferences.ensure_profiles()
    found.active_index = 0


def test_the_usual_endpoints_are_there_once(prefs):
    names = [
        "OpenAI",
        "Ollama",
        "LM Studio",
        "llama.cpp",
        "OpenRouter",
        "Plain Commands",
    ]
    assert [profile.name for profile in prefs.profiles] == names
    preferences.ensure_profiles()
    assert len(prefs.profiles) == len(names)


def test_a_profile_that_was_removed_stays_away(prefs):
    bpy.ops.sequence_maker.profile_remove()
    preferences.ensure_profiles()
    assert "OpenAI" not in [profile.name for profile in prefs.profiles]
    assert preferences.active_profile(prefs).name == "Ollama"


def test_the_last_profile_stays(prefs):
    while len(prefs.profiles) > 1:
        prefs.active_index = len(prefs.profiles) - 1
        assert bpy.ops.sequence_maker.profile_remove() == {"FINISHED"}
    assert prefs.active_index == 0
    assert not bpy.ops.sequence_maker.profile_remove.poll()
    with pytest.raises(RuntimeError, match="poll"):
        bpy.ops.sequence_maker.profile_remove()


def test_a_new_profile_is_active_and_has_a_name_of_its_own(prefs):
    for expected in ("Endpoint 1", "Endpoint 2"):
        bpy.ops.sequence_maker.profile_add()
        assert preferences.active_profile(prefs).name == expected


def test_an_index_beyond_the_list_is_the_last_profile(prefs):
    prefs.active_index = 99
    assert preferences.active_profile(prefs).name == "Plain Commands"
    prefs.profiles.clear()
    assert preferences.active_profile(prefs).name == "Plain Commands"
    assert len(prefs.profiles) == 6


def test_every_usual_endpoint_only_lacks_a_key(prefs):
    for index, profile in enumerate(prefs.profiles):
        prefs.active_index = index
        profile.key = "sk-test"
        profiles.endpoint_of(preferences.active_profile(prefs)).check()


def test_the_endpoint_has_what_the_profile_says(prefs):
    profile = preferences.active_profile(prefs)
    profile.key = "sk-test"
    endpoint = profiles.endpoint_of(preferences.active_profile(prefs))
    assert (endpoint.name, endpoint.base_url) == ("OpenAI", "https://api.openai.com/v1")
    assert (endpoint.api_key, endpoint.temperature, endpoint.read_timeout) == ("sk-test", 0.2, 0.0)
    assert (endpoint.max_tokens, endpoint.offline) == (None, False)
    profile.use_temperature = False
    profile.max_tokens = 500
    endpoint = profiles.endpoint_of(preferences.active_profile(prefs))
    assert (endpoint.temperature, endpoint.max_tokens) == (None, 500)


def test_the_offline_profile_sends_no_key(prefs, monkeypatch):
    prefs.active_index = len(prefs.profiles) - 1
    assert profiles.endpoint_of(preferences.active_profile(prefs)).offline
    profile = preferences.active_profile(prefs)
    profile.base_url = keys.OPENAI_URL
    profile.key = "sk-test"
    assert profiles.endpoint_of(preferences.active_profile(prefs)).api_key == ""


def test_numbers_are_held_to_their_limits(prefs):
    profile = preferences.active_profile(prefs)
    profile.temperature, profile.read_timeout, profile.max_tokens = 9.0, 0.0, -4
    assert (profile.temperature, profile.read_timeout, profile.max_tokens) == (2.0, 0.0, 0)
    profile.read_timeout, profile.input_price = 1e9, -7.0
    assert (profile.read_timeout, profile.input_price) == (3600.0, -1.0)


def test_the_limits_start_as_documented(prefs):
    assert (prefs.max_requests, prefs.max_tool_calls, prefs.max_segments) == (12, 60, 2000)
    assert (prefs.max_seconds, prefs.max_cost_usd, prefs.history_budget) == (0, 0.0, 24_000)
    assert (prefs.confirm, prefs.confirm_threshold) == ("DESTRUCTIVE", 20)


def test_the_users_price_counts_when_input_and_output_are_known(prefs):
    profile = preferences.active_profile(prefs)
    assert profiles.own_price(profile) is None
    profile.input_price = 2.0
    assert preferences.own_price(profile) is None
    profile.output_price = 8.0
    assert preferences.own_price(profile) == Price(2.0, 8.0, None)
    profile.cached_price = 0.5
    assert preferences.own_price(profile) == Price(2.0, 8.0, 0.5)


def test_the_log_level_reaches_every_logger_of_the_addon(addon, prefs):
    logger = logging.getLogger(f"{addon.__name__}.chat.wire.client")
    assert logger.getEffectiveLevel() == logging.WARNING
    prefs.log_level = "DEBUG"
    assert logger.getEffectiveLevel() == logging.DEBUG
    prefs.log_level = "WARNING"


def test_without_an_entry_in_the_preferences_nothing_breaks(addon, monkeypatch):
    monkeypatch.setattr(preferences, "ADDON_ID", "bl_ext.user_default.not_there")
    preferences.ensure_profiles()
    with pytest.raises(LookupError, match="not enabled"):
        preferences.preferences()


def test_labels_and_tooltips_read_like_blenders(addon):
    groups = (profiles.SequenceMakerProfile, preferences.SequenceMakerPreferences)
    for prop in (p for group in groups for p in group.bl_rna.properties if p.is_runtime):
        assert prop.name[:1].isupper(), prop.identifier
        assert not prop.description.endswith("."), prop.identifier
        assert prop.description, prop.identifier


@pytest.mark.parametrize(
    ("index", "told"),
    [(0, True), (1, False), (4, True), (5, False)],
    ids=["OpenAI", "Ollama", "OpenRouter", "Plain Commands"],
)
def test_the_page_offers_online_access_where_it_is_needed(prefs, index, told):
    assert not bpy.app.online_access, "the bpy module starts without"
    shown = drawn(prefs, index)
    assert ("Allow Online Access is off" in shown) is told
    assert ("sequence_maker.allow_online_access" in shown) is told


def test_the_page_warns_of_a_key_that_travels_in_clear(prefs):
    profile = prefs.profiles[0]
    profile.base_url = "http://llm.example.com/v1"
    profile.key = "sk-test"
    assert "The key travels unencrypted: the address is http" in drawn(prefs, 0)
    profile.base_url = "http://127.0.0.1:1234/v1"
    profile.key = "sk-test"
    assert "The key travels unencrypted: the address is http" not in drawn(prefs, 0)


def drawn(prefs: preferences.SequenceMakerPreferences, index: int) -> list[str]:
    """Return the texts and operators on the page with that profile active."""
    prefs.active_index = index
    layout = Recorder()
    preferences_page.draw_preferences(prefs, layout)
    return layout.shown


class Recorder:
    """Stands in for a layout; refuses what UILayout does not have."""

    def __init__(self, shown: list[str] | None = None) -> None:
        self.shown = [] if shown is None else shown

    def __getattr__(self, name: str):
        assert name in bpy.types.UILayout.bl_rna.functions, name

        def call(*_args: object, **options: object) -> "Recorder":
            known = bpy.types.UILayout.bl_rna.functions[name].parameters
            assert set(options) <= set(known.keys()), (name, options)
            if "icon" in options:
                assert options["icon"] in known["icon"].enum_items
            if name == "label":
                self.shown.append(str(options["text"]))
            if name == "operator":
                self.shown.append(str(_args[0]))
            if name == "prop":
                assert str(_args[1]) in _args[0].bl_rna.properties  # type: ignore[attr-defined]
            return Recorder(self.shown)

        return call


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("base_url", "http://127.0.0.1:9/v1"),
        ("model", "another"),
        ("temperature", 0.75),
        ("use_temperature", False),
        ("max_tokens", 99),
    ],
)
def test_what_a_server_refused_is_tried_again_after_a_change(prefs, name, value):
    profile = prefs.profiles[1]
    first = profiles.endpoint_of(profile)
    first.learned.add(first.url, first.model, Facts(refused=frozenset({"temperature"})))
    later = profiles.endpoint_of(profile)
    assert later.facts.refused == {"temperature"}, "the next turn knows it"
    setattr(profile, name, value)
    assert not profiles.endpoint_of(profile).learned.of(first.url, first.model).refused
