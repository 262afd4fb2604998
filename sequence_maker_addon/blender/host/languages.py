"""Reads the compiled languages (`wording/languages/*.mo`) by the standard library's gettext."""

from __future__ import annotations

import gettext
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface

log = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parents[1] / "wording" / "languages"
CONTEXT = "*"
"""What Blender calls the context of most texts; those have none in the files."""

Key = tuple[str, str]
PLACE = re.compile(r"\{(\w*)[^{}]*\}")
_FEWEST_LETTERS = 4
"""Letters that a text must have beside its places, or it would be found in everything."""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with places, and how it is found again in what was composed of it."""

    text: str
    composed: re.Pattern[str]
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Catalog:
    """One language.

    Attributes:
        texts: Every translation by context and English text.
        templates: The English texts with places, those with most letters of their own first.
    """

    texts: Mapping[Key, str]
    templates: tuple[Template, ...] = field(repr=False)
    translation: gettext.NullTranslations = field(repr=False)

    def text(self, english: str, context: str = CONTEXT) -> str | None:
        """Return the translation of a fixed text, or None where there is none."""
        return self.texts.get((context, english))

    def counted(self, one: str, many: str, amount: float) -> str:
        """Return the form of a text that an amount takes; its places stay open."""
        whole = int(amount) if amount == int(amount) else 2
        return self.translation.ngettext(one, many, whole)


def locales() -> list[str]:
    """Return the names of the languages that are here, such as `de`; warn if there is none."""
    found = sorted(path.stem for path in FOLDER.glob("*.mo"))
    if not found:
        log.warning("no compiled language is in %s; all texts are English", FOLDER)
    return found


@lru_cache(maxsize=8)
def catalog(locale: str) -> Catalog | None:
    """Return a language by its name, or None where it is not compiled or cannot be read."""
    try:
        with (FOLDER / f"{locale}.mo").open("rb") as file:
            read = gettext.GNUTranslations(file)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError) as error:
        log.warning("the language %s cannot be read, texts are English: %s", locale, error)
        return None
    entries: dict[object, str] = read._catalog  # type: ignore[attr-defined]
    texts = {_key(text): told for text, told in entries.items() if isinstance(text, str) and text}
    return Catalog(texts, tuple(_templates(texts)), read)


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


def _key(entry: str) -> Key:
    context, mark, text = entry.partition("\x04")
    return (context, text) if mark else (CONTEXT, entry)


def _templates(texts: Mapping[Key, str]) -> Iterator[Template]:
    plain = [text for context, text in texts if context == CONTEXT and "{" in text]
    for text in sorted(plain, key=lambda text: -len(PLACE.sub("", text))):
        rest = PLACE.sub("", text)
        if sum(letter.isalpha() for letter in rest) < _FEWEST_LETTERS:
            continue
        literals = [re.escape(part) for part in PLACE.split(text)[::2]]
        composed = re.compile("(.+?)".join(literals), re.DOTALL)
        yield Template(text, composed, tuple(PLACE.findall(text)))
