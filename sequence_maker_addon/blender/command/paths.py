"""Paths of the command: which ones Blender can be given, and what is wrong, in one sentence."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST = 1000
"""Bytes of a path; of a longer one than 1,023, suffixes included, Blender cuts the end off."""
LARGEST_TEXT = 1_000_000
"""Bytes of a file of prompts."""
LARGEST_CALLS = 16_000_000
"""Bytes of a recipe or a job."""


class FileError(ValueError):
    """A file that cannot be read or written; exit code 2."""


@contextmanager
def told(option: str, path: Path | None) -> Iterator[None]:
    """Tell whatever goes wrong with a file, in one sentence.

    Raises:
        FileError: Naming the option and the path.
    """
    try:
        yield
    except FileError:
        raise
    except Exception as error:
        raise FileError(f"{option} {path}: {_reason(error)}") from None


def absolute(path: Path) -> str:
    """Return the whole path for Blender, which takes two slashes in front for its own shorthand."""
    found = str(path.absolute())
    return found.replace("//", "/", 1) if found.startswith("//") else found


def readable(option: str, path: Path) -> None:
    """Make sure of a file before it is read.

    Raises:
        FileError: If it is not there, is no plain file, or cannot be read.
    """
    with told(option, path):
        if not _is_there(path):
            raise FileError(f"{option} {path}: there is no such file")
        path.open("rb").close()


def writable(option: str, path: Path) -> None:
    """Make sure of a place before something is written there; nothing is written yet.

    Raises:
        FileError: If its folder is not there or takes no files, or something else is in the way.
    """
    with told(option, path):
        folder = path.absolute().parent
        if not folder.is_dir():
            raise FileError(f"{option} {path}: there is no such folder")
        if not os.access(path if _is_there(path) else folder, os.W_OK):
            raise FileError(f"{option} {path}: nothing may be written there")


def text_of(option: str, path: Path, largest: int = LARGEST_TEXT) -> str:
    """Return a small text file.

    Args:
        option: Named in a refusal.
        path: The file.
        largest: Bytes that it may have.

    Raises:
        FileError: If it cannot be read, is no UTF-8 or is too large.
    """
    readable(option, path)
    with told(option, path):
        if path.stat().st_size > largest:
            raise FileError(f"{option} {path}: the file is larger than {largest:,} bytes")
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise FileError(f"{option} {path}: the text is not UTF-8") from None


def _is_there(path: Path) -> bool:
    """Tell whether a file is there that Blender can be given.

    Raises:
        OSError: If that cannot be told, such as for a name that is too long, or if something else
            is there: a folder, or a pipe, which may never end.
    """
    if len(os.fsencode(path.absolute())) > LONGEST:
        raise OSError(f"its path is longer than {LONGEST:,} bytes")
    try:
        mode = os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(mode):
        raise OSError("it is no plain file")
    return True


def _reason(error: Exception) -> str:
    if "surrogates not allowed" in str(error):  # Blender says it in a TypeError of its own
        return "its name is not UTF-8, which Blender needs"
    return (isinstance(error, OSError) and error.strerror) or " ".join(str(error).split())
