"""Every fixed text has its German, and Blender gets the tables."""

import re
from pathlib import Path

import bpy
import pytest

import texts
from bl_ext.user_default.sequence_maker.blender.addon import registration
from bl_ext.user_default.sequence_maker.blender.wording import (
    german,
    german_music,
    german_texts,
    german_tooltips,
    german_tooltips_2,
    translations,
)

FOLDER = Path(translations.__file__).parent
PLACE = re.compile(r"\{[^}]*\}")


def wanted() -> set[texts.Text]:
    """Return every text in which there is a word."""
    found = {*texts.registered(registration.CLASSES), *texts.drawn(FOLDER)}
    return {(context, text) for context, text in found if re.search(r"[A-Za-z]{2}", text)}


def test_every_fixed_text_has_its_german(addon):
    missing = sorted(wanted() - set(translations.table()))
    assert not missing, "\n".join(f"{context}: {text!r}" for context, text in missing)


def test_there_is_something_to_translate(addon):
    assert len(wanted()) > 250
    assert ("Operator", "Test Connection") in wanted()
    assert ("*", "Prompt Tokens") in wanted()


def test_what_is_filled_in_later_has_the_same_places():
    for (_context, text), german_text in translations.table().items():
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(german_text)), text


def test_a_translation_has_words_and_ends_as_the_original():
    for (_context, text), told in translations.table().items():
        assert told.strip(), text
        for end in (".", ":", "?", "…"):
            assert text.endswith(end) == told.endswith(end), text


@pytest.mark.parametrize(
    "part",
    [
        german.LABELS,
        german_texts.SENTENCES,
        german_tooltips.TOOLTIPS,
        german_music.LABELS,
        german_music.TOOLTIPS,
    ],
    ids=len,
)
def test_no_text_is_in_two_tables(part):
    parts = (
        german.LABELS,
        german_texts.SENTENCES,
        german_tooltips.TOOLTIPS,
        german_tooltips_2.TOOLTIPS,
        german_music.LABELS,
        german_music.TOOLTIPS,
    )
    for other in parts:
        if other is not part:
            assert not part.keys() & other.keys()


def test_blender_takes_the_tables_and_gives_them_back(addon):
    translations.unregister()
    translations.register()
    if not bpy.app.build_options.international:
        return  # the bpy modules are built without languages; the windowed Blender has them
    view = bpy.context.preferences.view
    view.language = "de" if "de" in bpy.app.translations.locales else "de_DE"
    try:
        view.use_translate_interface = True
        told = bpy.app.translations.pgettext_iface("Test Connection", "Operator")
        assert told == "Verbindung testen"
    finally:
        view.language = "en_US"
