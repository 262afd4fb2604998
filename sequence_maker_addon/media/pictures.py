"""The size of an image, from the first bytes of its file."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

Size = tuple[int, int]
LARGEST = 1_000_000
"""Pixels a side; what claims more is damaged."""
MOST_PARTS = 1000
"""Parts of a file that are looked through."""
_TIFF = {256: 0, 257: 1}
"""The tags of width and height."""


def size_of(path: Path) -> Size | None:
    """Return width and height in pixels; None where the file does not tell.

    An image that a camera held upright turns on its side by a mark that Blender does not heed.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(64)
        for begins, read in _READERS:
            if head.startswith(begins):
                try:
                    found = read(file, head)
                except (struct.error, IndexError, ValueError):
                    return None
                return found if found is not None and all(0 < n < LARGEST for n in found) else None
    return None


def _png(_file: BinaryIO, head: bytes) -> Size:
    return struct.unpack_from(">II", head, 16)


def _gif(_file: BinaryIO, head: bytes) -> Size:
    return struct.unpack_from("<HH", head, 6)


def _bmp(_file: BinaryIO, head: bytes) -> Size:
    width, height = struct.unpack_from("<ii", head, 18)
    return width, abs(height)


def _psd(_file: BinaryIO, head: bytes) -> Size:
    height, width = struct.unpack_from(">II", head, 14)
    return width, height


def _webp(_file: BinaryIO, head: bytes) -> Size | None:
    if head[12:16] == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(file: BinaryIO, _head: bytes) -> Size | None:
    file.seek(2)
    for _ in range(MOST_PARTS):
        mark = file.read(4)
        if len(mark) < 4 or mark[0] != 0xFF:
            return None
        if 0xC0 <= mark[1] <= 0xCF and mark[1] not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">xHH", file.read(5))
            return width, height
        file.seek(int.from_bytes(mark[2:], "big") - 2, 1)
    return None


def _tiff(file: BinaryIO, head: bytes) -> Size | None:
    order = "<" if head[:2] == b"II" else ">"
    file.seek(struct.unpack_from(order + "I", head, 4)[0])
    (count,) = struct.unpack(order + "H", file.read(2))
    size = [0, 0]
    for _ in range(min(count, MOST_PARTS)):
        row = file.read(12)
        tag, kind = struct.unpack_from(order + "HH", row)
        if tag in _TIFF:
            size[_TIFF[tag]] = struct.unpack_from(order + ("H" if kind == 3 else "I"), row, 8)[0]
    return size[0], size[1]


def _exr(file: BinaryIO, _head: bytes) -> Size | None:
    file.seek(8)
    for _ in range(MOST_PARTS):
        name, kind = _word(file), _word(file)
        (length,) = struct.unpack("<i", file.read(4))
        if not name or length < 0:
            return None
        if (name, kind) == (b"displayWindow", b"box2i"):
            left, top, right, bottom = struct.unpack("<4i", file.read(16))
            return right - left + 1, bottom - top + 1
        file.seek(length, 1)
    return None


def _word(file: BinaryIO) -> bytes:
    """Read a text up to its end, a zero."""
    found = b""
    while len(found) < 256 and (sign := file.read(1)) not in (b"", b"\0"):
        found += sign
    return found


_READERS: tuple[tuple[bytes, Callable[[BinaryIO, bytes], Size | None]], ...] = (
    (b"\x89PNG", _png),
    (b"GIF8", _gif),
    (b"BM", _bmp),
    (b"8BPS", _psd),
    (b"RIFF", _webp),
    (b"\xff\xd8\xff", _jpeg),
    (b"II*\0", _tiff),
    (b"MM\0*", _tiff),
    (b"\x76\x2f\x31\x01", _exr),
)
"""By how a file begins."""
