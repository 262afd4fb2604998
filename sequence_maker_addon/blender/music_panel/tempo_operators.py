"""Buttons that listen to the music and say its tempo."""

from __future__ import annotations

import logging
import time
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty, FloatProperty
from bpy.types import Operator

from ...music.song import Song
from ...sequence.errors import ToolError
from ...tools.beat_grid import with_meter
from ..host import compat, pump
from ..host.recognized import told
from ..host.scene import scene_to_edit, timebase_of
from ..song import listening, shown
from ..song.shown import known_song, needs_sound
from . import metronome, taps

log = logging.getLogger(__name__)


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
    meter: EnumProperty(
        name="Beats in a Bar",
        description="How many beats a bar has",
        items=(
            ("HEARD", "As Heard", "Count the bars as they are heard"),
            *((str(n), str(n), f"{n} beats in a bar") for n in range(2, 13)),
        ),
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
        meter = 0 if self.meter == "HEARD" else int(self.meter)
        try:
            follow = _Placing(scene.session_uid, tapped, meter)
            listening.start(scene, bpm=self.bpm, follow=follow)
        except ToolError as error:
            self.report({"ERROR"}, told(error.sentence()))
            return {"CANCELLED"}
        taps.of(scene).clear()
        pump.redraw()
        # in a window the undo step follows when the song is heard
        return {"FINISHED"} if bpy.app.background else {"CANCELLED"}


class _Placing:
    """Moves the beats of a song that was heard onto the tapped ones, and counts its bars.

    The metronome follows.
    """

    def __init__(self, scene_uid: int, tapped: taps.Rhythm | None, meter: int = 0) -> None:
        self.scene_uid, self.tapped, self.meter = scene_uid, tapped, meter

    def __call__(self, song: Song) -> None:
        scene = compat.scene_by_uid(self.scene_uid)
        if scene is None:
            return
        grid = taps.corrected(song, self.tapped) if self.tapped is not None else song.own
        grid = with_meter(grid, self.meter or None)
        if grid != song.own:
            shown.music_in(scene).set_grid(song, grid)
        if problem := metronome.follow(scene):
            log.warning("the metronome could not follow: %s", problem)


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


class SEQUENCE_MAKER_OT_taps_apply(Operator):
    """Set the tapped tempo, and where the music played, put the beats on the taps"""

    bl_idname = "sequence_maker.taps_apply"
    bl_label = "Apply Taps"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether enough was tapped."""
        return _needs_taps(cls, context)

    def execute(self, context):
        """Do what Set Tempo does with the tempo that it suggests."""
        found = taps.of(scene_to_edit(context)).rhythm()
        if found is None:
            return {"CANCELLED"}
        bpm = min(max(found.bpm, 20.0), 400.0)
        return bpy.ops.sequence_maker.song_tempo("EXEC_DEFAULT", bpm=bpm)


class SEQUENCE_MAKER_OT_taps_drop(Operator):
    """Forget what was tapped"""

    bl_idname = "sequence_maker.taps_drop"
    bl_label = "Drop Taps"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether enough was tapped."""
        return _needs_taps(cls, context)

    def execute(self, context):
        """Forget it."""
        taps.of(scene_to_edit(context)).clear()
        pump.redraw()
        return {"FINISHED"}


def _needs_taps(cls: Any, context: Any) -> bool:
    if not needs_sound(cls, context):
        return False
    if taps.of(scene_to_edit(context)).rhythm() is None:
        cls.poll_message_set("Tap on the beats first, four times or more")
        return False
    return True


def _playhead(context: Any) -> float | None:
    """Return the seconds of the timeline that are being played, or None while it stands still."""
    scene = scene_to_edit(context)
    if scene is None or not context.screen.is_animation_playing:
        return None
    # half the frame has gone by, on average
    return timebase_of(scene).time_of(scene.frame_current + 0.5)


CLASSES = (
    SEQUENCE_MAKER_OT_song_listen,
    SEQUENCE_MAKER_OT_song_cancel,
    SEQUENCE_MAKER_OT_song_tempo,
    SEQUENCE_MAKER_OT_song_tap,
    SEQUENCE_MAKER_OT_taps_apply,
    SEQUENCE_MAKER_OT_taps_drop,
)
