"""The Sequence Maker menu in the Sequencer's menu bar, through which F3 finds every operator."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.types import Menu

from ..tools import TOOLS

SHORTCUT: dict[str, Any] = {"type": "A", "value": "PRESS", "ctrl": True, "alt": True, "shift": True}
"""Ask the assistant; no key map of Blender 4.2 to 5.2 uses it in the Sequencer."""


class SEQUENCER_MT_sequence_maker(Menu):
    """Chat with the assistant, and its functions"""

    bl_label = "Sequence Maker"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        layout.operator("sequence_maker.ask", icon="OUTLINER_OB_SPEAKER")
        layout.operator("sequence_maker.cancel", icon="CANCEL")
        layout.operator("sequence_maker.retry", icon="FILE_REFRESH")
        layout.operator("sequence_maker.new_chat", icon="FILE_NEW")
        layout.operator("sequence_maker.diagnostics", icon="SORTSIZE")
        layout.operator("sequence_maker.test_connection", icon="URL")
        risk = ""
        for tool in TOOLS.values():
            if tool.risk != risk:
                layout.separator()
                risk = tool.risk
            layout.operator(f"sequence_maker.{tool.name}")


def _menu_bar(self, context):
    self.layout.menu(SEQUENCER_MT_sequence_maker.__name__)


def _strip_menu(self, context):
    self.layout.separator()
    for name in ("modify_segment", "delete_segment", "clear_timeline", "protect"):
        self.layout.operator(f"sequence_maker.{name}")


def _add_menu(self, context):
    self.layout.separator()
    self.layout.operator_context = "INVOKE_DEFAULT"
    self.layout.operator("sequence_maker.create_segment", icon="COLOR")


def _context_menu(self, context):
    self.layout.separator()
    self.layout.operator_context = "INVOKE_DEFAULT"
    self.layout.operator("sequence_maker.ask", icon="OUTLINER_OB_SPEAKER")


CLASSES = (SEQUENCER_MT_sequence_maker,)

_ENTRIES = (
    ("SEQUENCER_MT_editor_menus", _menu_bar),
    ("SEQUENCER_MT_strip", _strip_menu),
    ("SEQUENCER_MT_add", _add_menu),
    ("SEQUENCER_MT_context_menu", _context_menu),
)
_keys: list[tuple[Any, Any]] = []


def register() -> None:
    """Put the entries into Blender's menus, and the shortcut into the add-ons' key map."""
    for name, draw in _ENTRIES:
        getattr(bpy.types, name).append(draw)
    config = bpy.context.window_manager.keyconfigs.addon
    if config is not None:
        keymap = config.keymaps.new(name="Sequencer", space_type="SEQUENCE_EDITOR")
        _keys.append((keymap, keymap.keymap_items.new("sequence_maker.ask", **SHORTCUT)))


def unregister() -> None:
    """Take them out again."""
    for keymap, item in _keys:
        keymap.keymap_items.remove(item)
    _keys.clear()
    for name, draw in _ENTRIES:
        getattr(bpy.types, name).remove(draw)
