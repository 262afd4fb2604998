"""The music's place in the sidebar: what was heard, and the buttons that correct it."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.types import Panel

from ...music.song import Song
from ...music.summary import tempo_text
from ...sequence.numerals import counted
from ..draw import wrap
from ..host.recognized import told
from ..host.scene import scene_to_edit
from ..song import listening, lyrics, shown
from . import metronome, section_rows, song_choice, taps, word_owners


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
        return context.space_data.view_type != "PREVIEW" and shown.has_sound(context)

    def draw_header_preset(self, context):
        """Switch the overlay."""
        row = self.layout.row()
        row.emboss = "NONE"
        kept = scene_to_edit(context).sequence_maker
        row.prop(kept, "show_beats", text="", icon="OVERLAY")

    def draw(self, context):
        """Draw what is known; the work happens elsewhere."""
        layout, scene = self.layout, scene_to_edit(context)
        song = shown.shown_song(context)
        if shown.has_sound(context, least=2):
            longest = iface_("The longest sound")
            layout.prop(scene.sequence_maker, "song", icon="SOUND", placeholder=longest)
        _draw_listening(layout, context, scene, song)
        song_choice.draw(layout, context)
        if song is None:
            return
        _draw_song(layout, context, song)
        _draw_corrections(layout, context, song)
        section_rows.draw_sections(layout, context, song, _draw_pair)
        _draw_markers(layout, context, scene)
        column = layout.column(align=True)
        for name in ("flash_on_beats", "rainbow_on_bars", "color_by_energy"):
            column.operator(f"sequence_maker.{name}")


def _draw_listening(layout: Any, context: Any, scene: Any, song: Song | None) -> None:
    """Draw the progress, or the button, or why it failed."""
    job = listening.running()
    if job is not None and job.scene_uid == scene.session_uid:
        row = layout.split(factor=0.72, align=True)
        row.progress(text=iface_("Listening…"), factor=job.progress.factor)
        row.operator("sequence_maker.song_cancel", text="Stop")
        return
    fault = listening.fault(scene)
    if fault:
        box = layout.box()
        box.alert = True
        wrap.draw(box, told(fault), wrap.content_width(context, 0.8))
    if song is None:
        layout.operator("sequence_maker.song_listen", icon="PLAY_SOUND")


def _draw_song(layout: Any, context: Any, song: Song) -> None:
    column = layout.column(align=True)
    column.label(text=song.file, icon="SOUND", translate=False)
    if len(song.spans) > 1:
        width = wrap.content_width(context)
        pieces = iface_("Heard in {count} stretches").format(count=len(song.spans))
        column.label(text=wrap.fit(pieces, width), translate=False)
    if song.grid.beats:
        heard = iface_("{bpm} BPM · {meter} beats a bar · {bars} bars")
        line = heard.format(
            bpm=tempo_text(song.grid), meter=song.grid.meter, bars=len(song.grid.downbeats)
        )
        width = wrap.content_width(context)
        column.label(text=wrap.fit(line, width), translate=False)
        dim = column.column()
        dim.active = False
        sure = iface_("Sure of beats {beats:.0%}, of bars {bars:.0%}")
        analysis = song.analysis
        line = sure.format(beats=analysis.confidence, bars=analysis.bar_confidence)
        wrap.draw(dim, line, width)
    notes = layout.column()
    notes.active = False
    for note in song.notes:
        wrap.draw(notes, told(note), wrap.content_width(context))


def _draw_corrections(layout: Any, context: Any, song: Song) -> None:
    """Draw what corrects the beats; where there are none, what makes some."""
    if song.grid.doubtful:
        _draw_doubt(layout, context)
    column = layout.column(align=True)
    if song.grid.beats:
        _draw_pair(column, context, ("song_halve", "NONE"), ("song_double", "NONE"))
        _draw_pair(column, context, ("song_shift", "NONE"), ("song_beat_one", "NONE"))
        _draw_pair(column, context, ("song_beat_add", "ADD"), ("song_beat_remove", "REMOVE"))
    column.operator_context = "INVOKE_DEFAULT"
    _draw_pair(column, context, ("song_tap", "NONE"), ("song_tempo", "NONE"))
    section_rows.draw_tapped(column, context, scene_to_edit(context), _draw_pair)
    if song.grid.beats:
        _draw_by_ear(layout, context)
    if shown.has_corrections(context):
        column = layout.column(align=True)
        dim = column.column()
        dim.active = False
        text = iface_("You corrected beats or sections")
        wrap.draw(dim, text, wrap.content_width(context))
        column.operator("sequence_maker.song_restore", icon="LOOP_BACK")


def _draw_doubt(layout: Any, context: Any) -> None:
    """Draw that the beats are a guess, and the two answers to that."""
    box = layout.box().column(align=True)
    text = iface_("Not sure of this beat: does it fit?")
    wrap.draw(box, text, wrap.content_width(context, 0.8))
    _draw_pair(box, context, ("song_accept", "CHECKMARK"), ("song_drop", "X"))


def _draw_by_ear(layout: Any, context: Any) -> None:
    """Draw what helps to check the beats: clicks on them, and steps from one to the next."""
    column = layout.column(align=True)
    _draw_pair(column, context, ("beat_last", "PREV_KEYFRAME"), ("beat_next", "NEXT_KEYFRAME"))
    row = column.row(align=True)
    row.operator("sequence_maker.metronome_add", icon="SPEAKER")
    if metronome.there(scene_to_edit(context)):
        row.operator("sequence_maker.metronome_remove", text="", icon="X")


def _draw_pair(column: Any, context: Any, *buttons: tuple[str, str]) -> None:
    """Draw two buttons side by side, or one below the other where their names have no room."""
    scene = scene_to_edit(context)
    names = [_name(scene, operator) for operator, _ in buttons]
    room = wrap.content_width(context) / 2
    icons = [1.2 * wrap.unit() * (icon != "NONE") for _, icon in buttons]
    wide = max(wrap.measure(name) + by for name, by in zip(names, icons, strict=True)) <= room
    row = column.row(align=True) if wide else column
    for name, (operator, icon) in zip(names, buttons, strict=True):
        row.operator(f"sequence_maker.{operator}", text=name, translate=False, icon=icon)


def _name(scene: Any, operator: str) -> str:
    """Return a button's name, and beside that of tapping how fast it was and how often."""
    tapped = taps.of(scene)
    found = tapped.rhythm() if operator == "song_tap" else None
    if found is not None:
        return f"{found.bpm:.1f} BPM · {len(tapped)}"
    cls = getattr(bpy.types, f"SEQUENCE_MAKER_OT_{operator}")
    return str(iface_(cls.bl_label, "Operator"))


def _draw_markers(layout: Any, context: Any, scene: Any) -> None:
    row = layout.row(align=True)
    row.operator_menu_enum("sequence_maker.song_markers", "kind", icon="MARKER_HLT")
    row.operator("sequence_maker.song_markers_remove", text="", icon="X")
    row = layout.row(align=True)
    row.operator_context = "INVOKE_DEFAULT"
    row.operator("sequence_maker.words_import", icon="IMPORT")
    words = word_owners.counts_shown(scene)
    if lyrics.count(scene):
        row.label(text=told(counted(words.heard, "word")), translate=False)
        row.operator("sequence_maker.words_remove", text="", icon="X")
        row.operator("sequence_maker.export_captions", text="", icon="EXPORT")
    if words.lost:
        text = iface_("{count} words belong to a sound that is not here")
        wrap.draw(layout, text.format(count=words.lost), wrap.content_width(context))
        layout.operator("sequence_maker.words_bring", icon="LINKED")


CLASSES = (SEQUENCER_PT_sequence_maker_music,)
