"""Opens sound files, whatever they are, as blocks of mono samples; or says why it cannot."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from ...sequence.errors import ToolError
from . import wav
from .blocks import Reader
from .resample import factor_of, lowered

Samples = NDArray[np.float32]

_SHORT = 0.5


@dataclass(slots=True)
class Decoding:
    """A sound that can be read.

    Attributes:
        rate: Samples a second of the blocks.
        duration: Seconds that the file promises, or that are guessed.
        blocks: Mono samples, to be read once.
        notes: What the user should know, complete once the blocks are read.
    """

    rate: float
    duration: float
    blocks: Generator[Samples, None, None]
    notes: list[str] = field(default_factory=list)


def engine() -> ModuleType:
    """Return aud.

    Raises:
        ToolError: `no_audio` where this Blender was built without it.
    """
    aud = found_engine()
    if aud is None:
        raise ToolError(
            "no_audio",
            "this Blender was built without sound (Audaspace), so it cannot hear the music",
            hint="use a Blender from blender.org",
        )
    return aud


def found_engine() -> ModuleType | None:
    """Return Blender's module `aud`, or None; a build without Audaspace has an empty one."""
    try:
        import aud
    except ImportError:
        return None
    return aud if getattr(aud, "Sound", None) is not None else None


def open_sound(path: Path, name: str = "") -> Decoding:
    """Open a sound file, or the sound of a movie.

    Args:
        path: The file.
        name: How to call it in messages; by default the file's name.

    Raises:
        ToolError: `unreadable_sound` or `no_audio`; `unreadable_sound` also while blocks are read.
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
    source = simple or _reader(path, name)
    factor = factor_of(source.rate)
    notes: list[str] = []
    promised = 0.0 if source.is_guess else source.duration
    lower = lowered(source.blocks(), factor)
    blocks = _counted(lower, source.rate / factor, promised, name, notes)
    return Decoding(source.rate / factor, source.duration, blocks, notes)


def _reader(path: Path, name: str) -> Reader:
    aud = engine()
    try:
        return Reader(aud, path)
    except (aud.error, OSError, ZeroDivisionError) as error:
        text = f"the file {name!r} holds no sound that can be read"
        hint = "ask the user for a .wav, .mp3, .ogg, .flac or .m4a file, or a movie with sound"
        raise ToolError("unreadable_sound", text, hint=hint) from error


def _counted(
    blocks: Iterator[Samples], rate: float, promised: float, name: str, notes: list[str]
) -> Generator[Samples, None, None]:
    """Compare what came with what was promised."""
    count = 0
    try:
        for block in blocks:
            count += len(block)
            yield block
    except OSError as error:
        text = f"the sound file {name!r} can no longer be read: {error.strerror or error}"
        raise ToolError("unreadable_sound", text, hint="listen again") from error
    if not count:
        raise ToolError("unreadable_sound", f"the file {name!r} holds no sound that can be read")
    found = count / rate
    if promised - found > _SHORT:
        notes.append(
            f"{name!r} is damaged: it should be {promised:.1f} s long, but {found:.1f} s are there."
        )
