"""Operators around the prompt: send, ask in a dialog, recall, edit as text, answer a question."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import IntProperty, StringProperty
from bpy.types import Operator

from ...toolkit.jobs import Ask, Confirm
from ..chat import chats, estimates, misses, prompts, send_operators, turn_step, window_state
from ..host.scene import scene_to_edit
from ..wording.numbers import estimate_line
from . import panel

LONGEST_ANSWER = 4000
"""Characters of an answer to a question."""


class SEQUENCE_MAKER_OT_send_prompt(Operator):
    """Send the prompt to the assistant and let it edit the timeline"""

    bl_idname = "sequence_maker.send_prompt"
    bl_label = "Send Prompt"
    bl_options = {"REGISTER", "INTERNAL"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is something to send, and where to."""
        text = window_state.state().prompt.strip()
        if not text:
            cls.poll_message_set("Type a prompt first")
            return False
        if len(text) > prompts.LONGEST:
            cls.poll_message_set(f"The prompt is longer than {prompts.LONGEST:,} characters")
            return False
        return bool(send_operators.SEQUENCE_MAKER_OT_send.poll(context))

    def invoke(self, context, event):
        """Say first what a large request takes."""
        chat = chats.chat_of(scene_to_edit(context))
        found = estimates.large(chat, window_state.state().prompt)
        if found is None:
            return self.execute(context)
        title, told = iface_("Send a Large Request?"), estimate_line(found)
        return context.window_manager.invoke_confirm(
            self, event, title=title, message=told, confirm_text=iface_("Send")
        )

    def execute(self, context):
        """Send it and empty the field."""
        return _send_typed(self, context)


class SEQUENCE_MAKER_OT_ask(Operator):
    """Type a prompt in a dialog; Enter sends it to the assistant"""

    bl_idname = "sequence_maker.ask"
    bl_label = "Ask Assistant…"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether the assistant is free."""
        return bool(send_operators.SEQUENCE_MAKER_OT_send.poll(context))

    def invoke(self, context, event):
        """Open the dialog."""
        return context.window_manager.invoke_props_dialog(
            self, width=480, title="Ask the Assistant", confirm_text="Send"
        )

    def draw(self, context):
        """Show a field of one line with the cursor in it; the tall field cannot take the cursor."""
        layout = self.layout
        layout.activate_init = True
        placeholder = iface_(panel.PLACEHOLDER)
        layout.prop(window_state.state(), "prompt", text="", placeholder=placeholder)

    def execute(self, context):
        """Send what was typed."""
        if not window_state.state().prompt.strip():
            self.report({"WARNING"}, "Type a prompt first")
            return {"CANCELLED"}
        return _send_typed(self, context)


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
        window_state.state().prompt = prompts[self.index]
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
        window_state.state().prompt = text.as_string().rstrip("\n")
        bpy.data.texts.remove(text)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_answer(Operator):
    """Answer the assistant's question"""

    bl_idname = "sequence_maker.answer"
    bl_label = "Answer Assistant"
    bl_options = {"REGISTER", "INTERNAL"}

    option: StringProperty(name="Answer", description="One of the offered answers")

    @classmethod
    def poll(cls, context):
        """Tell whether a question waits."""
        if _question(context) is None:
            cls.poll_message_set("No question is pending")
            return False
        return True

    def execute(self, context):
        """Give the answer; the first option of a plan is a yes."""
        turn = chats.chat_of(scene_to_edit(context)).running
        if turn is None or turn.waiting is None:
            return {"CANCELLED"}
        waiting, options = turn.waiting, turn.waiting.options
        if isinstance(waiting, Confirm):
            known = self.option in options
        else:
            known = not self.option or waiting.takes(self.option)
        if not known:
            self.report({"ERROR"}, f"Answer with one of: {', '.join(options)}")
            return {"CANCELLED"}
        is_plan = isinstance(waiting, Confirm)
        if isinstance(waiting, Confirm) and waiting.proposal and self.option != options[0]:
            names = ", ".join(call.name for call in turn.record.calls)
            misses.note(turn.record.prompt, "discarded", names)
        turn.answer(self.option == options[0] if is_plan else self.option or None)
        turn_step.start()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_answer_typed(Operator):
    """Answer the assistant's question with what stands in the field"""

    bl_idname = "sequence_maker.answer_typed"
    bl_label = "Answer As Typed"
    bl_options = {"REGISTER", "INTERNAL"}

    @classmethod
    def poll(cls, context):
        """Tell whether a question waits that takes any answer, and one is typed."""
        waiting = _question(context)
        if not isinstance(waiting, Ask) or not waiting.free:
            cls.poll_message_set("No question is pending")
            return False
        if not window_state.state().prompt.strip():
            cls.poll_message_set("Type an answer first")
            return False
        return True

    def execute(self, context):
        """Give the answer and empty the field."""
        state, chat = window_state.state(), chats.chat_of(scene_to_edit(context))
        assert chat.running is not None
        chat.running.answer(state.prompt.strip()[:LONGEST_ANSWER])
        state.prompt = ""
        turn_step.start()
        return {"FINISHED"}


def _question(context: Any) -> Confirm | Ask | None:
    """Return what waits for the person, if anything."""
    scene = scene_to_edit(context)
    turn = chats.chat_of(scene).running if scene is not None else None
    return turn.waiting if turn is not None else None


def _send_typed(operator: Operator, context: Any) -> set[str]:
    """Send what is in the field, and empty it once the turn has begun."""
    state = window_state.state()
    result = send_operators.send(operator, context, state.prompt)
    if result == {"FINISHED"}:
        state.prompt = ""
    return result


CLASSES = (
    SEQUENCE_MAKER_OT_send_prompt,
    SEQUENCE_MAKER_OT_ask,
    SEQUENCE_MAKER_OT_recall_prompt,
    SEQUENCE_MAKER_OT_edit_prompt,
    SEQUENCE_MAKER_OT_take_prompt,
    SEQUENCE_MAKER_OT_answer,
    SEQUENCE_MAKER_OT_answer_typed,
)
