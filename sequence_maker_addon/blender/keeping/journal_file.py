"""The file of a journal: a folder of its own, locked as long as its Blender lives."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from ...kept.journal_lines import Entry, Head, entries_of, head_of, line_of
from ...kept.signatures import Signer
from ..host import shared_file

NAME = "journal.jsonl"
LARGEST = 64_000_000
"""Bytes of a journal; it is written anew with what counts before, and ends where that is more."""
ROOM = 4_000_000
"""Bytes that are only added before a journal is written anew, at least."""
LONGEST_HEAD = 40_000
OLDEST = 30 * 24 * 3600
"""Seconds after which a journal that nobody wanted goes."""
MOST = 200
"""Journals that are looked at, the newest."""

log = logging.getLogger(__name__)


class Orphan(NamedTuple):
    """The journal of a Blender that is gone."""

    folder: Path
    head: Head


class JournalFile:
    """A journal that is being written; only its owner reads it, and no other Blender takes it.

    Args:
        folder: Its own, which is made.
        head: Whose it is.
        signer: Signs its lines.

    Raises:
        OSError: If it cannot be made.
    """

    def __init__(self, folder: Path, head: Head, signer: Signer) -> None:
        self._folder, self._head, self._signer = folder, head, signer
        self._lock = ExitStack()
        os.makedirs(folder.parent, mode=0o700, exist_ok=True)
        self._lock.enter_context(shared_file.alone(folder, 0.0))
        self._whole = self._size = self._replace([])

    def _replace(self, entries: list[Entry]) -> int:
        """Write the file anew; return its size in bytes."""
        text = "".join(line_of(part, self._signer) for part in (self._head, *entries))
        shared_file.replace_text(self._folder / NAME, text)
        return len(text.encode())

    def add(self, entries: list[Entry]) -> None:
        """Add turns, each in a line; a turn that is there already counts as it is now.

        Raises:
            OSError: If they cannot be written.
        """
        data = "".join(line_of(entry, self._signer) for entry in entries).encode()
        if self._size + len(data) > max(ROOM, 3 * self._whole) or self._size + len(data) > LARGEST:
            self._rewrite()
            if self._size + len(data) > LARGEST:
                raise OSError("the journal is full")
        with open(self._folder / NAME, "ab") as file:
            file.write(data)
        self._size += len(data)

    def forget(self, chats: Collection[str]) -> int:
        """Take the turns of deleted chats, known by their uids, out of the file.

        Returns:
            How many turns are left.

        Raises:
            OSError: If it cannot be written.
        """
        return self._rewrite(chats)

    def _rewrite(self, without: Collection[str] = ()) -> int:
        """Write what counts anew, but for some chats; return the number of turns."""
        text = (self._folder / NAME).read_text(encoding="utf-8")
        kept = [entry for entry in entries_of(text, self._signer) if entry.chat not in without]
        self._whole = self._size = self._replace(kept)
        return len(kept)

    def close(self, keep: bool) -> None:
        """Let go of the journal: as an orphan, or for good."""
        self._lock.close()
        if not keep:
            shutil.rmtree(self._folder, ignore_errors=True)


def orphans(folder: Path, signer: Signer) -> list[Orphan]:
    """Return the journals of Blenders that are gone, the newest first; old ones are removed."""
    found = []
    for own, changed in _newest(folder):
        with contextlib.suppress(OSError, ValueError), shared_file.alone(own, 0.0):
            if time.time() - changed > OLDEST:
                shutil.rmtree(own, ignore_errors=True)
                continue
            with open(own / NAME, encoding="utf-8", errors="replace") as file:
                found.append(Orphan(own, head_of(file.readline(LONGEST_HEAD), signer)))
    return found


def _newest(folder: Path) -> list[tuple[Path, float]]:
    rows = list[tuple[Path, float]]()
    with contextlib.suppress(OSError):
        for own in os.scandir(folder):
            with contextlib.suppress(OSError):
                rows.append((Path(own.path), os.stat(Path(own.path) / NAME).st_mtime))
    return sorted(rows, key=lambda row: row[1], reverse=True)[:MOST]


@contextlib.contextmanager
def taken(orphan: Orphan, signer: Signer) -> Iterator[list[Entry]]:
    """Give the turns of an orphan; when all went well it is removed.

    Raises:
        OSError: If it cannot be read, or another Blender takes it.
    """
    with shared_file.alone(orphan.folder, 0.0):
        with open(orphan.folder / NAME, encoding="utf-8", errors="replace") as file:
            text = file.read(LARGEST)
        yield list(entries_of(text, signer))
        shutil.rmtree(orphan.folder, ignore_errors=True)
