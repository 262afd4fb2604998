"""What of a file cannot be read: kept as it came, told once, and never in anybody's way."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from .memory import PerScene

T = TypeVar("T")

LARGEST = 64_000_000
"""Characters of damaged texts that a scene keeps; of what is more, the beginning."""

log = logging.getLogger(__name__)

_texts = PerScene[dict[str, list[str]]](lambda scene: {})
"""The damaged texts that were met in this session, by what they are."""


def text_of(owner: Any, name: str) -> str:
    """Return a text property of a scene, also where the file has bytes in it that are no text."""
    try:
        return str(getattr(owner, name))
    except UnicodeDecodeError as error:
        return bytes(error.object).decode("utf-8", "backslashreplace")


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
    known = _texts.of(scene).setdefault(what, [])
    if text not in known:
        log.warning("the file's %s cannot be read (%s); the damaged text is kept", what, why)
        known.append(text)


def found(scene: Any) -> list[str]:
    """Return what was damaged, as met in this session."""
    return list(_texts.known(scene) or ())


def is_kept(scene: Any) -> bool:
    """Tell whether a scene has damaged texts, without reading them."""
    return bool(_texts.known(scene) or text_of(scene.sequence_maker, "damaged"))


def texts(scene: Any) -> list[tuple[str, str]]:
    """Return all damaged texts of a scene and what they are, those of earlier sessions first."""
    fresh = [(what, text) for what, every in (_texts.known(scene) or {}).items() for text in every]
    return list(dict.fromkeys([*_kept(scene), *fresh]))


def keep(scene: Any) -> None:
    """Put the damaged texts away in the scene, before what they were read from is written anew."""
    if not _texts.known(scene):
        return
    rows, room = [], LARGEST
    for what, text in texts(scene):
        rows.append([what, text[:room]])
        room = max(0, room - len(text))
    written = json.dumps(rows)  # in ASCII, so that nothing of it can fail to be kept
    if text_of(scene.sequence_maker, "damaged") != written:
        scene.sequence_maker.damaged = written


def _kept(scene: Any) -> list[tuple[str, str]]:
    text = text_of(scene.sequence_maker, "damaged")
    if not text:
        return []
    try:
        rows = json.loads(text)
        if isinstance(rows, list):
            return [(str(what)[:100], str(damaged)) for what, damaged in rows]
    except (ValueError, TypeError, RecursionError):
        pass
    return [("earlier", text)]
