"""Undo: one step per turn, and nothing of the conversation is ever undone."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.handlers import persistent

from ..chat import chats, fates, queued, recollections, window_state
from ..host import compat, damaged, memory
from ..keeping import chat_journal, turn_places
from ..song import shown
from ..timeline import segment_ids


@persistent
def before_undo(*_: Any) -> None:
    """Push what a running turn has written, so that the undo takes back only that, and end it."""
    _end_turns("Cancelled by undo")


@persistent
def before_redo(*_: Any) -> None:
    """Push what a running turn has written, so that nothing is left to redo over it, and end it."""
    _end_turns("Cancelled by redo")


def _end_turns(why: str) -> None:
    chats.read_all()
    queued.hold()
    for chat in chats.running():
        chat.push_pending()
        chat.cancel(why)


@persistent
def after_undo(*_: Any) -> None:
    """Write conversations, figures and spent ids again: undo turned them back with the file."""
    shown.forget()
    fates.look_again(bpy.data.scenes)
    for chat in chats.all_chats():
        chat.store(again=True)
        recollections.store(chat.scene, chat.conversation)
    for scene in bpy.data.scenes:
        if segment_ids.knows(scene) and scene.sequence_editor is not None:
            segment_ids.restore(scene, list(compat.strips(scene.sequence_editor)))


@persistent
def before_load(*_: Any) -> None:
    """End all turns before another file comes, and forget the scenes of this one."""
    memory.forget_scenes()
    chat_journal.closed()
    turn_places.file_comes()


@persistent
def after_load(*_: Any) -> None:
    """Let the field have what was being typed."""
    window_state.restore()


@persistent
def before_save(*_: Any) -> None:
    """Let the file have the conversation as it stands, and what could not be read of it."""
    for chat in chats.all_chats():
        chat.store()
        recollections.store(chat.scene, chat.conversation)
    for scene in filter(compat.is_editable, bpy.data.scenes):
        damaged.keep(scene)


@persistent
def after_save(path: str = "", *_: Any) -> None:
    """Let go of the journal: the file has all that it had."""
    chat_journal.saved(path)


HANDLERS = {
    "undo_pre": before_undo,
    "undo_post": after_undo,
    "redo_pre": before_redo,
    "redo_post": after_undo,
    "load_pre": before_load,
    "load_post": after_load,
    "save_pre": before_save,
    "save_post": after_save,
}


def register() -> None:
    """Install the handlers."""
    for name, handler in HANDLERS.items():
        getattr(bpy.app.handlers, name).append(handler)


def unregister() -> None:
    """Remove the handlers."""
    turn_places.add_on_goes()
    for name, handler in HANDLERS.items():
        getattr(bpy.app.handlers, name).remove(handler)
