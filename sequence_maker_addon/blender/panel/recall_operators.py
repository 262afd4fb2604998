"""Operators that bring words into the field: earlier prompts, a draft, a text's."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.props import EnumProperty, IntProperty
from bpy.types import Operator

from ..chat import keystrokes, window_state
from ..host import pump
from ..host.memory import PerAddon

_items = PerAddon[list[tuple[str, str, str]]](list)
"""Blender keeps no reference to the texts of a dynamic enum; without this one they are garbage."""


class SEQUENCE_MAKER_OT_recall_prompt(Operator):
    """Put an earlier prompt into the field"""

    bl_idname = "sequence_maker.recall_prompt"
    bl_label = "Recall Prompt"
    bl_options = {"REGISTER", "INTERNAL"}

    index: IntProperty(name="Index", description="Which one, 0 is the newest", min=0)

    def execute(self, context):
        """Fill the field."""
        prompts = window_state.recent()
        if self.index >= len(prompts):
            self.report({"ERROR"}, "There is no such prompt")
            return {"CANCELLED"}
        window_state.put(prompts[self.index])
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_edit_prompt(Operator):
    """Write the prompt in a Text Editor, where it can have many lines"""

    bl_idname = "sequence_maker.edit_prompt"
    bl_label = "Edit Prompt as Text"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Put the prompt into a text and show it in a window of its own."""
        text = window_state.prompt_text() or bpy.data.texts.new(window_state.PROMPT_TEXT)
        text.from_string(window_state.state().prompt)
        window_state.show_text(text)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_take_prompt(Operator):
    """Take the prompt from the text that was edited, and remove the text"""

    bl_idname = "sequence_maker.take_prompt"
    bl_label = "Take Prompt from Text"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is such a text."""
        if window_state.prompt_text() is None:
            cls.poll_message_set("There is no prompt in the Text Editor")
            return False
        return True

    def execute(self, context):
        """Fill the field."""
        text = window_state.prompt_text()
        window_state.put(text.as_string().rstrip("\n"))
        bpy.data.texts.remove(text)
        return {"FINISHED"}


def _recent(_self: Any, _context: Any) -> list[tuple[str, str, str]]:
    """Return the earlier prompts as enum items."""
    items = _items.get()
    lines = [" ".join(prompt[:400].split()) for prompt in window_state.recent()]
    items[:] = [(str(at), line, "") for at, line in enumerate(lines)]
    return items


class SEQUENCE_MAKER_OT_search_prompts(Operator):
    """Search among the earlier prompts and put one into the field"""

    bl_idname = "sequence_maker.search_prompts"
    bl_label = "Prompt History…"
    bl_options = {"REGISTER"}
    bl_property = "earlier"

    earlier: EnumProperty(name="Prompt", description="An earlier prompt", items=_recent)

    @classmethod
    def poll(cls, context):
        """Tell whether there are any."""
        if not window_state.recent():
            cls.poll_message_set("No earlier prompt")
            return False
        return True

    def invoke(self, context, event):
        """Search among them."""
        context.window_manager.invoke_search_popup(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Fill the field."""
        prompts, at = window_state.recent(), int(self.earlier or 0)
        if at >= len(prompts):
            self.report({"ERROR"}, "There is no such prompt")
            return {"CANCELLED"}
        window_state.put(prompts[at])
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_recall_step(Operator):
    """Put the prompt before the one in the field there, or the one after it"""

    bl_idname = "sequence_maker.recall_step"
    bl_label = "Step Through Earlier Prompts"
    bl_options = {"REGISTER", "INTERNAL"}

    by: IntProperty(name="By", description="1 is older, -1 newer", default=1, min=-1, max=1)

    def execute(self, context):
        """Fill the field; beyond the newest stands what was being typed."""
        prompts = window_state.recent()
        at = keystrokes.step(self.by, len(prompts))
        text = keystrokes.before_steps() if at < 0 else prompts[at]
        window_state.state().prompt = text
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_recall_draft(Operator):
    """Put back what was typed and not sent, as after Escape"""

    bl_idname = "sequence_maker.recall_draft"
    bl_label = "Recall Draft"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is one."""
        if not keystrokes.recallable(window_state.state().prompt):
            cls.poll_message_set("Nothing was typed that is not there")
            return False
        return True

    def execute(self, context):
        """Fill the field."""
        window_state.put(keystrokes.recallable(window_state.state().prompt))
        pump.redraw()
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_recall_prompt,
    SEQUENCE_MAKER_OT_search_prompts,
    SEQUENCE_MAKER_OT_recall_step,
    SEQUENCE_MAKER_OT_recall_draft,
    SEQUENCE_MAKER_OT_edit_prompt,
    SEQUENCE_MAKER_OT_take_prompt,
)
