"""Buttons that listen to the music and say its tempo."""

from __future__ import annotations

import time
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import FloatProperty
from bpy.types import Operator

from ...music.song import Song
from ...sequence.errors import ToolError
from ..host import compat, pump
from ..host.recognized import told
from ..host.scene import scene_to_edit, timebase_of
from ..song import listening, shown
from ..song.shown import known_song, music_of, needs_sound
from . import taps


class SEQUENCE_MAKER_OT_song_listen(Operator):
    """Find beats, bars and sections of the song"""

    bl_idname = "sequence_maker.song_listen"
    bl_label = "Analyze Music"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sound."""
        return needs_sound(cls, context)

    def execute(self, context):
        """Begin; the panel shows how far it is."""
        try:
            listening.start(scene_to_edit(context))
        except ToolError as error:
            self.report({"ERROR"}, told(error.message))
            return {"CANCELLED"}
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_song_cancel(Operator):
    """Stop listening; nothing of it is kept"""

    bl_idname = "sequence_maker.song_cancel"
    bl_label = "Stop Analyzing"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether a song is being listened to."""
        if listening.running() is None:
            cls.poll_message_set("No music is being analyzed")
            return False
        return True

    def execute(self, context):
        """Drop it."""
        listening.cancel()
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_song_tempo(Operator):
    """Set the tempo and analyze again"""

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
        return needs_sound(cls, context)

    def invoke(self, context, event):
        """Suggest what was tapped, or the tempo that was heard."""
        song, tapped = known_song(context), taps.of(scene_to_edit(context)).rhythm()
        heard = song.grid.bpm if song else 0.0
        self.bpm = min(max((tapped.bpm if tapped else heard) or self.bpm, 20.0), 400.0)
        return context.window_manager.invoke_props_dialog(self)

    def execute(self, context):
        """Keep it and listen; what was tapped says where the beats are."""
        scene = scene_to_edit(context)
        tapped = taps.of(scene).rhythm()
        if tapped is not None and not taps.agrees(tapped, self.bpm):
            tapped = None
        try:
            follow = _Placing(scene.session_uid, tapped) if tapped else None
            listening.start(scene, bpm=self.bpm, follow=follow)
        except ToolError as error:
            self.report({"ERROR"}, told(error.sentence()))
            return {"CANCELLED"}
        taps.of(scene).clear()
        pump.redraw()
        # in a window the undo step follows when the song is heard
        return {"FINISHED"} if bpy.app.background else {"CANCELLED"}


class _Placing:
    """Moves the beats of a song that was heard onto the tapped ones."""

    def __init__(self, scene_uid: int, tapped: taps.Rhythm) -> None:
        self.scene_uid, self.tapped = scene_uid, tapped

    def __call__(self, song: Song) -> None:
        scene = compat.scene_by_uid(self.scene_uid)
        grid = taps.corrected(song, self.tapped)
        if scene is None or grid == song.own:
            return
        shown.music_in(scene).set_grid(song, grid)


class SEQUENCE_MAKER_OT_song_tap(Operator):
    """Tap on each beat while the music plays; after four, Set Tempo knows the beats"""

    bl_idname = "sequence_maker.song_tap"
    bl_label = "Tap Tempo"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sound."""
        return needs_sound(cls, context)

    def execute(self, context):
        """Count the tap."""
        counted = taps.of(scene_to_edit(context))
        counted.tap(time.perf_counter(), _playhead(context))
        found = counted.rhythm()
        if found is not None:
            self.report({"INFO"}, rpt_("{bpm:.1f} beats per minute").format(bpm=found.bpm))
        pump.redraw()
        return {"FINISHED"}


def _playhead(context: Any) -> float | None:
    """Return the seconds of the timeline that are being played, or None while it stands still."""
    scene = scene_to_edit(context)
    if scene is None or not context.screen.is_animation_playing:
        return None
    # half the frame has gone by, on average
    return timebase_of(scene).time_of(scene.frame_current + 0.5)


class SEQUENCE_MAKER_OT_song_restore(Operator):
    """Drop the corrections of the beats and go back to what was heard"""

    bl_idname = "sequence_maker.song_restore"
    bl_label = "Restore Beats"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are corrections."""
        if not shown.has_corrections(context):
            cls.poll_message_set("The beats were not corrected")
            return False
        return True

    def execute(self, context):
        """Drop them."""
        music_of(context).forget_corrections()
        shown.forget()
        pump.redraw(("UI", "WINDOW"))
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_song_listen,
    SEQUENCE_MAKER_OT_song_cancel,
    SEQUENCE_MAKER_OT_song_tempo,
    SEQUENCE_MAKER_OT_song_tap,
    SEQUENCE_MAKER_OT_song_restore,
)
