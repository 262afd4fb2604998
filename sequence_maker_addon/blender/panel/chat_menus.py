"""The menus of the chat panel: what else can be done, and earlier prompts."""

from __future__ import annotations

from bpy.types import Menu

from ..chat import misses, window_state
from ..host.short_texts import in_one_line
from ..settings import turn_settings
from ..settings.preferences import preferences

LONGEST = 70
"""Characters of an earlier prompt in the menu."""


class SEQUENCER_MT_sequence_maker_chat(Menu):
    """What else can be done with the chat"""

    bl_label = "Chat"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        layout.operator("sequence_maker.new_chat", icon="FILE_NEW")
        layout.operator("sequence_maker.diagnostics", icon="SORTSIZE")
        misses.draw(layout)
        layout.separator()
        layout.operator("sequence_maker.apply_recipe", icon="FILE_FOLDER")
        layout.operator("sequence_maker.allow_folder", icon="FILE_FOLDER")
        layout.operator("sequence_maker.save_sheet", icon="FILE_IMAGE")
        layout.operator("sequence_maker.render_lamps", icon="LIGHT")
        layout.operator("sequence_maker.export_timelines", icon="EXPORT")
        layout.operator("sequence_maker.import_timelines", icon="IMPORT")
        layout.separator()
        if not turn_settings.active_endpoint().offline:
            layout.prop(preferences(), "plain_first")
        layout.operator("sequence_maker.use_standard_view")
        layout.operator("sequence_maker.open_preferences", icon="PREFERENCES")


class SEQUENCER_MT_sequence_maker_history(Menu):
    """Earlier prompts, newest first"""

    bl_label = "Prompt History"

    def draw(self, context):
        """List them, or say that there are none."""
        layout = self.layout
        prompts = window_state.recent()
        if not prompts:
            layout.label(text="No earlier prompt")
            return
        layout.operator_context = "INVOKE_DEFAULT"
        layout.operator("sequence_maker.search_prompts", text="Search…", icon="VIEWZOOM")
        layout.separator()
        for index, prompt in enumerate(prompts):
            shown = in_one_line(prompt, LONGEST)
            row = layout.operator("sequence_maker.recall_prompt", text=shown, translate=False)
            row.index = index


CLASSES = (SEQUENCER_MT_sequence_maker_chat, SEQUENCER_MT_sequence_maker_history)
