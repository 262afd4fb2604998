"""By how much a movie's sound begins later than its picture, from the head of its file.

Blender's Python does not tell it, and a sound strip that is made by it begins at once.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MOST_BOXES = 2000
"""Parts of a file that are looked through in one level."""
LONGEST = 3600.0
"""Seconds of delay; what claims more is damaged."""
Span = tuple[int, int]


def sound_delay(path: Path) -> float:
    """Return the seconds by which the sound begins after the picture, or (negative) before it.

    MP4 and QuickTime say it by an empty edit of a track; of other files 0 is returned.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        if file.read(8)[4:] not in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
            return 0.0
        try:
            starts = dict(reversed(list(_starts(file))))
        except struct.error:
            return 0.0
    delay = starts.get(b"soun", 0.0) - starts.get(b"vide", 0.0)
    return delay if len(starts) == 2 and abs(delay) <= LONGEST else 0.0


def _starts(file: BinaryIO) -> Iterator[tuple[bytes, float]]:
    """Yield the kind of each track, and when it begins in seconds."""
    whole = 0, file.seek(0, 2)
    for moov in _inside(file, whole, b"moov"):
        scale = next((_scale(file, span) for span in _inside(file, moov, b"mvhd")), 0)
        for track in _inside(file, moov, b"trak"):
            kinds = [
                _bytes(file, span[0] + 8, 4)
                for media in _inside(file, track, b"mdia")
                for span in _inside(file, media, b"hdlr")
            ]
            edits = [
                span
                for edit in _inside(file, track, b"edts")
                for span in _inside(file, edit, b"elst")
            ]
            if scale and kinds and kinds[0] in (b"soun", b"vide"):
                yield kinds[0], (_empty(file, edits[0]) / scale if edits else 0.0)


def _inside(file: BinaryIO, span: Span, wanted: bytes) -> Iterator[Span]:
    """Yield where the contents of the boxes of a kind lie, within a stretch of the file."""
    place, end = span
    for _ in range(MOST_BOXES):
        if place + 8 > end:
            return
        size, kind = struct.unpack(">I4s", _bytes(file, place, 8))
        head = 8
        if size == 1:
            (size,), head = struct.unpack(">Q", _bytes(file, place + 8, 8)), 16
        last = end if size == 0 else min(place + size, end)
        if last < place + head:
            return
        if kind == wanted:
            yield place + head, last
        place = last


def _scale(file: BinaryIO, span: Span) -> int:
    """Return the units of a second in which edits are told."""
    at = 20 if _bytes(file, span[0], 1) == b"\1" else 12
    return int(struct.unpack(">I", _bytes(file, span[0] + at, 4))[0])


def _empty(file: BinaryIO, span: Span) -> int:
    """Return how long a track is empty before its first edit."""
    long = _bytes(file, span[0], 1) == b"\1"
    (count,) = struct.unpack(">I", _bytes(file, span[0] + 4, 4))
    form = ">Qq4x" if long else ">Ii4x"
    found, place = 0, span[0] + 8
    for _ in range(min(count, MOST_BOXES)):
        length, start = struct.unpack(form, _bytes(file, place, struct.calcsize(form)))
        if start != -1:
            break
        found, place = found + int(length), place + struct.calcsize(form)
    return found


def _bytes(file: BinaryIO, place: int, count: int) -> bytes:
    file.seek(place)
    return file.read(count)
