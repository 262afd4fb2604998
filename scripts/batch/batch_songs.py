"""Finds the songs of a batch, and tells in a line each what is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from batch_folder import KINDS, Shows
from batch_package import part

NAMED = 3
"""How many files that are left out are named in a line."""


@dataclass(frozen=True)
class Song:
    """A song of the batch: its name, its file, and the key of its content."""

    name: str
    path: Path
    key: str


@dataclass
class Found:
    """What a command line names.

    Attributes:
        songs: Those that can be begun, by name.
        refused: Songs that cannot, and why; they count as failed.
        left_out: Lines about files that are no songs, which do not count.
    """

    songs: list[Song] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class SongsError(ValueError):
    """A command line that names no songs, in one sentence; exit code 2."""


def find(given: Iterable[Path], recursive: bool, shows: Shows) -> Found:
    """Return the songs of files and folders.

    Args:
        given: Files, and folders whose files are taken.
        recursive: Take the folders inside folders as well.
        shows: Where the outputs go.

    Raises:
        SongsError: If a path is not there, or if there is no song at all.
    """
    found, taken = Found(), dict[str, Path]()
    for path in _unique(_paths(given, recursive, shows, found)):
        problem = _problem(path) or _name_problem(path, taken) or _collision(path, shows)
        if problem:
            found.refused.append((path, problem))
            continue
        try:
            song = Song(path.stem, path.absolute(), part("media.content_key").content_key(path))
        except OSError as error:
            found.refused.append((path, f"it cannot be read: {error.strerror or error}"))
            continue
        found.songs.append(song)
    if not found.songs and not found.refused:
        raise SongsError(f"there is no song in {', '.join(str(path) for path in given)}")
    return found


def _paths(given: Iterable[Path], recursive: bool, shows: Shows, found: Found) -> Iterator[Path]:
    for path in given:
        if path.is_dir():
            if path.resolve() == shows.folder.resolve():
                raise SongsError(f"--out {path}: choose another folder than that of the songs")
            yield from _inside(path, recursive, shows, found)
        elif path.exists():
            yield path
        else:
            raise SongsError(f"{path}: there is no such file or folder")


def _inside(folder: Path, recursive: bool, shows: Shows, found: Found) -> Iterator[Path]:
    """Yield the songs of a folder in the order of their names."""
    try:
        every = sorted(folder.rglob("*") if recursive else folder.iterdir())
    except OSError as error:
        raise SongsError(f"{folder}: {error.strerror or error}") from error
    others = []
    for path in every:
        hidden = any(step.startswith(".") for step in path.relative_to(folder).parts)
        if hidden or not path.is_file() or shows.folder in path.absolute().parents:
            continue
        if part("media.file_kinds").kind_of(path.name) in ("sound", "movie"):
            yield path
        else:
            others.append(path.name)
    if others:
        named = ", ".join(others[:NAMED]) + (", ..." if len(others) > NAMED else "")
        count = f"{len(others)} files" if len(others) > 1 else "1 file"
        found.left_out.append(f"{folder}: {count} left out that are no songs: {named}")


def _unique(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each file once, however often and however it is named."""
    seen = set()
    for path in paths:
        if (real := path.resolve()) not in seen:
            seen.add(real)
            yield path


def _problem(path: Path) -> str:
    """Say why a file cannot be a song, or nothing."""
    if not is_text(str(path)):
        return "its name is not UTF-8, which Blender needs"
    kinds = part("media.file_kinds")
    if kinds.kind_of(path.name) not in ("sound", "movie"):
        return "it is no song, as far as its ending tells"
    try:
        if not path.is_file():
            return "it is no plain file"
        if not path.stat().st_size:
            return "it is empty"
        if not kinds.is_media(path):
            return "it is damaged, or not what its ending says"
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    return ""


def is_text(text: str) -> bool:
    """Tell whether a name can be written in UTF-8; on Linux a file's need not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _name_problem(path: Path, taken: dict[str, Path]) -> str:
    """Take the names of a song's outputs; say which song has one of them already."""
    stem = path.stem
    if stem.startswith("."):
        return "its name begins with a dot"
    names = [f"{stem}{ending}".casefold() for ending in (*KINDS.values(), ".result.json")]
    for name in names:
        if name in taken:
            return f"{taken[name]} has the same name; rename one of them"
    taken.update(dict.fromkeys(names, path))
    return ""


def _collision(path: Path, shows: Shows) -> str:
    """Say whether an output would take the place of the song itself."""
    mine = path.resolve()
    if any(shows.output(path.stem, kind).resolve() == mine for kind in KINDS):
        return f"its show would be written over it: choose another folder than {shows.folder}"
    return ""
