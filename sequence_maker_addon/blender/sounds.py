"""Which sound is meant, where its file lies and by which key its content is known."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy

from ..core.errors import ToolError
from . import compat

_EDGE = 1 << 20
_keys: dict[tuple[str, int, int], str] = {}


@dataclass(frozen=True, slots=True)
class Content:
    """A sound's content.

    Attributes:
        name: How messages call it: the file's name.
        path: The file; of a packed sound where it once was.
        stamp: Path, size and time of change: what tells cheaply that nothing changed.
        packed: The bytes that the .blend holds, or None.
    """

    name: str
    path: Path
    stamp: tuple[str, int, int]
    packed: Any = None

    @property
    def key(self) -> str:
        """A short text that belongs to this content alone, whatever the file is called."""
        if self.stamp not in _keys:
            _keys[self.stamp] = self._hashed()
        return _keys[self.stamp]

    def _hashed(self) -> str:
        if self.packed is not None:
            data = bytes(self.packed.data)
            edges, size = (data[:_EDGE], data[-_EDGE:]), len(data)
        else:
            size = self.stamp[1]
            with self.path.open("rb") as file:
                first = file.read(_EDGE)
                file.seek(max(size - _EDGE, 0))
                edges = first, file.read(_EDGE)
        made = hashlib.sha256(f"{size}:".encode())
        for edge in edges:
            made.update(edge)
        return made.hexdigest()[:32]

    @contextmanager
    def file(self) -> Iterator[Path]:
        """Give a file to read; a packed sound is written to one for as long."""
        if self.packed is None:
            yield self.path
            return
        with tempfile.TemporaryDirectory(prefix="sequence_maker_") as folder:
            path = Path(folder) / f"packed{self.path.suffix or '.wav'}"
            path.write_bytes(bytes(self.packed.data))
            yield path


def content_of(strip: Any) -> Content:
    """Return the content of a sound strip, or of a movie strip's file.

    Raises:
        ToolError: `unreadable_sound` when its file is missing.
    """
    block = strip.sound if strip.type == "SOUND" else None
    if strip.type == "SOUND" and block is None:
        raise ToolError("unreadable_sound", f"the strip {strip.name!r} has lost its sound")
    raw = strip.filepath if block is None else block.filepath
    library = None if block is None else block.library
    path = Path(bpy.path.abspath(raw, library=library))
    packed = None if block is None else block.packed_file
    if block is not None and packed is not None:
        return Content(path.name, path, (f"packed:{block.session_uid}", packed.size, 0), packed)
    try:
        stat = path.stat()
    except (OSError, ValueError) as error:
        raise ToolError(
            "unreadable_sound",
            f"the sound file {path.name!r} of the strip {strip.name!r} is missing",
            hint="ask the user to find it (File > External Data > Find Missing Files)",
        ) from error
    return Content(path.name, path, (str(path), stat.st_size, stat.st_mtime_ns))


def choose(scene: Any, name: str | None = None) -> Any:
    """Return the strip that is meant: the named one, else the longest sound that is not muted.

    Raises:
        ToolError: `no_sound` or `unknown_clip`.
    """
    editor = scene.sequence_editor
    every = list(compat.strips(editor)) if editor else []
    audible = [strip for strip in every if strip.type == "SOUND"]
    if name is not None:
        chosen = [s for s in every if s.name == name and s.type in ("SOUND", "MOVIE")]
        if not chosen:
            raise ToolError(
                "unknown_clip",
                f"there is no sound strip {name!r}",
                allowed=[strip.name for strip in audible][:50] or "no sound strip is there",
            )
        return chosen[0]
    if not audible:
        raise ToolError(
            "no_sound",
            "there is no sound strip to listen to",
            hint="ask the user to add the song to the Sequencer (Add > Sound)",
        )
    return max(audible, key=lambda strip: (not is_muted(editor, strip), _length(strip)))


def is_muted(editor: Any, strip: Any) -> bool:
    """Tell whether a strip, or its channel, is muted."""
    return bool(strip.mute or editor.channels[strip.channel].mute)


def notes_on(scene: Any, strip: Any) -> list[str]:
    """Return what the user should know about the choice."""
    editor = scene.sequence_editor
    notes = []
    if is_muted(editor, strip):
        what = "it" if strip.mute else f"its channel {strip.channel}"
        notes.append(f"{strip.name!r} cannot be heard: {what} is muted.")
    others = [s.name for s in compat.strips(editor) if s.type == "SOUND" and s.name != strip.name]
    if others:
        told = ", ".join(repr(other) for other in others[:5])
        notes.append(f"Other sound strips were not listened to: {told}.")
    return notes


def forget_session() -> None:
    """Drop what was remembered of files."""
    _keys.clear()


def _length(strip: Any) -> int:
    first, last = compat.frames(strip)
    return last - first
