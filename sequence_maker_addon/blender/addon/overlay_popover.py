"""What the add-on draws over the Sequencer, among Blender's own overlays in its header."""

from __future__ import annotations

from bpy.types import Panel

from ..chat import window_state
from ..host.scene import scene_to_edit


class SEQUENCER_PT_sequence_maker_overlay(Panel):
    """Switches of the add-on's overlays"""

    bl_label = "Sequence Maker"
    bl_space_type = "SEQUENCE_EDITOR"
    bl_region_type = "HEADER"
    bl_parent_id = "SEQUENCER_PT_overlay"

    @classmethod
    def poll(cls, context):
        """Tell whether the timeline is shown."""
        return context.space_data.view_type != "PREVIEW" and scene_to_edit(context) is not None

    def draw(self, context):
        """Draw a switch for each overlay."""
        kept = scene_to_edit(context).sequence_maker
        layout = self.layout.column()
        layout.active = context.space_data.show_overlays
        layout.prop(kept, "show_beats", text="Beats")
        layout.prop(kept, "show_fades", text="Fades")
        layout.prop(window_state.state(), "show_ghosts", text="Plan")


CLASSES = (SEQUENCER_PT_sequence_maker_overlay,)
