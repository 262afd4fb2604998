"""Where a player that jumps into an Ogg Vorbis file lands, and how much it loses there.

A Vorbis packet sounds only with the one before it. Blender jumps to the last page that begins at or
before the wanted place; its first packet gives nothing, and all that follows is heard so much too
early. Pages are those of RFC 3533, packets those of the Vorbis I specification (two modes, of which
the second is long, as all encoders in use write them).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

LARGEST = 1 << 26
"""Bytes of a file that are looked through; in what follows it is as in the page before."""
_HEAD = 27
_CONTINUED = 1
_MOST = 0xFFFFFFFFFFFFFFFF
"""The place of a page in which no packet ends."""


@dataclass(frozen=True, slots=True)
class Landings:
    """Where pages begin, and the seconds that are lost when one is jumped to.

    Attributes:
        starts: Seconds, ascending.
        losses: Of each page.
    """

    starts: tuple[float, ...]
    losses: tuple[float, ...]

    def lost(self, place: float) -> float:
        """Return how many seconds too early the sound is heard after a jump to a place in it."""
        return self.losses[max(bisect_right(self.starts, place + 1e-6) - 1, 0)]


@dataclass(slots=True)
class _Page:
    """One page: where its last packet ends, its packets' first bytes, what of them is cut."""

    ends: int
    firsts: list[int]
    is_continued: bool
    goes_on: bool


def landings(path: Path) -> Landings | None:
    """Look through a file; None where it holds something else.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST)
    at = data.find(b"\x01vorbis", 0, 256)
    if not data.startswith(b"OggS") or at < 0 or len(data) < at + 30:
        return None
    rate, sizes = struct.unpack_from("<I", data, at + 12)[0], data[at + 28]
    short, long = (1 << (sizes & 15)) // 4, (1 << (sizes >> 4)) // 4
    if not rate:
        return None
    starts, losses, before, hanging = list[float](), list[float](), 0, 0
    for page in _pages(data):
        own = page.firsts[1:] if page.is_continued else page.firsts
        if page.ends == 0 or not own:  # headers, or the middle of a packet
            before = before if page.ends in (0, _MOST) else page.ends
            continue
        starts.append((before + (_length(hanging, short, long) if page.is_continued else 0)) / rate)
        losses.append(_length(own[0], short, long) / rate)
        hanging = own[-1] if page.goes_on else 0
        before = before if page.ends == _MOST else page.ends
    return Landings(tuple(starts), tuple(losses)) if starts else None


def _length(first: int, short: int, long: int) -> int:
    """Return the samples that a packet's first byte says that it gives after the one before."""
    if not first >> 1 & 1:
        return 2 * short
    return long + (long if first >> 2 & 1 else short)


def _pages(data: bytes) -> list[_Page]:
    found, place = [], 0
    while place + _HEAD <= len(data) and data.startswith(b"OggS", place):
        flags, count = data[place + 5], data[place + 26]
        ends = struct.unpack_from("<Q", data, place + 6)[0]
        lacing = data[place + _HEAD : place + _HEAD + count]
        body = place + _HEAD + count
        firsts, begins = [], True
        at = body
        for size in lacing:
            if begins and at < len(data):
                firsts.append(data[at])
            at, begins = at + size, size < 255
        found.append(_Page(ends, firsts, bool(flags & _CONTINUED), bool(lacing) and not begins))
        place = at
    return found
