"""Buttons that write markers from the beats, and remove ours."""

from __future__ import annotations

from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty
from bpy.types import Operator

from ...music.points import Choice, GridName, points
from ...music.song import Song
from ..host.scene import scene_to_edit, timebase_of
from ..song.shown import known_song, needs_song
from ..timeline import markers

_GRIDS: dict[str, GridName] = {"SECTIONS": "sections", "BARS": "bars", "BEATS": "beats"}


def marker_list(song: Song, kind: str) -> list[tuple[float, str]]:
    """Return times in seconds and names of the markers for `BARS`, `BEATS` or `SECTIONS`."""
    grid: GridName = _GRIDS[kind]
    found = points(song.music, Choice(grid), max(song.start, 0.0), song.end)
    return [(point.time, point.text) for point in found]


class SEQUENCE_MAKER_OT_song_markers(Operator):
    """Write markers from the beats, in place of those that were written before"""

    bl_idname = "sequence_maker.song_markers"
    bl_label = "Write Music Markers"
    bl_options = {"REGISTER", "UNDO"}

    kind: EnumProperty(
        name="Markers",
        description="What gets a marker",
        items=(
            ("SECTIONS", "Sections", "The parts of the song"),
            ("BARS", "Bars", "The first beat of each bar"),
            ("BEATS", "Beats", "Every beat"),
        ),
    )

    @classmethod
    def poll(cls, context):
        """Tell whether a song was listened to."""
        return needs_song(cls, context)

    def execute(self, context):
        """Write them."""
        song = known_song(context)
        if song is None:
            return {"CANCELLED"}
        scene = scene_to_edit(context)
        base, rows = timebase_of(scene), marker_list(song, self.kind)
        wanted = [(base.frame_of(time), name) for time, name in rows]
        written, removed = markers.replace(scene, wanted)
        text = rpt_("{written} markers written, {removed} removed")
        self.report({"INFO"}, text.format(written=written, removed=removed))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_song_markers_remove(Operator):
    """Remove the markers that were written from the beats; your own stay"""

    bl_idname = "sequence_maker.song_markers_remove"
    bl_label = "Remove Generated Markers"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are any."""
        scene = scene_to_edit(context)
        if scene is None or not markers.ours(scene):
            cls.poll_message_set("No marker was written from the beats")
            return False
        return True

    def execute(self, context):
        """Remove them."""
        _, removed = markers.replace(scene_to_edit(context), [])
        text = rpt_("{written} markers written, {removed} removed")
        self.report({"INFO"}, text.format(written=0, removed=removed))
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_song_markers,
    SEQUENCE_MAKER_OT_song_markers_remove,
)
