"""Hands the languages to Blender, which then translates labels and tooltips by itself."""

from __future__ import annotations

import bpy

from ... import __package__ as ADDON_ID
from ..host.languages import Key, catalog, locales

OLDER = {"de": "de_DE"}
"""Blender's older names for languages, by the present ones."""


def table(locale: str = "de") -> dict[Key, str]:
    """Return the texts of a language: translation by context and English text."""
    found = catalog(locale)
    return {} if found is None else dict(found.texts)


def register() -> None:
    """Register every language; Blender then translates labels and tooltips by itself."""
    found = {locale: texts for locale in locales() if (texts := table(locale))}
    found |= {OLDER[locale]: texts for locale, texts in found.items() if locale in OLDER}
    bpy.app.translations.register(ADDON_ID, found)


def unregister() -> None:
    """Take them out again."""
    bpy.app.translations.unregister(ADDON_ID)
