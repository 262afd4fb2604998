"""Writes the diagnostics into a file that the user chose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.props import BoolProperty, EnumProperty, StringProperty
from bpy.types import Operator

from ..host.scene import scene_to_edit
from ..host.whole_file import write_bytes
from . import chats, diagnostics_data, scene_metrics

SCOPES = ("last_request", "last_turn", "session", "totals")


class SEQUENCE_MAKER_OT_export_diagnostics(Operator):
    """Write the figures of every turn into a file; it holds prompts, but never a key"""

    bl_idname = "sequence_maker.export_diagnostics"
    bl_label = "Export Diagnostics"
    bl_options = {"REGISTER"}

    filepath: StringProperty(
        name="File Path", description="Where the figures are written", subtype="FILE_PATH"
    )
    filter_glob: StringProperty(default="*.json;*.csv", options={"HIDDEN"})
    check_existing: BoolProperty(
        name="Check Existing",
        description="Warn in the file browser before a file is overwritten",
        default=True,
        options={"HIDDEN"},
    )
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
        scene = scene_to_edit(context)
        if scene is None:
            cls.poll_message_set("Create or choose a sequence first")
            return False
        if not chats.chat_of(scene).conversation.turns:
            cls.poll_message_set("There is nothing to export yet")
            return False
        return True

    def invoke(self, context, event):
        """Open the file browser, which warns of a file that exists."""
        self.overwrite = True
        if not self.filepath:
            folder = Path(bpy.data.filepath).parent if bpy.data.filepath else Path.home()
            self.filepath = str(folder / "sequence_maker_diagnostics")
        self.check(context)
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def check(self, context):
        """Give the file name the ending of the format."""
        wanted = with_ending(self.filepath, self.format)
        changed = wanted != self.filepath
        self.filepath = wanted
        return changed

    def execute(self, context):
        """Write the file."""
        if not self.filepath.strip():
            self.report({"ERROR"}, "Choose a file to write to")
            return {"CANCELLED"}
        path = Path(bpy.path.abspath(with_ending(self.filepath, self.format)))
        if path.exists() and not self.overwrite:
            self.report({"ERROR"}, f"{path} exists already")
            return {"CANCELLED"}
        try:
            write(path, text_of(scene_to_edit(context), self.format))
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


def with_ending(filepath: str, format: str) -> str:
    """Return a path that ends as the format does; another known ending is replaced."""
    path, ending = Path(filepath), f".{format.lower()}"
    if not path.name or filepath.endswith(("/", "\\")):
        return filepath
    if path.suffix.lower() == ending:
        return filepath
    known = path.suffix.lower() in (".json", ".csv")
    return str(path.with_suffix(ending) if known else path.with_name(path.name + ending))


def write(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all.

    Raises:
        OSError: If that cannot be done; an older file is then as it was.
    """
    write_bytes(path, text.encode("utf-8"))


CLASSES = (SEQUENCE_MAKER_OT_export_diagnostics,)
