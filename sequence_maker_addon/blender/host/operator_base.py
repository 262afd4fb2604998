"""The bases of operators: those that need nothing but a sequence, those that write a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.props import BoolProperty, StringProperty
from bpy.types import Operator

from .scene import scene_to_edit
from .whole_file import write_bytes


class SequenceOperator(Operator):
    """An operator on the scene that the Sequencer edits."""

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sequence."""
        if scene_to_edit(context) is None:
            cls.poll_message_set("Create or choose a sequence first")
            return False
        return True


class FileOperator(SequenceOperator):
    """An operator that writes a file, which the user chooses in the file browser."""

    filepath: StringProperty(
        name="File Path", description="Where the file is written", subtype="FILE_PATH"
    )
    check_existing: BoolProperty(
        name="Check Existing",
        description="Warn in the file browser before a file is overwritten",
        default=True,
        options={"HIDDEN"},
    )

    def invoke(self, context, event):
        """Choose the file; the browser warns of one that exists."""
        if not self.filepath:
            folder = Path(bpy.data.filepath).parent if bpy.data.filepath else Path.home()
            self.filepath = str(folder / self.usual_name())
        self.check(context)
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def check(self, context):
        """Give the file's name the ending."""
        wanted = self.with_ending(self.filepath)
        changed = wanted != self.filepath
        self.filepath = wanted
        return changed

    def usual_name(self) -> str:
        """Return the name that is suggested, without its ending."""
        raise NotImplementedError

    def with_ending(self, filepath: str) -> str:
        """Return a path that ends as the file's kind does."""
        raise NotImplementedError


class ExportOperator(FileOperator):
    """An operator that writes one file, and replaces another only where it was warned of."""

    overwrite: BoolProperty(
        name="Overwrite",
        description="Replace the file if there is one",
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def invoke(self, context, event):
        """Open the file browser, which warns of a file that exists."""
        self.overwrite = True
        return super().invoke(context, event)

    def execute(self, context):
        """Write the file."""
        if not self.filepath.strip():
            self.report({"ERROR"}, "Choose a file to write to")
            return {"CANCELLED"}
        if (text := self.text(context)) is None:
            return {"CANCELLED"}
        path = Path(bpy.path.abspath(self.with_ending(self.filepath)))
        if path.exists() and not self.overwrite:
            self.report({"ERROR"}, f"{path} exists already")
            return {"CANCELLED"}
        try:
            write_bytes(path, text.encode("utf-8", "replace"))
        except OSError as error:
            self.report({"ERROR"}, f"{path} cannot be written: {error.strerror or error}")
            return {"CANCELLED"}
        self.report({"INFO"}, f"Wrote {path}")
        return {"FINISHED"}

    def text(self, context: Any) -> str | None:
        """Return what is written, or None after reporting why there is nothing."""
        raise NotImplementedError


def ending(filepath: str, wanted: str, known: tuple[str, ...], good: tuple[str, ...] = ()) -> str:
    """Return a path with an ending.

    Args:
        filepath: As it was typed; without a name it stays.
        wanted: The ending, with its dot.
        known: Endings that are replaced; others belong to the name.
        good: Endings that stay.
    """
    path = Path(filepath)
    if not path.name or filepath.endswith(("/", "\\")):
        return filepath
    if path.suffix.lower() in (wanted, *good):
        return filepath
    if path.suffix.lower() in known:
        return str(path.with_suffix(wanted))
    return str(path.with_name(path.name + wanted))
