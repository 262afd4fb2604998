"""Nobody has to know that 0 or -1 stands for none: a switch does."""

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.settings import preferences_page, profiles
from bl_ext.user_default.sequence_maker.blender.settings.preferences import (
    SECTIONS,
    SequenceMakerPreferences,
    preferences,
)
from bl_ext.user_default.sequence_maker.blender.settings.profiles import SequenceMakerProfile
from drawn import Drawn

NUMBERS = {
    "max_seconds": 0,
    "max_cost_usd": 0.0,
    "eye_safety_limit": 0.0,
    "max_questions": 0,
    "answer_minutes": 0,
}
OF_PROFILES = {
    "max_tokens": 0,
    "read_timeout": 0.0,
    "context_window": 0,
    "input_price": -1.0,
    "output_price": -1.0,
    "cached_price": -1.0,
}


@pytest.fixture
def page(addon):
    """The preferences, as they were afterwards."""
    prefs = preferences()
    kept = {name: getattr(prefs, name) for name in (*NUMBERS, "section", "active_index")}
    yield prefs
    for name, value in kept.items():
        setattr(prefs, name, value)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_switch_writes_none_and_a_usual_value(page, name):
    setattr(page, f"use_{name}", False)
    assert getattr(page, name) == NUMBERS[name]
    setattr(page, f"use_{name}", True)
    usual = getattr(page, name)
    assert usual > NUMBERS[name] and getattr(page, f"use_{name}")
    setattr(page, name, usual + 1)
    setattr(page, f"use_{name}", True)
    assert getattr(page, name) == pytest.approx(usual + 1), "what was entered stays"


@pytest.mark.parametrize("name", OF_PROFILES)
def test_a_profile_has_switches_as_well(page, name):
    profile = page.profiles[0]
    before = getattr(profile, name)
    setattr(profile, f"use_{name}", True)
    assert getattr(profile, name) > OF_PROFILES[name]
    setattr(profile, f"use_{name}", False)
    assert getattr(profile, name) == OF_PROFILES[name]
    setattr(profile, name, before)


def test_prices_are_unknown_until_they_are_switched_on(page):
    profile = page.profiles[0]
    assert profiles.own_price(profile) is None
    profile.use_input_price = profile.use_output_price = True
    price = profiles.own_price(profile)
    profile.use_input_price = profile.use_output_price = False
    assert price is not None and price.cached_mtok is None


@pytest.mark.parametrize("section", [name for name, _, _ in SECTIONS])
def test_every_section_draws_and_shows_no_number_for_none(page, section):
    page.section, page.active_index = section, 0
    layout = Drawn()
    preferences_page.draw_preferences(page, layout)
    shown = [what for kind, what, _ in layout.kept if kind == "prop"]
    assert "section" in shown
    for name in (*NUMBERS, *OF_PROFILES):
        if f"use_{name}" in shown:
            owner = page if name in NUMBERS else page.profiles[0]
            assert (name in shown) == getattr(owner, f"use_{name}"), name
    told = {"ENDPOINT": "key", "LIMITS": "max_requests", "SAFETY": "confirm"}
    assert told.get(section, "section") in shown
    assert ("key" in shown) == (section == "ENDPOINT")


@pytest.mark.parametrize("cls", [SequenceMakerPreferences, SequenceMakerProfile])
def test_no_tooltip_tells_a_number_for_none(addon, cls):
    for prop in cls.bl_rna.properties:
        words = prop.description
        assert not any(sign in words for sign in ("; 0 ", "-1 is", "0 sets", "0 waits")), words


def test_the_page_opens_at_the_part_that_is_asked_for(page):
    with pytest.raises(RuntimeError):  # without a window there is nothing to show it in
        bpy.ops.sequence_maker.open_preferences(section="LIMITS")
    assert page.section == "LIMITS"
