"""What the allowed folders hold: lists of names, facts of files. Kept by path, time and size."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..sequence.errors import ToolError
from ..toolkit.jobs import Progress
from ..toolkit.plain_text import named, plain
from ..toolkit.ports import MediaFile
from .entries import entries
from .file_kinds import Kind, is_media, kind_of
from .folders import Folders, told
from .pictures import size_of
from .runs import Run, grouped, run_in, run_named

MOST_FILES = 20_000
"""Files that are listed."""
STEP = 500
"""Times that it may wait while it looks through folders, for each step."""
MOST_KEPT = 20_000
"""Files of which facts are kept."""
Probe = Callable[[Path, Kind], MediaFile]
"""Tells what a movie or a sound is; its name may be anything."""


class Shelf:
    """The files of allowed folders, and what was found out of them.

    Args:
        allowed: Returns the whole paths of the folders that are allowed now.
        probe: Looks into a movie or a sound.
    """

    def __init__(self, allowed: Callable[[], Sequence[str]], probe: Probe) -> None:
        self._allowed, self._probe = allowed, probe
        self._known: dict[tuple[str, int, int], MediaFile] = {}

    @property
    def folders(self) -> Folders:
        """The folders that are allowed now."""
        return Folders(self._allowed())

    def files(self, folder: str | None = None) -> Generator[Progress, None, list[str]]:
        """See `Media.files`."""
        folders, names = self.folders, list[str]()
        starts = [[label] for label in folders.there]
        if folder is not None:
            parts = folders.parts(folder)
            starts = [[folders.label(parts[0]), *parts[1:]]]
        elif not starts:
            folders.parts("")
        looked = 0
        for label, *below in starts:
            for name in _rows(folders.files(label, below)):
                looked += 1
                if name is not None and len(names) < MOST_FILES:
                    names.append(name)
                if not looked % STEP:
                    yield Progress("looking through the folders", 0.5)
        return names

    def facts(self, name: str) -> MediaFile:
        """See `Media.facts`."""
        found = self.run_of(name)
        if found is None:
            return replace(self._facts(name, self.folders.path(name)), name=name)
        run, folder = found
        first = self._facts(name, self.first(name))
        return replace(first, name=f"{folder}/{plain(run.name)}", kind="sequence", frames=len(run))

    def runs(self, name: str) -> MediaFile | None:
        """See `Media.runs`."""
        folder, _, own = name.rpartition("/")
        if not folder or kind_of(own) != "image":
            return None
        runs = grouped(self._images(folder), 2)
        known = [r for r in runs if isinstance(r, Run) and plain(r.names()[0]) == own]
        return self.facts(f"{folder}/{known[0].name}") if known else None

    def paths(self, name: str) -> list[Path]:
        """Return the files of a name, one after the other; looked up anew.

        Raises:
            ToolError: Where one is not there, leads outside or is no media.
        """
        found, folders = self.run_of(name), self.folders
        if found is None:
            path = folders.path(name)
            self._refuse_other(name, path)
            return [path]
        run, folder = found
        first = folders.path(f"{folder}/{run.names()[0]}")
        there = {e.name for e in entries(first.parent) if e.is_file(follow_symlinks=False)}
        own = run.beginning(first.name).names()
        if missing := [one for one in own if one not in there]:
            lacks = f"{named(name)} is not whole: {named(missing[0])} is missing or a link"
            raise ToolError("unknown_file", lacks, field="files")
        for one in own:
            self._refuse_other(one, first.parent / one)
        return [first.parent / one for one in own]

    def first(self, name: str) -> Path:
        """Return the first file of a name, without a look into it."""
        found, folders = self.run_of(name), self.folders
        return folders.path(name if found is None else f"{found[1]}/{found[0].names()[0]}")

    def run_of(self, name: str) -> tuple[Run, str] | None:
        """Return the image sequence that a name stands for, and the folder that it is in."""
        folder, _, own = name.rpartition("/")
        if kind_of(own) != "image" or not folder:
            return None
        run = run_named(own)
        if run is None and "#" in own:
            run = run_in(own, self._images(folder))
        return None if run is None else (run, folder)

    def _images(self, folder: str) -> list[str]:
        folders = self.folders
        parts = folders.parts(folder)
        found = folders.files(folders.label(parts[0]), parts[1:])
        return list(_of_one_folder(found))

    def _facts(self, name: str, path: Path) -> MediaFile:
        """Return what is known of a file, under another name perhaps."""
        kind = self._refuse_other(name, path)
        with told(name):
            status = path.stat()
            key = str(path), status.st_mtime_ns, status.st_size
            if key not in self._known:
                if len(self._known) >= MOST_KEPT:
                    self._known.pop(next(iter(self._known)))
                if kind == "image":
                    self._known[key] = MediaFile(name, kind, size=size_of(path))
                else:
                    self._known[key] = self._probe(path, kind)
        return self._known[key]

    def _refuse_other(self, name: str, path: Path) -> Kind:
        """Return what a file is.

        Raises:
            ToolError: `no_media`.
        """
        kind = kind_of(path.name)
        with told(name):
            fits = kind is not None and is_media(path)
        if kind is None or not fits:
            message = f"{named(name)} is no movie, sound or image that Blender reads"
            raise ToolError("no_media", message, field="files")
        return kind


def _of_one_folder(found: Iterator[tuple[str, str] | None]) -> Iterator[str]:
    """Yield the images of the first folder that is walked through."""
    where = None
    for row in found:
        if row is None:
            continue
        where = where or row[0]
        if row[0] != where:
            return
        if kind_of(row[1]) == "image":
            yield row[1]


def _rows(found: Iterator[tuple[str, str] | None]) -> Iterator[str | None]:
    """Yield the names of media among files, images in a row as one; None where one waits."""
    here, where = list[str](), ""
    for row in found:
        if row is not None and row[0] != where:
            yield from _in_rows(where, here)
            here, where = [], row[0]
        if row is not None and kind_of(row[1]) is not None:
            here.append(row[1])
        yield None
    yield from _in_rows(where, here)


def _in_rows(folder: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the names of a folder's files, images in a row as one."""
    images = [name for name in names if kind_of(name) == "image"]
    for name in names:
        if kind_of(name) != "image":
            yield f"{folder}/{plain(name)}"
    for run in grouped(images):
        yield f"{folder}/{plain(run if isinstance(run, str) else run.name)}"
