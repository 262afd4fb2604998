"""What was learned of servers and models, kept in a file of the add-on's own folder."""

from __future__ import annotations

import logging
from pathlib import Path

from ...chat.body.learned import Learned
from ..host.memory import PerAddon
from ..host.own_folder import own_file
from ..host.shared_file import alone, replace_text

NAME = "learned.json"
LARGEST = 1_000_000
PATIENCE = 1.0
"""Seconds that one waits for another Blender; what is not written now is written next time."""

log = logging.getLogger(__name__)


class _Kept:
    """Facts of this session and of earlier ones; written anew whenever something is learned.

    That may be in the network's thread, or in another Blender, so the file is written by one at a
    time and keeps what others wrote; Blender is asked for the place once, here.
    """

    def __init__(self) -> None:
        self._path = _place()
        self.learned = Learned()
        self.learned.read(_read(self._path))
        self.learned.changed = self._write

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            with alone(self._path.parent, PATIENCE):
                self.learned.read(_read(self._path))  # what another Blender has learned since
                replace_text(self._path, self.learned.to_json())
        except OSError as error:
            log.debug("What was learned is kept for this session only: %s", error.strerror)


_kept = PerAddon(_Kept)


def learned() -> Learned:
    """Return what was learned of all servers."""
    return _kept.get().learned


def _place() -> Path | None:
    return own_file(NAME)


def _read(path: Path | None) -> str:
    try:
        if path is None or path.stat().st_size > LARGEST:
            return ""
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
