"""A request in whatever language: it is read by the plain English that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .dictionaries.dictionary import Dictionary, dictionary, folded
from .lexicon.lexicon import Lexicon, lexicon
from .parts.facts import Situation
from .parts.text_tokens import Token, tokens, words_of
from .reading import Reading
from .remarks import requested
from .translating.english_words import translated
from .translating.language_of import ENGLISH, OTHERS, language_of, turned_by_another
from .translating.offers import offered
from .translating.said_titles import with_quotes

Read = Callable[[list[Token], str], Reading]
"""Reads plain English: its tokens and its text."""
CAN = "I understand plain commands such as: make channel 1 red from 0 to 5 seconds."


def in_language(
    found: list[Token], text: str, situation: Situation, language: str, read: Read
) -> Reading:
    """Read a request by plain English; one in which two languages are mixed is never certain.

    Args:
        found: Its tokens.
        text: As it was written.
        situation: The scene.
        language: Of the request; if not set, its words tell.
        read: Reads the English.
    """
    found = _quoted(found, situation)
    written, mixed = (language, False) if language else language_of(found, _names(situation))
    words, english = dictionary(written), lexicon(ENGLISH)
    if written == ENGLISH or words is None or english is None:
        word = turned_by_another(found)
        if word:
            return Reading("declined", text=CAN, word=word)
        return requested(found, written, lambda row: read(row, text))
    reading = requested(
        found, written, lambda row: _translated(row, text, situation, words, english, read)
    )
    done = reading.kind == "certain" and not reading.undo
    return replace(reading, kind="proposal") if mixed and done else reading


def _translated(
    found: list[Token],
    text: str,
    situation: Situation,
    words: Dictionary,
    english: Lexicon,
    read: Read,
) -> Reading:
    """Read a request in another language; the answers that it offers are in that language."""
    made = translated(found, situation, words, english)
    reading = read(made.tokens, made.text)

    def is_certain(way: str) -> bool:
        other = translated(_quoted(tokens(way) or [], situation), situation, words, english)
        return read(other.tokens, other.text).kind == "certain"

    options = []
    for option in reading.options:
        ways = offered(option, made, text, found, words.offers)
        options += [way for way in [next(filter(is_certain, ways), "")] if way]
    return replace(reading, options=tuple(options))


def _quoted(found: list[Token], situation: Situation) -> list[Token]:
    """Return the tokens, what is said of a title in another language without quotes as one."""
    english, names = lexicon(ENGLISH), {folded(strip.name) for strip in situation.strips}
    turning = frozenset(w for w, tags in english.tags.items() if "turn" in tags) if english else ()
    for language in OTHERS:
        words = dictionary(language)
        found = with_quotes(found, words, frozenset(turning), names) if words else found
    return found


def _names(situation: Situation) -> Iterator[str]:
    """Yield the words of names, which are of no language."""
    for name in [*situation.named.values(), *(strip.name for strip in situation.strips)]:
        yield from words_of(name)
