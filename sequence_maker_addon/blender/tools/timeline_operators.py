"""The operators Export Timelines and Import Timelines."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import BoolProperty, EnumProperty, FloatProperty, IntProperty, StringProperty

from ...interchange.bringing_in import bring_in
from ...interchange.step_grid import FINEST
from ...interchange.timeline_paths import ENDINGS
from ...sequence.times import LARGEST_OFFSET
from ...toolkit.jobs import Job
from ...toolkit.world import Limits
from ..host.operator_base import SequenceOperator, ending
from ..host.recognized import told
from ..host.scene import scene_to_edit
from ..settings import turn_settings
from ..show.show_operators import ShowOperator
from ..show.timeline_files import read_timelines, write_timelines
from ..wording.outcome import in_short
from ..wording.people import refusal
from ..world.sessions import changed, session_for
from . import running

OFFSET: dict[str, Any] = {
    "name": "Offset (ms)",
    "min": -LARGEST_OFFSET,
    "max": LARGEST_OFFSET,
    "soft_min": -500,
    "soft_max": 500,
    "options": {"SKIP_SAVE"},
}


class SEQUENCE_MAKER_OT_export_timelines(ShowOperator):
    """Write the color of every channel over time into files, for props and other programs"""

    bl_idname = "sequence_maker.export_timelines"
    bl_label = "Export Timelines"
    bl_options = {"REGISTER"}

    filter_glob: StringProperty(default="*.json;*.csv", options={"HIDDEN"})
    format: EnumProperty(
        name="Format",
        description="How the timelines are written",
        items=(
            ("JSON", "JSON", "All channels in one file"),
            ("PROPS", "JSON per Channel", "A folder with a file for each prop"),
            ("CSV", "CSV", "A row per segment, for spreadsheets"),
        ),
    )
    offset_ms: FloatProperty(
        description="By how much everything comes later in the file; negative where props are late",
        **OFFSET,
    )
    refresh_rate: IntProperty(
        name="Refresh Rate",
        description="How many steps a second the times of JSON are told in; 0 for what suits the "
        "frame rate",
        min=0,
        max=FINEST,
        soft_max=1000,
    )

    def with_ending(self, filepath: str) -> str:
        """See `FileOperator`."""
        if self.format != "PROPS":
            return ending(filepath, f".{self.format.lower()}", ENDINGS)
        path = Path(filepath)
        return str(path.with_suffix("")) if path.suffix.lower() in ENDINGS else filepath

    def write(self, scene: Any, path: Path) -> bool:
        """See `ShowOperator`."""
        write_timelines(scene, path, self.offset_ms, self.refresh_rate)
        return True


class SEQUENCE_MAKER_OT_import_timelines(SequenceOperator):
    """Make color strips of the timelines in a file or folder, on the channels that it names"""

    bl_idname = "sequence_maker.import_timelines"
    bl_label = "Import Timelines"
    bl_options = {"REGISTER", "UNDO"}

    filepath: StringProperty(
        name="File Path",
        description="A JSON or CSV file, or a folder with a JSON file for each channel",
        subtype="FILE_PATH",
    )
    filter_glob: StringProperty(default="*.json;*.csv", options={"HIDDEN"})
    offset_ms: FloatProperty(
        description="What the file was exported with; it is taken back", **OFFSET
    )
    replace: BoolProperty(
        name="Replace",
        description="Remove color strips that lie where the file has its own; else nothing is "
        "imported where there are any",
        options={"SKIP_SAVE"},
    )
    flash: BoolProperty(
        name="Allow Flashing",
        description="Create also what may harm people with photosensitive epilepsy",
        options={"SKIP_SAVE"},
    )

    def invoke(self, context, event):
        """Choose the file or folder."""
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Read it and write its segments, all or nothing."""
        if not self.filepath.strip():
            self.report({"ERROR"}, "Choose a file to read")
            return {"CANCELLED"}
        path, scene = Path(bpy.path.abspath(self.filepath)), scene_to_edit(context)
        try:
            rows = read_timelines(path, self.offset_ms)
        except (OSError, ValueError) as error:
            why = told((isinstance(error, OSError) and error.strerror) or str(error))
            self.report({"ERROR"}, rpt_("{path} cannot be read: {why}").format(path=path, why=why))
            return {"CANCELLED"}
        session = session_for(scene, _limits())
        job = Job("import_timelines", partial(bring_in, session, rows, self.replace))
        for _ in running.answered(job, self.flash):
            pass
        return self._told(job.result or {})

    def _told(self, result: dict[str, Any]) -> set[str]:
        if not result.get("ok", True):
            self.report({"ERROR"}, refusal(result))
            return {"CANCELLED"}
        for warning in running.warnings(result):
            self.report({"WARNING"}, warning)
        self.report({"INFO"}, in_short(result))
        return {"FINISHED"} if changed(result) else {"CANCELLED"}


def _limits() -> Limits:
    """Return the limits of what the person has chosen: nothing but flashing is asked about."""
    return replace(turn_settings.limits(), confirm="never")


CLASSES = (SEQUENCE_MAKER_OT_export_timelines, SEQUENCE_MAKER_OT_import_timelines)
