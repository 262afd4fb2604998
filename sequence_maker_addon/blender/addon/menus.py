"""The Sequence Maker menu in the Sequencer's menu bar, through which F3 finds every operator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import bpy
from bpy.types import Menu

from ..host.memory import PerAddon, Why
from ..host.scene import scene_to_edit
from . import menu_words

SHORTCUT: dict[str, Any] = {"type": "A", "value": "PRESS", "ctrl": True, "alt": True, "shift": True}
"""Ask the assistant; no key map of Blender 4.2 to 5.2 uses it in the Sequencer."""
TAP = {**SHORTCUT, "type": "T"}
"""Tap the tempo: the letter again and again while the others are held."""
NEXT, LAST = ({**SHORTCUT, "type": f"{way}_ARROW", "repeat": True} for way in ("RIGHT", "LEFT"))
"""Go from beat to beat by the arrows."""


def _entries(layout: Any, names: Iterable[str]) -> None:
    for name in names:
        text = {"text": menu_words.WORDS[name]} if name in menu_words.WORDS else {}
        layout.operator(f"sequence_maker.{name}", icon=menu_words.ICONS.get(name, "NONE"), **text)


def _groups(layout: Any, groups: Iterable[Iterable[str]]) -> None:
    """List entries with a line between the groups."""
    for number, group in enumerate(groups):
        if number:
            layout.separator()
        _entries(layout, group)


class SEQUENCER_MT_sequence_maker(Menu):
    """Chat with the assistant, and its functions"""

    bl_label = "Sequence Maker"

    def draw(self, context):
        """List what is wanted most, then a menu for each subject."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        if scene_to_edit(context) is None:
            layout.operator("sequence_maker.new_sequence", icon="ADD")
        _groups(layout, menu_words.TOP)
        layout.separator()
        for name, icon in menu_words.SUBMENUS.items():
            layout.menu(f"SEQUENCER_MT_sequence_maker_{name}", icon=icon)
        layout.separator()
        _groups(layout, menu_words.LAST)


class Submenu(Menu):
    """What the menus of one subject share."""

    groups: tuple[tuple[str, ...], ...] = ()

    def draw(self, context):
        """List the operators."""
        self.layout.operator_context = "INVOKE_DEFAULT"
        _groups(self.layout, self.groups)


class SEQUENCER_MT_sequence_maker_turns(Submenu):
    """Turns of the chat, and the prompt"""

    bl_label = "Chat and Prompt"
    groups = menu_words.CHAT


class SEQUENCER_MT_sequence_maker_segments(Submenu):
    """Make and change color segments"""

    bl_label = "Color Segments"
    groups = (menu_words.ON_SEGMENTS, ("protect", "unprotect", "unlock_all"))


class SEQUENCER_MT_sequence_maker_strips(Submenu):
    """Edit strips of every kind"""

    bl_label = "Strips"
    groups = tuple(group for group in menu_words.STRIPS if group)


class SEQUENCER_MT_sequence_maker_patterns(Submenu):
    """Functions on the music and on earlier turns"""

    bl_label = "Patterns"
    groups = (menu_words.ON_MUSIC,)


class SEQUENCER_MT_sequence_maker_playback(Submenu):
    """Play the sequence"""

    bl_label = "Playback"
    groups = (menu_words.PLAYBACK, menu_words.BY_EAR)


class SEQUENCER_MT_sequence_maker_server(Submenu):
    """Which model answers, and its key"""

    bl_label = "Model and Key"
    groups = menu_words.MODEL

    def draw(self, context):
        """List the endpoints as well."""
        self.layout.menu("SEQUENCER_MT_sequence_maker_model", icon="PRESET")
        super().draw(context)


class SEQUENCER_MT_sequence_maker_lamps(Submenu):
    """Show what was made: as a page, as lamps, in its exact colors"""

    bl_label = "Show and Lamps"
    groups = menu_words.SHOW


class SEQUENCER_MT_sequence_maker_chats(Menu):
    """The chats of the scene"""

    bl_label = "Chats"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        _groups(layout, menu_words.CHATS)


class SEQUENCER_MT_sequence_maker_sections(Submenu):
    """Sections of the song as you call them, and its words"""

    bl_label = "Sections and Words"
    groups = menu_words.SECTIONS


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
        _groups(layout, menu_words.MUSIC)
        layout.separator()
        layout.menu("SEQUENCER_MT_sequence_maker_sections", icon="SEQ_STRIP_DUPLICATE")
        layout.operator_menu_enum("sequence_maker.song_markers", "kind")
        _groups(layout, menu_words.REST)


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
    SEQUENCER_MT_sequence_maker_turns,
    SEQUENCER_MT_sequence_maker_segments,
    SEQUENCER_MT_sequence_maker_strips,
    SEQUENCER_MT_sequence_maker_patterns,
    SEQUENCER_MT_sequence_maker_playback,
    SEQUENCER_MT_sequence_maker_server,
    SEQUENCER_MT_sequence_maker_lamps,
    SEQUENCER_MT_sequence_maker_chats,
    SEQUENCER_MT_sequence_maker_sections,
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
        for name, shortcut in (
            ("ask", SHORTCUT),
            ("song_tap", TAP),
            ("beat_next", NEXT),
            ("beat_last", LAST),
        )
    ]


def _remove_shortcuts(made: list[tuple[Any, Any]], _why: Why) -> None:
    for keymap, item in made:
        keymap.keymap_items.remove(item)


_shortcuts = PerAddon(_add_shortcuts, end=_remove_shortcuts)
