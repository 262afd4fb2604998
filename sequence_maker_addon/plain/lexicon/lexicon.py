"""A language as the lexer needs it, and the languages there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import (
    english,
    english_asides,
    english_cues,
    english_edits,
    english_loose,
    english_numbers,
    english_phrases,
    english_places,
    english_retold,
    english_shades,
    english_strips,
)

Tags = frozenset[str]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language.

    Attributes:
        tags: What each word does.
        phrases: By their first word, the phrases of several words, the longest first.
        numbers: `one` to `ninety`.
        tens: `twenty` to `ninety` alone.
        ordinals: `first` to `twentieth`.
        units: Seconds of each unit's word.
        beats: The words for `beat`, `bar` and `frame` as lengths.
        fractions: The parts that `half`, `quarters`, `thirds` are.
        colors: Colors that CSS does not know, by their words.
        hues: Plain colors, which may stand behind a finer one.
        near: Colors near to words that no function knows.
        shades: Words that shade a color.
        retold: By their first word, idioms and the words that are meant, the longest first.
        spoken: Words that are no misspelled ones.
        spelled: Words that a misspelled one may stand for.
        things: Verbs that are things behind one of `the`, with what they do there.
        the: The words that make them things.
    """

    tags: Mapping[str, Tags]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Tags], ...]]
    numbers: Mapping[str, int]
    tens: Tags
    ordinals: Mapping[str, int]
    units: Mapping[str, float]
    beats: Mapping[str, str]
    fractions: Mapping[str, float]
    colors: Mapping[tuple[str, ...], str]
    hues: Tags
    near: Mapping[str, tuple[str, ...]]
    shades: Tags
    retold: Mapping[str, tuple[tuple[Words, Words], ...]]
    spoken: Tags
    spelled: Tags
    things: Mapping[str, str]
    the: Tags

    def of(self, word: str, before: str = "") -> Tags:
        """Return what a word does behind another one; nothing where it is not known."""
        if before in self.the and word in self.things:
            return frozenset({self.things[word]})
        return self.tags.get(word, frozenset())


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of a language such as `en`, or None where there is none."""
    return _english() if language == "en" else None


def _english() -> Lexicon:
    numbers = {word: n for n, word in enumerate(english_numbers.ONES.split())}
    tens = {word: 10 * n for n, word in enumerate(english_numbers.TENS.split(), 2)}
    return Lexicon(
        tags=_tags(
            english.WORDS | english_strips.WORDS | english_cues.WORDS | english_loose.SIGNS,
            english.FILLER,
            english.TURN,
        ),
        phrases=_phrases(english_phrases.PHRASES, english_strips.PHRASES, english_cues.PHRASES),
        numbers=numbers | tens,
        tens=frozenset(tens),
        ordinals={word: n for n, word in enumerate(english_numbers.ORDINALS.split())},
        units=_by_word(english_numbers.UNITS),
        beats=_by_word(english_numbers.BEATS),
        fractions=_by_word(english_numbers.FRACTIONS),
        colors={tuple(name.split()): code for name, code in english_numbers.COLORS.items()},
        near=_by_word({key: tuple(row.split()) for key, row in english_shades.NEAR.items()}),
        hues=frozenset(english_numbers.HUES.split()),
        shades=frozenset(english_numbers.SHADES.split()),
        retold=_retold(
            _told(
                english_edits.EDITS | english_places.PLACES | english_retold.RETOLD,
                english_asides.ASIDES,
            )
        ),
        spoken=frozenset(english_loose.SPOKEN.split()),
        spelled=frozenset(english_loose.SPELLED.split()),
        things=english.THINGS,
        the=frozenset(english.THE.split()),
    )


def _by_word(table: Mapping[str, Any]) -> dict[str, Any]:
    return {word: value for words, value in table.items() for word in words.split()}


def _tags(words: Mapping[str, str], filler: str, turn: str) -> dict[str, Tags]:
    found: dict[str, set[str]] = {}
    for tag, text in [*words.items(), ("filler", filler), ("turn", turn)]:
        for word in text.split():
            found.setdefault(word, set()).add(tag)
    return {word: frozenset(tags) for word, tags in found.items()}


def _phrases(
    *tables: Mapping[str, str],
) -> dict[str, tuple[tuple[tuple[str, ...], Tags], ...]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for tag, text in (row for table in tables for row in table.items()):
        for phrase in text.split("|"):
            found.setdefault(tuple(phrase.replace("-", " ").split()), set()).add(tag)
    rows: dict[str, list[tuple[tuple[str, ...], Tags]]] = {}
    for words, tags in found.items():
        rows.setdefault(words[0], []).append((words, frozenset(tags)))
    return {
        first: tuple(sorted(row, key=lambda pair: -len(pair[0]))) for first, row in rows.items()
    }


def _told(table: Mapping[str, str], asides: str) -> dict[str, str]:
    """Return the idioms with the forms of gradual verbs, and with asides as what is left out."""
    told = dict(table)
    for joint, phrase in (("from", "fade from"), ("to into towards", "fade to")):
        forms = [form for verb in english_edits.GRADUAL.split() for form in _forms(verb)]
        joints = [f"{how}{own}" for own in joint.split() for how in _manners()]
        rows = [f"{form} {own}" for form in forms for own in joints]
        if phrase == "fade to":
            plain = {f"{form} to" for form in forms if not form.endswith("ing")}
            rows = [row for row in rows if row not in plain]
        told[phrase] = "|".join([told[phrase], *rows])
    return told | {"": asides}


def _forms(verb: str) -> tuple[str, str, str]:
    stem = verb.removesuffix("e")
    others = english_edits.FORMS.get(verb, f"{verb}s {stem}ing").split()
    return verb, others[0], others[1]


def _manners() -> list[str]:
    return ["", *(f"{how} " for how in english_edits.MANNERS.split())]


def _retold(table: Mapping[str, str]) -> dict[str, tuple[tuple[Words, Words], ...]]:
    """Return idioms by their first word, the longest first; what stands for nothing is left out."""
    rows: dict[str, dict[Words, Words]] = {}
    for instead, text in table.items():
        for phrase in text.split("|"):
            said = tuple(phrase.replace("-", " ").split())
            rows.setdefault(said[0], {}).setdefault(said, tuple(instead.split()))
    return {
        first: tuple(sorted(row.items(), key=lambda pair: -len(pair[0])))
        for first, row in rows.items()
    }
