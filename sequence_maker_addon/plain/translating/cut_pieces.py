"""A request is cut into pieces, each with the English that it is read as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...sequence.css_colors import CSS_COLORS
from ..dictionaries.dictionary import Dictionary, folded
from ..dictionaries.german_numbers import ABBREVIATED
from ..lexicon.lexicon import Lexicon
from ..parts.facts import Situation
from ..parts.names import names_of
from ..parts.text_tokens import Token
from .pieces import Piece
from .spelled_numbers import Spelled

_DETERMINERS = frozenset("@das @alle @ein the all these that every @des".split())
_AT_THE = frozenset(("at the", "to the", "in the", "from the", "of the", "on the", "until the"))
_POINTS = ("first", "last", "next")
_BEHIND = frozenset(
    " und dann bitte , - mal wieder von ab bei bis zwischen in fuer im zu am vom zum".split(" ")
)
"""What stands behind the part of a verb, as an article or preposition does not."""
LONG = 3
"""Words of a phrase that goes before a verb whose part stands apart."""
_I = frozenset(("ich", "wir", "i"))
"""Who begins himself, so that nothing is to be started."""
_HARD = frozenset((".", "!", "?", ";", "\n"))
_USUAL = ("song", "set", "playhead")


class Cutter:
    """Cuts the tokens of a request into pieces."""

    def __init__(
        self, tokens: list[Token], situation: Situation, words: Dictionary, lexicon: Lexicon
    ) -> None:
        """Prepare the names of the scene and the verbs of the request."""
        self._tokens, self._words, self._lexicon = tokens, words, lexicon
        self._spelled = Spelled(tokens)
        self._texts = self._spelled.texts
        common = [w for w, tags in lexicon.tags.items() if not tags.isdisjoint(_USUAL)]
        own = [w for w, rows in words.phrases.items() for key, _ in rows if len(key) == 1]
        self._names = names_of(situation, [*common, *own])
        self._plain = [token.text for token in tokens]
        self._lyrics = {folded(word) for word in situation.words}
        self._parts = _parted(self._texts, words.parted)
        self._found: list[Piece] = []

    def pieces(self) -> list[Piece]:
        """Return the pieces in order."""
        place = 0
        while place < len(self._tokens):
            piece = self._at(place)
            piece.glued = self._tokens[place].glued
            self._found.append(piece)
            place = piece.after
        return self._found

    def _at(self, place: int) -> Piece:
        token = self._tokens[place]
        if token.kind in ("mark", "line"):
            return self._mark(place)
        if token.kind in ("quote", "hex", "clock"):
            kind = "quote" if token.kind == "quote" else "kept"
            return Piece(token.text, kind, place, place + 1, token.text)
        for read in (
            self._name,
            self._family,
            self._long_phrase,
            self._parted,
            self._number,
            self._phrase,
            self._color,
        ):
            if (piece := read(place)) is not None:
                return piece
        return self._unknown(place)

    def _mark(self, place: int) -> Piece:
        """Read a sign; the period of `Sek.` says nothing."""
        text = self._texts[place]
        before = self._texts[place - 1] if place else ""
        last = place + 1 == len(self._tokens)
        silent = text == "." and before in ABBREVIATED and not last
        return Piece("" if silent else text, "word" if silent else "mark", place, place + 1, text)

    def _name(self, place: int) -> Piece | None:
        found = self._names.at(self._plain, place)
        if found is None:
            return None
        return Piece(found[0].text, "name", place, found[1], self._texts[place], "", found[0].kind)

    def _parted(self, place: int) -> Piece | None:
        english = self._parts.get(place)
        if english is None:
            return None
        return Piece(english, "word", place, place + 1, self._texts[place])

    def _with_it(self, english: str, place: int) -> str:
        """Read `mach's` as `make it`, of whose sign the word was freed."""
        token = self._tokens[place]
        short = token.kind == "word" and token.end - token.start == len(token.raw) + 2
        doing = self._lexicon.of(english) & {"set", "change", "move", "delete", "stretch"}
        return f"{english} it" if short and doing and "turn" not in doing else english

    def _number(self, place: int) -> Piece | None:
        text = self._texts[place]
        if compound := self._spelled.compound(place):
            return Piece(compound, "word", place, place + 1, text)
        nth = self._spelled.ordinal(place)
        if nth is not None and self._is_nth(place, nth[1]):
            return self._nth(place, *nth)
        before = self._found[-1] if self._found else None
        listed = before is not None and before.english in ("channel", "channels", "balls", "[", "{")
        listed = listed or self._is_in_list(place)
        found = self._spelled.number(place, listed)
        if found is None:
            return None
        return Piece(found[0], "number", place, found[1], text)

    def _is_in_list(self, place: int) -> bool:
        """Tell whether a number and a comma stand right before a place."""
        pair = self._tokens[max(place - 2, 0) : place + 1]
        glued = len(pair) == 3 and pair[1].glued and pair[2].glued
        return glued and pair[1].text == "," and pair[0].kind == "number"

    def _is_nth(self, place: int, after: int) -> bool:
        """Tell whether `3.` is an ordinal and no number at the end of a sentence."""
        if self._tokens[place].kind != "number":
            return True
        before = self._found[-1].english if self._found else ""
        return after < len(self._tokens) and (before in _DETERMINERS or before in _AT_THE)

    def _nth(self, place: int, text: str, after: int) -> Piece:
        """Read an ordinal; `zwanzigste Sekunde` is `second 20`."""
        following = self._texts[after] if after < len(self._texts) else ""
        unit = {"sekunde": "second", "minute": "minute"}.get(following)
        digits = text[:-2]
        if unit is None:
            return Piece(text, "word", place, after, self._texts[place], "e")
        before = self._found[-1].english if self._found else ""
        said = f"{digits} {unit}s" if before == "every" else f"{unit} {digits}"
        return Piece(said, "number", place, after + 1, self._texts[place])

    def _long_phrase(self, place: int) -> Piece | None:
        """Read a phrase of three words and more, which says all of a verb and its part."""
        found = self._phrase(place)
        return found if found is not None and found.after >= place + LONG else None

    def _phrase(self, place: int) -> Piece | None:
        for words, english in self._words.phrases.get(self._texts[place], ()):
            after = self._matched(words, place)
            if after is None:
                continue
            kind = "small" if english.startswith("@") else "word"
            source = self._texts[after - 1] if len(words) > 1 else self._texts[place]
            if len(words) == 1 and kind == "word":
                english = self._with_it(english, place)
            piece = Piece(english, kind, place, after, source)
            if english in _POINTS:
                piece.ending = "e"
            return piece
        return None

    def _matched(self, words: Sequence[str], place: int) -> int | None:
        """Return the place behind a phrase; a long one may have a comma in it."""
        for number, word in enumerate(words):
            if number > 1 and len(words) > 2 and self._spelled.text(place) == ",":
                place += 1
            if self._spelled.text(place) != word or self._tokens[place].kind == "quote":
                return None
            place += 1
        return place

    def _color(self, place: int) -> Piece | None:
        text = self._texts[place]
        english, after = self._color_word(text), place + 1
        if not english and text in self._words.shades and after < len(self._texts):
            color = self._color_word(self._texts[after])
            if color:
                english, after = f"{self._words.shades[text]} {color}".strip(), after + 1
        if not english:
            return None
        ending = self._ending(self._texts[after - 1])
        noun = self._tokens[place].raw[:1].isupper()
        return Piece(english, "color", place, after, text, ending, "", noun)

    def _color_word(self, text: str) -> str:
        """Return the English of a color, of one with its shade before it included."""
        if text in self._words.colors:
            return self._words.colors[text]
        if text in CSS_COLORS:
            return text
        for shade, english in self._words.shades.items():
            if text.startswith(shade) and (rest := self._words.colors.get(text[len(shade) :])):
                return f"{english} {rest}".strip()
        return ""

    def _ending(self, text: str) -> str:
        for ending in ("en", "er", "es", "em", "e"):
            stem = text.removesuffix(ending)
            if stem != text and self._color_word(stem):
                return ending
        return ""

    def _family(self, place: int) -> Piece | None:
        """Read the plural of channels such as `Lampe 1`, `Lampe 2`."""
        text = self._texts[place]
        for own in self._names.families:
            stem = folded(own)
            if text.startswith(stem) and text[len(stem) :] in ("n", "en", "e", "s"):
                return Piece(f"{own}s", "word", place, place + 1, text)
        return None

    def _unknown(self, place: int) -> Piece:
        """Keep a word that is not of this language; one that turns the sense does so."""
        text = self._tokens[place].text
        turns = "turn" in self._lexicon.of(text) or text in self._lyrics
        known = not self._tokens[place].kind == "word" or turns
        return Piece(text if known else text.capitalize(), "unknown", place, place + 1, text)


def _parted(texts: list[str], verbs: Mapping[str, Mapping[str, str]]) -> dict[int, str]:
    """Return the English of verbs whose part stands apart, at the verb; the part says nothing."""
    found: dict[int, str] = {}
    for place, text in enumerate(texts):
        following = texts[place + 1] if place + 1 < len(texts) else ""
        if following not in _BEHIND and following not in _HARD:
            continue
        for before in range(place - 1, -1, -1):
            if texts[before] in _HARD and not texts[before - 1].isdigit():
                break
            english = verbs.get(texts[before], {}).get(text)  # None: it has no such part
            if english == "start" and _I.intersection(texts[max(before - 1, 0) : before + 2]):
                english = ""
            if english is not None and before not in found:
                found |= {before: english, place: ""}
                break
    return found
