"""A language as it is read: which plain English its words and phrases stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from . import (
    german,
    german_colors,
    german_cues,
    german_edits,
    german_music,
    german_nouns,
    german_numbers,
    german_phrases,
    german_polite,
    german_small,
    german_verbs,
)

Words = tuple[str, ...]
Senses = tuple[tuple[str, str, str], ...]
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_VERB = ("", "e", "st", "est", "t", "et", "en", "n", "te", "ten", "ete", "eten", "end", "ende")
MOST = 400
"""Forms of a phrase."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What the words of a language are read as.

    Attributes:
        phrases: By their first word, phrases with their English, the longest first.
        colors: English of each form of a color.
        shades: English of what is put before a color.
        parted: English by a form of a verb and the part of it that stands apart.
        senses: Rows of small words whose sense hangs on what stands beside them.
        offers: Answers that are offered, by their English.
        endings: Of adjectives.
        asides: Words that begin a clause that may be passed over, and of which one must be in it.
        wishes: Words of a wish before a condition that then is none.
    """

    phrases: Mapping[str, tuple[tuple[Words, str], ...]]
    colors: Mapping[str, str]
    shades: Mapping[str, str]
    parted: Mapping[str, Mapping[str, str]]
    senses: Mapping[str, Senses]
    offers: Mapping[str, str]
    endings: tuple[str, ...]
    asides: Mapping[str, frozenset[str]]
    wishes: frozenset[str]

    def knows(self, word: str) -> bool:
        """Tell whether a word is of this language."""
        return word in self.phrases or word in self.colors or word in self.parted

    def turns(self, word: str, turning: frozenset[str]) -> bool:
        """Tell whether a word is read as one of those that turn the sense of a sentence."""
        rows = self.phrases.get(word, ())
        return any(len(words) == 1 and english in turning for words, english in rows)


def folded(text: str) -> str:
    """Return a word as it is looked up: umlauts as two letters, no capitals."""
    return text.casefold().translate(UMLAUTS)


@cache
def dictionary(language: str) -> Dictionary | None:
    """Return the dictionary of a language such as `de`, or None where there is none."""
    return _german() if language == "de" else None


def _german() -> Dictionary:
    found: dict[Words, str] = {}
    tables = german.WORDS, german_nouns.NOUNS, german_cues.WORDS, german_edits.WORDS
    for english, text in [row for table in tables for row in table.items()]:
        for word in text.split():
            found |= dict.fromkeys(_phrases(word), english)
    for (verbs, parts), english in [(v, e) for e, v in german_verbs.VERBS.items()]:
        for word in verbs.split():
            forms = [form for own in _forms(word) for form in _composed(own, parts.split())]
            found |= {(form,): english for form in forms if (form,) not in found}
    phrases = [
        *german_phrases.PHRASES.items(),
        *german_music.PHRASES.items(),
        *german_cues.PHRASES.items(),
        *german_edits.PHRASES.items(),
        ("", german_polite.POLITE),
    ]
    for english, text in phrases:
        for phrase in text.split("|"):
            found |= dict.fromkeys(_phrases(phrase), english)
    for text in german_polite.SAYS_NOTHING.split():
        found |= dict.fromkeys(_phrases(text), "")
    senses: dict[str, Senses] = dict(german_small.SENSES)
    for word in senses:
        alike = german_small.ALIKE.get(word, "").split("|")
        found |= {tuple(own.split()): f"@{word}" for own in (word, *alike) if own}
    return Dictionary(
        phrases=_by_first(found),
        colors=_adjectives(german_colors.COLORS),
        shades=_adjectives(german_colors.SHADES, all_forms=True),
        parted=_parted(),
        senses=senses,
        offers=german_small.OFFERS,
        endings=german_colors.ENDINGS,
        asides=_asides(),
        wishes=frozenset(german_polite.WISHES.split()),
    )


def _asides() -> dict[str, frozenset[str]]:
    found = dict.fromkeys(german_polite.REASONS.split(), frozenset[str]())
    for words, manners in german_polite.MANNERS.items():
        found |= dict.fromkeys(words.split(), frozenset(manners.split()))
    return found


def _by_first(found: Mapping[Words, str]) -> dict[str, tuple[tuple[Words, str], ...]]:
    rows: dict[str, list[tuple[Words, str]]] = {}
    for words, english in found.items():
        rows.setdefault(words[0], []).append((words, english))
    return {first: tuple(sorted(row, key=lambda r: -len(r[0]))) for first, row in rows.items()}


def _adjectives(table: Mapping[str, str], all_forms: bool = False) -> dict[str, str]:
    found: dict[str, str] = {}
    for english, text in table.items():
        for word in text.split():
            forms = _forms(word + "~" * all_forms) if not word.endswith("~") else _forms(word)
            found |= dict.fromkeys(forms, english)
    return found


def _phrases(text: str) -> Iterator[Words]:
    """Yield all forms of a phrase."""
    forms = [_forms(word) for word in text.split()]
    for number, words in enumerate(product(*forms)):
        if number < MOST:
            yield words


def _forms(word: str) -> list[str]:
    """Return the forms of a word: `rot~` of an adjective, `mach+` of a verb."""
    word = folded(word)
    stem = word[:-1]
    if word.endswith("~"):
        return [stem + ending for ending in german_colors.ENDINGS]
    if not word.endswith("+"):
        return [word]
    if stem in german_verbs.IRREGULAR:
        return [folded(form) for form in german_verbs.IRREGULAR[stem].split()]
    past = [f"ge{stem}t", f"ge{stem}et", f"ge{stem}"]
    return [*(stem + ending for ending in _VERB), *past]


def _composed(form: str, parts: list[str]) -> Iterator[str]:
    """Yield what a verb and its part are as one word: `einblenden`, `einzublenden`."""
    for part in parts:
        yield part + form
        if form.endswith("n"):
            yield f"{part}zu{form}"


def _parted() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for english, (verbs, parts) in german_verbs.VERBS.items():
        for word in verbs.split():
            for form in _forms(word):
                row = found.setdefault(form, {})
                row |= {part: english for part in parts.split() if part not in row}
    return found


@cache
def numbers_of() -> dict[str, int]:
    """Return the number of each word for a number below a thousand."""
    ones, tens = german_numbers.ONES, german_numbers.TENS
    small = dict(ones) | tens
    for word, value in ones.items():
        if 1 <= value <= 9 and word != "eins":
            small |= {f"{word}{german_numbers.AND}{ten}": value + n for ten, n in tens.items()}
    found = dict(small)
    for word, value in [("", 1), *((w, n) for w, n in ones.items() if 1 <= n <= 9)]:
        hundred = word + german_numbers.HUNDRED
        found[hundred] = 100 * value
        for rest, more in small.items():
            if more:
                found[hundred + rest] = found[f"{hundred}und{rest}"] = 100 * value + more
    del found["ein"]
    return found
