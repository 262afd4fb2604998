"""The file of wishes that hold in all files: JSON, readable by its owner only (0600)."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import bpy

from ... import __package__ as ADDON_ID
from ...chat.memory.wish import Wish
from ...kept.wishes_file import row_of, rows_of, text_of, wish_of
from ..host.memory import PerAddon
from ..host.shared_file import alone, replace_text

NAME = "wishes.json"
LARGEST = 1_000_000

log = logging.getLogger(__name__)


class WishFile:
    """One file of wishes; it is read again when it has changed.

    Args:
        path: The file; None where the add-on has no folder: then they last until Blender ends.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._wishes: list[Wish] = []

    def read(self) -> list[Wish]:
        """Return the wishes, oldest first; none of a file that is damaged."""
        if self._path is None:
            return list(self._wishes)
        try:
            found = os.stat(self._path)
        except OSError:
            self._seen, self._wishes = None, []
            return []
        signature = (found.st_mtime_ns, found.st_size)
        if signature != self._seen:
            self._seen, self._wishes = signature, self._load() or []
        return list(self._wishes)

    def change(self, how: Callable[[list[Wish]], list[Wish]]) -> None:
        """Write what becomes of the wishes, those included that another Blender wrote meanwhile.

        Args:
            how: Makes the new list of the present one.

        Raises:
            OSError: If the file cannot be written; the old one then stands.
            ValueError: If `how` refuses.
        """
        if self._path is None:
            self._wishes = how(self.read())
            return
        with alone(self._path.parent):
            self._seen = None
            before = self._load()
            if before is None:
                kept = self._path.with_name(f"{NAME}.{secrets.token_hex(4)}.bak")
                os.replace(self._path, kept)
            rows = [row_of(wish) for wish in how(before or [])]
            replace_text(self._path, text_of(rows) or "[]")

    def _load(self) -> list[Wish] | None:
        """Return what the file holds, nothing where there is none, None where it is damaged."""
        assert self._path is not None
        try:
            if self._path.stat().st_size > LARGEST:
                raise ValueError("it is too large")
            return [wish_of(row) for row in rows_of(self._path.read_text(encoding="utf-8"))]
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:  # of bytes that are no text, too
            log.warning("%s cannot be read (%s): it is set aside when a wish is kept", NAME, error)
            return None


def of_this_computer() -> WishFile:
    """Return the wishes that hold in all files."""
    return _file.get()


def _make() -> WishFile:
    try:
        return WishFile(Path(bpy.utils.extension_path_user(ADDON_ID, create=True)) / NAME)
    except (OSError, ValueError):
        return WishFile(None)


_file = PerAddon(_make, lasting=True)
