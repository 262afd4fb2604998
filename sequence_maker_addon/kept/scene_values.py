"""Words, beat grids and markers of a scene."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter

from ..music.hearing.grid import BeatGrid
from ..music.timed_words import LONGEST_WORD, MOST_WORDS, TimedWord
from ..music.words.text_lines import WordKind
from .plain_json import parsed, written
from .shapes import Count, Name, Shape, Text, Time, checked

MOST_BEATS, MOST_MARKERS = 100_000, 20_000
"""Of each as many as a scene may keep."""


class _Word(Shape):
    text: Annotated[Text, AfterValidator(lambda text: text[:LONGEST_WORD])]
    start: Time
    end: Time
    line: Count = 0
    exact: bool = True
    kind: WordKind = "word"


class _Section(Shape):
    name: Name
    start: Time
    end: Time
    energy: Annotated[int, Field(ge=0, le=9)] = 0
    label: Name = ""
    confidence: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.0
    title: Name = ""
    said: bool = False


class _Grid(Shape):
    beats: Annotated[list[Time], Field(max_length=MOST_BEATS)]
    positions: Annotated[list[Annotated[int, Field(ge=1, le=64)]], Field(max_length=MOST_BEATS)]
    meter: Annotated[int, Field(ge=1, le=64)]
    sections: Annotated[list[_Section], Field(max_length=1000)]
    sure: bool = True


_WORDS = TypeAdapter(Annotated[list[_Word], Field(max_length=MOST_WORDS)])
_Pair = Annotated[list[int | Name], Field(min_length=2, max_length=2)]
_MARKERS = TypeAdapter(Annotated[list[_Pair], Field(max_length=MOST_MARKERS)])


def words_of(text: str) -> list[TimedWord]:
    """Return the words that a text keeps.

    Raises:
        ValueError: If it is damaged.
    """
    return [TimedWord(**word.model_dump()) for word in checked(_WORDS, parsed(text))]


def text_of_words(words: Sequence[TimedWord]) -> str:
    """Return words as the text for the scene, "" for none."""
    return written([_row(word) for word in words[:MOST_WORDS]]) if words else ""


def _row(word: TimedWord) -> dict[str, Any]:
    """Return a word as it is kept; what it is, where it is more than a word."""
    row = asdict(word)
    if word.kind == "word":
        del row["kind"]
    return row


def beat_grid_of(text: str) -> BeatGrid:
    """Return the beat grid that a text keeps.

    Raises:
        ValueError: If it is damaged.
    """
    return BeatGrid.from_json(checked(_Grid, parsed(text)).model_dump())


def markers_of(text: str) -> list[tuple[int, str]]:
    """Return the markers that a text keeps, as frames and names.

    Raises:
        ValueError: If it is damaged.
    """
    rows = checked(_MARKERS, parsed(text))
    if not all(isinstance(frame, int) and isinstance(name, str) for frame, name in rows):
        raise ValueError("a marker is damaged")
    return [(frame, name) for frame, name in rows]


def text_of_markers(markers: Iterable[tuple[int, str]]) -> str:
    """Return markers as the text for the scene, "" for none."""
    rows = list(markers)
    return json.dumps(rows) if rows else ""
