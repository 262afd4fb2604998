"""What requests point at: `segment 4`, `the last one`, `every second beat`, sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..lexicon.lexicon import Lexicon
from .color_words import color_at
from .facts import Situation
from .items import Item
from .names import section_of
from .number_words import Numbers
from .text_tokens import Token

Read = tuple[Item, int]
_NOUNS = {"segment", "strip", "block", "clip", "section", "bit", "piece", "part", "chunk", "seg"}
_NOUNS |= {"row", "line", "cue", "item", "entry", "event", "light"}
_NUMBER = {"number", "index", "no", "#", "nr", "num", "."}
_CHORUS = {"chorus", "refrain"}
_LABELS = {"verse", "intro", "outro", "bridge"}
"""Sections only where the song has one that is called so."""
_PLURALS = {f"{word}s": word for word in _LABELS | {"refrain"}} | {"choruses": "chorus"}


class References:
    """Reads references at places of a list of tokens."""

    def __init__(
        self, tokens: Sequence[Token], numbers: Numbers, lexicon: Lexicon, situation: Situation
    ) -> None:
        """Remember the tokens and what is known."""
        self._tokens, self._numbers, self._lexicon = list(tokens), numbers, lexicon
        self._situation = situation

    def at(self, place: int) -> Read | None:
        """Return the reference at a place and the place after it, or None."""
        first = self._other, self.nth_section, self.section
        readers = *first, self._numbered, self._nth, self._bare
        return next((found for reader in readers if (found := reader(place))), None)

    def pixels(self, place: int) -> Read | None:
        """Read `pixels = 30`, `pixels: 30`."""
        if "pixels" not in self._lexicon.of(self._numbers.text(place)):
            return None
        signed = self._numbers.text(place + 1) in ("=", ":")
        number = self._numbers.number(place + 2) if signed else None
        return (Item("pixels", self._numbers.text(place), number[0]), number[1]) if number else None

    def _bare(self, place: int) -> Read | None:
        """Read an ordinal without a noun; what does not use it is not certain."""
        found = self._numbers.ordinal(place)
        if found is None or self._numbers.amount(place):
            return None
        following = self._numbers.text(found[1])
        amount = self._numbers.amount(found[1])
        listing = following in (",", ":") and self._numbers.text(place - 1) in ("", ".", ",", ";")
        if listing or self._numbers.text(place) == "first" and (amount or not following):
            return None
        if amount or self._numbers.text(place - 1) in self._lexicon.numbers:
            return None
        if following.isalpha() and not self._lexicon.of(following):
            return None
        if following in self._lexicon.units or place and self._tokens[place - 1].kind == "number":
            return None
        return Item("index", self._numbers.text(place), found[0], vague=True), found[1]

    def _other(self, place: int) -> Read | None:
        """Read `the other one`, `the other channel`: of two, what the last turn left out."""
        if [self._numbers.text(place + n) for n in range(2)] != ["the", "other"]:
            return None
        noun, known = self._numbers.text(place + 2), self._situation.other
        tags = self._lexicon.of(noun)
        text, marked = f"the other {noun}", frozenset({"other"})
        row = tags & {"channel", "prop"} or noun == "one" and not known.segment
        if known.channel and row:
            return Item("channels", text, many=(known.channel,), tags=marked), place + 3
        if known.segment and "segment" in tags:
            return Item("ref", text, many=(known.segment,), tags=marked), place + 3
        return None

    def bracket(self, place: int) -> Read | None:
        """Read `[2]` glued to a channel."""
        found = self._numbers.number(place + 1)
        if not self._tokens[place].glued or found is None or self._numbers.text(found[1]) != "]":
            return None
        return Item("index", f"[{found[0]:g}]", found[0]), found[1] + 1

    def hash(self, place: int) -> Read | None:
        """Read `#3`."""
        found = self._numbers.number(place + 1)
        if found is None or not self._tokens[place + 1].glued:
            return None
        return Item("index", f"#{found[0]:g}", found[0]), found[1]

    def _numbered(self, place: int) -> Read | None:
        """Read `segment 4`, `segment number four`, `id 7`."""
        word, after = self._numbers.text(place), place + 1
        by_id = word == "id" or self._numbers.text(after) == "id" and word in _NOUNS
        if word.rstrip("s") not in _NOUNS and not by_id or word == "section":
            return None
        while self._numbers.text(after) in _NUMBER | {"id"}:
            after += 1
        found = self._numbers.number(after)
        if found is None or found[0] != int(found[0]) or self._is_time(found[1], word):
            return None
        if word.endswith("s") and word != "id":
            return None
        text = f"{word} {found[0]:g}"
        if by_id:
            return Item("ref", text, many=(int(found[0]),)), found[1]
        return Item("index", text, found[0]), found[1]

    def _is_time(self, place: int, noun: str) -> bool:
        text = self._numbers.text(place)
        following = self._numbers.number(place + 1) or self._numbers.amount(place + 1)
        return text in self._lexicon.units or (text in ("-", "–", "to") and bool(following))

    def _nth(self, place: int) -> Read | None:
        """Read `the second green one`, `the last segment`, `third from channel 2`."""
        word = self._numbers.text(place)
        found = self._numbers.ordinal(place)
        if word in ("last", "final"):
            found = (-1.0, place + 1)
            if place and self._numbers.text(place + 1) in ("", ",", ".", ";"):
                return Item("index", word, -1.0, vague=True), place + 1
        if word == "only" and self._numbers.text(place - 1) == "the":
            found = (1.0, place + 1)
        if found is None:
            return None
        after = found[1]
        color = color_at(self._tokens, after, self._lexicon) if after < len(self._tokens) else None
        noun = color[1] if color else after
        if "segment" not in self._lexicon.of(self._numbers.text(noun)):
            return None
        if self._numbers.text(noun) in ("bar", "start", "flash") or word == "opening":
            return None
        name = color[0].name if color else ""
        return Item("index", f"{word} {self._numbers.text(noun)}", found[0], name=name), noun + 1

    def every(self, place: int) -> Read | None:
        """Read `every second beat`, `every 4 bars`, `every other`, `every 2 seconds`."""
        word = self._numbers.text(place)
        if word not in ("every", "each"):
            return None
        after = place + 1
        if self._numbers.text(after) == "other" and word == "every":
            return Item("every", "every other", 2.0), after + 1
        amount = self._numbers.amount(after)
        if amount and amount[2] in self._lexicon.units.values() and not self._beat(amount[1] - 1):
            return Item("period", f"every {amount[0]:g} s", amount[0]), amount[1]
        nth = self._numbers.ordinal(after) or self._numbers.number(after)
        if nth and (self._beat(nth[1]) or self._grid(nth[1])):
            return Item("every", f"every {nth[0]:g}", nth[0]), nth[1]
        size = self._lexicon.units.get(self._numbers.text(after), 0.0)
        if size >= 1 and not self._grid(after + 1) and self._plain_unit(after):
            return Item("period", f"every {size:g} s", size), after + 1
        return None

    def _plain_unit(self, place: int) -> bool:
        following = self._lexicon.of(self._numbers.text(place + 1))
        return not following & {"segment", "channel", "prop"} or "filler" in following

    def _beat(self, place: int) -> bool:
        return self._numbers.text(place) in self._lexicon.beats

    def _grid(self, place: int) -> bool:
        rows = self._lexicon.phrases.get(self._numbers.text(place), ())
        return any(
            tag.startswith("grid:")
            for words, tags in rows
            for tag in tags
            if all(self._numbers.text(place + n) == word for n, word in enumerate(words))
        )

    def section(self, place: int) -> Read | None:
        """Read `section B1`, `the B section`, `the chorus`."""
        word = self._numbers.text(place)
        word = _PLURALS.get(word, word)
        known = word in _LABELS and any(word in p.label for p in self._situation.sections)
        if (known or word in _CHORUS) and not any(
            p.name.casefold() == word for p in self._situation.sections
        ):
            label = "chorus" if word == "refrain" else word
            return self._section(label, place + 1)
        if word in ("section", "part") and (found := self._letter(place + 1)):
            return found
        spaced = self._numbers.number(place + 1) if re.fullmatch(r"[a-z]", word) else None
        if spaced and self._known(f"{word}{spaced[0]:g}"):
            return self._section(f"{word}{spaced[0]:g}".upper(), spaced[1])
        if len(word) == 1 and word.isalpha() and word not in ("a", "i", "s", "m", "h"):
            found = self._letter(place)
            if found and self._numbers.text(found[1]) in ("section", "part"):
                return found[0], found[1] + 1
        return None

    def nth_section(self, place: int) -> Read | None:
        """Read `the second chorus`, `the last verse`, `chorus 2`: in time's order.

        One that the song does not have is nowhere, but it is named.
        """
        word, nth = self._numbers.text(place), self._numbers.ordinal(place)
        if nth or word in ("last", "final"):
            count, noun = (int(nth[0]), nth[1]) if nth else (-1, place + 1)
            after = noun + 1
        else:
            number = self._numbers.number(place + 1)
            if number is None or self._is_time(number[1], word):
                return None
            count, noun, after = int(number[0]), place, number[1]
        label = self._numbers.text(noun)
        if label not in _LABELS | _CHORUS:
            return None
        label = "chorus" if label == "refrain" else label
        rows = [p for p in self._situation.sections if self._is_like(p.label, p.name, label)]
        said = f"{label} {count}"
        if not rows and count < 0:
            return None
        if not 0 < abs(count) <= len(rows):
            return (section_of(said, []), after) if count else None
        part = sorted(rows, key=lambda row: row.start)[count - (count > 0)]
        return replace(section_of(part.name, [part]), text=said), after

    def _letter(self, place: int) -> Read | None:
        word = self._numbers.text(place)
        if not re.fullmatch(r"[a-z]", word):
            return None
        number = self._numbers.number(place + 1)
        if number and number[0] < 100 and self._known(f"{word}{number[0]:g}"):
            return self._section(f"{word}{number[0]:g}".upper(), number[1])
        following = self._tokens[place + 1] if place + 1 < len(self._tokens) else None
        glued = following is not None and following.glued and following.text.isdecimal()
        name = (word + following.text if following and glued else word).upper()
        return self._section(name, place + 1 + glued)

    def _known(self, name: str) -> bool:
        return any(part.name.casefold() == name for part in self._situation.sections)

    def _section(self, name: str, after: int) -> Read:
        known = [p for p in self._situation.sections if p.name.casefold() == name.casefold()]
        if not known:
            known = [p for p in self._situation.sections if self._is_like(p.label, p.name, name)]
        return section_of(name, known), after

    def _is_like(self, label: str, own: str, name: str) -> bool:
        letter = len(name) == 1 and own.rstrip("0123456789").casefold() == name.casefold()
        names = _CHORUS if name in _CHORUS else {name.casefold()}
        return letter or (len(name) > 1 and any(word in label.casefold() for word in names))
