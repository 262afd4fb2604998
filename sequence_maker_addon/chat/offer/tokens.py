"""How many tokens a text takes, without a model's own table: an estimate near that of o200k."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"""[ _\-"'(/#]?[A-Za-z]+|\d{1,3}| (?=\d)| ?[^\sA-Za-z\d]+|\s+""",
)
_LEAD = " _-\"'(/#"
WORD, MARKS = 8, 4
"""Letters of a word and marks in a row that one token holds."""


def estimated(text: str) -> int:
    """Return about how many tokens a text takes, by the rules of o200k and its like.

    For schemas in JSON it is right within 2 %; for rows of numbers 15 % too low at worst. What is
    not ASCII counts by its bytes, which is too high rather than too low.
    """
    count = 0.0
    for found in _PIECE.finditer(text):
        piece = found[0]
        word = piece.lstrip(_LEAD)
        if not piece.isascii():
            count += len(piece.encode("utf-8", "replace")) * 0.8
        elif word.isalpha():
            count += 1 + (len(word) - 1) // WORD
        elif piece.isdigit() or piece.isspace():
            count += 1
        else:
            count += -(-len(piece.strip()) // MARKS)
    return int(count) + 1
