"""Files that several Blenders write: one at a time, whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER_ONLY = 0o600
PATIENCE = 5.0
"""Seconds that one waits for another Blender; writing takes some milliseconds."""
_PAUSE = 0.01
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextmanager
def alone(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other threads and processes out that want to write into a folder; made if need be.

    The system takes the lock back when its owner dies, so that none is ever left behind.

    Args:
        folder: Where the files are.
        patience: Longest wait in seconds.

    Raises:
        OSError: If the folder cannot be made, or is still locked after that time.
    """
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle = _handle(folder)
    try:
        _wait(handle, patience)
        try:
            yield
        finally:
            _unlock(handle)
    finally:
        os.close(handle)


def replace_text(path: Path, text: str) -> None:
    """Replace a file in one step, never readable by others and never half written.

    Raises:
        OSError: If it cannot be written; the old one then stands.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _replace(draft: Path, path: Path) -> None:
    """Put one file in the place of another; Windows refuses that while somebody reads it."""
    end = time.monotonic() + PATIENCE / 5
    while True:
        try:
            os.replace(draft, path)
            return
        except PermissionError:
            if os.name != "nt" or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


def _wait(handle: int, patience: float) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            _lock(handle)
            return
        except OSError as error:
            if error.errno not in _BUSY:
                return  # a file system without locks: as good as it can be
            if time.monotonic() > end:
                raise OSError(errno.EAGAIN, "Another Blender holds the file") from None
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _handle(folder: Path) -> int:
        return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, OWNER_ONLY)

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _handle(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)  # the folder itself: no further file is needed

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
