"""The journal of the open file: what its chats did since it was saved, lest a crash takes it."""

from __future__ import annotations

import logging
import os
import secrets
import time
from pathlib import Path
from typing import Any

import bpy

from ... import __package__ as ADDON_ID
from ...kept.journal_lines import VERSION, Entry, Head
from ..host.memory import PerAddon, PerScene, Why
from ..wishes import own_secret
from .chat_shelf import Shelf
from .journal_file import JournalFile, Orphan, orphans

FOLDER = "journals"
PERIOD = 1.0
"""Seconds between two notes of a turn that runs."""

log = logging.getLogger(__name__)


class _Journal:
    """The journal of this Blender, None as long as there is nothing to note.

    Attributes:
        file: The journal.
        noted: When a running turn was noted last, by the monotonic clock.
        fails: Whether it cannot be written, which is logged once.
    """

    def __init__(self) -> None:
        self.file: JournalFile | None = None
        self.noted = -PERIOD
        self.fails = False


def folder() -> Path:
    """Return where the journals are."""
    return Path(bpy.utils.extension_path_user(ADDON_ID, create=True)) / FOLDER


def is_due() -> bool:
    """Tell whether a turn that runs may be noted again, and take it as done."""
    journal, now = _journal.get(), time.monotonic()
    if now - journal.noted < PERIOD:
        return False
    journal.noted = now
    return True


def note(scene: Any, shelf: Shelf) -> None:
    """Note what was written and which chats were deleted since the last time; never raises."""
    journal, fresh, gone = _journal.get(), shelf.take_fresh(), shelf.take_gone()
    if journal.fails or not (fresh or gone and journal.file):
        return
    entries = [
        Entry(
            scene=scene.name,
            chat=row.uid,
            name=row.name,
            title=row.title,
            key=str(place),
            row=text,
            ledger=ledger,
        )
        for place, (row, text, ledger) in fresh.items()
    ]
    try:
        if journal.file is None:
            head = Head(version=VERSION, file=bpy.data.filepath, began=time.time())
            own = folder() / secrets.token_hex(16)
            journal.file = JournalFile(own, head, own_secret.signer())
        if gone and not journal.file.forget(gone) and not entries:
            journal.file.close(keep=False)
            journal.file = None
        elif entries:
            journal.file.add(entries)
    except (OSError, ValueError) as error:
        journal.fails = True
        log.warning("what is not saved would be lost in a crash: %s", error)


def saved(path: str) -> None:
    """Let go of the journal when the open file was saved, for the file has all of it now."""
    journal = _journal.get()
    if journal.file is not None and path in ("", bpy.data.filepath):
        journal.file.close(keep=False)
        journal.file = None
    journal.fails = False


def closed() -> None:
    """End the journal with its file: it stays where the person was not asked whether to save."""
    journal = _journal.get()
    if journal.file is not None:
        asked = bpy.data.is_dirty and bpy.context.preferences.view.use_save_prompt
        journal.file.close(keep=not (bpy.app.background or asked))
        journal.file = None
    journal.fails = False


def offers(scene: Any) -> list[Orphan]:
    """Return the journals of earlier Blenders for the open file, looked for once."""
    return _offers.of(scene)


def forget_offers() -> None:
    """Look for journals anew when they are asked for."""
    _offers.clear()


def _found(_scene: Any) -> list[Orphan]:
    here = _real(bpy.data.filepath)
    try:
        found = orphans(folder(), own_secret.signer())
    except (OSError, ValueError) as error:
        log.warning("journals cannot be looked for: %s", error)
        return []
    return [orphan for orphan in found if _real(orphan.head.file) == here]


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path)) if path else ""


def _end(_value: _Journal, _why: Why) -> None:
    closed()


_journal = PerAddon(_Journal, _end)
_offers = PerScene[list[Orphan]](_found)
