"""What functions may ask of timelines and scene, and the rules that every backend keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol

from .change import Change
from .errors import ToolError
from .frames import FrameRate
from .numerals import shown
from .segment import Obstacle, Protection, Segment
from .strip import Strip

CHANNELS = 128
LIMIT = 2000
"""Strips that functions may have made in a scene; the user's own do not count."""
LONGEST_NAME = 61
"""Bytes of UTF-8 that a strip's name may have."""


class Timelines(Protocol):
    """The segments of one scene; strips in Blender, a list in tests, previews and planning."""

    @property
    def frame_rate(self) -> FrameRate:
        """Frames a second; times are stored on this grid."""

    @property
    def last_time(self) -> float:
        """The latest time, in seconds, that can be stored."""

    def names(self) -> dict[int, str]:
        """Return the name of every channel, 1 to 128."""

    def locked(self) -> set[int]:
        """Return the channels that the user has locked."""

    def silent(self) -> set[int]:
        """Return the channels that the user has muted."""

    def mark(self) -> None:
        """Give every segment that has none its id; reading gives out none."""

    def segments(self, channel: int | None = None) -> list[Segment]:
        """Return the segments as stored, by channel and then by time; nothing is written."""

    def obstacles(self) -> list[Obstacle]:
        """Return the strips that are not segments."""

    def protected(self, segments: Iterable[Segment]) -> dict[int, str]:
        """Return, by segment_id, why a segment may not be altered: a lock, an effect using it."""

    def protections(self) -> list[Protection]:
        """Return the stretches that the user has protected."""

    def next_id(self) -> int:
        """Return the segment_id that the next new segment gets."""

    def made(self) -> set[int]:
        """Return the ids of the strips that functions made, of those that are there."""

    def room(self) -> int:
        """Return how many strips functions may still add: they make `LIMIT` at most.

        What the user made never counts, however much it is.
        """

    def end(self) -> float:
        """Return the time in seconds at which what is seen or heard ends, muted strips apart."""

    def playhead(self) -> float:
        """Return the time of the current frame, in seconds."""

    def selected(self) -> list[int]:
        """Return the ids of the segments that the user has selected."""

    def notices(self) -> dict[str, str]:
        """Return what the user should know about the scene, by a stable word."""

    def apply(self, change: Change) -> Change:
        """Store the segments of a checked change, all or nothing; return it as it is stored."""


class Scene(Protocol):
    """Strips of any kind, markers and other states. Times are seconds from the sequence start.

    Keys of states are `markers` (those that were generated, as rows of time and name),
    `all_markers` (the user's own, too), `channels` (rows of number, name, mute and lock),
    `frame_range` (start, end, whether a preview range is used, its start and end), `beats NAME`
    (what the user keeps of a sound strip), `words`, `protections`, `wishes`,
    `metronome` (a mark of the beats it clicks on; empty without one); `fonts` is only read.
    """

    def strips(self) -> list[Strip]:
        """Return every strip, segments' strips included, by channel and time."""

    def closely(self, names: Iterable[str]) -> dict[str, Strip]:
        """Return strips with their settings and look; those that are not there are left out."""

    def connected(self, name: str) -> list[str]:
        """Return the names of the strips that move and are cut along with one."""

    def connections(self) -> dict[str, list[str]]:
        """Return what `connected` does of all strips, by name; those without are left out."""

    def markers(self) -> list[tuple[float, str]]:
        """Return the scene's markers."""

    def state(self, key: str) -> Any:
        """Return a state as plain data; two are equal exactly if nothing changed between them."""

    def is_still(self, key: str, state: Any) -> bool:
        """Tell whether nothing of a state was changed since, so that it can be reverted."""

    def check(self, change: Change) -> None:
        """Refuse what cannot or must not be done to the strips of a change.

        Raises:
            ToolError: `unknown_clip`, `clip_locked`, `protected_time`, `clip_in_the_way`,
                `invalid_time` or `out_of_range`.
        """

    def apply(self, change: Change) -> Change:
        """Write a change, all or nothing, and return it as it is stored.

        Raises:
            ToolError: As `check`, where Blender brings a strip elsewhere.
        """


def storable(name: str) -> str:
    """Return a name as a strip can have it: printable characters, cut to Blender's length."""
    clean = "".join(char if char.isprintable() else " " for char in name).strip()
    return clean.encode("utf-8", "ignore")[:LONGEST_NAME].decode("utf-8", "ignore").strip()


def resolve_channel(timelines: Timelines, value: object) -> int:
    """Return the number of a channel given as number, numeral or name.

    Raises:
        ToolError: If there is no such channel; it lists the named ones.
    """
    if isinstance(value, str):
        word = value.strip().casefold()
        names = timelines.names()
        for number, name in names.items():
            if name.casefold() == word:
                return number
        word = word.removeprefix("channel").strip()
        if re.fullmatch(r"-?[0-9]{1,7}", word):
            return resolve_channel(timelines, int(word))
        own = [name for number, name in names.items() if name != f"Channel {number}"]
        raise ToolError(
            "unknown_channel",
            f"there is no channel named {shown(value)}",
            field="channel",
            allowed=own[:20] + [f"1 to {CHANNELS}"],
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= CHANNELS:
        raise ToolError(
            "unknown_channel",
            f"channel {shown(value)} does not exist",
            field="channel",
            allowed=f"a number from 1 to {CHANNELS}, or a channel's name",
        )
    return value
