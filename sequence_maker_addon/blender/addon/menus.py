"""The Sequence Maker menu in the Sequencer's menu bar, through which F3 finds every operator."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.types import Menu

from ...tools import TOOLS
from ..host.memory import PerAddon, Why

SHORTCUT: dict[str, Any] = {"type": "A", "value": "PRESS", "ctrl": True, "alt": True, "shift": True}
"""Ask the assistant; no key map of Blender 4.2 to 5.2 uses it in the Sequencer."""
TAP = {**SHORTCUT, "type": "T"}
"""Tap the tempo: the letter again and again while the others are held."""
MUSIC = (
    ("song_listen", "song_cancel"),
    ("song_halve", "song_double", "song_shift"),
    ("song_beat_one", "song_beat_add", "song_beat_remove"),
    ("song_tap", "song_tempo", "song_restore"),
)


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
        layout.separator()
        layout.menu(SEQUENCER_MT_sequence_maker_music.__name__, icon="SOUND")
        risk = ""
        for tool in TOOLS.values():
            if tool.risk != risk:
                layout.separator()
                risk = tool.risk
            layout.operator(f"sequence_maker.{tool.name}")


class SEQUENCER_MT_sequence_maker_music(Menu):
    """Listen to the music and correct its beats"""

    bl_label = "Music"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        for group in MUSIC:
            for name in group:
                layout.operator(f"sequence_maker.{name}")
            layout.separator()
        layout.operator_menu_enum("sequence_maker.song_markers", "kind")
        layout.operator("sequence_maker.song_markers_remove")
        layout.operator("sequence_maker.words_import")
        layout.separator()
        layout.operator("sequence_maker.check_flashing")


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


CLASSES = (SEQUENCER_MT_sequence_maker, SEQUENCER_MT_sequence_maker_music)

_ENTRIES = (
    ("SEQUENCER_MT_editor_menus", _menu_bar),
    ("SEQUENCER_MT_strip", _strip_menu),
    ("SEQUENCER_MT_add", _add_menu),
    ("SEQUENCER_MT_context_menu", _context_menu),
)


def register() -> None:
    """Put the entries into Blender's menus, and the shortcuts into the add-ons' key map."""
    for name, draw in _ENTRIES:
        getattr(bpy.types, name).append(draw)
    _shortcuts.get()


def unregister() -> None:
    """Take the entries out again; the shortcuts go with the memory."""
    for name, draw in _ENTRIES:
        getattr(bpy.types, name).remove(draw)


def _add_shortcuts() -> list[tuple[Any, Any]]:
    """Return the key map and the item of each shortcut; without a window there are none."""
    config = bpy.context.window_manager.keyconfigs.addon
    if config is None:
        return []
    keymap = config.keymaps.new(name="Sequencer", space_type="SEQUENCE_EDITOR")
    return [
        (keymap, keymap.keymap_items.new(f"sequence_maker.{name}", **shortcut))
        for name, shortcut in (("ask", SHORTCUT), ("song_tap", TAP))
    ]


def _remove_shortcuts(made: list[tuple[Any, Any]], _why: Why) -> None:
    for keymap, item in made:
        keymap.keymap_items.remove(item)


_shortcuts = PerAddon(_add_shortcuts, end=_remove_shortcuts)
