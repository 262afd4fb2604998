"""Patterns on the song at one press, without any model: flashes, a rainbow, colors by energy."""

from __future__ import annotations

from typing import Any, ClassVar

from bpy.props import IntProperty

from ...tools import TOOLS
from ..host import compat
from ..host.scene import scene_to_edit
from ..song import shown
from .operators import ToolOperator

RAINBOW = ["red", "orange", "gold", "lime", "dodgerblue", "violet"]
COLD_TO_WARM = ["blue", "cyan", "orange", "red"]
HIGHEST = 128


class QuickPattern(ToolOperator):
    """What the quick patterns share; `given` are the arguments of `create_pattern`."""

    tool = TOOLS["create_pattern"]
    given: ClassVar[dict[str, Any]] = {}

    channel: IntProperty(
        name="Channel",
        description="Where the segments go; 0 takes the lowest channel without strips",
        default=0,
        min=0,
        max=HIGHEST,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context):
        """Tell whether there is a song that was listened to."""
        return (
            super().poll(context)
            and shown.needs_sound(cls, context)
            and shown.needs_song(cls, context)
        )

    def invoke(self, context, event):
        """Do it at once; the panel of the last operation has the channel."""
        return self.execute(context)

    def draw(self, context):
        """Show what can be changed afterwards."""
        self.layout.use_property_split = True
        self.layout.prop(self, "channel")
        self.layout.prop(self, "flash")

    def arguments(self) -> dict[str, Any]:
        """Return what the pattern is made of."""
        channel = self.channel or _free_channel()
        return {"channels": [channel], **self.given}


class SEQUENCE_MAKER_OT_flash_on_beats(QuickPattern):
    """Flash white on every beat of the song, on a channel of its own"""

    bl_idname = "sequence_maker.flash_on_beats"
    bl_label = "Flash on Beats"
    bl_options = {"REGISTER", "UNDO"}

    given: ClassVar[dict[str, Any]] = {"colors": ["white"], "grid": "beats", "shape": "flash"}


class SEQUENCE_MAKER_OT_rainbow_on_bars(QuickPattern):
    """Give every bar of the song the next color of the rainbow, on a channel of its own"""

    bl_idname = "sequence_maker.rainbow_on_bars"
    bl_label = "Rainbow on Bars"
    bl_options = {"REGISTER", "UNDO"}

    given: ClassVar[dict[str, Any]] = {"colors": RAINBOW, "grid": "downbeats"}


class SEQUENCE_MAKER_OT_color_by_energy(QuickPattern):
    """Color every bar of the song by its energy, from blue to red, on a channel of its own"""

    bl_idname = "sequence_maker.color_by_energy"
    bl_label = "Color by Energy"
    bl_options = {"REGISTER", "UNDO"}

    given: ClassVar[dict[str, Any]] = {
        "colors": COLD_TO_WARM,
        "grid": "downbeats",
        "palette": "energy",
    }


def _free_channel() -> int:
    """Return the lowest channel that has no strip and no lock; the highest where all have."""
    editor = scene_to_edit().sequence_editor
    taken = {strip.channel for strip in compat.strips(editor)} if editor is not None else set()
    for number in range(1, HIGHEST):
        if number not in taken and not (editor is not None and editor.channels[number].lock):
            return number
    return HIGHEST


CLASSES = (
    SEQUENCE_MAKER_OT_flash_on_beats,
    SEQUENCE_MAKER_OT_rainbow_on_bars,
    SEQUENCE_MAKER_OT_color_by_energy,
)
