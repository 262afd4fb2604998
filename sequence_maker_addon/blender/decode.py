"""Sound files into blocks of mono samples, in pieces short enough to keep Blender alive.

`data()` of aud holds Python's lock for the whole decode, and kills the process on files that it
cannot read (4.5, 5.0); so `specs` is asked first, which raises, and pieces are short. A piece of an
ogg or opus file does not begin where it was asked to: each is laid over the end of the last.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.errors import ToolError
from . import wav

Samples = NDArray[np.float32]

RATE = 22_050
PIECE, LONGEST_PIECE = 1.5, 6.0
"""Seconds decoded at once; more where finding the place costs more than the piece."""
_SLOW = 0.03
_PAD = 0.02
_RUN_UP = 0.12
"""Seconds that a decoder needs to be right again after a jump: mp3 has its bit reservoir."""
_TOUCH = 0.1
_SEEK_ERROR = 0.1
_SHORT = 0.5
_EXACT = (b"fLaC", b"FORM", b"ID3", b"RIFF", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


@dataclass(slots=True)
class Decoding:
    """A sound that can be read.

    Attributes:
        rate: Samples a second of the blocks.
        duration: Seconds that the file promises.
        blocks: Mono samples, to be read once.
        notes: What the user should know, complete once the blocks are read.
    """

    rate: float
    duration: float
    blocks: Iterator[Samples]
    notes: list[str] = field(default_factory=list)


def engine() -> ModuleType:
    """Return aud.

    Raises:
        ToolError: `no_audio` where this Blender was built without it.
    """
    try:
        import aud
    except ImportError:
        aud = None
    if not hasattr(aud, "Sound"):
        raise ToolError(
            "no_audio",
            "this Blender was built without sound (Audaspace), so it cannot hear the music",
            hint="use a Blender from blender.org",
        )
    return aud  # type: ignore[no-any-return]


def open_sound(path: Path, name: str = "") -> Decoding:
    """Open a sound file, or the sound of a movie.

    Args:
        path: The file.
        name: How to call it in messages; by default the file's name.

    Raises:
        ToolError: `unreadable_sound` or `no_audio`.
    """
    name = name or path.name
    try:
        size = path.stat().st_size
        simple = wav.read_header(path) if path.is_file() else None
    except OSError as error:
        text = f"the sound file {name!r} is missing or cannot be opened"
        raise ToolError("unreadable_sound", text, hint="ask the user to find it") from error
    if not size:
        raise ToolError("unreadable_sound", f"the sound file {name!r} is empty")
    if simple is not None:
        return _open_simple(simple, name)
    return _open_by_engine(path, name)


def _open_simple(simple: wav.Wav, name: str) -> Decoding:
    if not simple.size:
        raise ToolError("unreadable_sound", f"the sound file {name!r} holds no sound")
    made = Decoding(simple.rate, simple.duration, simple.blocks())
    _compare(made, name, simple.duration, simple.claimed_duration)
    return made


def _open_by_engine(path: Path, name: str) -> Decoding:
    aud = engine()
    sound = aud.Sound.file(str(path))
    try:
        native, channels = sound.specs  # data() would end the process on an unreadable file
        duration = sound.length / native if sound.length > 0 else 0.0
    except (aud.error, OSError, ZeroDivisionError) as error:
        text = f"the file {name!r} holds no sound that can be read"
        hint = "ask the user for a .wav, .mp3, .ogg, .flac or .m4a file, or a movie with sound"
        raise ToolError("unreadable_sound", text, hint=hint) from error
    made = Decoding(RATE, duration, iter(()))
    reader = _Reader(aud, sound, channels)
    pieces = reader.pieces() if _is_exact(path) else reader.aligned_pieces()
    made.blocks = _counted(pieces, made, name)
    return made


def _is_exact(path: Path) -> bool:
    """Tell whether pieces of the file begin exactly where they are asked to."""
    with path.open("rb") as file:
        head = file.read(12)
    return head.startswith(_EXACT) or head[4:8] == b"ftyp"


def _counted(pieces: Iterator[Samples], made: Decoding, name: str) -> Iterator[Samples]:
    """Compare what came with what was promised."""
    count = 0
    for piece in pieces:
        count += len(piece)
        yield piece
    if not count:
        raise ToolError("unreadable_sound", f"the file {name!r} holds no sound that can be read")
    _compare(made, name, count / made.rate, made.duration)


def _compare(made: Decoding, name: str, found: float, promised: float) -> None:
    if promised - found > _SHORT:
        made.notes.append(
            f"{name!r} is damaged: it should be {promised:.1f} s long, but {found:.1f} s are there."
        )


class _Reader:
    """Reads one sound in pieces; times are in samples at `RATE`."""

    def __init__(self, aud: Any, sound: Any, channels: int) -> None:
        self._aud = aud
        self._sound = sound.rechannel(1) if channels != 1 else sound
        self._gain = 1.0 / max(channels, 1)  # rechannel adds the channels up
        self._length = PIECE

    def pieces(self) -> Iterator[Samples]:
        """Yield pieces of a file whose pieces begin where they should."""
        at = 0
        while True:
            before, count = min(at, int(_RUN_UP * RATE)), int(self._length * RATE)
            after = int(_PAD * RATE)
            piece = self._read(at - before, at + count + after)[before : before + count]
            if len(piece):
                yield piece
            if len(piece) < count:
                return
            at += len(piece)

    def aligned_pieces(self) -> Iterator[Samples]:
        """Yield pieces, each laid where its beginning is most like what was there already."""
        past, at, reach = np.zeros(0, np.float32), 0, int(_SEEK_ERROR * RATE)
        touch, pad, run_up = (int(s * RATE) for s in (_TOUCH, _PAD, _RUN_UP))
        while True:
            count = int(self._length * RATE)
            back = self._loudest(past, touch)
            begin = max(at - back - reach - run_up, 0)
            found = self._read(begin, at + count + reach + pad)
            ends = len(found) < count  # a whole piece has more than this
            skip = at - begin
            if begin:
                known = past[len(past) - back :][:touch]
                skip = _offset(found, known, at - back - begin, reach) + back
            piece = found[skip : None if ends else -pad]
            if len(piece):
                yield piece
            if ends or not len(piece):
                return
            at += len(piece)
            past = np.concatenate([past, piece])[-2 * RATE :]

    def _loudest(self, past: Samples, touch: int) -> int:
        """How far back the loudest stretch of the last two seconds begins."""
        if len(past) < 2 * touch:
            return min(touch, len(past))
        count = len(past) // touch
        rows = past[len(past) - count * touch :].reshape(count, touch)
        loud = np.einsum("ij,ij->i", rows, rows)
        near = loud >= 0.25 * loud.max()
        return int((count - int(np.nonzero(near)[0][-1])) * touch)

    def _read(self, first: int, last: int) -> Samples:
        """Decode samples; fewer come at the end of the file."""
        started = time.perf_counter()
        try:
            start = (first + 0.01) / RATE if first else 0.0  # aud rounds down, and seeks unless 0
            part = self._sound.limit(start, (last + 0.01) / RATE)
            data = part.resample(RATE).data()
        except self._aud.error:
            return np.zeros(0, np.float32)
        if time.perf_counter() - started > _SLOW:
            self._length = min(self._length * 2, LONGEST_PIECE)
        return np.asarray(data[:, 0], dtype=np.float32) * np.float32(self._gain)


def _offset(found: Samples, known: Samples, expected: int, reach: int) -> int:
    """Where in `found` the known samples lie, at most `reach` from where they are expected."""
    first = max(expected - reach, 0)
    area = found[first : expected + reach + len(known)]
    if len(area) < len(known) or not len(known) or float(known @ known) < 1e-8:
        return expected
    windows = np.lib.stride_tricks.sliding_window_view(area, len(known))
    power = np.concatenate([[0.0], np.cumsum(area.astype(np.float64) ** 2)])
    power = power[len(known) :] - power[: -len(known)]
    alike = (windows @ known) / np.sqrt(power + 1e-3 * float(known @ known))
    return first + int(np.argmax(alike))
