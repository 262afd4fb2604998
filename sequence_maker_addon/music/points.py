"""Points in time to hang a pattern on: beats, bars, onsets, sections, markers, words, a period."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from typing import Literal, get_args

import numpy as np

from .content_pieces import silences
from .hearing.grid import BeatGrid
from .timed_words import TimedWord

BeatName = Literal[
    "beats", "downbeats", "bars", "offbeats", "onsets", "sections", "markers", "words"
]
GridName = Literal[BeatName, "period"]
GRIDS: tuple[GridName, ...] = get_args(GridName)
"""The kinds of points; what else is known of a kind is in `KINDS`."""
Band = Literal["all", "low", "mid", "high"]


@dataclass(frozen=True, slots=True)
class Point:
    """A time to light something at.

    Attributes:
        time: Seconds.
        end: Where it ends by itself, such as a word's end, in seconds; None for the next point.
        strength: 0 to 1, such as an onset's or the energy of its bar.
        pitch: Pitch class 0 (C) to 11 (B), or None.
        text: A word, a marker's or a section's name, `Bar 12`, or `12.3` for its third beat.
    """

    time: float
    end: float | None = None
    strength: float = 1.0
    pitch: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Music:
    """What is known about the music, in the time of the caller (as a rule the timeline's).

    Attributes:
        grid: Beats, bars and sections.
        onsets: For each band, pairs of seconds and strength 0 to 1, ascending.
        markers: Pairs of seconds and name.
        words: Of the lyrics; sound effects and names of speakers among them are no points.
        energy: Steps of seconds and level 0 to 1; a level holds until the next step.
        pitches: Steps of seconds and pitch class.
        heard: The stretches in which the music plays on without a jump; () for all the time.
    """

    grid: BeatGrid = BeatGrid()
    onsets: dict[str, Sequence[tuple[float, float]]] = field(default_factory=dict)
    markers: Sequence[tuple[float, str]] = ()
    words: Sequence[TimedWord] = ()
    energy: Sequence[tuple[float, float]] = ()
    pitches: Sequence[tuple[float, int]] = ()
    heard: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which points are wanted.

    Attributes:
        grid: The kind of points.
        every: Only each n-th, at least 1.
        offset: How many to leave out first.
        band: Of onsets.
        period: Seconds between points of the grid `period`.
        least: Onsets weaker than this, 0 to 1, are left out.
        begun: Sections that have begun before count, too, from the start on.
    """

    grid: GridName = "beats"
    every: int = 1
    offset: int = 0
    band: Band = "all"
    period: float = 1.0
    least: float = 0.0
    begun: bool = False


def points(
    music: Music, choice: Choice, start: float, end: float, slack: float = 0.0
) -> list[Point]:
    """List the wanted points in `[start, end)`, ascending, with energy and pitch filled in.

    Args:
        music: What there is.
        choice: What is wanted of it.
        start: In seconds.
        end: In seconds.
        slack: So early a point belongs to what begins after it, and is then at the start: half a
            frame, for what is heard a hair before a bar that the user counts from is on it.

    Raises:
        ValueError: If the choice makes no sense; a sentence.
    """
    if choice.every < 1 or choice.offset < 0:
        raise ValueError("every must be at least 1 and offset at least 0")
    if choice.grid not in GRIDS:
        raise ValueError(f"the grid must be one of {', '.join(GRIDS)}, got {choice.grid!r}")
    every = KINDS[choice.grid].source(music, choice, start, end)
    found = [point for point in every if start - slack <= point.time < end - slack]
    if choice.begun:
        found += [p for p in every if p.time < start - slack and p.end and start + slack < p.end]
    found.sort(key=lambda point: point.time)
    own = choice.grid in ("onsets", "sections")
    chosen = [_informed(point, music, own) for point in found[choice.offset :: choice.every]]
    if KINDS[choice.grid].is_of_song:
        chosen = _until_silence(chosen, music.heard)
    return [p if p.time >= start else replace(p, time=start) for p in chosen]


def _until_silence(found: list[Point], heard: Sequence[tuple[float, float]]) -> list[Point]:
    """Let what lasts until the next point end where the music is silent before that."""
    silent = silences(heard)
    made = []
    for point, after in zip_longest(found, found[1:]):
        place = bisect_right(silent, point.time)
        if point.end is None and after is not None and silent[place : place + 1]:
            if silent[place] < after.time - 1e-3:
                point = replace(point, end=silent[place])
        made.append(point)
    return made


def _at(times: Iterable[float]) -> list[Point]:
    return [Point(time) for time in times]


def _beats(music: Music, *_: object) -> list[Point]:
    made, bar = [], 0
    for beat, place in zip(music.grid.beats, music.grid.positions, strict=True):
        bar += place == 1
        made.append(Point(beat, text=f"{bar}.{place}"))
    return made


def _bars(music: Music, *_: object) -> list[Point]:
    return [Point(time, text=f"Bar {bar}") for bar, time in enumerate(music.grid.downbeats, 1)]


def _offbeats(music: Music, *_: object) -> list[Point]:
    """Half way between beats, and half a beat after the last; none where the music is silent."""
    half, made = music.grid.period / 2, list[float]()
    for first, last in music.heard or ((-math.inf, math.inf),):
        beats = music.grid.between(first, last).beats
        made += [(a + b) / 2 for a, b in pairwise(beats)]
        made += [beat + half for beat in beats[-1:] if beat + half < last]
    return _at(sorted(set(made)))


def _onsets(music: Music, choice: Choice, *_: object) -> list[Point]:
    pairs = music.onsets.get(choice.band, ())
    return [Point(time, strength=s) for time, s in pairs if s >= choice.least]


def _sections(music: Music, *_: object) -> list[Point]:
    return [
        Point(s.start, end=s.end, strength=s.energy / 9, text=s.title or s.name)
        for s in music.grid.sections
    ]


def _markers(music: Music, *_: object) -> list[Point]:
    return [Point(time, text=name) for time, name in music.markers]


def _words(music: Music, *_: object) -> list[Point]:
    spoken = (word for word in music.words if word.kind == "word")
    return [Point(word.start, end=word.end, text=word.text) for word in spoken]


def _period(_: Music, choice: Choice, start: float, end: float) -> list[Point]:
    if not (math.isfinite(choice.period) and choice.period >= 0.01):
        raise ValueError(f"the period must be at least 0.01 seconds, got {choice.period}")
    count = math.ceil((end - start) / choice.period)
    return _at((start + choice.period * np.arange(max(count, 0))).tolist())


@dataclass(frozen=True, slots=True)
class Kind:
    """All that is known of a kind of points.

    Attributes:
        source: Lists every point.
        phrase: The points in words, for people.
        hint: What to do where there are none; empty where only the song can tell.
        is_of_song: The song must be analyzed for it.
        is_marked: Markers can be written for it.
    """

    source: Callable[[Music, Choice, float, float], list[Point]]
    phrase: str
    hint: str = ""
    is_of_song: bool = True
    is_marked: bool = False


KINDS: dict[GridName, Kind] = {
    "beats": Kind(_beats, "every beat", is_marked=True),
    "downbeats": Kind(_bars, "every bar", is_marked=True),
    "bars": Kind(_bars, "every bar"),
    "offbeats": Kind(_offbeats, "every off-beat"),
    "onsets": Kind(
        _onsets,
        "every onset",
        "try another band, a lower min_strength, or grid beats",
        is_marked=True,
    ),
    "sections": Kind(_sections, "every section", is_marked=True),
    "markers": Kind(
        _markers,
        "every marker",
        "place markers, or let write_markers do it",
        is_of_song=False,
    ),
    "words": Kind(
        _words,
        "every word",
        "ask the user to import lyrics (.lrc, .srt, .vtt, .json) or to add text strips",
        is_of_song=False,
        is_marked=True,
    ),
    "period": Kind(_period, "a fixed period", "use a shorter period", is_of_song=False),
}


def _informed(point: Point, music: Music, own: bool) -> Point:
    """Fill in the energy (unless the point has a strength of its own) and the pitch class."""
    if not own and music.energy:
        point = replace(point, strength=_step(music.energy, point.time))
    if point.pitch is None and music.pitches:
        point = replace(point, pitch=int(_step(music.pitches, point.time)))
    return point


def _step(steps: Sequence[tuple[float, float]], time: float) -> float:
    place = bisect_right(steps, time + 1e-6, key=lambda step: step[0])
    return steps[max(place - 1, 0)][1]
