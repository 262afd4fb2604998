"""Operators on turns and calls in the panel: copy, open as text, show strips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import bpy
from bpy.props import IntProperty
from bpy.types import Operator

from ...chat.conversation import Call, Turn
from ..chat import chats
from ..chat.window_state import show_text
from ..host import compat
from ..host.scene import scene_to_edit
from ..timeline import segment_ids
from ..wording.turn_text import as_json, as_text, said


class TurnOperator(Operator):
    """What the operators on a turn share."""

    index: IntProperty(name="Turn", description="Which turn, -1 is the newest", default=-1)

    def chat(self, context: Any) -> chats.Chat:
        """Return the chat of the turn."""
        return chats.chat_of(scene_to_edit(context))

    @classmethod
    def poll(cls, context):
        """Tell whether there are turns."""
        scene = scene_to_edit(context)
        if scene is None or not chats.chat_of(scene).conversation.turns:
            cls.poll_message_set("There is no turn yet")
            return False
        return True

    def turn(self, context: Any) -> Turn | None:
        """Return the turn, or None after reporting that there is none."""
        turns = self.chat(context).conversation.turns
        if not -len(turns) <= self.index < len(turns):
            self.report({"ERROR"}, f"There is no turn {self.index}")
            return None
        return turns[self.index]


class CallOperator(TurnOperator):
    """What the operators on a call share."""

    entry: IntProperty(
        name="Entry", description="Which entry of the turn, -1 is its last call", default=-1, min=-1
    )

    calls: IntProperty(
        name="Calls", description="How many calls from that entry on", default=1, min=1
    )

    def chosen(self, context: Any) -> list[Call]:
        """Return the calls, none after reporting that there is none."""
        turn = self.turn(context)
        entries = turn.entries if turn is not None else []
        at = self.entry if self.entry >= 0 else _last_call(entries)
        rest = [e for e in entries[at:] if isinstance(e, Call)] if 0 <= at < len(entries) else []
        if not rest or not isinstance(entries[at], Call):
            self.report({"ERROR"}, "There is no such function call")
            return []
        return rest[: self.calls]


def _last_call(entries: Sequence[object]) -> int:
    """Return the place of the last function call in a turn, or -1."""
    return max((at for at, entry in enumerate(entries) if isinstance(entry, Call)), default=-1)


class SEQUENCE_MAKER_OT_copy_turn(TurnOperator):
    """Copy what was asked and answered; Open as Text has the function calls as well"""

    bl_idname = "sequence_maker.copy_turn"
    bl_label = "Copy Turn"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Put the turn on the clipboard."""
        if (turn := self.turn(context)) is None:
            return {"CANCELLED"}
        context.window_manager.clipboard = said(turn)
        self.report({"INFO"}, "Copied")
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_open_turn(TurnOperator):
    """Show a turn as a text, whole and selectable"""

    bl_idname = "sequence_maker.open_turn"
    bl_label = "Open Turn as Text"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Make the text and show it."""
        if (turn := self.turn(context)) is None:
            return {"CANCELLED"}
        text = bpy.data.texts.new("Sequence Maker Turn")
        text.from_string(as_text(turn))
        show_text(text)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_show_strips(CallOperator):
    """Select the strips that a function call made or changed, and frame them"""

    bl_idname = "sequence_maker.show_strips"
    bl_label = "Show Strips"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Select and frame."""
        calls = self.chosen(context)
        if not calls:
            return {"CANCELLED"}
        scene = scene_to_edit(context)
        wanted, found = {number for call in calls for number in call.touched}, []
        for strip in compat.strips(scene.sequence_editor):
            strip.select = strip.get(segment_ids.KEY) in wanted
            if strip.select:
                found.append(strip)
        if not found:
            self.report({"WARNING"}, "These strips are gone")
            return {"CANCELLED"}
        scene.sequence_editor.active_strip = found[0]
        if context.area is not None and context.area.type == "SEQUENCE_EDITOR":
            region = next(r for r in context.area.regions if r.type == "WINDOW")
            with context.temp_override(region=region):
                bpy.ops.sequencer.view_selected()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_copy_call(CallOperator):
    """Copy a function call, its arguments and its result, as JSON"""

    bl_idname = "sequence_maker.copy_call"
    bl_label = "Copy Function Call"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Put the call on the clipboard."""
        calls = self.chosen(context)
        if not calls:
            return {"CANCELLED"}
        context.window_manager.clipboard = "\n".join(map(as_json, calls))
        self.report({"INFO"}, "Copied")
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_copy_turn,
    SEQUENCE_MAKER_OT_open_turn,
    SEQUENCE_MAKER_OT_show_strips,
    SEQUENCE_MAKER_OT_copy_call,
)
