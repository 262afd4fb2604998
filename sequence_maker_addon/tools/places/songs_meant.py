"""Which songs are meant: one that is named or chosen, or all that are heard in a stretch."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...music.points import KINDS, Choice, GridName, Music, Point
from ...music.song import Part, Song, heard_at, heard_within
from ...music.summary import NOT_SURE
from ...music.timed_words import TimedWord
from ...sequence.errors import ToolError
from ...toolkit.jobs import Progress
from ...toolkit.world import Session
from .ranges import Range, music_of, needs_song, no_points, points_in, ranges_of, songs_of


def analyzed(
    session: Session, sound: str | None, time: float | None = None
) -> Generator[Progress, None, Song]:
    """Return the song of a sound strip, else see `heard_at`; listen first if need be."""
    songs = songs_of(session)
    return (yield from songs.analyze(sound or heard_at(songs, time)))


def parts_meant(
    session: Session,
    sound: str | None,
    needed: bool,
    start: float | None = None,
    end: float | None = None,
) -> Generator[Progress, None, list[Part]]:
    """Return the songs that are meant, each with its part; listen to the chosen one if need be.

    Args:
        session: The world.
        sound: The name of a sound strip whose song alone is meant; None where none is named.
        needed: Whether anything is asked of a song at all.
        start: Where a stretch begins, in seconds; None where nothing was said.
        end: Where it ends; likewise.

    Returns:
        One part at least. Of a stretch with both ends those of `heard_within`; else one song: the
        one that is named, or see `heard_at`.
    """
    if not needed and sound is None:
        return [Part(None, start, end)]
    if sound is None and start is not None and end is not None:
        songs = songs_of(session)
        chosen = songs.known() or (yield from songs.analyze())
        least = session.seen.frame_rate.frame_length
        found = heard_within(songs.every(), start, end, least)
        return found or [Part(chosen, start, end)]
    song = yield from analyzed(session, sound, start)
    return [Part(song, start, end)]


def others_heard(session: Session, song: Song, start: float, end: float) -> list[str]:
    """Return the names of other songs that are meant in a stretch, see `heard_within`."""
    songs = songs_of(session)
    parts = heard_within(songs.every(), start, end, session.seen.frame_rate.frame_length)
    names = (part.song.name for part in parts if part.song is not None)
    return [name for name in dict.fromkeys(names) if name not in song.strips]


def strips_of(parts: Iterable[Part]) -> list[str]:
    """Return the strips that play songs; nothing cuts or moves them for their own beats."""
    names = (name for part in parts if part.song is not None for name in part.song.strips)
    return list(dict.fromkeys(names))


def songs_told(parts: Sequence[Part]) -> dict[str, Any]:
    """Return for a result name, start and end of each song's part; nothing of one song alone."""
    if len(parts) < 2:
        return {}
    rows = ((p.song.name, p.start, p.end) for p in parts if p.song is not None)
    return {"songs": [[name, round(a or 0, 3), round(b or 0, 3)] for name, a, b in rows]}


def about(parts: Sequence[Part], grid: GridName) -> Iterator[str]:
    """Yield what the user should know of the songs, and of beats that are only a guess."""
    songs = [part.song for part in parts if part.song is not None]
    yield from dict.fromkeys(note for song in songs for note in song.notes)
    if needs_song(grid) and any(song.grid.doubtful for song in songs):
        yield NOT_SURE


@dataclass(slots=True)
class Found:
    """Points that were found.

    Attributes:
        where: The stretches, in order of time.
        points: Those in each of them.
        notes: What is guessed, and what one of several songs has not, a sentence each.
    """

    where: list[Range] = field(default_factory=list)
    points: list[list[Point]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def times(self) -> list[float]:
        """All of their times, in seconds."""
        return [point.time for points in self.points for point in points]

    def none(self, session: Session, parts: Sequence[Part], choice: Choice) -> ToolError:
        """Return the refusal for a grid that is empty in all of them."""
        where = self.where
        if len(parts) > 1:
            where = [Range(where[0].start, where[-1].end)]
        return no_points(session, parts[0].song, choice, where)


def points_of(
    session: Session,
    parts: Sequence[Part],
    choice: Choice,
    section: str | None = None,
    words: Sequence[TimedWord] | None = None,
) -> Found:
    """Find points in the part of each song, by its own beats.

    Every n-th is counted anew in each part, from its first one on. What is no song's own, as
    markers and words, is counted through. What lasts until the next point ends with its song.

    Args:
        session: The world.
        parts: See `parts_meant`.
        choice: Which points.
        section: Only in the sections of this name, of whichever song has them.
        words: In place of all words.

    Raises:
        ToolError: What `ranges_of` and `points_in` refuse, where they do so for all songs.
    """
    found, refused = Found(), list[ToolError]()
    for part, music in _with_music(session, parts, choice, section):
        try:
            where, notes = ranges_of(session, part.song, section, part.start, part.end)
        except ToolError as error:
            refused.append(error)
            found.notes.append(_nothing(part, error.message))
            continue
        music = music if words is None else replace(music, words=words)
        every = [points_in(session, music, choice, span) for span in where]
        rows = [_ending(session, points, part, choice) for points in every]
        found.where += where
        found.points += rows
        found.notes += notes
        if len(parts) > 1 and not any(rows):
            found.notes += _missing(session, part, choice, where)
    if not found.where:
        raise refused[0]
    found.notes = list(dict.fromkeys(found.notes))
    return found


def points_of_whole(session: Session, parts: Sequence[Part], choice: Choice) -> Found:
    """Find points of whole songs, every n-th counted from its start; of several in its part alone.

    Raises:
        ToolError: What `points_in` refuses.
    """
    found, rows = Found(), list(_with_music(session, parts, choice, None))
    for number, (part, music) in enumerate(rows):
        span = Range(0.0, session.seen.last_time, "the sequence")
        if part.song is not None:
            span = Range(part.song.start, part.song.end)
        low = part.start if number else None
        high = part.end if number + 1 < len(rows) else None
        low, high = -math.inf if low is None else low, math.inf if high is None else high
        points = [p for p in points_in(session, music, choice, span) if low <= p.time < high]
        found.where.append(span)
        found.points.append(points)
        if len(rows) > 1 and not points:
            found.notes += _missing(session, part, choice, [span])
    return found


def _with_music(
    session: Session, parts: Sequence[Part], choice: Choice, section: str | None
) -> Iterator[tuple[Part, Music]]:
    """Yield parts and what to hang things on there; one for all where it is no song's own."""
    if len(parts) == 1 or section is not None or needs_song(choice.grid):
        for part in parts:
            yield part, music_of(session, part.song)
        return
    every = [(part, music_of(session, part.song)) for part in parts]
    energy = [step for part, music in every for step in _steps(music.energy, part)]
    pitches = [step for part, music in every for step in _steps(music.pitches, part)]
    whole = Part(parts[0].song, parts[0].start, parts[-1].end)
    yield whole, replace(every[0][1], energy=energy, pitches=pitches)


def _steps(steps: Sequence[tuple[float, Any]], part: Part) -> Iterator[tuple[float, Any]]:
    """Yield the steps of a part; the one that holds where it begins starts there."""
    if not steps or part.start is None or part.end is None:
        return
    first = bisect_left(steps, part.start, key=lambda step: step[0])
    yield part.start, steps[max(first - 1, 0)][1]
    yield from (step for step in steps[first:] if step[0] < part.end)


def _ending(session: Session, points: list[Point], part: Part, choice: Choice) -> list[Point]:
    """Let the points of a part end with its song, to the frame, where another one follows."""
    if part.silent is None or not KINDS[choice.grid].is_of_song:
        return points
    rate = session.seen.frame_rate
    silent = rate.frame_of(part.silent)
    points = [point for point in points if rate.frame_of(point.time) < silent]
    if not points:
        return points
    last = points[-1]
    return points if last.end is not None else [*points[:-1], replace(last, end=part.silent)]


def _missing(session: Session, part: Part, choice: Choice, where: list[Range]) -> Iterator[str]:
    """Yield that one of several songs has nothing there."""
    if part.song is not None:
        yield _nothing(part, no_points(session, part.song, choice, where).message)


def _nothing(part: Part, why: str) -> str:
    return why if part.song is None else f"nothing on {part.song.name!r}: {why}"
