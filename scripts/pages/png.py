"""Writes pictures as PNG files, and reads back what it wrote; no package is needed."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_MARK = b"\x89PNG\r\n\x1a\n"


def written(pixels: Pixels) -> bytes:
    """Return a PNG file.

    Args:
        pixels: Shape `(height, width, 3)`, red, green and blue from 0 to 255, the top row first.
    """
    height, width, _ = pixels.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], axis=1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(rows.tobytes(), 9)
    return _MARK + _part(b"IHDR", head) + _part(b"IDAT", data) + _part(b"IEND", b"")


def read(file: bytes) -> Pixels:
    """Return the pixels of a file that `written` made, whatever zlib made of them."""
    width, height = struct.unpack_from(">II", file, 16)
    length = struct.unpack_from(">I", file, 33)[0]
    rows = np.frombuffer(zlib.decompress(file[41 : 41 + length]), np.uint8)
    return rows.reshape(height, 1 + 3 * width)[:, 1:].reshape(height, width, 3)


def _part(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
