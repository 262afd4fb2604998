"""Buttons that correct the beat grid by one click."""

from __future__ import annotations

from collections.abc import Callable

from bpy.app.translations import pgettext_rpt as rpt_
from bpy.types import Operator

from ..core.errors import ToolError
from ..music.grid import BeatGrid
from ..music.port import Song
from . import chats, songs, timer
from .songs import known_song, music_of, needs_song

_NEAR = 0.25

Change = Callable[[BeatGrid, float, Song], BeatGrid]


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
        if song is None:
            return {"CANCELLED"}
        scene = chats.scene_to_edit(context)
        rate = scene.render.fps / scene.render.fps_base
        playhead = (scene.frame_current_final - scene.frame_start) / rate
        try:
            music.set_grid(song, type(self).change(song.grid, playhead, song))
        except (ToolError, ValueError) as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        songs.forget_session()
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


CLASSES = (
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
