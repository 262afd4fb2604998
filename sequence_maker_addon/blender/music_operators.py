"""Buttons for the beat grid: listen, correct it by one click, tap the tempo."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import FloatProperty, StringProperty
from bpy.types import Operator

from ..core.errors import ToolError
from ..music.grid import BeatGrid
from ..music.port import Song
from . import chats, compat, song_job, timer
from .hearing import StripMusic
from .strips import StripTimelines

_TAPS_APART, _TAPS = 3.0, 9
_NEAR = 0.25
_FRESH = 0.2
_taps: list[float] = []
_seen: dict[int, tuple[float, Song | None]] = {}

Change = Callable[[BeatGrid, float, Song], BeatGrid]


def music_of(context: Any) -> StripMusic:
    """Return the songs of the scene that the Sequencer edits."""
    return StripMusic(StripTimelines(chats.scene_to_edit(context)))


def known_song(context: Any) -> Song | None:
    """Return the song that was listened to, or None; also None without a scene."""
    return None if chats.scene_to_edit(context) is None else music_of(context).known()


def shown_song(context: Any) -> Song | None:
    """Return the same for drawing, where it may be a fifth of a second old."""
    scene, now = chats.scene_to_edit(context), time.perf_counter()
    if scene is None:
        return None
    at, song = _seen.get(scene.session_uid, (0.0, None))
    if now - at > _FRESH:
        _seen.clear()
        song = known_song(context)
        _seen[scene.session_uid] = (time.perf_counter(), song)
    return song


def forget_session() -> None:
    """Drop what was seen and tapped."""
    _seen.clear()
    _taps.clear()


def has_sound(context: Any) -> bool:
    """Tell whether the scene has a sound strip."""
    scene = chats.scene_to_edit(context)
    editor = scene.sequence_editor if scene is not None else None
    return editor is not None and any(s.type == "SOUND" for s in compat.strips(editor))


def needs_song(cls: Any, context: Any) -> bool:
    """Tell whether a song was listened to, and what to do if not; for `poll`."""
    if shown_song(context) is None and known_song(context) is None:
        cls.poll_message_set("Listen to the music first")
        return False
    return True


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
            music_of(context).set_tempo(self.bpm)
            song_job.start(chats.scene_to_edit(context))
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
        _seen.clear()
        timer.redraw(("UI", "WINDOW"))
        return {"FINISHED"}


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


def _beat_added(grid: BeatGrid, at: float, _: Song) -> BeatGrid:
    return grid.with_beats([*grid.beats, at])


def _beat_removed(grid: BeatGrid, at: float, _: Song) -> BeatGrid:
    nearest = grid.nearest(at)
    if nearest is None or abs(nearest - at) > max(_NEAR, grid.period / 2):
        raise ToolError("unknown_beat", rpt_("There is no beat at the playhead"))
    return grid.with_beats([beat for beat in grid.beats if beat != nearest])


class _GridOperator(Operator):
    """Changes the grid of the song; the subclasses say how."""

    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether a song was listened to."""
        return needs_song(cls, context)

    def execute(self, context):
        """Change the grid and keep it."""
        music, song = music_of(context), known_song(context)
        scene = chats.scene_to_edit(context)
        rate = scene.render.fps / scene.render.fps_base
        playhead = (scene.frame_current_final - scene.frame_start) / rate
        try:
            music.set_grid(song, type(self).change(song.grid, playhead, song))
        except (ToolError, ValueError) as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        _seen.clear()
        timer.redraw(("UI", "WINDOW"))
        return {"FINISHED"}


def _made(name: str, label: str, tooltip: str, change: Change) -> type[Operator]:
    """Make the operator of one correction."""
    content = {
        "__doc__": tooltip,
        "bl_idname": f"sequence_maker.song_{name}",
        "bl_label": label,
        "change": staticmethod(change),
    }
    return type(f"SEQUENCE_MAKER_OT_song_{name}", (_GridOperator,), content)


CORRECTIONS = (
    _made("halve", "Half Tempo", "Keep every other beat", lambda g, *_: g.halved()),
    _made("double", "Double Tempo", "Put a beat between any two", lambda g, *_: g.doubled()),
    _made("shift", "Half a Beat Later", "Move all beats by half a beat", lambda g, *_: g.shifted()),
    _made(
        "beat_one",
        "Beat 1 Is Here",
        "Make the beat nearest to the playhead the first of its bar",
        lambda g, at, _: g.with_beat_one(at),
    ),
    _made("beat_add", "Add Beat", "Add a beat at the playhead", _beat_added),
    _made("beat_remove", "Remove Beat", "Remove the beat at the playhead", _beat_removed),
)

CLASSES = (
    SEQUENCE_MAKER_OT_song_listen,
    SEQUENCE_MAKER_OT_song_cancel,
    SEQUENCE_MAKER_OT_song_tempo,
    SEQUENCE_MAKER_OT_song_tap,
    SEQUENCE_MAKER_OT_song_restore,
    *CORRECTIONS,
)
