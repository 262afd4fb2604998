"""F3 finds what people type: the menus' own entries carry their words, and fit the screen."""

import re

import bpy
import pytest

from bl_ext.user_default.sequence_maker.blender.addon import menu_words, menus
from bl_ext.user_default.sequence_maker.blender.host import languages
from bl_ext.user_default.sequence_maker.blender.model import model_menu
from bl_ext.user_default.sequence_maker.blender.panel import chat_menus
from drawn import Drawn

PEOPLE_TYPE = (
    "ai|assistant|prompt|model|llm|api key|key|endpoint|lyrics|bpm|tempo|color|flash|epilepsy|"
    "overlay|history|cost|tokens|revert|take back|preferences|delete all|chat|draft|undo|beats|"
    "trim|split|slip|ripple|gaps|fade|crossfade|transition|title|caption|marker|mute|opacity|duplicate|"
    "frame range|add movies|media|list strips|"
    "rainbow|energy|window|lamps|show strips|unlock|protect|local model"
).split("|")
TALLEST = 24
"""Rows of a menu that fit a screen of 1080 pixels at a scale of 1.5."""


def label_of(operator: str) -> str:
    group, name = operator.split(".")
    return str(getattr(getattr(bpy.ops, group), name).get_rna_type().name)


def drawn(cls) -> Drawn:
    """Return what a menu draws."""
    layout = Drawn()
    one = type("One", (), {"layout": layout, "groups": getattr(cls, "groups", ())})()
    if cls is menus.SEQUENCER_MT_sequence_maker_server:
        one.layout.menu("SEQUENCER_MT_sequence_maker_model")
        cls = menus.Submenu
    cls.draw(one, bpy.context)
    return layout


def all_entries(scene) -> list[str]:
    found = []
    for cls in (*menus.CLASSES, *model_menu.CLASSES, *chat_menus.CLASSES):
        for kind, what, options in drawn(cls).kept:
            if kind == "operator":
                found.append(options.get("text") or label_of(what))
            elif kind == "prop":
                found.append(options.get("text") or what)
    return found


@pytest.mark.parametrize("words", PEOPLE_TYPE)
def test_the_search_finds_what_people_type(scene, words):
    found = all_entries(scene)
    wanted = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words.split()]
    assert any(all(one.search(entry) for one in wanted) for entry in found), sorted(set(found))


def test_every_menu_fits_the_screen_and_every_operator_exists(scene):
    for cls in menus.CLASSES:
        layout = drawn(cls)
        shown = [kind for kind, _, _ in layout.kept]
        assert 0 < len(shown) <= TALLEST, (cls.__name__, len(shown))


def test_every_function_is_in_a_menu(scene):
    listed = {what.partition(".")[2] for cls in menus.CLASSES for what in drawn(cls).operators()}
    assert set(menu_words.FUNCTIONS) <= listed


def test_the_menus_of_the_main_menu_are_registered(scene):
    for name in menu_words.SUBMENUS:
        assert hasattr(bpy.types, f"SEQUENCER_MT_sequence_maker_{name}"), name


def test_german_has_the_words_of_the_menus(addon):
    german = languages.catalog("de")
    missing = [text for text in menu_words.WORDS.values() if not german.text(text, "Operator")]
    assert not missing


@pytest.mark.parametrize("name", ["song_halve", "song_double", "song_tempo"])
def test_the_menu_says_of_the_tempo_what_the_button_says(addon, name):
    entry, label = menu_words.WORDS[name], label_of(f"sequence_maker.{name}")
    german = languages.catalog("de")
    for said, button in (
        (entry, label),
        (german.text(entry, "Operator"), german.text(label, "Operator")),
    ):
        assert said.replace(" (BPM)", "") == button
