"""Plain commands that were not understood, for a report; they stay in memory until it is copied."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

import bpy
from bpy.types import Operator

from ...chat.faults.keylike import looks_like_key
from ...chat.faults.redactor import MARK
from ..host import compat
from ..host.memory import PerAddon
from ..host.own_version import own_version
from ..settings.preferences import preferences
from ..settings.profiles import endpoint_of

MOST, LONGEST = 200, 400
"""Texts that are kept, the newest ones, and characters of each."""
HEAD = """Sequence Maker {version}, Blender {blender}, language {language}
Plain commands that were missed: {count}
"""
"""How a report begins; it is English, for those who read it."""


class Miss(NamedTuple):
    """Why a text was missed, and how often."""

    why: str
    times: int


class Misses:
    """The texts that rules declined, or whose proposal was discarded; any thread may add."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: dict[str, Miss] = {}
        self.count = 0

    def note(self, text: str, why: str) -> None:
        """Keep a text; one that is there already becomes the newest."""
        text = _beginning(text)
        with self._lock:
            self.count += 1
            before = self._texts.pop(text, Miss(why, 0))
            self._texts[text] = Miss(why, before.times + 1)
            while len(self._texts) > MOST:
                self._texts.pop(next(iter(self._texts)))

    def rows(self) -> list[tuple[str, Miss]]:
        """Return the texts, the oldest first."""
        with self._lock:
            return list(self._texts.items())


def note(text: str, why: str, what: str = "") -> None:
    """Keep a text that was not understood.

    Args:
        text: What the person wrote.
        why: What became of it, an English word.
        what: The word that it failed at, or the functions that were proposed.
    """
    _misses.get().note(text, ": ".join(filter(None, (why, what))))


def are_there() -> bool:
    """Tell whether anything was missed since the add-on was enabled."""
    known = _misses.known()
    return known is not None and known.count > 0


def as_text() -> str:
    """Return all that was missed as text, without keys."""
    found = _misses.get()
    language = bpy.app.translations.locale or "en_US"
    blender, version = compat.version_name(), own_version()
    head = HEAD.format(version=version, blender=blender, language=language, count=found.count)
    redactors = [endpoint_of(profile).redactor for profile in preferences().profiles]
    lines = []
    for text, miss in found.rows():
        for redactor in redactors:
            text = redactor.text(text)
        often = f" x{miss.times}" if miss.times > 1 else ""
        lines.append(f"- {_without_keys(text)} ({_without_keys(miss.why)}{often})\n")
    return head + "".join(lines)


def draw(layout: Any) -> None:
    """Draw the button, where there is anything to copy."""
    if are_there():
        layout.operator("sequence_maker.copy_misses", icon="COPYDOWN")


class SEQUENCE_MAKER_OT_copy_misses(Operator):
    """Copy the plain commands that were not understood, for a report; nothing is sent"""

    bl_idname = "sequence_maker.copy_misses"
    bl_label = "Copy Misses"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are any."""
        if not are_there():
            cls.poll_message_set("No plain command was missed")
            return False
        return True

    def execute(self, context):
        """Put them on the clipboard."""
        context.window_manager.clipboard = as_text()
        self.report({"INFO"}, "Copied")
        return {"FINISHED"}


def _beginning(text: str) -> str:
    """Return a text in one line; where it is cut no part of a word stays, which may be a key's."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} …"


def _without_keys(text: str) -> str:
    """Take out what looks like a key, also one that no endpoint has."""
    text = " ".join(MARK if looks_like_key(word) else word for word in text.split())
    return MARK if looks_like_key(text) else text


_misses = PerAddon(Misses)

CLASSES = (SEQUENCE_MAKER_OT_copy_misses,)
