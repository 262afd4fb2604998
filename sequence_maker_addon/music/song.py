"""A song as it was analyzed, and what functions may ask of the sounds of a scene."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..toolkit.jobs import Progress
from .hearing.analysis import Analysis
from .hearing.grid import BeatGrid
from .points import Music
from .timed_words import TimedWord


@dataclass(frozen=True, slots=True)
class Song:
    """One sound strip as it was heard, told in seconds of the timeline.

    Attributes:
        name: The strip's name.
        file: The sound's file name, without its folder.
        start: Where the strip begins to sound.
        end: Where it ends.
        analysis: What was heard, in seconds of the sound itself.
        grid: The beats as the user has them, in seconds of the timeline, within the strip.
        music: Grid, onsets, energy and pitches for patterns, in seconds of the timeline.
        notes: What the user should know, such as a muted strip.
        drops: Where it becomes loud at once, in seconds of the timeline, within the strip.
        breaks: Starts and ends of soft stretches, likewise.
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


class SongsPort(Protocol):
    """The sounds of a scene. Times are seconds of the timeline."""

    def analyze(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Song]:
        """Return the song of a sound strip, analyzing it first when it is not known.

        Args:
            name: The strip's name; None for the longest sound that is not muted.
            bpm: Listen by this tempo, without any correction.

        Raises:
            ToolError: `no_sound`, `unknown_clip`, `unreadable_sound` or `no_audio`.
        """

    def known(self, name: str | None = None) -> Song | None:
        """Return the song if it was heard already, without any work."""

    def corrected(self, song: Song, grid: BeatGrid | None = None, bpm: float | None = None) -> Any:
        """Return the state `beats NAME` by which a song would be as the user has it.

        Args:
            song: The song.
            grid: The user's grid, in seconds of the timeline; None for what is heard.
            bpm: The tempo by which it was analyzed; None keeps what was said before.
        """

    def as_corrected(self, song: Song, state: Any) -> Song:
        """Return a song as it would be with another state `beats NAME`; see `corrected`."""

    def words_with(self, texts: Sequence[tuple[str, float, float]]) -> list[TimedWord]:
        """Return `words` as they would be with other text strips: words, start and end of each."""

    def words(self) -> list[TimedWord]:
        """Return imported lyrics, or else the words of text strips."""
