"""A song as it was analyzed, and what functions may ask of the sounds of a scene."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ..toolkit.jobs import Progress
from .content_pieces import Piece, Spans, apart, spans_of
from .hearing.analysis import Analysis
from .hearing.grid import BeatGrid
from .points import Music
from .timed_words import TimedWord


@dataclass(frozen=True, slots=True)
class Song:
    """A content as it was heard, told in seconds of the timeline wherever a strip plays it.

    Attributes:
        name: The strip that plays it first; any of its strips' names means the same song.
        file: The sound's file name, without its folder.
        start: Where its first piece begins to sound.
        end: Where its last one ends.
        analysis: What was heard, in seconds of the content itself.
        grid: The beats as the user has them, in seconds of the timeline, within the pieces.
        music: Grid, onsets, energy and pitches for patterns, in seconds of the timeline.
        notes: What the user should know, such as a muted strip.
        drops: Where it becomes loud at once, in seconds of the timeline, within the pieces.
        breaks: Starts and ends of soft stretches, likewise.
        own: The beats as the user has them, in seconds of the content: the one grid of all pieces.
        pieces: The strips that play it, in order of time, and how each lies on the timeline.
    """

    name: str
    file: str
    start: float
    end: float
    analysis: Analysis
    grid: BeatGrid
    music: Music
    notes: tuple[str, ...] = ()
    drops: tuple[float, ...] = ()
    breaks: tuple[tuple[float, float], ...] = ()
    own: BeatGrid = BeatGrid()
    pieces: tuple[Piece, ...] = ()

    @property
    def strips(self) -> tuple[str, ...]:
        """The names of the strips that play it; no function cuts or moves them for its beats."""
        return tuple(dict.fromkeys((self.name, *(piece.strip for piece in self.pieces))))

    @property
    def spans(self) -> Spans:
        """The stretches of the timeline in which it is heard, none touching another."""
        return spans_of([p.mapping for p in self.pieces]) or ((self.start, self.end),)

    def place(self, time: float) -> float | None:
        """Return which second of the content is heard at a time, None where it is silent."""
        piece = self._at(time)
        return None if piece is None else float(piece.mapping.to_source((time,))[0])

    def speed(self, time: float | None = None) -> float:
        """Return how many seconds of the content are heard in one, there or where it begins."""
        piece = self._at(self.start if time is None else time)
        if piece is None:
            return 1.0
        at = piece.mapping.start if time is None else time
        first, last = piece.mapping.to_source((at - 0.05, at + 0.05)).tolist()
        return round(float(last - first) / 0.1, 6)

    def _at(self, time: float) -> Piece | None:
        """Return the piece that sounds at a time; where one ends alone, that one."""
        within = (p for p in self.pieces if p.mapping.start <= time < p.mapping.end)
        ending = (p for p in self.pieces if p.mapping.start <= time <= p.mapping.end)
        return next(within, None) or next(ending, None)


class SongsPort(Protocol):
    """The sounds of a scene. Times are seconds of the timeline."""

    def analyze(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Song]:
        """Return the song that a sound strip plays, analyzing it first when it is not known.

        Args:
            name: The name of any of its strips; None for the song that is heard longest.
            bpm: Listen by this tempo, without any correction.

        Raises:
            ToolError: `no_sound`, `unknown_clip`, `unreadable_sound` or `no_audio`.
        """

    def known(self, name: str | None = None) -> Song | None:
        """Return the song if it was heard already, without any work."""

    def every(self) -> list[Song]:
        """Return all songs that were heard already, the one of `known` first; without any work."""

    def corrected(self, song: Song, grid: BeatGrid | None = None, bpm: float | None = None) -> Any:
        """Return the state `beats NAME` by which a song would be as the user has it.

        Args:
            song: The song.
            grid: The user's grid, in seconds of the content; None for what is heard.
            bpm: The tempo by which it was analyzed; None keeps what was said before.
        """

    def as_corrected(self, song: Song, state: Any) -> Song:
        """Return a song as it would be with another state `beats NAME`; see `corrected`."""

    def words_with(self, texts: Sequence[tuple[str, float, float]]) -> list[TimedWord]:
        """Return `words` as they would be with other text strips: words, start and end of each."""

    def words(self) -> list[TimedWord]:
        """Return imported lyrics, or else the words of text strips."""


class KnownSongs(Protocol):
    """The part of `SongsPort` that needs no work."""

    def known(self, name: str | None = None) -> Song | None:
        """See `SongsPort.known`."""

    def every(self) -> list[Song]:
        """See `SongsPort.every`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the timeline in which one song is meant, in seconds.

    Attributes:
        song: The song; None where nothing is asked of one.
        start: Where it begins; None where nothing was said.
        end: Where the next song's part begins, or the stretch ends; None where nothing was said.
        silent: Where the song is heard last, at `end` at the latest; None where another one does
            not follow.
    """

    song: Song | None
    start: float | None = None
    end: float | None = None
    silent: float | None = None


def heard_at(songs: KnownSongs, time: float | None) -> str | None:
    """Return the name of another song that is meant by the time at which something is to be done.

    Args:
        songs: The songs of the scene.
        time: Seconds of the timeline; None where nothing was said.

    Returns:
        None where the chosen song is meant: where it is heard there, too, or no other one is.
    """
    if time is None or songs.known() is None:
        return None
    heard = [s for s in songs.every() if any(a <= time < b for a, b in s.spans)]
    return heard[0].name if heard else None


def heard_within(songs: Sequence[Song], start: float, end: float, least: float = 0.0) -> list[Part]:
    """Part a stretch among the songs that are heard in it: the rule which of several are meant.

    Args:
        songs: The chosen one first; where several sound at once, the first of them is meant.
        start: Where the stretch begins, in seconds of the timeline.
        end: Where it ends.
        least: What is heard for no longer than so many seconds is left out, beside what is.

    Returns:
        Parts in order of time, end to end, that make up the stretch: silence belongs to the song
        before it, and a song that goes on after it without another one between has one part.
        None at all where no song is heard.
    """
    heard: list[tuple[float, float, Song]] = []
    taken: Spans = ()
    for song in songs:
        free = _outside([(max(a, start), min(b, end)) for a, b in song.spans], taken)
        heard += [(a, b, song) for a, b in free]
        taken = apart([*taken, *song.spans])
    heard = [row for row in heard if row[1] - row[0] > least] or heard
    made: list[Part] = []
    for first, last, song in sorted(heard, key=lambda row: row[:2]):
        if made and made[-1].song is song:
            made[-1] = replace(made[-1], silent=last)
            continue
        made[-1:] = [replace(part, end=first) for part in made[-1:]]
        made.append(Part(song, first if made else start, end, last))
    return [*made[:-1], *(replace(part, silent=None) for part in made[-1:])]


def _outside(spans: Sequence[tuple[float, float]], taken: Spans) -> list[tuple[float, float]]:
    """Return what of some stretches lies in none of others, which are in order and apart."""
    ends = [end for _, end in taken]
    left: list[tuple[float, float]] = []
    for low, high in spans:
        at = bisect_right(ends, low)
        while at < len(taken) and taken[at][0] < high:
            left.append((low, taken[at][0]))
            low, at = taken[at][1], at + 1
        left.append((low, high))
    return [(low, high) for low, high in left if low < high]
