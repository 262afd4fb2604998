"""The operators Save Sheet and Render Lamps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty, StringProperty

from ...sheet import page
from ...sheet.show import Say
from ..host.operator_base import FileOperator, ending
from ..host.recognized import told
from ..host.scene import scene_to_edit, timebase_of
from ..host.whole_file import write_bytes
from . import lamp_files, lamp_job
from .show_reader import rows_of, show_of

MOVIES = {".mp4": "MPEG4", ".mkv": "MKV", ".mov": "QUICKTIME"}
STILLS = (".png", ".jpg", ".jpeg")


class ShowOperator(FileOperator):
    """An operator that shows what the channels hold, in a file that the user chooses."""

    @classmethod
    def poll(cls, context):
        """Tell whether there is something to show."""
        if not super().poll(context):
            return False
        if not scene_to_edit(context).sequence_editor:
            cls.poll_message_set("There is no strip to show yet")
            return False
        return True

    def usual_name(self) -> str:
        """See `FileOperator`."""
        return Path(bpy.data.filepath).stem or "show"

    def execute(self, context):
        """Write the file, whole or not at all."""
        if not self.filepath.strip():
            self.report({"ERROR"}, "Choose a file to write to")
            return {"CANCELLED"}
        path = Path(bpy.path.abspath(self.with_ending(self.filepath)))
        scene = scene_to_edit(context)
        try:
            if not rows_of(scene):
                raise ValueError(rpt_("there is no strip to show yet"))
            is_written = self.write(scene, path)
        except KeyboardInterrupt:
            self.report({"WARNING"}, rpt_("Stopped, nothing is written"))
            return {"CANCELLED"}
        except (OSError, ValueError, RuntimeError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            reason = " ".join(told(reason).split())
            self.report({"ERROR"}, f"{path} cannot be written: {reason}")
            return {"CANCELLED"}
        if is_written:
            self.report({"INFO"}, f"Wrote {path}")
        return {"FINISHED"}

    def write(self, scene: Any, path: Path) -> bool:
        """Write the file; tell whether it is there, or on its way."""
        raise NotImplementedError


class SEQUENCE_MAKER_OT_save_sheet(ShowOperator):
    """Draw the whole show on one page: channels, segments, song, words and times; as SVG"""

    bl_idname = "sequence_maker.save_sheet"
    bl_label = "Save Sheet"
    bl_options = {"REGISTER"}

    filter_glob: StringProperty(default="*.svg", options={"HIDDEN"})

    def with_ending(self, filepath: str) -> str:
        """See `FileOperator`."""
        return ending(filepath, ".svg", ())

    def write(self, scene: Any, path: Path) -> bool:
        """See `ShowOperator`."""
        save_sheet(scene, path)
        return True


class SEQUENCE_MAKER_OT_render_lamps(ShowOperator):
    """Render one lamp per channel as it is lit, as a still or as a movie with the sound"""

    bl_idname = "sequence_maker.render_lamps"
    bl_label = "Render Lamps"
    bl_options = {"REGISTER"}

    filter_glob: StringProperty(default="*.png;*.jpg;*.mp4;*.mkv;*.mov", options={"HIDDEN"})
    kind: EnumProperty(
        name="Format",
        description="What is rendered",
        items=(
            ("MOVIE", "Movie", "The scene's frames with the sound; Esc stops it"),
            ("STILL", "Still", "The lamps as they are lit at the playhead"),
        ),
    )

    @classmethod
    def poll(cls, context):
        """Tell whether Blender is free for it."""
        if bpy.app.is_job_running("RENDER") or lamp_job.running():
            cls.poll_message_set("Wait until the rendering is done")
            return False
        return super().poll(context)

    def with_ending(self, filepath: str) -> str:
        """See `FileOperator`."""
        wanted = (*MOVIES,) if self.kind == "MOVIE" else STILLS
        return ending(filepath, wanted[0], (*MOVIES, *STILLS), wanted)

    def write(self, scene: Any, path: Path) -> bool:
        """See `ShowOperator`."""
        if self.kind == "STILL":
            time = timebase_of(scene).time_of(scene.frame_current)
            lamp_files.still(scene, path, time)
            return True
        container = MOVIES[path.suffix.lower()]
        if not bpy.app.background:
            lamp_job.start(scene, path, container)
            return False
        lamp_files.movie(scene, path, container)
        return True


def save_sheet(scene: Any, path: Path, say: Say = told, title: str = "") -> None:
    """Write the page of a scene.

    Args:
        scene: The scene with the sequence.
        path: The file.
        say: Says the page's own words; in the language of the interface at first.
        title: What the show is called; the file's name if empty.

    Raises:
        OSError: If that cannot be done; an older file is then as it was.
    """
    write_bytes(path, page.drawn(show_of(scene, title), say).encode("utf-8"))


CLASSES = (
    SEQUENCE_MAKER_OT_save_sheet,
    SEQUENCE_MAKER_OT_render_lamps,
)
