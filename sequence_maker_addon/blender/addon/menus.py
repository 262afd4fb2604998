"""The Sequence Maker menu in the Sequencer's menu bar, through which F3 finds every operator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import bpy
from bpy.types import Menu

from ...tools import TOOLS
from ..host.memory import PerAddon, Why
from ..host.scene import scene_to_edit

SHORTCUT: dict[str, Any] = {"type": "A", "value": "PRESS", "ctrl": True, "alt": True, "shift": True}
"""Ask the assistant; no key map of Blender 4.2 to 5.2 uses it in the Sequencer."""
TAP = {**SHORTCUT, "type": "T"}
"""Tap the tempo: the letter again and again while the others are held."""
CHAT = (
    ("ask", "cancel", "retry", "take_back", "show_strips"),
    ("edit_prompt", "take_prompt", "what_is_sent", "wish_add"),
    ("save_sheet", "render_lamps"),
    ("diagnostics", "test_connection", "choose_model", "open_preferences"),
)
CHATS = (
    ("new_chat", "switch_chat", "rename_chat", "pin_chat"),
    ("delete_chat", "restore_chat"),
    ("export_chat", "import_chat"),
    ("show_older", "return_chat", "forget_journal"),
)
MUSIC = (
    ("song_listen", "song_cancel"),
    ("song_halve", "song_double", "song_shift"),
    ("song_beat_one", "song_beat_add", "song_beat_remove"),
    ("song_tap", "song_tempo", "song_restore"),
)
REST = (("song_markers_remove", "words_import", "words_remove"), ("check_flashing", "protect"))
WORDS = {
    "ask": "Ask AI Assistant…",
    "take_back": "Revert Turn (Take Back)",
    "switch_chat": "Open Chat… (List, Search)",
    "return_chat": "Bring Back Unsaved Chat (Recover)",
    "diagnostics": "Diagnostics and Cost",
    "wish_add": "Add Wish (Remember, Palette, Default)",
    "choose_model": "Choose Language Model (LLM)",
    "open_preferences": "Preferences: Endpoint, API Key, Model",
    "clear_timeline": "Clear Timeline (Delete All)",
    "song_tempo": "Set Tempo (BPM)…",
    "check_flashing": "Check Flashing (Epilepsy)",
}
"""Entries that say more than their operators' labels, in the words that people type into F3."""
FUNCTIONS = tuple(name for name in TOOLS if name != "analyze_music")
"""The functions in the menu; `song_listen` analyzes there."""
_ICONS = {"ask": "OUTLINER_OB_SPEAKER", "cancel": "CANCEL", "retry": "FILE_REFRESH"}
_ICONS |= {"take_back": "LOOP_BACK", "show_strips": "VIEWZOOM", "new_chat": "FILE_NEW"}
_ICONS |= {"save_sheet": "FILE_IMAGE", "render_lamps": "LIGHT"}
_ICONS |= {"diagnostics": "SORTSIZE", "test_connection": "URL", "open_preferences": "PREFERENCES"}


def _entries(layout: Any, names: Iterable[str]) -> None:
    for name in names:
        text = {"text": WORDS[name]} if name in WORDS else {}
        layout.operator(f"sequence_maker.{name}", icon=_ICONS.get(name, "NONE"), **text)


class SEQUENCER_MT_sequence_maker(Menu):
    """Chat with the assistant, and its functions"""

    bl_label = "Sequence Maker"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        for group in CHAT:
            _entries(layout, group)
            layout.separator()
        layout.menu(SEQUENCER_MT_sequence_maker_chats.__name__, icon="OUTLINER")
        layout.menu("SEQUENCER_MT_sequence_maker_history", icon="RECOVER_LAST")
        layout.menu(SEQUENCER_MT_sequence_maker_music.__name__, icon="SOUND")
        risk = ""
        for name in FUNCTIONS:
            if TOOLS[name].risk != risk:
                layout.separator()
                risk = TOOLS[name].risk
            _entries(layout, (name,))


class SEQUENCER_MT_sequence_maker_chats(Menu):
    """The chats of the scene"""

    bl_label = "Chats"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        for group in CHATS:
            _entries(layout, group)
            layout.separator()


class SEQUENCER_MT_sequence_maker_music(Menu):
    """Analyze the music and correct its beats"""

    bl_label = "Music"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        scene = scene_to_edit(context)
        if scene is not None:
            layout.prop(scene.sequence_maker, "show_beats", text="Beat Overlay")
        for group in MUSIC:
            _entries(layout, group)
            layout.separator()
        layout.operator_menu_enum("sequence_maker.song_markers", "kind")
        for group in REST:
            _entries(layout, group)
            layout.separator()


def _menu_bar(self, context):
    self.layout.menu(SEQUENCER_MT_sequence_maker.__name__)


def _strip_menu(self, context):
    self.layout.separator()
    _entries(self.layout, ("modify_segment", "delete_segment", "clear_timeline", "protect"))


def _add_menu(self, context):
    self.layout.separator()
    self.layout.operator_context = "INVOKE_DEFAULT"
    self.layout.operator("sequence_maker.create_segment", icon="COLOR")


def _context_menu(self, context):
    self.layout.separator()
    self.layout.operator_context = "INVOKE_DEFAULT"
    _entries(self.layout, ("ask",))


CLASSES = (
    SEQUENCER_MT_sequence_maker,
    SEQUENCER_MT_sequence_maker_chats,
    SEQUENCER_MT_sequence_maker_music,
)

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
