"""What functions reach outside the timelines: the player, the sounds, the wishes of the person."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from ..sequence.color import Rgb
from .jobs import Progress


@dataclass(frozen=True, slots=True)
class Playback:
    """Where the player stands; times in seconds from the sequence start."""

    state: Literal["playing", "paused", "stopped"]
    position: float
    duration: float


class Player(Protocol):
    """Blender's playback, or a clock that stands for it where there is no window."""

    def playback(self) -> Playback:
        """Return the real state and position."""

    def play(self, position: float | None = None) -> None:
        """Play from a position in seconds, or from where it stands."""

    def pause(self) -> None:
        """Halt and keep the position."""

    def stop(self) -> None:
        """Halt and go back to the start."""

    def seek(self, position: float) -> None:
        """Go to a position in seconds; a running playback goes on from there."""


class Songs(Protocol):
    """The sounds of a scene; `music.song.SongsPort` says what its songs are."""

    def analyze(
        self, name: str | None = None, bpm: float | None = None
    ) -> Generator[Progress, None, Any]:
        """Return the song of a sound strip, analyzing it first when it is not known."""

    def known(self, name: str | None = None) -> Any:
        """Return the song if it was analyzed already, else None, without any work."""

    def every(self) -> list[Any]:
        """Return all songs that were heard already, the one of `known` first."""

    def words(self) -> Any:
        """Return the words with their times, if there are any."""

    def words_with(self, texts: Sequence[tuple[str, float, float]]) -> Any:
        """Return them as they would be with other text strips: words, start and end of each."""

    def as_corrected(self, song: Any, state: Any) -> Any:
        """Return a song as it would be with another state `beats NAME`."""


class Wishes(Protocol):
    """The wishes of the person, as far as functions use them; `chat.memory.wish` has them."""

    def palette(self, name: str) -> Sequence[Rgb] | None:
        """Return the colors of a palette by its name, None where there is none."""

    def palettes(self) -> Mapping[str, Sequence[Rgb]]:
        """Return the colors of all palettes by their names as written."""

    def defaults(self) -> Mapping[str, Any]:
        """Return what arguments are where a call leaves them out, by their names."""

    def elsewhere(self) -> Sequence[Any]:
        """Return the wishes that hold in all files; no function changes them."""

    def read(self, rows: Any) -> list[tuple[Any, dict[str, Any]]]:
        """Return the wishes of the state `wishes` that hold or are switched off, and their rows."""

    def row(self, wish: Any) -> dict[str, Any]:
        """Return the row of a wish for that state."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """What is known of a file that the person has allowed.

    Attributes:
        name: The allowed folder's name and the way from there; an image sequence's is such as
            `Trip/shot_[0001-0240].png`.
        kind: What it is.
        frames: Images of a movie or an image sequence; 1 for others.
        length: Seconds, a movie's at its own rate; None for images, and where it is not known.
        size: Pixels, across and down.
        fps: A movie's own frames a second.
        sound: Whether a movie has sound; None where that cannot be told.
        delay: Seconds by which its sound begins after its picture, or (negative) before it.
    """

    name: str
    kind: Literal["movie", "sound", "image", "sequence"]
    frames: int = 1
    length: float | None = None
    size: tuple[int, int] | None = None
    fps: float | None = None
    sound: bool | None = None
    delay: float = 0.0


class Media(Protocol):
    """Files of the folders that the person has allowed; no path of theirs goes out.

    Each function looks anew and refuses what is no media, leads out of its folder or is not there
    (`ToolError`: `no_media_folder`, `unknown_folder`, `unknown_file`, `not_allowed`, `no_media`).
    """

    def folders(self) -> Mapping[str, bool]:
        """Return whether each allowed folder is there, by its name."""

    def files(self, folder: str | None = None) -> Generator[Progress, None, list[str]]:
        """Return the names of files that may be media, below all folders or one; none is opened."""

    def facts(self, name: str) -> MediaFile:
        """Return what is known of a file; it is opened, unless it was before and did not change."""

    def runs(self, name: str) -> MediaFile | None:
        """Return the image sequence of which a file is the first image, if it is."""

    def whole(self, name: str) -> dict[str, Any]:
        """Return what making a strip of a file needs, as `Strip.whole` has it; looked up anew."""

    def used(self, names: Sequence[str]) -> set[str]:
        """Return which of the files the sequence uses."""
