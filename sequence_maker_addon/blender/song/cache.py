"""Analyses that were made: in memory, and as JSON files in the extension's own user folder."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import bpy

from ... import __package__ as ADDON_ID
from ...kept.plain_json import parsed
from ...music.hearing.analysis import VERSION, Analysis
from ...music.hearing.candidates import Hints
from ...music.hearing.steps import Steps
from ..host.memory import PerScene

log = logging.getLogger(__name__)

LARGEST = 300
"""Analyses that are kept as files; the oldest go first."""


def cache_key(content: str, hints: Hints) -> str:
    """Return the key of an analysis: content, method, and what the user said."""
    parts = [content, VERSION, hints.bpm, list(hints.beat_one), hints.meter]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


class Analyses:
    """The analyses of a scene's sounds that were made or read, by key."""

    def __init__(self) -> None:
        self._kept: dict[str, Analysis | None] = {}

    def find(self, key: str) -> Analysis | None:
        """Return an analysis that was made before, or None; the files are asked once."""
        if key not in self._kept:
            self._kept[key] = _read(key)
        return self._kept[key]

    def take(self, key: str, analysis: Analysis) -> None:
        """Remember an analysis that somebody else keeps; no file is written."""
        self._kept[key] = analysis

    def keeping(self, key: str, analysis: Analysis) -> Steps[None]:
        """Remember an analysis, in steps; one that cannot be written is kept in memory."""
        pieces = []
        for piece in _pieces(analysis.as_json()):
            pieces.append(piece)
            yield
        self._kept[key] = analysis
        _write(key, "".join(pieces))


def of(scene: Any) -> Analyses:
    """Return the analyses of a scene."""
    return _analyses.of(scene)


def _write(key: str, text: str) -> None:
    """Write a file, and remove the oldest of too many."""
    part: Path | None = None
    try:
        path = folder() / f"{key}.json"
        part = path.with_suffix(f".{os.getpid()}.part")  # another Blender may write the same
        part.write_text(text, encoding="utf-8")
        part.replace(path)
        files = sorted(folder().glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
        for old in files[:-LARGEST]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        log.warning("the analysis cannot be kept as a file: %s", error)
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _pieces(data: dict[str, Any]) -> Iterator[str]:
    """Write JSON value by value: that of an hour's onsets takes 30 ms in one go."""
    yield "{"
    for number, (name, value) in enumerate(data.items()):
        yield f"{', ' if number else ''}{json.dumps(name)}: "
        if isinstance(value, dict):
            yield from _pieces(value)
        else:
            yield json.dumps(value)
    yield "}"


def folder() -> Path:
    """Return the folder of the files, made when it is missing.

    Raises:
        OSError: If there is none and none can be made.
        ValueError: If this is no extension.
    """
    return Path(bpy.utils.extension_path_user(ADDON_ID, path="music", create=True))


def _read(key: str) -> Analysis | None:
    try:
        path = folder() / f"{key}.json"
        if not path.is_file():
            return None
        return Analysis.from_json(parsed(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("a kept analysis cannot be read and is made anew: %s", error)
        return None


_analyses = PerScene(lambda scene: Analyses())
