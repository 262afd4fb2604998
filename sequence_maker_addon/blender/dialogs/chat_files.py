"""Chats as files: exported as Markdown or JSON, imported; what a crash has left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty, IntProperty, StringProperty

from ..chat import chats
from ..host import compat, pump
from ..host.operator_base import ExportOperator, ending
from ..host.scene import scene_to_edit
from ..keeping import chat_journal, exchange, journal_file, journal_return
from ..wishes import own_secret
from .chat_operators import ChatOperator, IdleOperator, stored

ENDINGS = {"MARKDOWN": ".md", "JSON": ".json"}


class SEQUENCE_MAKER_OT_export_chat(ExportOperator, ChatOperator):
    """Write a whole chat into a file: as Markdown to read, or as JSON to import it elsewhere"""

    bl_idname = "sequence_maker.export_chat"
    bl_label = "Export Chat"
    bl_options = {"REGISTER"}

    filter_glob: StringProperty(default="*.json;*.md", options={"HIDDEN"})
    format: EnumProperty(
        name="Format",
        description="How the chat is written",
        items=(
            ("MARKDOWN", "Markdown", "For people: what was said and done"),
            ("JSON", "JSON", "Everything, so that it can be imported"),
        ),
    )

    def usual_name(self) -> str:
        """See `ExportOperator`."""
        return "sequence_maker_chat"

    def with_ending(self, filepath: str) -> str:
        """See `ExportOperator`."""
        return ending(filepath, ENDINGS[self.format], tuple(ENDINGS.values()))

    def text(self, context: Any) -> str | None:
        """See `ExportOperator`."""
        if (found := self.chosen(context)) is None:
            return None
        chat, row = found
        given = chat.shelf, scene_to_edit(context), row
        if self.format == "JSON":
            return exchange.as_json(*given)
        return exchange.as_markdown(*given, own_secret.signer())


class SEQUENCE_MAKER_OT_import_chat(IdleOperator):
    """Open an exported chat as a further one; the model is not told of it until it is continued"""

    bl_idname = "sequence_maker.import_chat"
    bl_label = "Import Chat"
    bl_options = {"REGISTER"}

    filepath: StringProperty(
        name="File Path", description="The JSON file of a chat", subtype="FILE_PATH"
    )
    filter_glob: StringProperty(default="*.json", options={"HIDDEN"})

    def invoke(self, context, event):
        """Choose the file."""
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Read the file, all or nothing."""
        path = Path(bpy.path.abspath(self.filepath))
        try:
            with open(path, "rb") as file:
                text = file.read(4 * exchange.LARGEST).decode("utf-8", "replace")
        except (OSError, ValueError) as error:
            told = getattr(error, "strerror", None) or error
            self.report({"ERROR"}, rpt_("{path} cannot be read: {why}").format(path=path, why=told))
            return {"CANCELLED"}
        chat = chats.chat_of(scene_to_edit(context))
        try:
            exchange.import_chat(chat.shelf, scene_to_edit(context), text)
        except ValueError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        stored(chat)
        return {"FINISHED"}


class JournalOperator(IdleOperator):
    """An operator on what a crash has left."""

    index: IntProperty(name="Which", description="Which of them, the newest is 0", min=0)

    @classmethod
    def poll(cls, context):
        """Tell whether there is anything."""
        if not super().poll(context):
            return False
        if not chat_journal.offers(scene_to_edit(context)):
            cls.poll_message_set("Nothing was left unsaved")
            return False
        return True

    def orphan(self, context: Any) -> journal_file.Orphan | None:
        """Return it, or None after reporting that it is gone."""
        found = chat_journal.offers(scene_to_edit(context))
        if self.index >= len(found):
            self.report({"ERROR"}, rpt_("It is gone"))
            return None
        return found[self.index]


class SEQUENCE_MAKER_OT_return_chat(JournalOperator):
    """Bring back what was said in chats since the file was saved; strips are not changed"""

    bl_idname = "sequence_maker.return_chat"
    bl_label = "Bring Back Unsaved Chat"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Put the turns back into their scenes' chats."""
        if (orphan := self.orphan(context)) is None:
            return {"CANCELLED"}
        scene, signer, count = scene_to_edit(context), own_secret.signer(), 0
        try:
            with journal_file.taken(orphan, signer) as entries:
                scenes = [found for found in bpy.data.scenes if compat.is_editable(found)]
                for target, rows in journal_return.by_scene(entries, scenes, scene):
                    chat = chats.chat_of(target)
                    chat.cancel()
                    count += journal_return.put_back(chat.shelf, target, rows, signer)
                    chat.store()
        except OSError as error:
            told = rpt_("It cannot be read: {why}").format(why=error.strerror or error)
            self.report({"ERROR"}, told)
            return {"CANCELLED"}
        finally:
            chat_journal.forget_offers()
        stored(chats.chat_of(scene))
        self.report({"INFO"}, rpt_("Turns brought back: {count}").format(count=count))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_forget_journal(JournalOperator):
    """Forget what was left unsaved; it cannot be brought back then"""

    bl_idname = "sequence_maker.forget_journal"
    bl_label = "Forget Unsaved Chat"
    bl_options = {"REGISTER"}

    def invoke(self, context, event):
        """Ask first."""
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, context):
        """Remove it."""
        if (orphan := self.orphan(context)) is None:
            return {"CANCELLED"}
        try:
            with journal_file.taken(orphan, own_secret.signer()):
                pass
        except OSError as error:
            told = rpt_("It cannot be read: {why}").format(why=error.strerror or error)
            self.report({"ERROR"}, told)
            return {"CANCELLED"}
        finally:
            chat_journal.forget_offers()
        pump.redraw()
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_export_chat,
    SEQUENCE_MAKER_OT_import_chat,
    SEQUENCE_MAKER_OT_return_chat,
    SEQUENCE_MAKER_OT_forget_journal,
)
