"""Says in the person's language what the rooms without Blender composed in English.

The model reads those texts in English, and so they are kept in a conversation. `told` finds the
template that a text was made of, and fills in its translation.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...sequence.numerals import NOUNS
from .languages import CONTEXT, Catalog, Template, shown

PHRASES = frozenset(
    "allowed color color_word counted counts danger described edge end_color grid held how into"
    " join name_of question reason said strips_split told value what where which why word"
    " words".split()
)
"""Places that hold a phrase, which is translated as well; others hold names and numbers."""
COLOR = "Color"
"""The context of the names of colors."""
JOINTS = ("; ", ". ")
"""Between texts that were put together, each of which is looked for alone."""

_NUMBERED = re.compile(r"_?\d*$")
_AMOUNTS = {word: noun for noun, many in NOUNS.items() for word in (noun, many)}


def told(text: str) -> str:
    """Return a composed text in the language of the interface; English where none is known."""
    language = shown()
    return text if language is None or not text else said_in(language, text)


def counted_in(language: Catalog, amount: str, noun: str) -> str:
    """Return an amount, which is already written out, of one of `NOUNS`."""
    one, many = f"{{count}} {noun}", f"{{count}} {NOUNS[noun]}"
    form = language.counted(one, many, float(amount.replace(",", "")))
    return form.format(count=amount)


def said_in(language: Catalog, text: str) -> str:
    """Return a composed text in a language."""
    return _each(language, text) or _found(language, text) or _parts(language, text) or text


def _each(language: Catalog, text: str) -> str | None:
    """Return a text of several, where every one of them is known."""
    parts = [_found(language, part) for part in text.split(JOINTS[0])]
    return JOINTS[0].join(map(str, parts)) if len(parts) > 1 and all(parts) else None


def _parts(language: Catalog, text: str) -> str | None:
    """Return a text of several, each of them translated where it is known."""
    for joint in JOINTS:
        parts = text.split(joint)
        told = [_found(language, part) or _unended(language, part) or part for part in parts]
        if len(parts) > 1 and told != parts:
            return joint.join(told)
    return None


def _unended(language: Catalog, text: str) -> str | None:
    """Return a sentence whose period was taken for a joint."""
    found = _found(language, f"{text}.")
    return found.removesuffix(".") if found else None


@lru_cache(maxsize=4096)
def _found(language: Catalog, text: str) -> str | None:
    fixed = language.text(text) or language.text(text, COLOR)
    if fixed is not None:
        return fixed
    number, _, noun = text.partition(" ")
    if noun in _AMOUNTS and number.replace(",", "").isdecimal():
        return counted_in(language, number, _AMOUNTS[noun])
    for template in language.templates:
        match = template.composed.fullmatch(text)
        if match:
            return _filled(language, template, match.groups())
    return None


def _phrase(language: Catalog, name: str, value: str) -> str:
    """Return what stands at a place; of a list, each part for itself."""
    if name in ("join", "told"):
        return JOINTS[0].join(said_in(language, part) for part in value.split(JOINTS[0]))
    return said_in(language, value) if name in PHRASES else value


def _filled(language: Catalog, template: Template, values: tuple[str, ...]) -> str:
    told = language.texts[CONTEXT, template.text]
    given = {
        name: _phrase(language, _NUMBERED.sub("", name), value)
        for name, value in zip(template.names, values, strict=True)
    }
    return re.sub(r"\{(\w+)[^{}]*\}", lambda place: given.get(place[1], place[0]), told)
