"""A word or a line with its time."""

from __future__ import annotations

from dataclasses import dataclass

from .words.text_lines import MOST_WORDS as MOST_WORDS
from .words.text_lines import WordKind

LONGEST_WORD = 60
"""Characters of a word; more is cut off."""


@dataclass(frozen=True, slots=True)
class TimedWord:
    """One word of the lyrics or the speech.

    Attributes:
        text: The word, with its punctuation.
        start: Seconds.
        end: Seconds, after the start.
        line: The number of its line, from 0.
        exact: False where only the line had a time and the words share it by their length.
        kind: A `word`; an `effect` such as `[door slams]`, whole; a `speaker` such as `JOHN:`.
    """

    text: str
    start: float
    end: float
    line: int = 0
    exact: bool = True
    kind: WordKind = "word"
