"""The folders from which movies, sounds and images may be added: allowed by a click, or a command.

They are kept in the preferences by their whole paths, and never in a .blend.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as tr
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import BoolProperty, IntProperty, StringProperty
from bpy.types import Operator, PropertyGroup

from ... import __package__ as ADDON_ID
from ..host.memory import PerAddon

_named = PerAddon[list[str]](list)
"""Those that the command line named, for this run."""


class SequenceMakerMediaFolder(PropertyGroup):
    """A folder from which the assistant may add files"""

    path: StringProperty(name="Folder", description="Its whole path on this computer")


def allowed() -> list[str]:
    """Return the whole paths of all allowed folders, the preferences' first."""
    return [*(row.path for row in _kept() or ()), *_named.get()]


def allow_for_this_run(paths: Iterable[str]) -> None:
    """Allow folders that the command line named, in place of those that it named before."""
    _named.get()[:] = paths


def draw(layout: Any, rows: Any) -> None:
    """List the folders, each with the button that takes it away."""
    column = layout.column(align=True)
    for index, row in enumerate(rows):
        line = column.row(align=True)
        gone = not os.path.isdir(row.path)
        line.alert = gone
        text = tr("{path} is gone").format(path=row.path) if gone else row.path
        line.label(text=text, icon="ERROR" if gone else "FILE_FOLDER", translate=False)
        line.operator("sequence_maker.forget_folder", text="", icon="X").index = index
    if not rows:
        column.label(text="No folder is allowed: the assistant adds no files.", icon="INFO")
    layout.operator("sequence_maker.allow_folder", icon="FILE_FOLDER")


class SEQUENCE_MAKER_OT_allow_folder(Operator):
    """Let the assistant list and add movies, sounds and images of a folder that you choose"""

    bl_idname = "sequence_maker.allow_folder"
    bl_label = "Allow a Folder…"
    bl_options = {"REGISTER"}

    directory: StringProperty(
        name="Folder", description="With all folders in it", subtype="DIR_PATH"
    )
    filter_folder: BoolProperty(default=True, options={"HIDDEN"})

    def invoke(self, context, event):
        """Browse for the folder."""
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Keep the folder in the preferences."""
        rows = _kept()
        path = os.path.normpath(bpy.path.abspath(self.directory)) if self.directory else ""
        if rows is None or not os.path.isabs(path) or not os.path.isdir(path):
            self.report({"ERROR"}, "Choose a folder")
            return {"CANCELLED"}
        if path in [row.path for row in rows]:
            self.report({"INFO"}, "This folder is allowed already")
            return {"CANCELLED"}
        rows.add().path = path
        context.preferences.is_dirty = True
        self.report({"INFO"}, rpt_("The assistant may now use {path}").format(path=path))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_forget_folder(Operator):
    """Allow this folder no longer; strips that use its files stay"""

    bl_idname = "sequence_maker.forget_folder"
    bl_label = "Forget Folder"
    bl_options = {"REGISTER", "INTERNAL"}

    index: IntProperty(name="Number", description="Which folder, from 0", min=0)

    def execute(self, context):
        """Take it out of the preferences."""
        rows = _kept()
        if rows is None or self.index >= len(rows):
            return {"CANCELLED"}
        rows.remove(self.index)
        context.preferences.is_dirty = True
        return {"FINISHED"}


def _kept() -> Any:
    """Return the rows of the preferences; None where the add-on has none."""
    addon = bpy.context.preferences.addons.get(ADDON_ID)
    return None if addon is None or addon.preferences is None else addon.preferences.media_folders


CLASSES = (
    SequenceMakerMediaFolder,
    SEQUENCE_MAKER_OT_allow_folder,
    SEQUENCE_MAKER_OT_forget_folder,
)
