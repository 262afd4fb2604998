"""Reads a sound by aud in pieces short enough to keep Blender alive.

`data()` of aud holds Python's lock for the whole decode (4.5 to 5.2), so no thread helps, and it
ends the process where a file cannot be opened (4.5, 5.0): `specs`, which raises, is asked first,
and each piece makes sure that the file is still the same. Every piece opens the file anew, and most
begin beside where they were asked to (ogg 3 or 23 ms late, opus 7, Matroska up to 51): each is laid
over the end of the last. So the pieces are, sample by sample, what a whole `data()` gives.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...sequence.errors import ToolError
from . import mp3
from .mono import mono
from .picture_tracks import has_pictures

Samples = NDArray[np.float32]

PIECE, LONGEST_PIECE = 1.5, 3.0
"""Seconds decoded at once; more where opening the file costs more than the piece."""
_SLOW = 0.03
_PAD = 0.02
_RUN_UP = 0.12
"""Seconds that a decoder needs to be right again after a jump."""
_TOUCH = 0.1
_LATE, _EARLY = 0.06, 0.03
"""Seconds that a piece may begin beside the wanted place; measured: up to 51 ms late."""
_MEMORY = 8.0
_AUDIBLE = 1e-3
_ALIKE = 1e-6
_NOTHING: Samples = np.zeros(0, np.float32)


class Reader:
    """Reads one file.

    Attributes:
        rate: Samples a second.
        duration: Seconds that the file promises, 0 if it does not.
        is_guess: Whether the duration is no promise: it is guessed, or that of the pictures.

    Raises:
        aud.error, OSError: If there is no sound that can be read.
    """

    def __init__(self, aud: Any, path: Path) -> None:
        self._aud, self._path = aud, path
        self._sound = aud.Sound.file(str(path))
        self.rate = int(self._sound.specs[0])
        self.duration = max(self._sound.length, 0) / self.rate
        self._is_mp3 = mp3.is_mp3(path)
        with path.open("rb") as file:
            has_no_index = self._is_mp3 or file.read(1) == b"\xff"
        self.is_guess = has_no_index and not mp3.tells_length(path) or has_pictures(path)
        self._length = PIECE
        self._stamp = _stamp(path)

    def blocks(self) -> Iterator[Samples]:
        """Yield mono samples; pieces follow each other without a seam.

        Raises:
            ToolError: `unreadable_sound` when the file goes away, or becomes another.
        """
        return self._frames() if self._is_mp3 else self._aligned()

    def _frames(self) -> Iterator[Samples]:
        """Read an .mp3; where its frames are spoilt there is silence, so that times stay."""
        with tempfile.TemporaryDirectory(prefix="sequence_maker_") as folder:
            path = Path(folder) / "slice.mp3"
            for part in mp3.slices(self._path, PIECE):
                path.write_bytes(part.data)
                wanted = part.samples
                found = self._short_file(path)
                if wanted is None:
                    yield found
                    continue
                found = found[-wanted:]
                yield np.concatenate([np.zeros(wanted - len(found), np.float32), found])

    def _short_file(self, path: Path) -> Samples:
        sound = self._aud.Sound.file(str(path))
        try:
            return mono(sound.data()) if sound.specs[0] == self.rate else _NOTHING
        except self._aud.error:
            return _NOTHING

    def _aligned(self) -> Iterator[Samples]:
        """Read any other file: each piece is laid where it is most like the end of the last."""
        touch, pad, run_up, late = (int(s * self.rate) for s in (_TOUCH, _PAD, _RUN_UP, _LATE))
        past, at, lag = _NOTHING, 0, 0
        while True:
            count = int(self._length * self.rate)
            back = _audible(past, touch)
            begin = max(at - back - late - run_up, 0)
            found = self._read(begin, at + count + late + pad)
            if begin and not len(found):  # aud fails to find some places in a .flac
                begin = max(begin - self.rate, 0)
                found = self._read(begin, at + count + late + pad)
            ends = len(found) < at + count - begin
            skip = at - begin
            if begin:
                known = past[len(past) - back :][:touch]
                lag = offset(found, known, skip - back, self.rate, lag)
                skip += lag
            piece = found[skip : None if ends else skip + count]
            if len(piece):
                yield piece
            if ends or not len(piece):
                return
            at += len(piece)
            past = np.concatenate([past, piece])[-int(_MEMORY * self.rate) :]

    def _read(self, first: int, last: int) -> Samples:
        """Decode samples; fewer come at the end of the file."""
        started = time.thread_time()
        start = (first + 0.01) / self.rate if first else 0.0  # aud rounds down, and seeks unless 0
        if not self._is_same():
            text = f"the sound file {self._path.name!r} went away or was changed while it was read"
            raise ToolError("unreadable_sound", text, hint="listen again")
        try:
            found = mono(self._sound.limit(start, (last + 0.01) / self.rate).data())
        except self._aud.error:
            return _NOTHING
        if time.thread_time() - started > _SLOW:
            self._length = min(self._length * 2, LONGEST_PIECE)
        return found

    def _is_same(self) -> bool:
        """Tell cheaply: opening an .mp4 of an hour takes aud 25 ms each time."""
        try:
            with self._path.open("rb") as file:
                return bool(file.read(1)) and _stamp(self._path) == self._stamp
        except OSError:
            return False


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def offset(found: Samples, known: Samples, expected: int, rate: int, usual: int = 0) -> int:
    """Return how far beside the expected place in `found` the known samples lie.

    Args:
        found: Samples to look in.
        known: What to look for.
        expected: Where it should be.
        rate: Samples a second.
        usual: The answer where nothing else is more alike, or all is silent.
    """
    first = max(expected - int(_LATE * rate), 0)
    known = known.astype(np.float64)
    area = found[first : expected + int(_EARLY * rate) + len(known)].astype(np.float64)
    energy = float(known @ known)
    if len(area) < len(known) or energy < 1e-8:
        return usual
    size = 1 << (len(area) + len(known)).bit_length()
    spectrum = np.fft.rfft(area, size) * np.conj(np.fft.rfft(known, size))
    products = np.fft.irfft(spectrum, size)[: len(area) - len(known) + 1]
    power = np.concatenate([[0.0], np.cumsum(area**2)])
    power = power[len(known) :] - power[: -len(known)]
    alike = products / np.sqrt(energy * (power + 1e-3 * energy))
    best, there = int(np.argmax(alike)), expected + usual - first
    if 0 <= there < len(alike) and alike[there] > alike[best] - _ALIKE:
        return usual
    return first + best - expected


def _audible(past: Samples, touch: int) -> int:
    """How far back the last audible stretch begins, or else the loudest."""
    if len(past) < 2 * touch:
        return min(touch, len(past))
    count = len(past) // touch
    rows = past[len(past) - count * touch :].reshape(count, touch)
    loud = np.einsum("ij,ij->i", rows, rows)
    near = loud >= min(_AUDIBLE**2 * touch, float(loud.max()))
    return int((count - int(np.nonzero(near)[0][-1])) * touch)
