"""The music's place in the sidebar: what was heard, and the buttons that correct it."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.types import Panel

from ..music.port import Song
from . import chats, lyrics, music_operators, phrases, song_job, songs, wrapping

_MOST_SECTIONS = 24


class SEQUENCER_PT_sequence_maker_music(Panel):
    """The beats, bars and sections of the song"""

    bl_label = "Music"
    bl_space_type = "SEQUENCE_EDITOR"
    bl_region_type = "UI"
    bl_category = "Sequence Maker"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context):
        """Be there where a sound is."""
        return context.space_data.view_type != "PREVIEW" and songs.has_sound(context)

    def draw_header_preset(self, context):
        """Switch the overlay."""
        row = self.layout.row()
        row.emboss = "NONE"
        kept = chats.scene_to_edit(context).sequence_maker
        row.prop(kept, "show_beats", text="", icon="OVERLAY")

    def draw(self, context):
        """Draw what is known; the work happens elsewhere."""
        layout, scene = self.layout, chats.scene_to_edit(context)
        song = songs.shown_song(context)
        _draw_listening(layout, context, scene, song)
        if song is None:
            return
        _draw_song(layout, context, song)
        if song.grid.beats:
            _draw_corrections(layout)
            _draw_sections(layout, song)
        _draw_markers(layout, scene)


def _draw_listening(layout: Any, context: Any, scene: Any, song: Song | None) -> None:
    """Draw the progress, or the button, or why it failed."""
    job = song_job.running()
    if job is not None and job.scene_uid == scene.session_uid:
        row = layout.split(factor=0.72, align=True)
        row.progress(text=iface_("Listening…"), factor=job.progress.factor)
        row.operator("sequence_maker.song_cancel", text="Stop")
        return
    fault = song_job.fault(scene)
    if fault:
        box = layout.box()
        box.alert = True
        wrapping.draw(box, fault, wrapping.content_width(context, 0.8))
    if song is None:
        layout.operator("sequence_maker.song_listen", icon="PLAY_SOUND")


def _draw_song(layout: Any, context: Any, song: Song) -> None:
    column = layout.column(align=True)
    column.label(text=song.file, icon="SOUND", translate=False)
    if song.grid.beats:
        heard = iface_("{bpm:.2f} BPM · {meter} beats a bar · {bars} bars")
        told = heard.format(bpm=song.grid.bpm, meter=song.grid.meter, bars=len(song.grid.downbeats))
        column.label(text=told, translate=False)
        dim = column.column()
        dim.active = False
        sure = iface_("Sure of beats {beats:.0%}, of bars {bars:.0%}")
        analysis = song.analysis
        told = sure.format(beats=analysis.confidence, bars=analysis.bar_confidence)
        dim.label(text=told, translate=False)
    notes = layout.column()
    notes.active = False
    for note in song.notes:
        wrapping.draw(notes, note, wrapping.content_width(context))


def _draw_corrections(layout: Any) -> None:
    column = layout.column(align=True)
    row = column.row(align=True)
    row.operator("sequence_maker.song_halve")
    row.operator("sequence_maker.song_double")
    row = column.row(align=True)
    row.operator("sequence_maker.song_shift")
    row.operator("sequence_maker.song_beat_one")
    row = column.row(align=True)
    row.operator("sequence_maker.song_beat_add", icon="ADD")
    row.operator("sequence_maker.song_beat_remove", icon="REMOVE")
    row = column.row(align=True)
    row.operator_context = "INVOKE_DEFAULT"
    bpm = music_operators.tapped_tempo()
    text = iface_("Tap Tempo", "Operator") + (f": {bpm:.1f}" if bpm else "")
    row.operator("sequence_maker.song_tap", text=text, translate=False)
    row.operator("sequence_maker.song_tempo")
    column.operator("sequence_maker.song_restore", icon="LOOP_BACK")


def _draw_sections(layout: Any, song: Song) -> None:
    if not song.grid.sections:
        return
    column = layout.column(align=True)
    column.scale_y = 0.8
    for section in song.grid.sections[:_MOST_SECTIONS]:
        span = phrases.span(section.start, section.end)
        text = " · ".join(part for part in (section.name, span, section.label) if part)
        column.label(text=text, translate=False)


def _draw_markers(layout: Any, scene: Any) -> None:
    row = layout.row(align=True)
    row.operator_menu_enum("sequence_maker.song_markers", "kind", icon="MARKER_HLT")
    row.operator("sequence_maker.song_markers_remove", text="", icon="X")
    row = layout.row(align=True)
    row.operator_context = "INVOKE_DEFAULT"
    row.operator("sequence_maker.words_import", icon="IMPORT")
    count = lyrics.count(scene)
    if count:
        text = iface_("{count} words").format(count=count)
        row.label(text=text, translate=False)


CLASSES = (SEQUENCER_PT_sequence_maker_music,)
