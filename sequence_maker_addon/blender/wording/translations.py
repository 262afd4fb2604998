"""Hands the add-on's translations to Blender; one module per language, `german` is the model."""

from __future__ import annotations

import bpy

from ... import __package__ as ADDON_ID
from . import german, german_music, german_songs, german_texts, german_tooltips, german_tooltips_2

Table = dict[tuple[str, str], str]

LOCALES = {"de": "de_DE"}
"""Our languages by Blender's name for them, with the older name of the same."""


def table(locale: str = "de") -> Table:
    """Return the texts of a language: translation by context and English text."""
    assert locale in LOCALES
    operators = german.OPERATORS | german_songs.OPERATORS | german_music.OPERATORS
    found = {("Operator", text): told for text, told in operators.items()}
    tooltips = german_tooltips.TOOLTIPS | german_tooltips_2.TOOLTIPS | german_music.TOOLTIPS
    found |= {("*", text): told for text, told in german_songs.TOOLTIPS.items()}
    for texts in (
        german_songs.LABELS,
        german_music.LABELS,
        german.LABELS,
        tooltips,
        german_texts.SENTENCES,
    ):
        found |= {("*", text): told for text, told in texts.items()}
    return found


def register() -> None:
    """Register every language; Blender then translates labels and tooltips by itself."""
    names = [(name, locale) for locale, old in LOCALES.items() for name in (locale, old)]
    bpy.app.translations.register(ADDON_ID, {name: table(locale) for name, locale in names})


def unregister() -> None:
    """Take them out again."""
    bpy.app.translations.unregister(ADDON_ID)
