"""A text with its escapes read, those of JSON, addresses and web pages, and the way back."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

_ESCAPE = re.compile(
    r"\\{1,8}(?:u00|x)([0-7][0-9a-f])|%(?:25){0,3}([0-7][0-9a-f])"
    r"|&(?:amp;){0,3}#x0{0,4}([0-7][0-9a-f]);|&(?:amp;){0,3}#0{0,4}(\d{2,3});"
    r"|\\([\"\\/bfnrt])",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"(?:\\{1,8}(?:u0{0,2}[0-7]?|x[0-7]?)?|%(?:25){0,3}(?:2|[0-7])?"
    r"|&(?:amp;){0,3}(?:a|am|amp|#\d{0,7}|#x[0-9a-f]{0,6})?)\Z",
    re.IGNORECASE,
)
_LONGEST = 40
"""Characters of an escape, and more."""
_BLANK = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def whole_until(text: str) -> int:
    """Return where an escape begins that the end of a text cuts, else the text's length."""
    found = _BEGUN.search(text, max(0, len(text) - _LONGEST))
    return found.start() if found else len(text)


class Unescaped:
    """A text with its escapes read.

    Attributes:
        text: What they stand for in their place.
    """

    def __init__(self, text: str) -> None:
        self._here, self._there = array("q", [0]), array("q", [0])
        parts, last, size = list[str](), 0, 0
        for found in _ESCAPE.finditer(text):
            parts += (text[last : found.start()], _meant(found))
            size += found.start() - last
            self._here.extend((size, size + 1))
            self._there.extend((found.start(), found.end()))
            last, size = found.end(), size + 1
        self.text = "".join((*parts, text[last:]))

    def place(self, index: int) -> int:
        """Return where a character of `text` begins in the text that was read."""
        at = bisect_right(self._here, index) - 1
        return self._there[at] + index - self._here[at]


def _meant(found: re.Match[str]) -> str:
    """Return the one character that an escape stands for."""
    escaped, quoted, hexed, number, simple = found.groups()
    if simple:
        return _BLANK.get(simple, simple)
    code = int(number) if number else int(escaped or quoted or hexed, 16)
    return chr(code) if code < 128 else "\ufffd"
