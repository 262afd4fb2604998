"""Words into numbers, for times and ordinals, and amounts of things in words."""

import re

_TOKEN = re.compile(
    r"(?P<space>[\s,;!?\"'`_]+|\.(?!\d)|(?<=[a-z0-9])-+)"
    r"|(?P<number>\d+(?:\.\d*|,\d+)?|\.\d+)"
    r"|(?P<word>[a-z]+)"
    r"|(?P<mark>[:#])"
)
_LONGEST = 80

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_ONES += " fifteen sixteen seventeen eighteen nineteen"
_SMALL = {word: number for number, word in enumerate(_ONES.split())}
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * number for number, word in enumerate(_TENS_WORDS.split(), 2)}
_DIGITS = dict(list(_SMALL.items())[:10]) | {"oh": 0}
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh"
_ORDINALS += " twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_NTH = {word: number for number, word in enumerate(_ORDINALS.split())} | {
    word[:-1] + "ieth": number for word, number in _TENS.items()
}
_NOUNS = frozenset("the channel timeline track segment number no nr index strip #".split())

_PLAIN = (
    "bar beat call caption channel character chat cut drop effect fault file image item marker "
    "model movie part piece point range request second section segment sound strip text token "
    "transition turn value word"
).split()
_TWO_WORDS = (
    "later strip",
    "other strip",
    "text strip",
    "meta strip",
    "scene strip",
    "adjustment layer",
)

NOUNS = {"copy": "copies", "entry": "entries", "flash": "flashes"} | {
    noun: f"{noun}s" for noun in (*_PLAIN, *_TWO_WORDS)
}
"""What is counted, in the singular and in the plural; every language has its forms."""


def shown(value: object) -> str:
    """Show a given value inside an error sentence, short whatever it is."""
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:40] + "...")
    if value is None or isinstance(value, (bool, float)):
        return repr(value)
    if isinstance(value, int):
        return repr(value) if abs(value) < 10**15 else "a number with too many digits"
    return f"a {type(value).__name__}"


def tokens(text: str) -> list[str]:
    """Split a phrase into lower-case words, numbers (with a decimal point) and `:` or `#`.

    Args:
        text: At most 80 characters; quotes, commas and hyphens between words only separate, and a
            comma between digits is a decimal mark.

    Raises:
        ValueError: If it is too long, holds other signs, or a comma that may stand for thousands.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"the phrase is longer than {_LONGEST} characters")
    text, found, place = text.lower(), [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or not match[0].isascii() and not match[0].isspace():
            raise ValueError(f"{shown(text[place])} is not understood")
        place = match.end()
        if match.lastgroup == "number" and re.fullmatch(r"\d+,\d{3}", match[0]):
            raise ValueError("a comma before three digits may mean thousands")
        if match.lastgroup != "space":
            found.append(match[0].replace(",", "."))
    return found


class Reader:
    """A place in a list of tokens, with the numbers that can be read there."""

    def __init__(self, items: list[str]) -> None:
        """Start before the first token."""
        self._items = items
        self._place = 0

    def peek(self, ahead: int = 0) -> str:
        """Give a coming token without taking it, or nothing behind the last one."""
        place = self._place + ahead
        return self._items[place] if place < len(self._items) else ""

    def take(self, *wanted: str) -> str:
        """Take the next token if it is one of `wanted`; else take and give nothing."""
        token = self.peek()
        if not token or token not in wanted:
            return ""
        self._place += 1
        return token

    def skip(self, wanted: frozenset[str]) -> None:
        """Take tokens as long as they are among `wanted`."""
        while self.take(*wanted):
            pass

    def attempt(self, *phrase: str) -> bool:
        """Take the whole phrase if it comes next; else nothing."""
        if tuple(self.peek(n) for n in range(len(phrase))) != phrase:
            return False
        self._place += len(phrase)
        return True

    def number(self) -> float | None:
        """Read `12.5`, `twenty five`, `a hundred and five` or `two point five`; else None."""
        token = self.peek()
        if token[:1].isdigit() or token[:1] == ".":
            self._place += 1
            return float(token)
        value = self._hundreds()
        if value is None or not self.take("point"):
            return value
        digits = ""
        while (digit := self.take(*_DIGITS)) or self.peek().isdigit():
            digits += str(_DIGITS[digit]) if digit else self._next()
        if not digits:
            raise ValueError("digits are missing after 'point'")
        return float(f"{value:.0f}.{digits}")

    def nth(self) -> int | None:
        """Read all that is left as one position: `2nd`, `channel two`, `the twenty first`."""
        self.skip(_NOUNS)
        if word := self.take(*_NTH):
            value: float | None = _NTH[word]
        else:
            value = self.number()
            if value in _TENS.values() and (word := self.take(*list(_NTH)[1:10])):
                value = (value or 0.0) + _NTH[word]
            self.take("st", "nd", "rd", "th")
        self.skip(_NOUNS)
        return None if self.peek() or value is None or value != int(value) else int(value)

    def _next(self) -> str:
        self._place += 1
        return self._items[self._place - 1]

    def _hundreds(self) -> float | None:
        if self.attempt("a", "hundred"):
            value: float | None = 100.0
        else:
            value = self._below_hundred()
            if value is None or not 1 <= value <= 9 or not self.take("hundred"):
                return value
            value *= 100
        if self.peek() == "and" and self.peek(1) in _SMALL | _TENS:
            self._place += 1
        return (value or 0.0) + (self._below_hundred() or 0.0)

    def _below_hundred(self) -> float | None:
        if small := self.take(*_SMALL):
            return float(_SMALL[small])
        if tens := self.take(*_TENS):
            ones = self.take(*list(_SMALL)[1:10])
            return float(_TENS[tens] + (_SMALL[ones] if ones else 0))
        return None


def counted(amount: int, noun: str) -> str:
    """Return an amount of things, such as `1 segment` or `2,315 tokens`.

    Args:
        amount: How many, 0 or more.
        noun: One of `NOUNS`.
    """
    return f"{amount:,} {noun if amount == 1 else NOUNS[noun]}"
