"""How much later than it lies in its file Blender plays a sound: the one table of that, measured.

Blender jumps to where a strip begins, to 0 as well, and in some files lands beside it; what it then
renders, mixes down and plays is as much too early or late as long as the strip is played. Measured
against mixdowns in 4.5, 5.0 and 5.2 by `scripts/measure/lateness.py`; 4.2 is taken to be as 4.5.
What is not named here is heard where it lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...sequence.errors import ToolError
from ..host import compat
from ..host.memory import PerAddon
from . import mp3, picture_tracks, source, vorbis

_NOWHERE = 1e-4
"""Seconds into a sound that are no jump."""
_REORDERED = (b"V_MPEG4/ISO/AVC", b"V_MPEGH")
"""Pictures that are not kept in their order, beside which Blender lands elsewhere in Opus."""
_MATROSKA_VORBIS = -0.023
"""After a jump into Vorbis in Matroska: from 2 to 43 ms early, by the place."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """How a file is played, in seconds of the sound; what is negative is early.

    Attributes:
        untrimmed: From its beginning.
        trimmed: From a place within it.
        landings: Of an Ogg Vorbis file, which tells of every place by itself.
    """

    untrimmed: float = 0.0
    trimmed: float = 0.0
    landings: vorbis.Landings | None = None

    def at(self, place: float) -> float:
        """Return how late the sound is where it is played from a place, in its seconds, on."""
        if self.landings is not None:
            return -self.landings.lost(max(place, 0.0))
        return self.trimmed if place > _NOWHERE else self.untrimmed


_known = PerAddon[dict[tuple[str, int, int], Lateness]](dict)
"""By what tells cheaply that a file is the same."""


def lateness_of(strip: Any) -> Lateness:
    """Return how the sound of a strip is played; a movie strip, which has none, as it lies."""
    if strip.type != "SOUND":
        return Lateness()
    try:
        content = source.sound_file_of(strip)
        if content.stamp not in _known.get():
            with content.file() as path:
                _known.get()[content.stamp] = read(path)
    except (ToolError, OSError):
        return Lateness()
    return _known.get()[content.stamp]


def read(path: Path) -> Lateness:
    """Return how a file is played.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(1 << 14)
    if head.startswith(b"OggS"):
        return Lateness(landings=vorbis.landings(path))
    if head.startswith(picture_tracks.MATROSKA):
        if b"A_OPUS" in head:
            late = compat.MATROSKA_OPUS_LATE[any(name in head for name in _REORDERED)]
            return Lateness(late, late)
        return Lateness(trimmed=_MATROSKA_VORBIS) if b"A_VORBIS" in head else Lateness()
    if head[:1] == b"\xff" or head.startswith(b"ID3"):
        return Lateness(untrimmed=-mp3.encoder_delay(path)) if mp3.is_mp3(path) else Lateness()
    return Lateness()
