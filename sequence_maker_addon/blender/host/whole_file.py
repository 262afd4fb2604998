"""Files that are written whole or not at all: what was there stays until the new one is done."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a place beside a file, with the same ending; when all went well it becomes the file.

    Raises:
        OSError: If that cannot be done; an older file is then as it was.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it may not be changed")
    part = path.with_name(f"{path.stem}.part{path.suffix}")
    try:
        yield part
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: If that cannot be done; an older file is then as it was.
    """
    with replacing(path) as part:
        part.write_bytes(data)
