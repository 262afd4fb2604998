"""What is remembered of earlier turns: a summary and stated facts, to be edited."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.props import IntProperty, StringProperty

from ..chat import chats, recollections
from ..chat.chats import Chat
from ..draw import wrap
from ..host import compat, pump
from ..host.operator_base import SequenceOperator
from ..host.scene import scene_to_edit
from ..wording.numbers import count

MOST_FACTS = 30
"""Facts that are drawn."""


def draw(layout: Any, context: Any, chat: Chat) -> None:
    """Draw the row; nothing where nothing is remembered."""
    known = recollections.of(chat.scene, chat.conversation)
    if not known:
        return
    header, body = layout.panel("sequence_maker_remembered", default_closed=True)
    if known.summary:
        text = iface_("Summary of {turns}").format(turns=count(known.until, "turn"))
    else:
        text = iface_("Facts You Stated: {count}").format(count=len(known.facts))
    width = wrap.content_width(context, 1.75)
    header.label(text=wrap.fit(text, width), icon="BOOKMARKS", translate=False)
    if body is None:
        return
    if known.summary:
        box = body.box()
        wrap.draw(box, known.summary, wrap.content_width(context, 0.8))
        row = box.row()
        row.operator("sequence_maker.edit_summary", icon="GREASEPENCIL")
        if known.is_edited:
            part = row.row()
            part.active = False
            part.label(text="Edited by You")
    for index, fact in enumerate(known.facts[-MOST_FACTS:], max(0, len(known.facts) - MOST_FACTS)):
        row = body.row(align=True)
        wrap.draw(row, fact.text, wrap.content_width(context, 1.6))
        side = row.row()
        side.emboss = "NONE"
        side.operator("sequence_maker.forget_fact", text="", icon="X").index = index


class SEQUENCE_MAKER_OT_edit_summary(SequenceOperator):
    """Edit what the assistant is told of the turns that no longer go along; empty is nothing"""

    bl_idname = "sequence_maker.edit_summary"
    bl_label = "Edit Summary"
    bl_options = {"REGISTER"}

    text: StringProperty(name="Summary", description="What lasts of the earlier turns")

    def invoke(self, context, event):
        """Show what it is now."""
        scene = scene_to_edit(context)
        self.text = recollections.of(scene, chats.chat_of(scene).conversation).summary
        return context.window_manager.invoke_props_dialog(self, width=520)

    def draw(self, context):
        """Show the whole text above its field, or in a field of several lines."""
        layout = self.layout
        if compat.has_textbox():
            layout.textbox(self, "text", initial_visible_lines=6)
            return
        wrap.draw(layout, self.text, 500 * wrap.unit() / 20, 12)
        layout.prop(self, "text", text="")

    def execute(self, context):
        """Keep it."""
        scene = scene_to_edit(context)
        conversation = chats.chat_of(scene).conversation
        known = recollections.of(scene, conversation)
        known.sum_up(self.text, known.until or conversation.first, by_hand=True)
        recollections.store(scene, conversation)
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_forget_fact(SequenceOperator):
    """Forget this sentence of yours; it stays in the chat"""

    bl_idname = "sequence_maker.forget_fact"
    bl_label = "Forget Fact"
    bl_options = {"REGISTER", "INTERNAL"}

    index: IntProperty(name="Fact", description="Which one, from 0", min=0)

    def execute(self, context):
        """Forget it."""
        scene = scene_to_edit(context)
        conversation = chats.chat_of(scene).conversation
        known = recollections.of(scene, conversation)
        if self.index >= len(known.facts):
            self.report({"ERROR"}, "There is no such fact")
            return {"CANCELLED"}
        known.forget(known.facts[self.index].text)
        recollections.store(scene, conversation)
        pump.redraw()
        return {"FINISHED"}


CLASSES = (SEQUENCE_MAKER_OT_edit_summary, SEQUENCE_MAKER_OT_forget_fact)
