"""The file that remembers API keys: JSON, clear text, readable by its owner only (0600).

A file that cannot be understood is left alone until the next write, which keeps it as `.bak`.
"""

import json
import logging
import os
import stat
from pathlib import Path

from ..host.shared_file import OWNER_ONLY, alone, replace_text

VERSION = 1

log = logging.getLogger(__name__)


class KeyFile:
    """One file of keys by origin; reads are cached until the file changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._keys: dict[str, str] = {}
        self._broken = False

    def read(self) -> dict[str, str]:
        """Return the keys by origin; empty if there is no file or it is broken (logged once)."""
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            self._seen, self._keys, self._broken = None, {}, False
            return {}
        except OSError as error:
            self._ignore(error)
            return {}
        signature = (found.st_mtime_ns, found.st_size, found.st_ino)
        if signature != self._seen:
            self._seen = signature
            self._load(found.st_mode)
        return dict(self._keys)

    def put(self, origin: str, key: str) -> None:
        """Store one key, keeping those of other origins, also what another Blender writes now.

        Raises:
            OSError: If the file cannot be written; the old one then stands.
        """
        with alone(self.path.parent):
            keys = self._read_anew()
            if self._broken:
                os.replace(self.path, self.path.with_name(self.path.name + ".bak"))
            self._write({**keys, origin: key})

    def drop(self, origin: str) -> None:
        """Remove one key, and the file with the last of them.

        Raises:
            OSError: If the file cannot be written.
        """
        if origin not in self.read():
            return
        with alone(self.path.parent):
            keys = self._read_anew()
            if keys.pop(origin, None) is None:
                return
            if keys:
                self._write(keys)
            else:
                self.path.unlink(missing_ok=True)

    def erase(self) -> None:
        """Remove the file and its `.bak`, whatever is in them.

        Raises:
            OSError: If one of them cannot be removed.
        """
        if not self.path.parent.is_dir():
            return
        with alone(self.path.parent):
            self.path.unlink(missing_ok=True)
            self.path.with_name(self.path.name + ".bak").unlink(missing_ok=True)

    def _read_anew(self) -> dict[str, str]:
        """Read the file whatever its time says: two writes may be within one tick of a disk."""
        self._seen = None
        return self.read()

    def _load(self, mode: int) -> None:
        """Read the file into the cache."""
        try:
            if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
                log.warning("The key file %s was open to others; closing it", self.path)
                os.chmod(self.path, OWNER_ONLY)
            self._keys = _checked(json.loads(self.path.read_text(encoding="utf-8")))
            self._broken = False
        except (OSError, ValueError, RecursionError) as error:
            self._ignore(error)

    def _ignore(self, error: Exception) -> None:
        """Go on without the file. Only the error's kind is logged: its text may quote a key."""
        if not self._broken:
            log.warning("Ignoring the key file %s: %s", self.path, type(error).__name__)
        self._keys, self._broken = {}, True

    def _write(self, keys: dict[str, str]) -> None:
        content = {"version": VERSION, "keys": keys}
        replace_text(self.path, json.dumps(content, indent=1, sort_keys=True))
        self._seen = None


def _checked(content: object) -> dict[str, str]:
    """Return the keys of a file's content.

    Raises:
        ValueError: If the content has another shape or version.
    """
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise ValueError("not a key file of this version")
    keys = content.get("keys")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise ValueError("not a table of keys")
    return keys
