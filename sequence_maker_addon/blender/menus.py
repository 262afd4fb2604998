"""The Sequence Maker menu in the Sequencer's menu bar, through which F3 finds every operator."""

from __future__ import annotations

import bpy
from bpy.types import Menu

from ..tools import TOOLS


class SEQUENCER_MT_sequence_maker(Menu):
    """Chat with the assistant, and its functions"""

    bl_label = "Sequence Maker"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        layout.operator("sequence_maker.send", text="Ask…", icon="OUTLINER_OB_SPEAKER")
        layout.operator("sequence_maker.cancel", icon="CANCEL")
        layout.operator("sequence_maker.new_chat", icon="FILE_NEW")
        risk = ""
        for tool in TOOLS.values():
            if tool.risk != risk:
                layout.separator()
                risk = tool.risk
            layout.operator(f"sequence_maker.{tool.name}")


def _menu(self, context):
    self.layout.menu(SEQUENCER_MT_sequence_maker.__name__)


CLASSES = (SEQUENCER_MT_sequence_maker,)


def register() -> None:
    """Put the menu into the menu bar."""
    bpy.types.SEQUENCER_MT_editor_menus.append(_menu)


def unregister() -> None:
    """Take the menu out again."""
    bpy.types.SEQUENCER_MT_editor_menus.remove(_menu)
