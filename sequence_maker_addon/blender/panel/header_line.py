"""A word in the Sequencer's header where its sidebar does not show the chat: works, waits, done."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.types import Operator

from ..chat import chats, fates
from ..chat.chats import Chat
from ..draw import icons
from ..host import pump, sidebar
from ..host.memory import PerScene
from ..host.scene import scene_to_edit
from ..wording.turn_states import STATE_LABELS, state_of
from .turn_rows import STATE_ICONS

TAB = "Sequence Maker"

_seen = PerScene[list[float]](lambda scene: [0.0])
"""When the newest turn began that the panel has shown at its end."""


def saw(chat: Chat) -> None:
    """Note that the panel shows the newest turn; a note of ours, nothing of Blender's."""
    turns = chat.conversation.turns
    if turns and turns[-1].status != "running" and chat.scene is not None:
        _seen.of(chat.scene)[0] = turns[-1].began


def draw(header: Any, context: Any) -> None:
    """Draw the word into the Sequencer's header, as a button that shows the chat."""
    scene = scene_to_edit(context)
    if scene is None or context.space_data.view_type == "PREVIEW" or _is_in_sight(context):
        return
    chat = chats.chat_of(scene)
    turns = chat.conversation.turns
    if not turns:
        return
    turn = turns[-1]
    if chat.running is not None:
        _seen.of(scene)  # from now on its end is news
    seen = _seen.known(scene)
    if chat.running is None and (seen is None or turn.began <= seen[0]):
        return
    waits = chat.running is not None and chat.running.waiting is not None
    state = state_of(turn, fates.fate(scene, turn), waits)
    row = header.layout.row()
    row.alert = state in ("waits", "failed")
    told = iface_("Assistant: {state}").format(state=iface_(STATE_LABELS[state]))
    if state == "running":
        icon = icons.ring(None)
        row.operator("sequence_maker.open_chat", text=told, icon_value=icon, translate=False)
        return
    row.operator("sequence_maker.open_chat", text=told, icon=STATE_ICONS[state], translate=False)


def _is_in_sight(context: Any) -> bool:
    """Tell whether any sidebar of this window shows the chat."""
    areas = context.screen.areas if context.screen is not None else ()
    return any(
        sidebar.shows_tab(area, TAB)
        for area in areas
        if area.type == "SEQUENCE_EDITOR" and _has_timeline(area)
    )


class SEQUENCE_MAKER_OT_open_chat(Operator):
    """Show the chat with the assistant in the Sequencer's sidebar"""

    bl_idname = "sequence_maker.open_chat"
    bl_label = "Open the Chat"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether a Sequencer is in sight."""
        if _area(context) is None:
            cls.poll_message_set("Open a Video Sequencer first")
            return False
        return True

    def execute(self, context):
        """Open the sidebar, and its tab where Blender lets it be chosen."""
        area = _area(context)
        if not sidebar.show_tab(area, TAB):
            self.report({"INFO"}, "Choose the tab “Sequence Maker” in the sidebar")
        pump.redraw(("UI", "HEADER"))
        return {"FINISHED"}


def _area(context: Any) -> Any:
    """Return the Sequencer that the mouse is over, else the first one of the window."""
    here = context.area
    if here is not None and here.type == "SEQUENCE_EDITOR" and _has_timeline(here):
        return here
    screen = context.window.screen if context.window is not None else None
    areas = screen.areas if screen is not None else ()
    found = [area for area in areas if area.type == "SEQUENCE_EDITOR"]
    return next((area for area in found if _has_timeline(area)), None)


def _has_timeline(area: Any) -> bool:
    return bool(area.spaces.active.view_type != "PREVIEW")


def register() -> None:
    """Put the word into the header."""
    bpy.types.SEQUENCER_HT_header.append(draw)


def unregister() -> None:
    """Take it out again."""
    bpy.types.SEQUENCER_HT_header.remove(draw)


CLASSES = (SEQUENCE_MAKER_OT_open_chat,)
