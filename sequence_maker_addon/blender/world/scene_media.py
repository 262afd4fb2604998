"""The allowed files as functions see them: `toolkit.ports.Media` on a scene."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from typing import Any

import bpy

from ...media.file_kinds import kind_of
from ...media.shelf import Shelf
from ...sequence.errors import ToolError
from ...toolkit.jobs import Progress
from ...toolkit.ports import MediaFile
from ..host import compat
from ..host.memory import PerAddon
from ..permits import media_folders
from ..timeline.strips import StripTimelines
from .media_probe import probe

_shelf = PerAddon(lambda: Shelf(media_folders.allowed, probe))


class SceneMedia:
    """See `toolkit.ports.Media`."""

    def __init__(self, timelines: StripTimelines) -> None:
        self._timelines = timelines

    def folders(self) -> Mapping[str, bool]:
        """See `Media.folders`."""
        return _shelf.get().folders.there

    def files(self, folder: str | None = None) -> Generator[Progress, None, list[str]]:
        """See `Media.files`."""
        return _shelf.get().files(folder)

    def facts(self, name: str) -> MediaFile:
        """See `Media.facts`."""
        return _shelf.get().facts(name)

    def runs(self, name: str) -> MediaFile | None:
        """See `Media.runs`."""
        return _shelf.get().runs(name)

    def whole(self, name: str) -> dict[str, Any]:
        """See `Media.whole`."""
        paths = [_stored(str(path)) for path in _shelf.get().paths(name)]
        if kind_of(paths[0]) != "image":
            return {"file": paths[0]}
        files = [os.path.basename(path) for path in paths]
        return {"directory": os.path.dirname(paths[0]) + os.sep, "files": files}

    def used(self, names: Sequence[str]) -> set[str]:
        """See `Media.used`."""
        there, found = set(_files_of(self._timelines.editor)), set[str]()
        for name in names if there else ():
            try:
                path = _shelf.get().first(name)
            except ToolError:
                continue
            if _key(str(path)) in there:
                found.add(name)
        return found


def _files_of(editor: Any) -> list[str]:
    """Return the files of all strips, those in meta strips included."""
    found = set[str]()
    for strip in compat.all_strips(editor):
        if strip.type == "MOVIE":
            found.add(strip.filepath)
        elif strip.type == "SOUND" and strip.sound is not None:
            found.add(strip.sound.filepath)
        elif strip.type == "IMAGE" and len(strip.elements):
            found.add(os.path.join(strip.directory, strip.elements[0].filename))
    return [_key(bpy.path.abspath(path)) for path in found]


def _stored(path: str) -> str:
    """Return a path as the preferences want it kept: from the .blend on, or whole."""
    if not bpy.data.filepath or not bpy.context.preferences.filepaths.use_relative_paths:
        return path
    try:
        return str(bpy.path.relpath(path))
    except ValueError:  # on another drive
        return path


def _key(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))
