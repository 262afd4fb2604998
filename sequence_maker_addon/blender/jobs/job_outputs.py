"""Outputs under names of their own until all of them are whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self


class Parts:
    """Names beside the outputs, with the same endings; together they become the outputs.

    Args:
        out: The outputs, by kind.
    """

    def __init__(self, out: Mapping[str, Path]) -> None:
        self._out = out
        self.parts = {kind: part_of(path) for kind, path in out.items()}

    def __enter__(self) -> Self:
        """Make the folders that are missing."""
        for path in self._out.values():
            path.parent.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Take away what did not become an output."""
        for part in self.parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def keep(self) -> None:
        """Let all of them be the outputs.

        Raises:
            OSError: If one is missing or cannot be; some may be the outputs by then.
        """
        for part in self.parts.values():
            _to_the_disk(part)
        for kind, part in self.parts.items():
            os.replace(part, self._out[kind])


def part_of(path: Path) -> Path:
    """Return the name of a file that is still being written."""
    return path.with_name(f"{_mark(path)}{os.getpid()}{path.suffix}")


def write_whole(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Raises:
        OSError: If that cannot be done; an older file is then as it was.
    """
    with Parts({"": path}) as parts:
        parts.parts[""].write_text(text, encoding="utf-8")
        parts.keep()


def clear_leftovers(paths: Iterable[Path]) -> None:
    """Remove what processes that were killed have left of some outputs; nobody else is at them."""
    for path in paths:
        mark = _mark(path)
        with suppress(OSError):
            for entry in os.scandir(path.parent):
                if entry.name.startswith(mark) and entry.is_file(follow_symlinks=False):
                    with suppress(OSError):
                        os.unlink(entry.path)


def _mark(path: Path) -> str:
    return f".{path.stem}.part-"


def _to_the_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
