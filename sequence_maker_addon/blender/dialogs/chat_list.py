"""The list of a scene's chats, opened from the head of the panel."""

from __future__ import annotations

import time
from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.types import Panel

from ..chat import chats, window_state
from ..chat.chats import Chat
from ..draw import wrap
from ..host.scene import scene_to_edit
from ..keeping import chat_journal, chat_overview
from ..keeping.chat_rows import ChatRow
from ..wording.numbers import count

MOST = 25
"""Chats that are drawn; more are found by words."""
BUTTONS = 4.2
"""Units that the buttons beside a chat's name take."""
HEADER, LEAST, LONGEST = 11.0, 2.5, 8.0
"""Units of the panel's header that others need, and of a chat's name in it."""


def name_of(row: ChatRow) -> str:
    """Return what a chat is called where it is shown."""
    return row.shown or iface_("New Chat")


def draw_in_header(layout: Any, context: Any) -> None:
    """Draw which chat is open, with the list behind it; nothing as long as there is only one."""
    scene = scene_to_edit(context)
    if scene is None:
        return
    shelf = chats.chat_of(scene).shelf
    if not (shelf.current.shown or shelf.deleted or len(shelf.rows) > 1):
        return
    room = wrap.content_width(context) / wrap.unit() - HEADER
    name = wrap.fit(name_of(shelf.current), min(room, LONGEST) * wrap.unit())
    layout.popover(
        SEQUENCER_PT_sequence_maker_chats.__name__,
        text=name if room >= LEAST else "",
        translate=False,
        icon="OUTLINER",
    )


def draw_offers(layout: Any, context: Any, chat: Chat) -> None:
    """Offer what an earlier Blender did not come to save."""
    if chat.scene is None:
        return
    for index, orphan in enumerate(chat_journal.offers(chat.scene)[:3]):
        box = layout.box()
        date = time.strftime("%Y-%m-%d %H:%M", time.localtime(orphan.head.began))
        if orphan.head.file:
            text = iface_(
                "Blender ended before this file was saved. Its chat since {date} is here."
            )
        else:
            text = iface_("There is a chat of an unsaved file of {date}.")
        wrap.draw(box, text.format(date=date), wrap.content_width(context, 0.8))
        row = box.row(align=True)
        row.operator("sequence_maker.return_chat", icon="RECOVER_LAST").index = index
        row.operator("sequence_maker.forget_journal", text="", icon="X").index = index


class SEQUENCER_PT_sequence_maker_chats(Panel):
    """The chats of this scene"""

    bl_label = "Chats"
    bl_space_type = "SEQUENCE_EDITOR"
    bl_region_type = "HEADER"
    bl_options = {"INSTANCED"}
    bl_ui_units_x = 16

    def draw(self, context):
        """Draw a field to search, the chats, and what can be done with all."""
        layout = self.layout
        scene = scene_to_edit(context)
        if scene is None:
            return
        chat, state = chats.chat_of(scene), window_state.state()
        layout.operator_context = "INVOKE_DEFAULT"
        layout.prop(state, "chat_search", text="", icon="VIEWZOOM")
        found = chat_overview.listed(chat.shelf, scene, state.chat_search)
        column = layout.column(align=True)
        for row in found[:MOST]:
            _draw_row(column, row, row is chat.shelf.current)
        if len(found) > MOST:
            text = iface_("{count} more: search for words").format(count=len(found) - MOST)
            layout.label(text=text, translate=False)
        elif not found:
            layout.label(text="No chat has these words")
        layout.separator()
        _draw_all(layout)


def _draw_row(layout: Any, row: ChatRow, is_open: bool) -> None:
    line = layout.row(align=True)
    width = (16 - BUTTONS - 1.6) * wrap.unit()
    choose = line.operator(
        "sequence_maker.switch_chat",
        text=wrap.fit(name_of(row), width),
        translate=False,
        icon="RADIOBUT_ON" if is_open else "RADIOBUT_OFF",
        depress=is_open,
    )
    choose.number = row.number
    pin = "PINNED" if row.pinned else "UNPINNED"
    line.operator("sequence_maker.pin_chat", text="", icon=pin).number = row.number
    line.operator("sequence_maker.rename_chat", text="", icon="GREASEPENCIL").number = row.number
    line.operator("sequence_maker.delete_chat", text="", icon="TRASH").number = row.number


def _draw_all(layout: Any) -> None:
    layout.operator("sequence_maker.new_chat", icon="ADD")
    layout.operator("sequence_maker.restore_chat", icon="LOOP_BACK")
    row = layout.row(align=True)
    row.operator("sequence_maker.export_chat", icon="EXPORT")
    row.operator("sequence_maker.import_chat", icon="IMPORT")
    number, size = chat_overview.total(bpy.data.scenes)
    dim = layout.column()
    dim.active = False
    text = iface_("{chats}, {size} in this file")
    shown = f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.0f} kB"
    told = text.format(chats=count(number, "chat"), size=shown)
    dim.label(text=told, translate=False)
    if size > chat_overview.MUCH:
        text = iface_(
            "The chats make this file large: export those that are done, and delete them."
        )
        wrap.draw(layout, text, 15 * wrap.unit())


CLASSES = (SEQUENCER_PT_sequence_maker_chats,)
