"""Reads uncompressed .wav files by NumPy: aud takes 50 ms for each piece of one, however short."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .mono import mono

Samples = NDArray[np.float32]

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_SECONDS = 1.5
_MOST, _NEAR = (1 << 31, 1 << 32), 1 << 16
"""Lengths that are said where none is known: at most so much below one of these, or just that."""


@dataclass(frozen=True, slots=True)
class Wav:
    """Where the samples of a file lie, and of which kind they are."""

    path: Path
    code: int
    channels: int
    rate: int
    bits: int
    first: int
    size: int
    claimed: int

    @property
    def is_guess(self) -> bool:
        """Whether the duration is only guessed: never here."""
        return False

    @property
    def frame(self) -> int:
        """Bytes for one sample of all channels."""
        return self.channels * self.bits // 8

    @property
    def duration(self) -> float:
        """Seconds that the file says it has."""
        return self.claimed // self.frame / self.rate

    def blocks(self) -> Iterator[Samples]:
        """Yield mono samples at the file's own rate."""
        count = int(_SECONDS * self.rate) * self.frame
        with self.path.open("rb") as file:
            file.seek(self.first)
            remaining = self.size // self.frame * self.frame
            while remaining > 0:
                data = file.read(min(count, remaining))
                if len(data) < self.frame:
                    break
                remaining -= len(data)
                yield self._mono(data[: len(data) // self.frame * self.frame])

    def _mono(self, data: bytes) -> Samples:
        if self.code == _FLOAT:
            values = np.frombuffer(data, f"<f{self.bits // 8}").astype(np.float32)
        elif self.bits == 8:
            values = np.frombuffer(data, np.uint8).astype(np.float32) / 128 - 1
        elif self.bits == 24:
            padded = np.zeros((len(data) // 3, 4), np.uint8)
            padded[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
            values = padded.view("<i4")[:, 0].astype(np.float32) / 2**31
        else:
            values = np.frombuffer(data, f"<i{self.bits // 8}").astype(np.float32)
            values /= 2 ** (self.bits - 1)
        return mono(values.reshape(-1, self.channels))


def read_header(path: Path) -> Wav | None:
    """Return what a file says of itself, or None if it is no uncompressed .wav of a known kind."""
    with path.open("rb") as file:
        if file.read(4) != b"RIFF" or file.read(8)[4:] != b"WAVE":
            return None
        form = b""
        total = path.stat().st_size
        while len(head := file.read(8)) == 8:
            name, size = struct.unpack("<4sI", head)
            here = file.tell()
            if name == b"fmt ":
                form = file.read(min(size, 40))
            elif name == b"data":
                there = total - here
                claimed = there if _is_open(size, there) else size
                return _described(path, form, here, min(claimed, there), claimed)
            file.seek(here + size + size % 2)
    return None


def _is_open(claimed: int, there: int) -> bool:
    """Tell whether the length was not known when it was written: it is 0, or near 2 or 4 GiB.

    A recorder that was not closed leaves 0, what writes to a pipe the most that it can say.
    """
    return not claimed or claimed > there and any(0 <= most - claimed < _NEAR for most in _MOST)


def _described(path: Path, form: bytes, first: int, size: int, claimed: int) -> Wav | None:
    if len(form) < 16:
        return None
    code, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form[:16])
    if code == _EXTENSIBLE and len(form) >= 26:
        code = struct.unpack("<H", form[24:26])[0]
    known = (_PCM, 8), (_PCM, 16), (_PCM, 24), (_PCM, 32), (_FLOAT, 32), (_FLOAT, 64)
    if (code, bits) not in known or not 1 <= channels <= 64 or not 4000 <= rate <= 768_000:
        return None
    return Wav(path, code, channels, rate, bits, first, size, claimed)
