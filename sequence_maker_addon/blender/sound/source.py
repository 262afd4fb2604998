"""Which sound is meant, where its file lies and by which key its content is known."""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy

from ...media.content_key import key_of
from ...sequence.errors import ToolError
from ..host import compat
from ..host.damaged import text_of
from ..host.memory import PerAddon
from ..host.scene import timebase_of
from .audible import heard_frames, is_muted, length

_CLASSES = {
    "SOUND": getattr(bpy.types, "SoundStrip", None) or bpy.types.SoundSequence,
    "MOVIE": getattr(bpy.types, "MovieStrip", None) or bpy.types.MovieSequence,
}
"""Asking a strip for its class costs less than for its type, and every strip is asked."""
METRONOME = "sequence_maker_metronome"
"""The property of strips of clicks, which are never taken for the song."""
SHORTEST = 5.0
"""Seconds that a sound is heard to be a song; what is shorter is an effect."""
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
            return key_of(io.BytesIO(data), len(data))
        with self.path.open("rb") as file:
            return key_of(file, self.stamp[1])

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
    classes = tuple(_CLASSES[kind] for kind in kinds or ("SOUND",))
    return (s for s in every if isinstance(s, classes) and not s.get(METRONOME))


def song_strip(scene: Any, name: str | None = None) -> Any:
    """Return the strip that is meant: the named one, else that of the song that is heard longest.

    Where the user chose the scene's song, and it is there, that comes before the longest. What is
    muted comes behind that, and what is too short for a song behind both; the pieces of one file
    count together, and sounds inside meta strips as far as these show them. Of equals, such as
    stems, the one on the lowest channel is taken.

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
    return _heard_longest(scene, audible)


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


def least_frames(scene: Any) -> float:
    """Return the frames that a sound is heard at least to be a song."""
    return SHORTEST * timebase_of(scene).rate


def _heard_longest(scene: Any, strips: list[Any]) -> Any:
    """Return the longest strip of the file that is heard longest."""
    ranks = {strip.name: _rank(scene.sequence_editor, strip) for strip in strips}
    files = {strip.name: file_name(strip) for strip in strips}
    sums, wholes = Counter[tuple[bool, str]](), Counter[str]()
    for name, (is_silent, less, *_) in ranks.items():
        sums[is_silent, files[name]] += less
        wholes[files[name]] -= less
    least = least_frames(scene)

    def rank(strip: Any) -> tuple[Any, ...]:
        is_silent, *rest = ranks[strip.name]
        file = files[strip.name]
        return wholes[file] < least, is_silent, sums[is_silent, file], *rest

    return min(strips, key=rank)


def _rank(editor: Any, strip: Any) -> tuple[bool, int, int, int, str]:
    """Sort the best strip first."""
    first = heard_frames(strip)[0]
    return is_muted(editor, strip), -length(strip), strip.channel, first, strip.name


def file_name(strip: Any) -> str:
    """Return what tells cheaply that two strips play one file: nothing is opened for it."""
    if strip.type != "SOUND":
        return f"file {strip.filepath}"
    block = strip.sound
    if block is None:
        return f"none {strip.name}"
    if block.packed_file is not None:
        return f"packed {block.session_uid}"
    return f"file {block.filepath} {'' if block.library is None else block.library.filepath}"
