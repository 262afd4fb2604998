"""Writes the diagnostics into a file that the user chose."""

from __future__ import annotations

from typing import Any

from bpy.props import EnumProperty, StringProperty

from ..chat import chats, scene_metrics
from ..host.operator_base import ExportOperator, ending
from ..host.scene import scene_to_edit
from . import diagnostics_data

SCOPES = ("last_request", "last_turn", "session", "totals")


class SEQUENCE_MAKER_OT_export_diagnostics(ExportOperator):
    """Write the figures of every turn into a file; it holds prompts, but never a key"""

    bl_idname = "sequence_maker.export_diagnostics"
    bl_label = "Export Diagnostics"
    bl_options = {"REGISTER"}

    filepath: StringProperty(
        name="File Path", description="Where the figures are written", subtype="FILE_PATH"
    )
    filter_glob: StringProperty(default="*.json;*.csv", options={"HIDDEN"})
    format: EnumProperty(
        name="Format",
        description="How the figures are written",
        items=(
            ("JSON", "JSON", "Everything: scopes, turns, requests and function calls"),
            ("CSV", "CSV", "A table with one line per request, for a spreadsheet"),
        ),
    )

    @classmethod
    def poll(cls, context):
        """Tell whether there is a chat."""
        if not super().poll(context):
            return False
        if not chats.chat_of(scene_to_edit(context)).conversation.turns:
            cls.poll_message_set("There is nothing to export yet")
            return False
        return True

    def usual_name(self) -> str:
        """See `ExportOperator`."""
        return "sequence_maker_diagnostics"

    def with_ending(self, filepath: str) -> str:
        """See `ExportOperator`."""
        return ending(filepath, f".{self.format.lower()}", (".json", ".csv"))

    def text(self, context: Any) -> str:
        """See `ExportOperator`."""
        return text_of(scene_to_edit(context), self.format)


def text_of(scene: Any, format: str) -> str:
    """Return the diagnostics of a scene as text; `format` is `JSON` or `CSV`."""
    conversation = chats.chat_of(scene).conversation
    if format == "CSV":
        return diagnostics_data.as_csv(conversation)
    groups = {name: scene_metrics.read(getattr(scene.sequence_maker, name)) for name in SCOPES}
    return diagnostics_data.as_json(conversation, groups)


CLASSES = (SEQUENCE_MAKER_OT_export_diagnostics,)
