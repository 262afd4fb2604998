"""A language as the lexer needs it, and the languages there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import english, english_numbers, english_phrases

Tags = frozenset[str]


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
        beats: The words for `beat` and `bar` as lengths.
        colors: Colors that CSS does not know, by their words.
        shades: Words that shade a color.
    """

    tags: Mapping[str, Tags]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Tags], ...]]
    numbers: Mapping[str, int]
    tens: Tags
    ordinals: Mapping[str, int]
    units: Mapping[str, float]
    beats: Mapping[str, str]
    colors: Mapping[tuple[str, ...], str]
    shades: Tags

    def of(self, word: str) -> Tags:
        """Return what a word does; nothing where it is not known."""
        return self.tags.get(word, frozenset())


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of a language such as `en`, or None where there is none."""
    return _english() if language == "en" else None


def _english() -> Lexicon:
    numbers = {word: n for n, word in enumerate(english_numbers.ONES.split())}
    tens = {word: 10 * n for n, word in enumerate(english_numbers.TENS.split(), 2)}
    return Lexicon(
        tags=_tags(english.WORDS, english.FILLER, english.TURN),
        phrases=_phrases(english_phrases.PHRASES),
        numbers=numbers | tens,
        tens=frozenset(tens),
        ordinals={word: n for n, word in enumerate(english_numbers.ORDINALS.split())},
        units=_by_word(english_numbers.UNITS),
        beats=_by_word(english_numbers.BEATS),
        colors={tuple(name.split()): code for name, code in english_numbers.COLORS.items()},
        shades=frozenset(english_numbers.SHADES.split()),
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
    table: Mapping[str, str],
) -> dict[str, tuple[tuple[tuple[str, ...], Tags], ...]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for tag, text in table.items():
        for phrase in text.split("|"):
            found.setdefault(tuple(phrase.replace("-", " ").split()), set()).add(tag)
    rows: dict[str, list[tuple[tuple[str, ...], Tags]]] = {}
    for words, tags in found.items():
        rows.setdefault(words[0], []).append((words, frozenset(tags)))
    return {
        first: tuple(sorted(row, key=lambda pair: -len(pair[0]))) for first, row in rows.items()
    }
