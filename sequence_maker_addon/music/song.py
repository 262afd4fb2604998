"""What the tools may ask of the sounds and the other strips of a scene; Blender answers it."""

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


@dataclass(frozen=True, slots=True)
class Clip:
    """A strip of any kind, in seconds of the timeline.

    Attributes:
        name: The strip's name, unique in the scene.
        kind: Blender's type in lower case: `movie`, `image`, `sound`, `text`, `color`, ...
        channel: The channel it lies on.
        start: Its left handle.
        end: Its right handle.
        locked: Whether it or its channel is locked, or an effect needs it.
        selected: Whether the user has selected it.
    """

    name: str
    kind: str
    channel: int
    start: float
    end: float
    locked: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """New handles for a clip.

    Attributes:
        name: Which clip.
        start: Its new left handle, in seconds.
        end: Its new right handle.
        shift: The content goes along with the left handle; else it stays where it is.
    """

    name: str
    start: float
    end: float
    shift: bool = True


class MusicPort(Protocol):
    """The sounds of a scene. Times are seconds of the timeline."""

    def hear(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Song]:
        """Return the song of a sound strip, analysing it first when it is not known.

        Args:
            name: The strip's name; None for the longest sound that is not muted.
            bpm: Listen by this tempo, without any correction; `set_tempo` keeps it.

        Raises:
            ToolError: `no_sound`, `unknown_clip`, `unreadable_sound` or `no_audio`.
        """

    def known(self, name: str | None = None) -> Song | None:
        """Return the song if it was heard already, without any work."""

    def set_tempo(self, song: Song, bpm: float) -> Song:
        """Keep the tempo by which a song was heard, in place of all corrections."""

    def set_grid(self, song: Song, grid: BeatGrid) -> Song:
        """Keep the user's grid, given in seconds of the timeline, with the file."""


class ClipsPort(Protocol):
    """The strips that are not segments, markers and text. Times are seconds of the timeline."""

    def clips(self) -> list[Clip]:
        """Return every strip, by channel and time."""

    def move(self, moves: Sequence[Move]) -> None:
        """Carry out moves, whole or not at all; no strip changes its channel.

        Raises:
            ToolError: `clip_in_the_way`, `clip_locked` or `protected_time`.
        """

    def split(self, name: str, times: Sequence[float]) -> list[str]:
        """Cut a clip at ascending times and return the names of its parts, in order."""

    def markers(self) -> list[tuple[float, str]]:
        """Return the scene's markers."""

    def set_markers(self, markers: Sequence[tuple[float, str]]) -> tuple[int, int]:
        """Replace the markers that we wrote before; return how many came and went."""

    def words(self) -> list[TimedWord]:
        """Return imported lyrics, or else the words of text strips."""


class StatesPort(Protocol):
    """What is no segment, as plain data by key, so that a turn can be taken back later.

    Keys are `clips ["NAME", ...]` (of one write, so that they go back together), `markers` (those
    that we wrote) and `beats NAME` (what the user keeps of a sound strip).
    """

    def read(self, key: str) -> Any:
        """Return the state as it is; two are equal exactly if nothing changed between them."""

    def is_still(self, key: str, state: Any) -> bool:
        """Tell whether nothing of a state was changed since, so that it can be taken back."""

    def write(self, key: str, state: Any) -> None:
        """Bring a state back, whole or not at all; clips of the key that it lacks are removed.

        Raises:
            ToolError: As `ClipsPort.move`.
        """


@dataclass(frozen=True, slots=True)
class Ports:
    """All of them, as a session carries them in `session.music`."""

    music: MusicPort
    clips: ClipsPort
    states: StatesPort
