"""Buttons that listen to the music and say its tempo."""

from __future__ import annotations

import time

import numpy as np
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import FloatProperty, StringProperty
from bpy.types import Operator

from ..core.errors import ToolError
from . import chats, song_job, songs, timer
from .songs import has_sound, known_song, music_of, needs_song

_TAPS_APART, _TAPS = 3.0, 9
_taps: list[float] = []


class SEQUENCE_MAKER_OT_song_listen(Operator):
    """Find beats, bars and sections of the longest sound that is not muted"""

    bl_idname = "sequence_maker.song_listen"
    bl_label = "Listen to the Music"
    bl_options = {"REGISTER"}

    strip: StringProperty(
        name="Strip", description="Name of the sound strip; empty for the longest one"
    )

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sound."""
        if not has_sound(context):
            cls.poll_message_set("Add a sound to the Sequencer first")
            return False
        return True

    def execute(self, context):
        """Begin; the panel shows how far it is."""
        try:
            song_job.start(chats.scene_to_edit(context), self.strip or None)
        except ToolError as error:
            self.report({"ERROR"}, error.message)
            return {"CANCELLED"}
        timer.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_song_cancel(Operator):
    """Stop listening; nothing of it is kept"""

    bl_idname = "sequence_maker.song_cancel"
    bl_label = "Stop Listening"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether a song is being listened to."""
        return song_job.running() is not None

    def execute(self, context):
        """Drop it."""
        song_job.cancel()
        timer.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_song_tempo(Operator):
    """Say the tempo, and listen again with it"""

    bl_idname = "sequence_maker.song_tempo"
    bl_label = "Set Tempo…"
    bl_options = {"REGISTER", "UNDO"}

    bpm: FloatProperty(
        name="Beats per Minute",
        description="The tempo, right within 6 %",
        default=120.0,
        min=20.0,
        max=400.0,
        precision=2,
    )

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sound."""
        return has_sound(context)

    def invoke(self, context, event):
        """Suggest what was tapped, or the tempo that was heard."""
        song = known_song(context)
        bpm = tapped_tempo() or (song.grid.bpm if song else 0.0)
        self.bpm = min(max(bpm or self.bpm, 20.0), 400.0)
        return context.window_manager.invoke_props_dialog(self)

    def execute(self, context):
        """Keep it and listen."""
        try:
            song_job.start(chats.scene_to_edit(context), bpm=self.bpm)
        except ToolError as error:
            self.report({"ERROR"}, error.message)
            return {"CANCELLED"}
        _taps.clear()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_song_tap(Operator):
    """Click on each beat while the music plays; after four, Set Tempo knows it"""

    bl_idname = "sequence_maker.song_tap"
    bl_label = "Tap Tempo"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Count the tap."""
        tap(time.perf_counter())
        bpm = tapped_tempo()
        if bpm:
            self.report({"INFO"}, rpt_("{bpm:.1f} beats per minute").format(bpm=bpm))
        timer.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_song_restore(Operator):
    """Drop the corrections of the beats and go back to what was heard"""

    bl_idname = "sequence_maker.song_restore"
    bl_label = "Restore Beats"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether a song was listened to."""
        return needs_song(cls, context)

    def execute(self, context):
        """Drop them."""
        music_of(context).forget_corrections()
        songs.forget_session()
        timer.redraw(("UI", "WINDOW"))
        return {"FINISHED"}


def forget_session() -> None:
    """Forget the taps."""
    _taps.clear()


def tap(now: float) -> None:
    """Count a tap at a time in seconds; after a pause counting begins anew."""
    if _taps and now - _taps[-1] > _TAPS_APART:
        _taps.clear()
    _taps.append(now)
    del _taps[:-_TAPS]


def tapped_tempo() -> float:
    """Return the beats per minute of the last taps; 0 with fewer than four."""
    step = float(np.median(np.diff(_taps))) if len(_taps) >= 4 else 0.0
    return 60.0 / step if step > 0.1 else 0.0


CLASSES = (
    SEQUENCE_MAKER_OT_song_listen,
    SEQUENCE_MAKER_OT_song_cancel,
    SEQUENCE_MAKER_OT_song_tempo,
    SEQUENCE_MAKER_OT_song_tap,
    SEQUENCE_MAKER_OT_song_restore,
)
