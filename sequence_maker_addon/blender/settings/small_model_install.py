"""Installs the small model from its zip, enables it, and says what keeps it away, with a button."""

from __future__ import annotations

import platform
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import StringProperty
from bpy.types import Operator

from ..draw import wrap
from ..host import recognized
from . import small_model
from .connection import redraw

STATE_WORDS = {
    "absent": "The small model proposes what plain commands do not understand. Its file:",
    "disabled": "The small model is installed, but not enabled.",
    "ready": "The small model proposes what plain commands do not understand.",
}
SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def place() -> str:
    """Return this computer as Blender's extensions name it, such as `linux-x64`."""
    arm = platform.machine().lower() in ("arm64", "aarch64")
    return f"{SYSTEMS.get(sys.platform, sys.platform)}-{'arm64' if arm else 'x64'}"


def file_name() -> str:
    """Return the name of the zip that fits this add-on and this computer."""
    manifest = Path(__file__).resolve().parents[2] / small_model.MANIFEST
    if not manifest.is_file():  # where people develop
        manifest = manifest.parents[1] / small_model.MANIFEST
    version = tomllib.loads(manifest.read_text(encoding="utf-8"))["version"]
    return f"{small_model.ID}-{version}-{place()}.zip"


def problem_of(path: str) -> str:
    """Return why a file is not the small model for this computer, a sentence, or nothing."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = tomllib.loads(archive.read(small_model.MANIFEST).decode())
            damaged = archive.testzip()
    except FileNotFoundError:
        return rpt_("This file is not there")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError):
        return rpt_("This is no extension, or it is damaged; choose {name}").format(
            name=file_name()
        )
    if manifest.get("id") != small_model.ID:
        return rpt_("This is another extension; choose {name}").format(name=file_name())
    if damaged is not None:
        return rpt_("This file is damaged; copy it again")
    if place() not in manifest.get("platforms", [place()]):
        return rpt_("This is for another system; choose {name}").format(name=file_name())
    return ""


def draw(layout: Any, context: Any) -> None:
    """Say how it stands with the small model, with the button that helps."""
    state, width = small_model.state(), wrap.content_width(context, 0.8)
    column = layout.column(align=True)
    if state == "ready":
        column.active = False
        wrap.draw(column, rpt_(STATE_WORDS[state]), width)
        return
    if state == "disabled":
        wrap.draw(column, rpt_(STATE_WORDS[state]), width)
        column.operator("sequence_maker.enable_small_model", icon="CHECKMARK")
        return
    if state == "broken":
        told = column.column()
        told.alert = True
        wrap.draw(told, recognized.told(small_model.trouble()), width)
    else:
        dim = column.column()
        dim.active = False
        wrap.draw(dim, f"{rpt_(STATE_WORDS[state])} {file_name()}", width)
    column.operator(
        "sequence_maker.install_small_model", text="Install the Small Model…", icon="IMPORT"
    )


def draw_trouble(layout: Any, context: Any) -> None:
    """Say what keeps a small model that is enabled from working; nothing where none is."""
    if small_model.state() == "broken":
        draw(layout.box(), context)


class SEQUENCE_MAKER_OT_install_small_model(Operator):
    """Choose the zip of the small model and install it; it works without key and network"""

    bl_idname = "sequence_maker.install_small_model"
    bl_label = "Install the Small Model"
    bl_options = {"REGISTER"}

    filepath: StringProperty(name="File", description="The small model's zip", subtype="FILE_PATH")
    filter_glob: StringProperty(default="*.zip", options={"HIDDEN"})

    def invoke(self, context, event):
        """Browse for the zip."""
        self.filepath = file_name()
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Install and enable it; what was there before is stopped first."""
        path = bpy.path.abspath(self.filepath)
        problem = problem_of(path) or _install(path)
        redraw()
        if problem:
            self.report({"ERROR"}, problem)
            return {"CANCELLED"}
        self.report({"INFO"}, rpt_("The small model is installed"))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_enable_small_model(Operator):
    """Enable the small model that is installed"""

    bl_idname = "sequence_maker.enable_small_model"
    bl_label = "Enable the Small Model"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Enable it as the preferences do."""
        name = small_model.installed_name()
        if name:
            try:
                bpy.ops.preferences.addon_enable(module=name)
            except RuntimeError as error:
                self.report({"ERROR"}, _first_line(error))
        redraw()
        if small_model.state() == "ready":
            return {"FINISHED"}
        self.report({"ERROR"}, rpt_("It could not be enabled: install it again"))
        return {"CANCELLED"}


def _install(path: str) -> str:
    """Let Blender install a zip; return what is wrong, a sentence, or nothing."""
    small_model.stop()
    repository = small_model.repository_name()
    try:
        bpy.ops.extensions.package_install_files(
            filepath=path, repo=repository, enable_on_install=True
        )
    except (RuntimeError, AttributeError, TypeError) as error:
        return rpt_("Blender did not install it: {reason}").format(reason=_first_line(error))
    small_model.forget_trouble()
    if small_model.state() != "ready":
        return recognized.told(small_model.trouble()) or rpt_(
            "Blender did not install it; its own message says why"
        )
    return ""


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0][:200]


CLASSES = (SEQUENCE_MAKER_OT_install_small_model, SEQUENCE_MAKER_OT_enable_small_model)
