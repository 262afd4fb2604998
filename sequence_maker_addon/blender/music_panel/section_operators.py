"""Buttons that name, split, join and move the sections of the song."""

from __future__ import annotations

from typing import Any

from bpy.props import StringProperty
from bpy.types import Operator

from ...music import sectioning
from ...music.hearing.grid import Section
from ...music.song import Song
from ...sequence.errors import ToolError
from ...tools.song_sections import with_sections
from ..host import pump
from ..host.recognized import told
from ..host.scene import scene_to_edit, timebase_of
from ..song import shown
from ..song.shown import known_song, music_of, needs_song, song_at_playhead


class _SectionOperator(Operator):
    """Changes the sections of the song; the subclasses say how."""

    bl_options = {"REGISTER", "UNDO"}

    section: StringProperty(
        name="Section",
        description="The section, such as B1; empty for the one at the playhead",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context):
        """Tell whether a song was listened to."""
        return needs_song(cls, context)

    def execute(self, context):
        """Change the sections and keep them."""
        song = self.song(context)
        if song is None:
            return {"CANCELLED"}
        try:
            music = music_of(context)
            music.set_grid(song, with_sections(music, song, **self.given(context, song)))
        except (ToolError, ValueError) as error:
            sentence = error.sentence() if isinstance(error, ToolError) else str(error)
            self.report({"ERROR"}, told(sentence))
            return {"CANCELLED"}
        shown.forget()
        pump.redraw(("UI", "WINDOW"))
        return {"FINISHED"}

    def song(self, context: Any) -> Song | None:
        """Return the song that is meant: sections in the panel are of the one shown there."""
        return known_song(context) if self.section else song_at_playhead(context)

    def given(self, context: Any, song: Song) -> dict[str, Any]:
        """Return the arguments of `set_sections`."""
        raise NotImplementedError

    def names(self, context: Any, song: Song) -> list[str]:
        """Return the section that is meant, and the one that follows it in the song."""
        every, meant = song.own.sections, self.meant(context, song)
        if meant is None:
            raise ValueError("there is no section at the playhead")
        place = every.index(meant)
        return [s.name for s in every[place : place + 2]]

    def meant(self, context: Any, song: Song) -> Section | None:
        """Return the section of this name, or the one that is heard at the playhead."""
        every = song.own.sections
        if self.section:
            return next((s for s in every if s.name == self.section), None)
        place = song.place(playhead(context))
        return None if place is None else sectioning.at(every, place)


def playhead(context: Any) -> float:
    """Return the seconds of the timeline at the playhead."""
    scene = scene_to_edit(context)
    return float(timebase_of(scene).time_of(scene.frame_current_final))


class SEQUENCE_MAKER_OT_section_rename(_SectionOperator):
    """Say what this section is called, such as verse or chorus"""

    bl_idname = "sequence_maker.section_rename"
    bl_label = "Rename Section…"

    title: StringProperty(
        name="Name", description="What the section is called", maxlen=sectioning.LONGEST_NAME
    )

    def invoke(self, context, event):
        """Ask for the name."""
        song = self.song(context)
        meant = None if song is None else self.meant(context, song)
        self.title = "" if meant is None else meant.title
        return context.window_manager.invoke_props_dialog(self)

    def draw(self, context):
        """Show the field alone."""
        self.layout.activate_init = True
        self.layout.prop(self, "title")

    def given(self, context, song):
        """See `_SectionOperator.given`."""
        names = self.names(context, song)[:1]
        return {"action": "rename", "names": names, "title": self.title}


class SEQUENCE_MAKER_OT_section_split(_SectionOperator):
    """Cut the section at the playhead in two"""

    bl_idname = "sequence_maker.section_split"
    bl_label = "Split Section Here"

    def given(self, context, song):
        """See `_SectionOperator.given`."""
        return {"action": "split", "time": playhead(context)}


class SEQUENCE_MAKER_OT_section_join(_SectionOperator):
    """Make one of this section and the next; it keeps the name of the first"""

    bl_idname = "sequence_maker.section_join"
    bl_label = "Join with Next Section"

    def given(self, context, song):
        """See `_SectionOperator.given`."""
        return {"action": "join", "names": self.names(context, song)}


class SEQUENCE_MAKER_OT_section_move(_SectionOperator):
    """Bring the border of sections that is nearest to the playhead to the playhead"""

    bl_idname = "sequence_maker.section_move"
    bl_label = "Move Border Here"

    def given(self, context, song):
        """See `_SectionOperator.given`."""
        here = playhead(context)
        return {"action": "move", "time": here, "to_time": here}


class SEQUENCE_MAKER_OT_sections_restore(_SectionOperator):
    """Drop the corrections of the sections and go back to those that were heard"""

    bl_idname = "sequence_maker.sections_restore"
    bl_label = "Restore Sections"

    def song(self, context):
        """See `_SectionOperator.song`."""
        return known_song(context)

    def given(self, context, song):
        """See `_SectionOperator.given`."""
        return {"action": "restore"}


CLASSES = (
    SEQUENCE_MAKER_OT_section_rename,
    SEQUENCE_MAKER_OT_section_split,
    SEQUENCE_MAKER_OT_section_join,
    SEQUENCE_MAKER_OT_section_move,
    SEQUENCE_MAKER_OT_sections_restore,
)
