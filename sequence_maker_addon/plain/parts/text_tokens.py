"""A text cut into words, numbers and signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 2_000
"""Characters that are read; a longer text is no plain command."""
_IS = frozenset("what where how who when it that let there here she he".split())
MOST = 400
"""Tokens that are read."""
_TOKEN = re.compile(
    r"(?P<quote>\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”|„[^“”\n]{1,80}[“”]|(?<!\w)'[^'\n]{1,60}'(?!\w))"
    r"|(?P<hex>#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-zA-Z])|0x[0-9a-fA-F]{6}\b)"
    r"|(?P<clock>\d{1,2}:\d{2}:\d{2}[:;]\d{2}(?![\d:])|\d{1,3}(?::\d{1,2}){1,2}(?:\.\d{1,3})?(?![\d:])|(?<![\d:]):\d{2}(?:\.\d{1,3})?(?![\d:]))"
    r"|(?P<number>\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<join>(?<=[^\W\d_])-(?=[^\W\d_])|(?<=\d)-(?=[^\W\d_]))"
    r"|(?P<mark>[^\w\s]|_)"
)


_SIGN = re.compile(r"[-=]>|(?<=\d)\s?\.{2,3}\s?(?=\d)|[~～]|(?<=\d)\s?s\s?\.\.\s?(?=\d)")


def _sign(match: re.Match[str]) -> str:
    """Write arrows and ranges with one sign."""
    if match[0].endswith(">"):
        return "→"
    return " s - " if match[0].strip().startswith("s") else "-"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign.

    Attributes:
        text: In lower case; of a quotation, what stands in it.
        kind: `word`, `number`, `clock`, `hex`, `quote`, `mark` or `line` (a new line).
        glued: Nothing stands between it and the token before.
        raw: As it was written.
        start: Where it begins in the text.
        end: Where it ends in the text.
    """

    text: str
    kind: str
    glued: bool = False
    raw: str = ""
    start: int = 0
    end: int = 0


MOST_QUOTED = 12
"""Words of a title without quotes."""


def quotation(words: Sequence[Token]) -> Token:
    """Return words, as they are written, as one quotation."""
    text = "".join(("" if token.glued else " ") + token.raw for token in words).strip()
    return Token(text.casefold(), "quote", False, text, words[0].start, words[-1].end)


def tokens(text: str) -> list[Token] | None:
    """Return the tokens of a text, or None where it is too long to be a command."""
    if len(text) > LONGEST:
        return None
    text = _SIGN.sub(_sign, text.replace("’", "'").replace("`", "'"))
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        if "\n" in between and found:
            found.append(Token("\n", "line"))
        kind, raw = str(match.lastgroup), match[0]
        if kind != "join":
            word = raw[1:-1] if kind == "quote" else raw
            if kind == "word" and word.endswith("'s") and word[:-2].casefold() not in _IS:
                word = word[:-2]
            if kind == "clock":
                word = word.replace(";", ":")
            glued = not between and bool(end)
            at = match.start(), match.end()
            found.append(Token(word.casefold().strip(), kind, glued, word, *at))
        end = match.end()
        if len(found) > MOST:
            return None
    return found


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, as they are found in a text."""
    return tuple(t.text for t in tokens(name[:200]) or [] if t.kind != "line")


def clock(text: str) -> float:
    """Return the seconds of `1:30`, `1:02:03` or `:30`."""
    total = 0.0
    for part in text.split(":"):
        total = 60 * total + float(part or 0)
    return total
