"""Sound files into samples by aud, in pieces, so that Blender neither freezes nor crashes.

`aud.Sound.data()` holds Python's lock for the whole decode, and in Blender 4.5 and 5.0 ends the
whole process on a file that it cannot read. So `.specs`, which raises cleanly, is asked first;
formats that can be cut exactly are read a second at a time; and Ogg and Opus, which can not, are
read by a child process.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

CHILD_RATE = 22_050
_PIECE_SECONDS = 1.0
_EARLY = 0.15
_ROUNDING = 64
_WHOLE = {".ogg", ".oga", ".opus", ".ogv", ".webm", ".mkv"}  # Vorbis and Opus live in these
_NAP = 0.02
_LONGEST_HOURS = 12
_CHILD = """
import os, sys
import bpy, aud
path, out = os.environ["SEQUENCE_MAKER_DECODE"].split(os.pathsep)
sound = aud.Sound.file(path)
sound.specs
sound.rechannel(1).resample({rate}).data().tofile(out)
"""

logger = logging.getLogger(__name__)


class DecodeError(ValueError):
    """A file cannot be heard; the message is a sentence for the user."""


class Decoding:
    """One file being read; iterate over `blocks` and drop it, or `close`, to cancel.

    Attributes:
        rate: Of the samples, in hertz.
        duration: Expected seconds; 0 if the file does not say.
        warning: A sentence when something was missing; empty otherwise.
    """

    def __init__(self, path: str | Path) -> None:
        """Ask what the file is.

        Raises:
            DecodeError: If it is missing, empty, no sound, or this Blender has no sound.
        """
        self.path = Path(path)
        self.warning = ""
        self._child: subprocess.Popen[bytes] | None = None
        self._sound, (rate, _) = _opened(self.path)
        self.duration = max(float(self._sound.length) / rate, 0.0)
        self._whole = self.path.suffix.lower() in _WHOLE
        self.rate = float(CHILD_RATE if self._whole else rate)
        if self.duration > _LONGEST_HOURS * 3600:
            raise DecodeError(f"{self.path.name} is longer than {_LONGEST_HOURS} hours.")

    def blocks(self) -> Iterator[Samples]:
        """Give the sound, mono, a second at a time; empty blocks while a child is at work.

        Raises:
            DecodeError: If the file turns out to be broken.
        """
        if self._whole:
            return self._from_child()
        if self.path.suffix.lower() == ".wav":
            try:
                return self._from_wave(wave.open(str(self.path)))
            except (wave.Error, EOFError):
                logger.debug("%s is no plain PCM", self.path)
        return self._in_pieces()

    def close(self) -> None:
        """Stop the child process, if there is one."""
        if self._child is not None and self._child.poll() is None:
            self._child.kill()
            self._child.wait()

    def _in_pieces(self) -> Iterator[Samples]:
        heard, piece, early = 0, round(_PIECE_SECONDS * self.rate), round(_EARLY * self.rate)
        while heard < _LONGEST_HOURS * 3600 * self.rate:
            # MP3 and AAC need what came before: a piece that begins there has a damaged start
            first = max(heard - early, 0)
            part = self._sound.limit(first / self.rate, (heard + piece) / self.rate)
            data = np.asarray(part.data(), dtype=np.float32)[heard - first :]
            yield data.mean(axis=1, dtype=np.float32) if data.ndim > 1 else data
            heard += len(data)
            if len(data) < piece - _ROUNDING:
                break
        self._check(heard / self.rate)

    def _from_wave(self, file: wave.Wave_read) -> Iterator[Samples]:
        """Plain PCM needs no decoder; aud takes 0.1 s to find a place in it."""
        width, channels = file.getsampwidth(), file.getnchannels()
        heard = 0
        with file:
            while data := file.readframes(round(_PIECE_SECONDS * self.rate)):
                data = data[: len(data) // (width * channels) * width * channels]
                block = _floats(data, width).reshape(-1, channels)
                yield block.mean(axis=1, dtype=np.float32)
                heard += len(block)
        self._check(heard / self.rate)

    def _from_child(self) -> Iterator[Samples]:
        with tempfile.TemporaryDirectory(prefix="sequence_maker_") as folder:
            out = Path(folder) / "samples"
            try:
                yield from self._waited(out)
                if not out.exists():
                    raise DecodeError(f"{self.path.name} cannot be decoded; it may be damaged.")
                data = np.memmap(out, np.float32, "r") if out.stat().st_size else np.zeros(0)
                size = round(_PIECE_SECONDS * self.rate)
                for first in range(0, len(data), size):
                    yield np.array(data[first : first + size], dtype=np.float32)
                self._check(len(data) / self.rate)
                del data  # Windows removes no file that is mapped
            finally:
                self.close()

    def _waited(self, out: Path) -> Iterator[Samples]:
        """Start the child, and give empty blocks until it has ended."""
        environment = {**os.environ, "SEQUENCE_MAKER_DECODE": f"{self.path}{os.pathsep}{out}"}
        self._child = subprocess.Popen(
            _child_command(),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while self._child.poll() is None:
            yield np.zeros(0, np.float32)
            time.sleep(_NAP)
        if self._child.returncode and not out.exists():
            logger.warning("the decoding child ended with %s", self._child.returncode)

    def _check(self, seconds: float) -> None:
        if seconds < self.duration - max(1.0, 0.02 * self.duration):
            self.warning = f"{self.path.name} ends after {seconds:.0f} of {self.duration:.0f} s."


def _floats(data: bytes, width: int) -> Samples:
    """Whole numbers of one to four bytes, little-endian, as floats in [-1, 1]."""
    if width == 1:
        return (np.frombuffer(data, "u1").astype(np.float32) - 128) / 128
    if width == 3:
        wide = np.zeros((len(data) // 3, 4), "u1")
        wide[:, 1:] = np.frombuffer(data, "u1").reshape(-1, 3)
        return wide.view("<i4")[:, 0].astype(np.float32) / 2**31
    return np.frombuffer(data, f"<i{width}").astype(np.float32) / 2 ** (8 * width - 1)


def _child_command() -> list[str]:
    """Blender without a window; or, in the bpy module, the Python that runs it."""
    code = _CHILD.format(rate=CHILD_RATE)
    if bpy.app.binary_path:
        return [bpy.app.binary_path, "-b", "--factory-startup", "--python-expr", code]
    return [sys.executable, "-c", code]


def _opened(path: Path) -> tuple[Any, tuple[float, int]]:
    """Open a file without reading it, and ask for its rate and channels."""
    import aud

    if not hasattr(aud, "Sound"):
        raise DecodeError("This build of Blender has no sound, so it cannot hear music.")
    if not path.is_file():
        raise DecodeError(f"There is no file {path.name}.")
    if not path.stat().st_size:
        raise DecodeError(f"{path.name} is empty.")
    sound = aud.Sound.file(str(path))
    try:
        rate, channels = sound.specs
        _ = sound.length
    except Exception as error:  # aud.error is no exception class in every version
        raise DecodeError(f"{path.name} holds no sound that can be read ({error}).") from error
    if not rate or not channels:
        raise DecodeError(f"{path.name} holds no sound.")
    return sound, (float(rate), int(channels))
