"""What a file brings that was not made here, or cannot be read: how it is told, the ways out."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.types import Operator

from ..chat import chats
from ..chat.window_state import show_text
from ..draw import wrap
from ..draw.wrap import drawable
from ..host import damaged, pump
from ..host.languages import tr
from ..host.scene import scene_to_edit

WIDTH, LONGEST = 160, 1_000_000
"""Characters of a line, and of a damaged part, that are shown as text."""


def draw(layout: Any, context: Any, chat: chats.Chat) -> None:
    """Say what the file brought, with a button for it; nothing where all is one's own."""
    width = wrap.content_width(context, 0.8)
    if chat.is_foreign:
        box = layout.box()
        text = iface_(
            "This chat was made elsewhere, or before an update, and is not sent to the model."
        )
        wrap.draw(box, text, width)
        box.operator("sequence_maker.continue_chat")
    names = damaged.found(chat.scene) if chat.scene is not None else []
    if names:
        box = layout.box()
        text = iface_("Parts of this file cannot be read: {names}. They are kept as they came.")
        wrap.draw(box, text.format(names=", ".join(map(tr, names))), width)
        box.operator("sequence_maker.open_damaged", icon="TEXT")


class SEQUENCE_MAKER_OT_continue_chat(Operator):
    """Go on with the chat that the file brought: the model is told of it, as a quotation"""

    bl_idname = "sequence_maker.continue_chat"
    bl_label = "Continue This Chat"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is such a chat."""
        scene = scene_to_edit(context)
        if scene is None or not chats.chat_of(scene).is_foreign:
            cls.poll_message_set("This chat is yours already")
            return False
        return True

    def execute(self, context):
        """Sign its turns as quoted."""
        count = chats.chat_of(scene_to_edit(context)).go_on()
        self.report({"INFO"}, rpt_("Turns that the model is told of: {count}").format(count=count))
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_open_damaged(Operator):
    """Show what could not be read of the file, as text"""

    bl_idname = "sequence_maker.open_damaged"
    bl_label = "Open Damaged Parts as Text"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is anything."""
        scene = scene_to_edit(context)
        if scene is None or not damaged.is_kept(scene):
            cls.poll_message_set("Nothing of this file is damaged")
            return False
        return True

    def execute(self, context):
        """Make the text and show it."""
        text = bpy.data.texts.new("Sequence Maker Damaged")
        parts = damaged.texts(scene_to_edit(context))
        text.from_string(
            "\n\n".join(f"{name}\n{_in_lines(drawable(kept))}" for name, kept in parts)
        )
        show_text(text)
        return {"FINISHED"}


def _in_lines(text: str) -> str:
    """Break a text as Blender can take it: one line of a megabyte takes it a minute."""
    cut = text[:LONGEST]
    lines = [cut[start : start + WIDTH] for start in range(0, len(cut), WIDTH)]
    return "\n".join(lines + ["…"] * (len(text) > LONGEST))


CLASSES = (SEQUENCE_MAKER_OT_continue_chat, SEQUENCE_MAKER_OT_open_damaged)
