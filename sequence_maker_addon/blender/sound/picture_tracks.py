"""Whether a file has pictures, whose length it promises: its sound may end before, and is whole."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import BinaryIO

_HEAD, _MOST = 1 << 16, 1 << 23
MATROSKA, _CODEC = b"\x1a\x45\xdf\xa3", re.compile(rb"\x86[\x80-\xff]V_")
"""How such a file begins, and how one of its tracks names a codec of pictures."""


def has_pictures(path: Path) -> bool:
    """Tell whether a file of sound has a track of pictures, too, as far as its head says.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(MATROSKA):
            return _CODEC.search(head) is not None
        if head.startswith(b"RIFF"):
            return head[8:12] == b"AVI " and b"vids" in head
        return head[4:8] == b"ftyp" and b"vide" in _movie_box(file)


def _movie_box(file: BinaryIO) -> bytes:
    """Return the box of an .mp4 or .mov that names its tracks, or nothing."""
    place = 0
    while True:
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            return b""
        size, name = struct.unpack(">I4s", head[:8])
        if name == b"moov":
            return file.read(min(size or _MOST, _MOST))
        if size == 1 and len(head) == 16:
            size = struct.unpack(">Q", head[8:])[0]
        if size < 8:
            return b""
        place += size
