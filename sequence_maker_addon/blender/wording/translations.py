"""Hands the languages to Blender, and translates what Blender does not: composed texts."""

from __future__ import annotations

import bpy
from bpy.app.translations import pgettext_iface

from ... import __package__ as ADDON_ID
from .catalogs import CONTEXT, Catalog, Key, catalog, locales

OLDER = {"de": "de_DE"}
"""Blender's older names for languages, by the present ones."""


def table(locale: str = "de") -> dict[Key, str]:
    """Return the texts of a language: translation by context and English text."""
    found = catalog(locale)
    return {} if found is None else dict(found.texts)


def shown() -> Catalog | None:
    """Return the language that Blender's interface is shown in, or None for English."""
    if not bpy.context.preferences.view.use_translate_interface:
        return None
    locale = bpy.app.translations.locale
    return catalog(locale) or catalog(locale.partition("_")[0]) if locale else None


def tr(text: str, context: str = CONTEXT) -> str:
    """Return a fixed text in the person's language; Blender's own words are known, too."""
    language = shown()
    told = None if language is None else language.text(text, context)
    return told if told is not None else str(pgettext_iface(text, context))


def register() -> None:
    """Register every language; Blender then translates labels and tooltips by itself."""
    found = {locale: texts for locale in locales() if (texts := table(locale))}
    found |= {OLDER[locale]: texts for locale, texts in found.items() if locale in OLDER}
    bpy.app.translations.register(ADDON_ID, found)


def unregister() -> None:
    """Take them out again."""
    bpy.app.translations.unregister(ADDON_ID)
