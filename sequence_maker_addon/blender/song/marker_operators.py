"""Buttons that write markers from the beats, remove ours, and import words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty, StringProperty
from bpy.types import Operator

from ...music.lyrics_files import read_words
from ...music.points import Choice, GridName, points
from ...music.song import Song
from ..host import pump
from ..host.operator_base import SequenceOperator
from ..host.recognized import told
from ..host.scene import scene_to_edit, timebase_of
from ..timeline import markers
from . import lyrics
from .shown import known_song, needs_song

_LARGEST = 5_000_000
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


class SEQUENCE_MAKER_OT_words_import(SequenceOperator):
    """Read the words of the song with their times from a file"""

    bl_idname = "sequence_maker.words_import"
    bl_label = "Import Lyrics…"
    bl_options = {"REGISTER", "UNDO"}

    filepath: StringProperty(
        name="File Path", description="A file with timed words", subtype="FILE_PATH"
    )
    filter_glob: StringProperty(default="*.lrc;*.srt;*.vtt;*.json", options={"HIDDEN"})

    def invoke(self, context, event):
        """Ask for the file."""
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Read it; the times count from the beginning of the longest sound."""
        try:
            words = read_words(_text(Path(self.filepath)), self.filepath)
        except OSError as error:
            name = Path(self.filepath).name or self.filepath
            text = rpt_("{name} cannot be read: {reason}")
            self.report({"ERROR"}, text.format(name=name, reason=error.strerror or error))
            return {"CANCELLED"}
        except ValueError as error:
            self.report({"ERROR"}, told(str(error)))
            return {"CANCELLED"}
        scene = scene_to_edit(context)
        lyrics.keep(scene, words)
        self.report({"INFO"}, rpt_("{count} words imported").format(count=len(words)))
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_words_remove(SequenceOperator):
    """Remove the imported words; text strips stay"""

    bl_idname = "sequence_maker.words_remove"
    bl_label = "Remove Lyrics"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are words."""
        scene = scene_to_edit(context)
        if scene is None or not lyrics.count(scene):
            cls.poll_message_set("No words were imported")
            return False
        return True

    def execute(self, context):
        """Remove them."""
        removed = lyrics.remove(scene_to_edit(context))
        self.report({"INFO"}, rpt_("{count} words removed").format(count=removed))
        pump.redraw()
        return {"FINISHED"}


def _text(path: Path) -> str:
    """Read a text of any usual encoding.

    Raises:
        ValueError: If it is far too large for lyrics.
    """
    if not path.is_file():
        raise ValueError(f"{path.name or 'this'} is no file of words: choose one")
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"{path.name} is too large to be a file of words")
    data: Any = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ():
        try:
            return str(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    try:
        return str(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return str(data.decode("cp1252", "replace"))


CLASSES = (
    SEQUENCE_MAKER_OT_song_markers,
    SEQUENCE_MAKER_OT_song_markers_remove,
    SEQUENCE_MAKER_OT_words_import,
    SEQUENCE_MAKER_OT_words_remove,
)
