"""The door for files of timed words: bytes or text in, words and what is to be told out."""

from __future__ import annotations

from dataclasses import dataclass

from ..toolkit.plain_text import named
from .timed_words import MOST_WORDS, TimedWord
from .word_times import words_of_lines
from .words.text_encodings import CHOICES, decoded
from .words.text_lines import Odd, TooManyWordsError
from .words.word_formats import ANY, ENDINGS, format_of

LARGEST = 10_000_000
"""Bytes of a file of words."""
__all__ = ["CHOICES", "ENDINGS", "LARGEST", "WordsFile", "read_file", "read_words"]


@dataclass(frozen=True, slots=True)
class WordsFile:
    """What a file of words brought.

    Attributes:
        words: In order of start.
        notes: Sentences for the person: a guessed encoding, what was left out.
    """

    words: list[TimedWord]
    notes: list[str]


def read_file(data: bytes, name: str = "", encoding: str = "") -> WordsFile:
    """Read timed words out of a file's bytes.

    Args:
        data: The whole file.
        name: Its name.
        encoding: Of its letters, one of `CHOICES`; empty to find out.

    Raises:
        ValueError: If it is too large, or there are no timed words in it; a sentence.
    """
    if len(data) > LARGEST:
        raise ValueError(f"{named(name)} is too large to be a file of words")
    text, guess = decoded(data, encoding)
    found = read_lines(text, name)
    guessed = [f"the letters were read as {guess}, which is a guess"] if guess else []
    return WordsFile(found.words, guessed + found.notes)


def read_words(text: str, name: str = "") -> list[TimedWord]:
    """Read timed words.

    Args:
        text: What the file holds.
        name: Its name; its ending decides only where the content does not.

    Returns:
        Words in order of start; within a line each ends when the next one starts, or before.

    Raises:
        ValueError: If there are no timed words in it; a sentence that names what was expected and
            the first line that was not understood.
    """
    return read_lines(text, name).words


def read_lines(text: str, name: str = "") -> WordsFile:
    """See `read_words`; what was left out is told, too."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    ending = name.lower().rpartition(".")[2]
    found = format_of(text, ending)
    odd = Odd()
    try:
        lines = found.read(text, odd) if found is not None else []
        words = words_of_lines(lines, odd)
    except TooManyWordsError:
        raise ValueError(f"there are more than {MOST_WORDS:,} timed words in this") from None
    if not words:
        raise ValueError(_none(text, odd, found.expected if found is not None else ANY))
    return WordsFile(words, _left_out(odd))


def _none(text: str, odd: Odd, expected: str) -> str:
    """Say that there are no words, what was expected, and the first line that failed."""
    rows = enumerate(text.split("\n"), 1)
    row, said = odd.first or next(((n, row) for n, row in rows if row.strip()), (0, ""))
    if not said.strip():
        return "there are no timed words in this: it is empty"
    if _is_no_text(text):
        return "there are no timed words in this: it is no text"
    excerpt = named(said.strip())
    if not row:
        return f"there are no timed words in this: {excerpt} is no word with a time; {expected}"
    return f"there are no timed words in this: line {row}, {excerpt}, is not understood; {expected}"


def _is_no_text(text: str) -> bool:
    """Tell whether a file is of another kind, such as a sound: much in it is no letter or sign."""
    sample = text[:1000]
    odd = sum(not (sign.isprintable() or sign in "\n\t") or sign == "\ufffd" for sign in sample)
    return 20 * odd > len(sample)


def _left_out(odd: Odd) -> list[str]:
    if odd.is_cut_off:
        return ["the file is cut off in the middle: only what comes before that was read"]
    if odd.first is None:
        return []
    row, said = odd.first
    excerpt, more = named(said.strip()), odd.count - 1
    if not row and not more:
        return [f"{excerpt} was not understood and is left out"]
    if not row:
        return [f"{excerpt} and {more} more were not understood and are left out"]
    if not more:
        return [f"line {row}, {excerpt}, was not understood and is left out"]
    return [f"line {row}, {excerpt}, and {more} more were not understood and are left out"]
