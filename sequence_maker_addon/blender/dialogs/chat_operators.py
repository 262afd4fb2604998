"""Operators on the chats of a scene: open, rename, pin, delete, bring back, show older turns."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import IntProperty, StringProperty

from ...kept.conversation_file import LONGEST_NAME
from ..chat import chats, window_state
from ..chat.chats import Chat
from ..host import pump
from ..host.operator_base import SequenceOperator
from ..host.scene import scene_to_edit
from ..keeping import open_chat
from ..keeping.chat_rows import ChatRow, one_line
from . import chat_list


def stored(chat: Chat) -> None:
    """Let the scene have the chats as they are, and draw the one that is open."""
    chat.shown = open_chat.STEP
    chat.store()
    window_state.open_newest(len(chat.conversation.turns))
    pump.redraw()


class IdleOperator(SequenceOperator):
    """An operator on chats: none while a turn runs."""

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sequence and no turn runs in it."""
        if not super().poll(context):
            return False
        if chats.chat_of(scene_to_edit(context)).running is not None:
            cls.poll_message_set("The assistant is still busy")
            return False
        return True


class ChatOperator(IdleOperator):
    """An operator on one chat of the list."""

    number: IntProperty(
        name="Chat", description="Which chat, 0 is the one that is open", options={"SKIP_SAVE"}
    )

    def chosen(self, context: Any) -> tuple[Chat, ChatRow] | None:
        """Return the scene's chats and the one that is meant, or None after reporting."""
        chat = chats.chat_of(scene_to_edit(context))
        if self.number == 0:
            return chat, chat.shelf.current
        found = [row for row in chat.shelf.rows if row.number == self.number]
        if not found:
            self.report({"ERROR"}, rpt_("There is no such chat any more"))
            return None
        return chat, found[0]


class SEQUENCE_MAKER_OT_switch_chat(ChatOperator):
    """Open another chat of this scene; the one that is open stays as it is"""

    bl_idname = "sequence_maker.switch_chat"
    bl_label = "Open Chat"
    bl_options = {"REGISTER"}

    def invoke(self, context, event):
        """Show the list where no chat was chosen."""
        if self.number:
            return self.execute(context)
        name = chat_list.SEQUENCER_PT_sequence_maker_chats.__name__
        bpy.ops.wm.call_panel("INVOKE_DEFAULT", name=name)
        return {"FINISHED"}

    def execute(self, context):
        """Open it."""
        if (found := self.chosen(context)) is None:
            return {"CANCELLED"}
        chat, row = found
        if row is not chat.shelf.current:
            chat.shelf.turn_to(scene_to_edit(context), row)
            stored(chat)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_rename_chat(ChatOperator):
    """Give a chat a name; without one it is called as its first prompt begins"""

    bl_idname = "sequence_maker.rename_chat"
    bl_label = "Rename Chat"
    bl_options = {"REGISTER"}

    name: StringProperty(
        name="Name", description="What the list calls the chat", maxlen=LONGEST_NAME
    )

    def invoke(self, context, event):
        """Ask for the name."""
        if (found := self.chosen(context)) is None:
            return {"CANCELLED"}
        self.name = found[1].shown
        return context.window_manager.invoke_props_dialog(self)

    def draw(self, context):
        """Draw the name alone."""
        self.layout.prop(self, "name")

    def execute(self, context):
        """Rename it."""
        if (found := self.chosen(context)) is None:
            return {"CANCELLED"}
        chat, row = found
        name = one_line(self.name, LONGEST_NAME)
        row.name = "" if name == row.title else name
        chat.store()
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_pin_chat(ChatOperator):
    """Keep a chat at the top of the list, or no more"""

    bl_idname = "sequence_maker.pin_chat"
    bl_label = "Pin Chat"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Pin or unpin it."""
        if (found := self.chosen(context)) is None:
            return {"CANCELLED"}
        chat, row = found
        row.pinned = not row.pinned
        chat.store()
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_delete_chat(ChatOperator):
    """Delete a chat; Restore Deleted Chat brings it back until another file is opened"""

    bl_idname = "sequence_maker.delete_chat"
    bl_label = "Delete Chat"
    bl_options = {"REGISTER"}

    def invoke(self, context, event):
        """Ask first."""
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, context):
        """Delete it."""
        if (found := self.chosen(context)) is None:
            return {"CANCELLED"}
        chat, row = found
        name = chat_list.name_of(row)
        chat.shelf.delete(scene_to_edit(context), row)
        stored(chat)
        self.report({"INFO"}, rpt_("Deleted: {name}").format(name=name))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_restore_chat(IdleOperator):
    """Bring back the chat that was deleted last, with all its turns"""

    bl_idname = "sequence_maker.restore_chat"
    bl_label = "Restore Deleted Chat"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether one was deleted."""
        if not super().poll(context):
            return False
        if not chats.chat_of(scene_to_edit(context)).shelf.deleted:
            cls.poll_message_set("No chat was deleted since this file was opened")
            return False
        return True

    def execute(self, context):
        """Open it again."""
        chat = chats.chat_of(scene_to_edit(context))
        row = chat.shelf.bring_back(scene_to_edit(context))
        stored(chat)
        told = rpt_("Restored: {name}").format(name=chat_list.name_of(row))
        self.report({"INFO"}, told)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_show_older(SequenceOperator):
    """Show thirty more of the older turns of this chat"""

    bl_idname = "sequence_maker.show_older"
    bl_label = "Show Older Turns"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are more."""
        if not super().poll(context):
            return False
        chat = chats.chat_of(scene_to_edit(context))
        if len(chat.conversation.turns) <= chat.shown and not chat.shelf.older:
            cls.poll_message_set("All turns are shown")
            return False
        return True

    def execute(self, context):
        """Load them if need be, and draw them."""
        came = chats.chat_of(scene_to_edit(context)).show_older()
        window_state.make_room_before(came)
        pump.redraw()
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_switch_chat,
    SEQUENCE_MAKER_OT_rename_chat,
    SEQUENCE_MAKER_OT_pin_chat,
    SEQUENCE_MAKER_OT_delete_chat,
    SEQUENCE_MAKER_OT_restore_chat,
    SEQUENCE_MAKER_OT_show_older,
)
