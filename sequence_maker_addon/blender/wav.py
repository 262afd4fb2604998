"""Reads uncompressed .wav files by NumPy: aud takes 50 ms for each piece of one, however short."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

BEST_RATE = 22_050
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Wav:
    """Where the samples of a file lie, and of which kind they are."""

    path: Path
    code: int
    channels: int
    native_rate: int
    bits: int
    first: int
    size: int
    claimed: int

    @property
    def factor(self) -> int:
        """How many samples become one."""
        return max(self.native_rate // BEST_RATE, 1)

    @property
    def rate(self) -> float:
        """Samples a second of what `blocks` yields."""
        return self.native_rate / self.factor

    @property
    def frame(self) -> int:
        """Bytes for one sample of all channels."""
        return self.channels * self.bits // 8

    @property
    def duration(self) -> float:
        """Seconds that are there."""
        return self.size // self.frame / self.native_rate

    @property
    def claimed_duration(self) -> float:
        """Seconds that the file says it has."""
        return self.claimed // self.frame / self.native_rate

    def blocks(self) -> Iterator[Samples]:
        """Yield mono samples; the rate is lowered behind a low-pass filter."""
        taps = _low_pass(self.factor)
        count = int(_SECONDS * self.native_rate) // self.factor * self.factor
        left = np.zeros(len(taps) // 2, np.float32)
        with self.path.open("rb") as file:
            file.seek(self.first)
            remaining = self.size // self.frame * self.frame
            while remaining > 0:
                data = file.read(min(count * self.frame, remaining))
                if len(data) < self.frame:
                    break
                remaining -= len(data)
                mono = self._mono(data[: len(data) // self.frame * self.frame])
                if self.factor == 1:
                    yield mono
                    continue
                longer = np.concatenate([left, mono])
                yield _filtered(longer, taps, self.factor)
                left = longer[len(longer) // self.factor * self.factor - len(taps) + 1 :]
                left = left[-(len(taps) - 1) :]

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
        return np.asarray(values.reshape(-1, self.channels).mean(axis=1), dtype=np.float32)


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
                return _described(path, form, here, min(size, total - here), size)
            file.seek(here + size + size % 2)
    return None


def _described(path: Path, form: bytes, first: int, size: int, claimed: int) -> Wav | None:
    if len(form) < 16:
        return None
    code, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form[:16])
    if code == _EXTENSIBLE and len(form) >= 26:
        code = struct.unpack("<H", form[24:26])[0]
    known = (_PCM, 8), (_PCM, 16), (_PCM, 24), (_PCM, 32), (_FLOAT, 32), (_FLOAT, 64)
    if (code, bits) not in known or not 1 <= channels <= 64 or not 4000 <= rate <= 768_000:
        return None
    if claimed >= 0xFFFFFF00:  # written to a pipe, its length unknown
        claimed = size
    return Wav(path, code, channels, rate, bits, first, size, claimed)


def _low_pass(factor: int) -> Samples:
    """A windowed sinc of odd length, its cut just below half the new rate."""
    half = 16 * factor
    place = np.arange(-half, half + 1)
    taps = np.sinc(place / factor * 0.9) * np.hanning(len(place) + 2)[1:-1]
    return np.asarray(taps / taps.sum(), dtype=np.float32)


def _filtered(samples: Samples, taps: Samples, factor: int) -> Samples:
    """Filter and keep every n-th sample."""
    if len(samples) < len(taps):
        return np.zeros(0, np.float32)
    return np.asarray(np.convolve(samples, taps, "valid")[::factor], dtype=np.float32)
