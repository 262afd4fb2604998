"""Which sound is meant, where its file lies and by which key its content is known."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import bpy

from ...sequence.errors import ToolError
from ..host import compat
from ..host.damaged import text_of
from ..host.memory import PerAddon

METRONOME = "sequence_maker_metronome"
"""The property of strips of clicks, which are never taken for the song."""
_EDGE = 1 << 20
_PARTS, _PART = 64, 1 << 15
"""Pieces between the edges that count too: a song may be changed in its middle alone."""
_keys = PerAddon[dict[tuple[str, int, int], str]](dict)
"""The keys of contents by what tells cheaply that nothing changed."""


@dataclass(frozen=True, slots=True)
class SoundFile:
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
        """A short text that belongs to this content alone, whatever the file is called.

        Raises:
            ToolError: `unreadable_sound` when its file cannot be opened.
        """
        keys = _keys.get()
        if self.stamp not in keys:
            keys[self.stamp] = self._hashed()
        return keys[self.stamp]

    def _hashed(self) -> str:
        try:
            return self._hash()
        except OSError as error:
            text = f"the sound file {self.name!r} cannot be opened: {error.strerror or error}"
            raise ToolError("unreadable_sound", text, hint="ask the user to look at it") from error

    def _hash(self) -> str:
        if self.packed is not None:
            data = bytes(self.packed.data)
            return _digest(io.BytesIO(data), len(data))
        with self.path.open("rb") as file:
            return _digest(file, self.stamp[1])

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


def _digest(file: BinaryIO, size: int) -> str:
    """Hash the size, both edges and pieces between them: some 4 MiB of a large file."""
    made = hashlib.sha256(f"{size}:".encode())
    between = max(size - 2 * _EDGE, 0)
    places = [(_EDGE + between * number // _PARTS, _PART) for number in range(_PARTS)]
    for place, count in ((0, _EDGE), (max(size - _EDGE, 0), _EDGE), *places):
        file.seek(place)
        made.update(file.read(count))
    return made.hexdigest()[:32]


def sound_file_of(strip: Any) -> SoundFile:
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
        return SoundFile(path.name, path, (f"packed:{block.session_uid}", packed.size, 0), packed)
    try:
        stat = path.stat() if raw and path.is_file() else None
    except (OSError, ValueError):
        stat = None
    if stat is None:
        what = f"the sound file {path.name!r} of the strip {strip.name!r} is missing"
        raise ToolError(
            "unreadable_sound",
            what if raw else f"the sound of the strip {strip.name!r} has no file",
            hint="ask the user to find it (File > External Data > Find Missing Files)",
        )
    return SoundFile(path.name, path, (str(path), stat.st_size, stat.st_mtime_ns))


def sound_strips(scene: Any, *kinds: str) -> Iterator[Any]:
    """Yield the sound strips of a scene, or the strips of some types, those in metas too."""
    every = compat.all_strips(scene.sequence_editor) if scene.sequence_editor else ()
    wanted = kinds or ("SOUND",)
    return (s for s in every if s.type in wanted and not s.get(METRONOME))


def song_strip(scene: Any, name: str | None = None) -> Any:
    """Return the strip that is meant: the named one, else the longest sound that is not muted.

    Where the user chose the scene's song, and it is there, that comes before the longest.
    Sounds inside meta strips count as far as these show them. Of equals, such as stems, the one on
    the lowest channel is taken.

    Raises:
        ToolError: `no_sound` or `unknown_clip`.
    """
    audible = list(sound_strips(scene))
    wanted = text_of(scene.sequence_maker, "song") if name is None else name
    chosen = _named(scene, wanted) if name is not None or wanted else None
    if chosen is not None:
        return chosen
    if name is not None:
        raise ToolError(
            "unknown_clip",
            f"there is no sound strip {name!r}",
            allowed=[strip.name for strip in audible][:50] or "no sound strip is there",
        )
    if not audible:
        raise ToolError(
            "no_sound",
            "there is no sound strip to listen to",
            hint="ask the user to add the song to the Sequencer (Add > Sound)",
        )
    return min(audible, key=lambda strip: _rank(scene.sequence_editor, strip))


def _named(scene: Any, name: str) -> Any:
    """Return the strip of a name, else one whose name differs by case alone, or None."""
    every, word = list(sound_strips(scene, "SOUND", "MOVIE")), name.strip().casefold()
    same = [strip for strip in every if strip.name == name]
    same = same or [strip for strip in every if strip.name.casefold() == word]
    return same[0] if same else None


def find_again(scene: Any, name: str, key: str) -> Any:
    """Return the strip of a name, or, renamed meanwhile, one with the same content.

    Raises:
        ToolError: `unknown_clip` when it is gone.
    """
    try:
        return song_strip(scene, name)
    except ToolError:
        for strip in sound_strips(scene, "SOUND", "MOVIE"):
            if _has_content(strip, key):
                return strip
        raise


def _has_content(strip: Any, key: str) -> bool:
    try:
        return sound_file_of(strip).key == key
    except ToolError:
        return False


def _rank(editor: Any, strip: Any) -> tuple[bool, int, int, int, str]:
    """Sort the best strip first."""
    first, last = heard_frames(strip)
    return is_muted(editor, strip), first - last, strip.channel, first, strip.name


def heard_frames(strip: Any) -> tuple[int, int]:
    """Return the frames `[first, end)` of a strip that the meta strips around it show."""
    first, last = compat.frames(strip)
    for outer in _metas(strip):
        start, end = compat.frames(outer)
        first, last = max(first, start), min(last, end)
    return first, max(first, last)


def is_muted(editor: Any, strip: Any) -> bool:
    """Tell whether a strip, its channel, or a meta strip around it is muted."""
    return bool(_silencer(editor, strip))


def _silencer(editor: Any, strip: Any) -> str:
    """Say what mutes a strip, or nothing."""
    levels = [strip, *_metas(strip)]
    for level, holder in zip(levels, [*levels[1:], editor], strict=True):
        called = "it" if level == strip else f"its meta strip {level.name!r}"
        if level.mute:
            return f"{called} is muted"
        if holder.channels[level.channel].mute:
            return (
                f"channel {level.channel} of {called} is muted"
                if level != strip
                else (f"its channel {level.channel} is muted")
            )
    return ""


def _metas(strip: Any) -> list[Any]:
    """Return the meta strips around a strip, the innermost first."""
    around: list[Any] = []
    while (outer := (around[-1] if around else strip).parent_meta()) is not None:
        around.append(outer)
    return around


def notes_on(scene: Any, strip: Any) -> list[str]:
    """Return what the user should know about the choice."""
    editor = scene.sequence_editor
    notes = []
    wanted = text_of(scene.sequence_maker, "song")
    if wanted and not any(s.name == wanted for s in compat.all_strips(editor)):
        notes.append(f"The chosen song {wanted!r} is not there.")
    if why := _silencer(editor, strip):
        notes.append(f"{strip.name!r} cannot be heard: {why}.")
    others = [s.name for s in sound_strips(scene) if s.name != strip.name]
    if others:
        told = ", ".join(repr(other) for other in others[:5])
        notes.append(f"Other sound strips were not listened to: {told}.")
    return notes
