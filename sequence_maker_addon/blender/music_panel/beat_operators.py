"""Buttons that correct the beat grid by one click."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_rpt as rpt_
from bpy.types import Operator

from ...music.laying import grid_of
from ...sequence.errors import ToolError
from ...tools.beat_grid import edited
from ..host import pump
from ..host.recognized import told
from ..host.scene import scene_to_edit, timebase_of
from ..song import shown
from ..song.shown import known_song, music_of, needs_song, song_at_playhead
from . import metronome


class _GridOperator(Operator):
    """Changes the grid of the song; the subclasses say how."""

    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether a song was listened to."""
        return needs_song(cls, context)

    def execute(self, context):
        """Change the grid and keep it."""
        scene, kind, music = scene_to_edit(context), type(self), music_of(context)
        song = (song_at_playhead if kind.is_at_playhead else known_song)(context)
        if song is None:
            return {"CANCELLED"}
        playhead = timebase_of(scene).time_of(scene.frame_current_final)
        try:
            changed = edited(song, kind.action, playhead if kind.is_at_playhead else None)
            music.set_grid(song, changed)
        except ToolError as error:
            self.report({"ERROR"}, told(error.sentence()))
            return {"CANCELLED"}
        _follow(self, scene)
        return {"FINISHED"}


def _follow(operator: Operator, scene: Any) -> None:
    """Let all that shows or sounds the beats be as they are now."""
    if problem := metronome.follow(scene):
        operator.report({"WARNING"}, rpt_(problem))
    shown.forget()
    pump.redraw(("UI", "WINDOW"))


def _made(
    name: str, label: str, tooltip: str, action: str, is_at_playhead: bool = True
) -> type[Operator]:
    """Make the operator of one action of `edit_beat_grid`."""
    content = {
        "__doc__": tooltip,
        "bl_idname": f"sequence_maker.song_{name}",
        "bl_label": label,
        "action": action,
        "is_at_playhead": is_at_playhead,
    }
    return type(f"SEQUENCE_MAKER_OT_song_{name}", (_GridOperator,), content)


class SEQUENCE_MAKER_OT_song_restore(Operator):
    """Drop the corrections of beats and sections and go back to what was heard"""

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
        _follow(self, scene_to_edit(context))
        return {"FINISHED"}


class _BeatJump(Operator):
    """Moves the playhead from beat to beat; the subclasses say which way."""

    bl_options = {"REGISTER"}
    way = 1

    @classmethod
    def poll(cls, context):
        """Tell whether a song with beats was listened to."""
        if not needs_song(cls, context):
            return False
        songs = shown.shown_songs(context)
        if songs and not any(song.grid.beats for song in songs):
            cls.poll_message_set("No beat is known in this song")
            return False
        return True

    def execute(self, context):
        """Go there; past the last beat the playhead stays."""
        scene = scene_to_edit(context)
        grid = grid_of(shown.music_in(scene).every())
        base, here = timebase_of(scene), scene.frame_current
        every = (base.frame_of(beat) for beat in grid.beats)
        frames = [frame for frame in every if (frame - here) * self.way > 0]
        if not frames:
            return {"CANCELLED"}
        scene.frame_set(min(frames) if self.way > 0 else max(frames))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_beat_next(_BeatJump):
    """Move the playhead to the next beat of the song"""

    bl_idname = "sequence_maker.beat_next"
    bl_label = "Next Beat"


class SEQUENCE_MAKER_OT_beat_last(_BeatJump):
    """Move the playhead to the beat before"""

    bl_idname = "sequence_maker.beat_last"
    bl_label = "Last Beat"
    way = -1


_ACCEPT = "Say that the beats are right, so that they no longer count as a guess"
_DROP = "Take away beats that are none; Restore Beats brings them back"
_BEAT_ONE = "Make the beat nearest to the playhead the first of its bar"
CLASSES = (
    SEQUENCE_MAKER_OT_beat_next,
    SEQUENCE_MAKER_OT_beat_last,
    SEQUENCE_MAKER_OT_song_restore,
    _made("accept", "Accept Beats", _ACCEPT, "accept", False),
    _made("drop", "Drop Beats", _DROP, "drop", False),
    _made("halve", "Halve Tempo", "Keep every other beat", "halve", False),
    _made("double", "Double Tempo", "Put a beat between any two", "double", False),
    _made("shift", "Shift Half a Beat", "Move all beats by half a beat", "shift_half_beat", False),
    _made("beat_one", "Set Downbeat Here", _BEAT_ONE, "set_beat_one"),
    _made("beat_add", "Add Beat", "Add a beat at the playhead", "add_beat"),
    _made("beat_remove", "Remove Beat", "Remove the beat at the playhead", "remove_beat"),
)
