"""The other songs of the scene in the sidebar: each by name, and a button that chooses it."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.props import StringProperty
from bpy.types import Operator

from ...music.song import Song
from ...music.summary import tempo_text
from ..draw import wrap
from ..host import pump
from ..host.scene import scene_to_edit
from ..song import shown


class SEQUENCE_MAKER_OT_song_choose(Operator):
    """Show this song here and take it for the song where none is named"""

    bl_idname = "sequence_maker.song_choose"
    bl_label = "Choose Song"
    bl_options = {"REGISTER", "UNDO"}

    strip: StringProperty(name="Strip", description="The strip that plays it")

    def execute(self, context):
        """Keep its strip as that of the song."""
        scene_to_edit(context).sequence_maker.song = self.strip
        shown.forget()
        pump.redraw(("UI", "WINDOW"))
        return {"FINISHED"}


def draw(layout: Any, context: Any) -> None:
    """Draw a button for every song that was heard besides the one that is shown."""
    mine = shown.shown_song(context)
    others = [song for song in shown.shown_songs(context) if song is not mine]
    if not others:
        return
    column = layout.column(align=True)
    column.label(text="Other Songs")
    width = wrap.content_width(context, 0.9)
    for song in others:
        text = wrap.fit(_line(song), width)
        name = "sequence_maker.song_choose"
        column.operator(name, text=text, icon="SOUND", translate=False).strip = song.name


def clock(seconds: float) -> str:
    """Write a time as minutes and seconds."""
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


def _line(song: Song) -> str:
    """Return when it is heard first and last, its file, and its tempo if it has one."""
    span = f"{clock(song.start)}–{clock(song.end)}"
    heard = iface_("{bpm} BPM").format(bpm=tempo_text(song.grid)) if song.grid.beats else ""
    return " · ".join(part for part in (span, song.file, heard) if part)


CLASSES = (SEQUENCE_MAKER_OT_song_choose,)
