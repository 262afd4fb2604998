"""Channels among tokens: `channel 2`, `channels 1 to 3`, `ball two`, `all the balls`."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon.lexicon import Lexicon
from .items import Item
from .names import Names
from .number_words import Numbers
from .text_tokens import Token

Read = tuple[Item, int]
_SKIPPED = ("number", "no", "#", "numbers", "nr", "=", ":", "(", ".", "[")
_ROWS = ("row", "line", "lane", "light", "layer")
_EACH = {"all", "both", "every", "each"}
_AND = {"and", "&", "+", "/", ",", "plus", "n"}


class Channels:
    """Reads channels at places of a list of tokens."""

    def __init__(
        self, tokens: Sequence[Token], numbers: Numbers, lexicon: Lexicon, names: Names
    ) -> None:
        """Remember the tokens and what is known."""
        self._tokens, self._numbers = tokens, numbers
        self._lexicon, self._names = lexicon, names

    def at(self, place: int) -> Read | None:
        """Return the channels at a place and the place after them, or None."""
        return self._numbered(place) or self._ordinal(place) or self._family(place)

    def _is_noun(self, place: int) -> bool:
        tags = self._lexicon.of(self._numbers.text(place))
        return bool(tags & {"channel", "prop"})

    def _numbered(self, place: int) -> Read | None:
        """Read a noun and its numbers."""
        noun = self._numbers.text(place)
        if not self._is_noun(place) or noun in _ROWS and self._of_channel(place + 2):
            return None
        after = place + 1
        while self._numbers.text(after) in _SKIPPED and after < place + 4:
            after += 1
        first = self._whole(after)
        if first is None:
            return None
        numbers, after = self._more(*first, plural=noun.endswith("s") and noun != "chs")
        many = tuple(self._channel(noun, number) for number in numbers)
        text = " ".join(t.text for t in self._tokens[place:after])
        return Item("channels", text, many=many, vague=min(many) < 1), after

    def _of_channel(self, place: int) -> bool:
        """Tell whether `of channel 1` follows, so that a row is one of its segments."""
        return self._numbers.text(place) in ("of", "in", "on") and self._is_noun(place + 1)

    def _whole(self, place: int) -> tuple[int, int] | None:
        found = self._numbers.number(place)
        if found is None or found[0] != int(found[0]):
            return None
        return int(found[0]), found[1]

    def _more(self, first: int, after: int, plural: bool) -> tuple[list[int], int]:
        """Read `, 2 and 3` or `to 3` behind a number."""
        numbers = [first]
        dash = self._numbers.text(after) in ("-", "–")
        word = self._numbers.text(after)
        through = word in ("through", "thru") and (plural or self._is_noun(after + 1))
        if dash or through or plural and word in ("to", "until"):
            last = self._whole(after + 1 + self._is_noun(after + 1))
            if last and first < last[0] <= first + 127 and not self._is_time(last[1], dash):
                numbers += range(first + 1, last[0] + 1)
                after = last[1]
        bare = self._whole(after) if plural else None
        while bare and not self._is_time(bare[1], False) and bare[0] > numbers[-1]:
            numbers.append(bare[0])
            after = bare[1]
            bare = self._whole(after)
        while self._numbers.text(after) in _AND:
            step = after + 1
            step += self._numbers.text(step) in _AND
            step += self._is_noun(step)
            more = self._whole(step)
            comma = self._numbers.text(after) == "," and not plural
            if more is None or comma or self._is_time(more[1], False) or more[0] in numbers:
                break
            numbers.append(more[0])
            after = more[1]
        return numbers, after

    def _is_time(self, place: int, dash: bool) -> bool:
        """Tell whether what stands behind a number makes it a time."""
        text = self._numbers.text(place)
        if text in ("to", "until", "till", "through"):
            return not dash and self._numbers.number(place + 1) is not None
        return text in self._lexicon.units or text == "%" or not dash and text in ("-", "–")

    def _channel(self, noun: str, number: int) -> int:
        """Return the channel that a noun and number mean; 0 where the names say otherwise."""
        family = self._names.families.get(noun) or self._names.families.get(noun.rstrip("s"), {})
        if number in family:
            return family[number]
        return number if all(n == channel for n, channel in family.items()) else 0

    def _ordinal(self, place: int) -> Read | None:
        found = self._numbers.ordinal(place)
        if found is None or not self._is_noun(found[1]):
            return None
        if self._numbers.text(found[1]) in _ROWS and self._of_channel(found[1] + 1):
            return None
        if self._whole(found[1] + 1):
            return None
        noun = self._numbers.text(found[1])
        channel = self._channel(noun, int(found[0]))
        text = f"{self._numbers.text(place)} {noun}"
        return Item("channels", text, many=(channel,), vague=channel < 1), found[1] + 1

    def _family(self, place: int) -> Read | None:
        """Read `the balls`, `all three balls`, `every ball`, where channels are called so."""
        after = place
        while self._numbers.text(after) in ("the", "of", "my", *_EACH):
            after += 1
        said = {t.text for t in self._tokens[place:after]}
        count = self._whole(after)
        after = count[1] if count else after
        noun = self._numbers.text(after)
        family = self._names.families.get(noun.rstrip("s"), {})
        several = noun.endswith("s") or said & _EACH or len(family) == 1 and after > place
        wanted = count[0] if count else 2 if "both" in said else len(family)
        if not family or not several or self._whole(after + 1) or wanted != len(family):
            return None
        text = " ".join(t.text for t in self._tokens[place : after + 1])
        many = tuple(family[n] for n in sorted(family))
        return Item("channels", text, many=many, vague=min(many) < 1), after + 1
