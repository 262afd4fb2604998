"""A text becomes items: entities of the scene and of the functions' types, and known words."""

from __future__ import annotations

from ...sequence.frames import FrameRate
from ..lexicon.lexicon import Lexicon
from .channel_words import Channels
from .color_words import color_at
from .facts import Situation
from .items import Item
from .names import Lyrics, Names, names_of
from .number_words import Numbers
from .reference_words import References
from .text_tokens import Token

Read = tuple[Item, int]
_SEPARATORS = {",", ";", ".", "!", "?", "\n"}
_SIGNS = {
    "&": "and",
    "+": "and",
    "@": "at",
    ">": "to",
    "→": "to",
    "–": "-",
    "—": "-",
    "−": "-",
    "/": "and",
}
_STRANGE = frozenset("≤≥<≠±×÷∈∪∩√∆^\\|")
"""Signs that say something that is not read; others only part words."""
_SONG = {"song", "track", "music", "tune", "audio"}
_ENDS = {"the", "-", "very", "to", "from", "at", "until", "till", "til", "before", "of", "into"}


class Lexer:
    """Reads the items of one request."""

    def __init__(self, tokens: list[Token], situation: Situation, lexicon: Lexicon) -> None:
        """Prepare the readers of each kind."""
        self._tokens, self._lexicon, self._situation = tokens, lexicon, situation
        self._texts = [token.text for token in tokens]
        common = (word for word, tags in lexicon.tags.items() if tags & {"song", "set", "playhead"})
        self._names: Names = names_of(situation, common, lexicon.tags)
        tempo, meter = situation.tempo, situation.meter
        frame = FrameRate(situation.fps).frame_length if situation.fps > 0 else 0.0
        self._numbers = Numbers(tokens, lexicon, tempo, meter, frame)
        self._lyrics = Lyrics(tokens, situation.words, lexicon)
        self._channels = Channels(tokens, self._numbers, lexicon, self._names)
        self._references = References(tokens, self._numbers, lexicon, situation)

    @property
    def _song_end(self) -> float:
        """Where the song ends; -1 where it is not known or the sequence ends with it."""
        end = self._situation.song_end
        return end if 0 < end < self._situation.end else -1.0

    def items(self) -> list[Item]:
        """Return the items of the text in order."""
        found: list[Item] = []
        place = 0
        while place < len(self._tokens):
            item, place = self._at(place)
            if item.kind == "palette":
                colors = self._situation.palettes[item.name]
                found += [Item("color", item.text, name=color) for color in colors]
            elif item.kind:
                found.append(item)
        return found

    def _at(self, place: int) -> Read:
        token = self._tokens[place]
        if token.kind in ("mark", "line"):
            return self._mark(place)
        if token.kind == "quote":
            sung = self._lyrics.are_quoted(place)
            named = None if sung else self._names.quoted(token.raw)
            return named or Item("quoted", token.raw, name=token.raw), place + 1
        for reader in (
            self._lyrics.at,
            self._whole_phrase,
            self._references.every,
            self._channels.at,
            self._name,
            self._color,
            self._references.at,
            self._end,
            self._references.pixels,
            self._measure,
            self._phrase,
        ):
            found = reader(place)
            if found is not None:
                return found
        return self._word(place)

    def _mark(self, place: int) -> Read:
        token, text = self._tokens[place], self._texts[place]
        if text == "#" and (found := self._references.hash(place)):
            return found
        if text == "[" and (found := self._references.bracket(place)):
            return found
        sign = _SIGNS.get(text, text)
        if sign in _SEPARATORS:
            return Item("sep", text, tags=frozenset({text})), place + 1
        if sign == "-" or sign in self._lexicon.tags:
            sign = text if text == "+" else sign
            return Item("word", sign, tags=self._lexicon.of(_SIGNS.get(sign, sign))), place + 1
        if text == "(" and not token.glued:
            return Item("sep", text, tags=frozenset({"("})), place + 1
        if text in _STRANGE:
            return Item("word", text), place + 1
        return Item("", text), place + 1

    def _name(self, place: int) -> Read | None:
        found = self._names.at(self._texts, place)
        alone = found is not None and found[0].kind == "section" and found[1] == place + 1
        return (self._references.nth_section(place) if alone else None) or found

    def _color(self, place: int) -> Read | None:
        return color_at(self._tokens, place, self._lexicon)

    def _whole_phrase(self, place: int) -> Read | None:
        """Read what stands for times and places: `the whole song`, `the playhead`, polite turns."""
        found = self._phrase(place)
        if found is None or found[1] - place < 2:
            return None
        return found

    def _phrase(self, place: int) -> Read | None:
        for words, tags in self._lexicon.phrases.get(self._texts[place], ()):
            end = place + len(words)
            if tuple(self._texts[place:end]) != words or self._is_amount(place, end):
                continue
            text = " ".join(words)
            if "whole" in tags:
                song = any("song" in self._lexicon.of(word) for word in words)
                end_time = self._song_end if song else -1.0
                return Item("span", text, 0.0, end_time), self._of_song(end)
            if "through" in tags:
                ended = self._numbers.text(end) in ("", *_SEPARATORS)
                filler = frozenset({"filler"})
                whole = Item("span", text, 0.0, -1.0)
                return whole if ended else Item("word", text, tags=filler), end
            if "song_end" in tags:
                return Item("place", text, self._song_end), end
            if "playhead_time" in tags:
                single = self._lexicon.of(text) if len(words) == 1 else frozenset()
                return Item("place", text, self._situation.playhead, tags=tags | single), end
            tags = tags | self._lexicon.of(text, self._numbers.text(place - 1))
            return Item("word", text, tags=tags), end
        return None

    def _is_amount(self, place: int, end: int) -> bool:
        """Tell whether an amount of time goes on behind a phrase: `a second and a half`."""
        if self._texts[place] in ("beat", "bar", "measure", "frame"):
            return False
        found = (self._numbers.amount(place), self._numbers.amount(place + 1))
        return any(amount is not None and amount[1] > end for amount in found)

    def _end(self, place: int) -> Read | None:
        """Read `the beginning of the song`, `the end`, `the start of the chorus`."""
        tags = self._lexicon.of(self._texts[place])
        first = bool(tags & {"start_of"}) or self._texts[place] in ("top", "very")
        before = self._texts[place - 1] if place else ""
        if not (first or tags & {"end_of"}) or before not in _ENDS:
            return None
        if self._texts[place] == "very":
            place += 1
            tags = self._lexicon.of(self._numbers.text(place))
            first = bool(tags & {"start_of"}) or self._numbers.text(place) == "top"
            if not first and not tags & {"end_of"}:
                return None
        after = self._of_song(place + 1)
        if after == place + 1 and self._texts[after : after + 1] == ["of"]:
            return self._section_edge(place, after + 1, first)
        number = self._numbers.number(after) or self._numbers.amount(after)
        if self._texts[after : after + 1] == ["at"] or number:
            return None
        last = self._song_end if self._texts[after - 1] in _SONG else -1.0
        return Item("place", self._texts[place], 0.0 if first else last), after

    def _section_edge(self, place: int, after: int, first: bool) -> Read | None:
        after += self._texts[after : after + 1] == ["the"]
        if after >= len(self._texts):
            return None
        found = self._references.section(after) or self._name(after)
        if found is None or found[0].kind != "section" or found[0].second == 0:
            return None
        time = found[0].value if first else found[0].second
        return Item("place", self._texts[place], time), found[1]

    def _of_song(self, place: int) -> int:
        """Return the place behind `of the song`."""
        after = place
        if self._texts[after : after + 1] != ["of"]:
            return place
        after += 1
        while self._texts[after : after + 1] in (["the"], ["this"], ["my"], ["whole"]):
            after += 1
        word = self._texts[after] if after < len(self._texts) else ""
        return after + 1 if "song" in self._lexicon.of(word) else place

    def _measure(self, place: int) -> Read | None:
        """Read a percentage, a tempo, an amount of time or a number."""
        number = self._numbers.number(place)
        if number and (found := self._unit(place, *number)):
            return found
        amount = self._numbers.amount(place)
        if amount and not self._is_ordinal(place, amount[1]):
            text = " ".join(self._texts[place : amount[1]])
            return Item("amount", text, amount[0], amount[2]), amount[1]
        if number is None or (self._tokens[place].kind == "word" and self._is_pronoun(place)):
            return None
        text = " ".join(self._texts[place : number[1]])
        return Item("number", text, number[0]), number[1]

    def _unit(self, place: int, value: float, after: int) -> Read | None:
        text = " ".join(self._texts[place:after])
        following = self._numbers.text(after)
        if following in ("%", "percent"):
            return Item("percent", text + "%", value), after + 1
        if following == "per" and self._numbers.text(after + 1) == "cent":
            return Item("percent", text + "%", value), after + 2
        if "pixels" in self._lexicon.of(following) and self._texts[after + 1 : after + 2] != ["="]:
            return Item("pixels", text, value), after + 1
        if following == "bpm":
            return Item("bpm", text, value), after + 1
        if self._texts[after : after + 3] == ["beats", "per", "minute"]:
            return Item("bpm", text, value), after + 3
        return None

    def _is_ordinal(self, place: int, after: int) -> bool:
        """Tell whether `a second` is the second of something."""
        if self._texts[place:after] not in (["a", "second"], ["a", "minute"]):
            return False
        following = self._numbers.text(after)
        colored = after < len(self._tokens) and self._color(after) is not None
        return colored or "segment" in self._lexicon.of(following)

    def _is_pronoun(self, place: int) -> bool:
        """Tell whether `one` stands for a thing."""
        if self._texts[place] != "one":
            return False
        before = self._texts[place - 1] if place else ""
        return not self._lexicon.of(before) & {"from", "to", "at", "between", "until"}

    def _word(self, place: int) -> Read:
        text = self._texts[place]
        before = self._numbers.text(place - 1)
        return Item("word", text, tags=self._lexicon.of(text, before)), place + 1
