"""The captions that the command writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..host.whole_file import write_bytes
from ..music_panel import captions_shown
from . import paths
from .paths import FileError


def check(path: Path | None) -> None:
    """Refuse a wrong file for captions before anything is sent.

    Raises:
        FileError: Naming the option and the path.
    """
    if path is not None:
        paths.writable("--captions", path)
        if path.suffix.lower() not in captions_shown.ENDINGS:
            kinds = " or ".join(captions_shown.ENDINGS)
            raise FileError(f"--captions {path}: the name must end in {kinds}")


def save(scene: Any, path: Path) -> None:
    """Write the captions of a scene, whole or not at all.

    Raises:
        FileError: If there are none, or if they cannot be written.
    """
    with paths.told("--captions", path):
        found = captions_shown.captions_shown(scene)
        if not found:
            raise FileError(f"--captions {path}: there are no words and no texts to write")
        text = captions_shown.text_of(found, path.suffix)
        write_bytes(path, text.encode("utf-8", "replace"))
