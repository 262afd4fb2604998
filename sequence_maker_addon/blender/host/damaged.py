"""What of a file cannot be read: kept as it came, told once, and never in anybody's way."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from .memory import PerScene

T = TypeVar("T")

LARGEST = 16_000_000
"""Characters of damaged texts that a scene keeps."""

log = logging.getLogger(__name__)

_texts = PerScene[dict[str, str]](lambda scene: {})
"""The damaged texts that were met in this session, by what they are."""


def clean(scene: Any, what: str, text: str, read: Callable[[str], T], instead: T) -> T:
    """Return what is read of a kept text, or something else where it is damaged.

    Nothing is written, so it may be called while drawing; `keep` puts the damaged text away.

    Args:
        scene: Whose text it is.
        what: What it is, in a word or two, such as `words`.
        text: The text.
        read: Reads it; raises ValueError where that cannot be.
        instead: The value where there is none.
    """
    if not text:
        return instead
    try:
        return read(text)
    except ValueError as error:
        note(scene, what, text, str(error))
        return instead


def note(scene: Any, what: str, text: str, why: str) -> None:
    """Remember a damaged text, and log it once."""
    known = _texts.of(scene)
    if known.get(what) != text:
        log.warning("the file's %s cannot be read (%s); the damaged text is kept", what, why)
        known[what] = text


def found(scene: Any) -> list[str]:
    """Return what was damaged, as met in this session."""
    return list(_texts.known(scene) or ())


def texts(scene: Any) -> dict[str, str]:
    """Return all damaged texts of a scene, those that the file kept before included."""
    return {**_kept(scene), **(_texts.known(scene) or {})}


def keep(scene: Any) -> None:
    """Put the damaged texts away in the scene, before what they were read from is written anew."""
    if not _texts.known(scene):
        return
    every, room = texts(scene), LARGEST
    for name in list(every):
        room -= len(every[name])
        if room < 0:
            del every[name]
    text = json.dumps(every, ensure_ascii=False)
    if scene.sequence_maker.damaged != text:
        scene.sequence_maker.damaged = text


def _kept(scene: Any) -> dict[str, str]:
    text = scene.sequence_maker.damaged
    if not text:
        return {}
    try:
        kept = json.loads(text)
        if isinstance(kept, dict) and all(isinstance(part, str) for part in kept.values()):
            return kept
    except (ValueError, RecursionError):
        pass
    return {"earlier": text}
