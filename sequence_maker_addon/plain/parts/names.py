"""The names of the scene, found among tokens: channels, strips, sections of the song."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...toolkit.plain_text import alike
from ..lexicon.lexicon import Lexicon
from .facts import Part, Situation
from .items import SEVERAL, Item
from .text_tokens import Token, words_of

Words = tuple[str, ...]
MOST = 2_000
"""Names that are looked at; a scene with more knows its first ones."""
_EACH = frozenset("each every all any".split())
_JOINTS = frozenset(
    "set on from to until at between for of with after before and then by but each it".split()
)
"""Tags of small words, which are sung, too: where a sentence goes on behind one, it is no name."""
_ENDS = frozenset(("", ",", ";", ".", "!", "?", "\n"))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a scene.

    Attributes:
        by_first: What is meant without quotes, by its first word, the longest first.
        families: Such as `Ball 1`, `Ball 2`.
        every: What a quotation may name.
    """

    by_first: dict[str, list[tuple[Words, Item]]]
    families: dict[str, dict[int, int]]
    every: dict[Words, Item]

    def at(self, texts: list[str], place: int) -> tuple[Item, int] | None:
        """Return the name that stands at a place, and the place after it."""
        for words, item in self.by_first.get(texts[place], ()):
            if tuple(texts[place : place + len(words)]) == words:
                return item, place + len(words)
        return None

    def quoted(self, text: str) -> Item | None:
        """Return what a quoted text names."""
        return self.every.get(words_of(text))


class Lyrics:
    """Words that are sung, among tokens."""

    def __init__(self, tokens: Sequence[Token], sung: Iterable[str], lexicon: Lexicon) -> None:
        """Remember the tokens and the words of the song."""
        self._tokens, self._lexicon = tokens, lexicon
        self._sung = set(map(alike, sung)) - {""}

    def at(self, place: int) -> tuple[Item, int] | None:
        """Read the words that stand behind `the word`, such as `love and fire`."""
        before = self._text(place - 2)
        if self._text(place - 1) not in ("word", "words") or before in _EACH:
            return None
        sure = before == "the"
        found: list[str] = []
        while self._is_named(place, sure or bool(found)):
            found.append(self._text(place))
            joined = (
                self._text(place + 1) in ("and", ",") and alike(self._text(place + 2)) in self._sung
            )
            place += 2 if joined else 1
            if not joined:
                break
        return (Item("quoted", " ".join(found), name=" ".join(found)), place) if found else None

    def are_quoted(self, place: int) -> bool:
        """Tell whether a quotation is of words of the song: behind `the word`, or `every`."""
        sung = alike(self._tokens[place].raw) in self._sung
        while self._text(place - 1) in ("and", ",") or self._is_quote(place - 1):
            place -= 1
        before = self._text(place - 1)
        return before in ("word", "words") or sung and before in _EACH

    def _is_quote(self, place: int) -> bool:
        return 0 <= place < len(self._tokens) and self._tokens[place].kind == "quote"

    def _text(self, place: int) -> str:
        return self._tokens[place].text if 0 <= place < len(self._tokens) else ""

    def _is_named(self, place: int, sure: bool) -> bool:
        """Tell whether a word is one of the song, or one that only a song can have."""
        text = self._text(place)
        if text in ("", "is", "are", "in", "please", "gets", "comes"):
            return False
        tags, after = self._lexicon.of(text), self._text(place + 1)
        if tags & _JOINTS and not (after in _ENDS or self._lexicon.of(after) & _JOINTS):
            return False
        plain = self._tokens[place].kind == "word" and not tags - {"filler"}
        plain = plain and not self._is_quote(place + 1)  # where words are quoted, it is none
        return alike(text) in self._sung or plain and sure


def names_of(
    situation: Situation, common: Iterable[str], known: Iterable[str] | None = None
) -> Names:
    """Return the names of a scene.

    Words of the song name their segments and captions, so without quotes they are none of a strip.

    Args:
        situation: The scene.
        common: Words that a strip's name does not take over, such as `song`.
        known: Words that a segment's name does not take over; None for the common ones.
    """
    sung = set(map(alike, situation.words))
    taken = {"strip": {*common} | sung}
    taken["ref"] = taken["strip"] if known is None else {*known} | sung
    found: dict[Words, Item] = {}
    rows = [*_channels(situation), *_sections(situation), *_palettes(situation)]
    rows += _strips(situation)
    for words, item in rows[:MOST]:
        if words:
            found.setdefault(words, item)
    by_first: dict[str, list[tuple[Words, Item]]] = {}
    for words, item in found.items():
        if len(words) > 1 or words[0] not in taken.get(item.kind, ()):
            by_first.setdefault(words[0], []).append((words, item))
    for row in by_first.values():
        row.sort(key=lambda pair: -len(pair[0]))
    return Names(by_first, _families(situation), found)


def _channels(situation: Situation) -> list[tuple[Words, Item]]:
    """Return the names of channels; one that two have tells none of them."""
    found: dict[Words, Item] = {}
    for n, name in situation.named.items():
        words = words_of(name)
        twin = words in found
        found[words] = Item("channels", name, many=(SEVERAL if twin else n,), vague=twin)
    return list(found.items())


def _sections(situation: Situation) -> list[tuple[Words, Item]]:
    found = []
    titled: dict[Words, list[Part]] = {}
    for part in situation.sections:
        words = words_of(part.name)
        letter = len(words) == 1 and len(part.name) == 1
        if not letter:
            found.append((words, section_of(part.name, [part])))
        if part.title:
            titled.setdefault(words_of(part.title), []).append(part)
    return found + [(words, section_of(parts[0].title, parts)) for words, parts in titled.items()]


def section_of(name: str, parts: Sequence[Part]) -> Item:
    """Return what a name of sections means: each of those that are called so, none where none is.

    Args:
        name: As a function takes it.
        parts: Those that are called so, in the order of their times.
    """
    spans = tuple((part.start, part.end) for part in parts)
    start, end = spans[0] if spans else (0.0, 0.0)
    return Item("section", name, start, end, name=name, spans=spans)


def _palettes(situation: Situation) -> list[tuple[Words, Item]]:
    names = situation.palettes
    return [(words_of(name), Item("palette", name, name=name)) for name in names]


def _strips(situation: Situation) -> list[tuple[Words, Item]]:
    found = [(words_of(s.name), Item("strip", s.name, name=s.name)) for s in situation.strips]
    for segment in situation.segments:
        if segment.name and not segment.name.startswith("Segment"):
            item = Item("ref", segment.name, many=(segment.id,))
            found.append((words_of(segment.name), item))
    return found


def _families(situation: Situation) -> dict[str, dict[int, int]]:
    """Return the channels whose names are one word and a number, by word and number."""
    families: dict[str, dict[int, int]] = {}
    for channel, name in situation.named.items():
        words = words_of(name)
        if len(words) == 2 and words[1].isdecimal():
            family, number = families.setdefault(words[0], {}), int(words[1])
            family[number] = SEVERAL if number in family else channel
    return families
