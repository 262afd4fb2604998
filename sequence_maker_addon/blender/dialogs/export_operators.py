"""Writes the diagnostics into a file that the user chose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.props import BoolProperty, EnumProperty, StringProperty

from ..chat import chats, scene_metrics
from ..host.operator_base import FileOperator, ending
from ..host.scene import scene_to_edit
from ..host.whole_file import write_bytes
from . import diagnostics_data

SCOPES = ("last_request", "last_turn", "session", "totals")


class SEQUENCE_MAKER_OT_export_diagnostics(FileOperator):
    """Write the figures of every turn into a file; it holds prompts, but never a key"""

    bl_idname = "sequence_maker.export_diagnostics"
    bl_label = "Export Diagnostics"
    bl_options = {"REGISTER"}

    filepath: StringProperty(
        name="File Path", description="Where the figures are written", subtype="FILE_PATH"
    )
    filter_glob: StringProperty(default="*.json;*.csv", options={"HIDDEN"})
    overwrite: BoolProperty(
        name="Overwrite",
        description="Replace the file if there is one",
        options={"HIDDEN", "SKIP_SAVE"},
    )
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

    def invoke(self, context, event):
        """Open the file browser, which warns of a file that exists."""
        self.overwrite = True
        return super().invoke(context, event)

    def usual_name(self) -> str:
        """See `FileOperator`."""
        return "sequence_maker_diagnostics"

    def with_ending(self, filepath: str) -> str:
        """See `FileOperator`."""
        return ending(filepath, f".{self.format.lower()}", (".json", ".csv"))

    def execute(self, context):
        """Write the file."""
        if not self.filepath.strip():
            self.report({"ERROR"}, "Choose a file to write to")
            return {"CANCELLED"}
        path = Path(bpy.path.abspath(self.with_ending(self.filepath)))
        if path.exists() and not self.overwrite:
            self.report({"ERROR"}, f"{path} exists already")
            return {"CANCELLED"}
        try:
            write_bytes(path, text_of(scene_to_edit(context), self.format).encode("utf-8"))
        except OSError as error:
            self.report({"ERROR"}, f"{path} cannot be written: {error.strerror or error}")
            return {"CANCELLED"}
        self.report({"INFO"}, f"Wrote {path}")
        return {"FINISHED"}


def text_of(scene: Any, format: str) -> str:
    """Return the diagnostics of a scene as text; `format` is `JSON` or `CSV`."""
    conversation = chats.chat_of(scene).conversation
    if format == "CSV":
        return diagnostics_data.as_csv(conversation)
    groups = {name: scene_metrics.read(getattr(scene.sequence_maker, name)) for name in SCOPES}
    return diagnostics_data.as_json(conversation, groups)


CLASSES = (SEQUENCE_MAKER_OT_export_diagnostics,)
