"""Operators that send what is typed: at once, in a dialog, as an answer, later."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.props import IntProperty, StringProperty
from bpy.types import Operator

from ...toolkit.jobs import Ask, Confirm
from ..chat import (
    chats,
    estimates,
    misses,
    prompts,
    queued,
    send_operators,
    turn_step,
    window_state,
)
from ..host import pump
from ..host.scene import scene_to_edit
from ..wording.numbers import estimate_line
from .prompt_area import PLACEHOLDER

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
        return _has_scene(cls, context)

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
        """Send it and empty the field; while a turn runs it waits, or takes the plan's place."""
        return _send_typed(self, context)


class SEQUENCE_MAKER_OT_ask(Operator):
    """Type a prompt in a dialog; Enter sends it to the assistant"""

    bl_idname = "sequence_maker.ask"
    bl_label = "Ask Assistant…"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sequence."""
        return _has_scene(cls, context)

    def invoke(self, context, event):
        """Open the dialog."""
        return context.window_manager.invoke_props_dialog(
            self, width=480, title="Ask the Assistant", confirm_text="Send"
        )

    def draw(self, context):
        """Show a field of one line with the cursor in it; the tall field cannot take the cursor."""
        layout = self.layout
        layout.activate_init = True
        placeholder = iface_(PLACEHOLDER)
        layout.prop(window_state.state(), "prompt", text="", placeholder=placeholder)

    def execute(self, context):
        """Send what was typed."""
        if not window_state.state().prompt.strip():
            self.report({"WARNING"}, "Type a prompt first")
            return {"CANCELLED"}
        return _send_typed(self, context)


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
        chat = chats.chat_of(scene_to_edit(context))
        assert chat.running is not None
        chat.running.answer(window_state.state().prompt.strip()[:LONGEST_ANSWER])
        window_state.sent()
        turn_step.start()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_unqueue(Operator):
    """Do not send this prompt; it comes back into the field, or among the earlier prompts"""

    bl_idname = "sequence_maker.unqueue"
    bl_label = "Do Not Send"
    bl_options = {"REGISTER", "INTERNAL"}

    index: IntProperty(name="Index", description="Which of those that wait, from 0", min=0)

    def execute(self, context):
        """Take it out."""
        scene = scene_to_edit(context)
        prompt = queued.take(scene, self.index) if scene is not None else ""
        if not prompt:
            self.report({"ERROR"}, "No such prompt waits")
            return {"CANCELLED"}
        if window_state.state().prompt.strip():
            window_state.remember(prompt)
        else:
            window_state.put(prompt)
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_send_queued(Operator):
    """Send the prompts that wait, one after the other"""

    bl_idname = "sequence_maker.send_queued"
    bl_label = "Send What Waits"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether any waits and no turn runs."""
        scene = scene_to_edit(context)
        if scene is None or not queued.of(scene).prompts:
            cls.poll_message_set("No prompt waits")
            return False
        return bool(send_operators.SEQUENCE_MAKER_OT_send.poll(context))

    def execute(self, context):
        """Send the first one; the others follow when it has ended."""
        prompt = queued.take(scene_to_edit(context), 0)
        result = send_operators.send(self, context, prompt)
        queue = queued.of(scene_to_edit(context))
        queue.held = result != {"FINISHED"}
        if queue.held:
            queue.prompts.insert(0, prompt)
        return result


def _has_scene(cls: Any, context: Any) -> bool:
    if scene_to_edit(context) is None:
        cls.poll_message_set("Create or choose a sequence first")
        return False
    return True


def _question(context: Any) -> Confirm | Ask | None:
    """Return what waits for the person, if anything."""
    scene = scene_to_edit(context)
    turn = chats.chat_of(scene).running if scene is not None else None
    return turn.waiting if turn is not None else None


def _send_typed(operator: Operator, context: Any) -> set[str]:
    """Send what is in the field, and empty it once the turn has begun, or the prompt waits."""
    scene, prompt = scene_to_edit(context), window_state.state().prompt.strip()
    chat = chats.chat_of(scene)
    if chat.running is not None and chat.running.waiting is not None:
        chat.running.answer(False if isinstance(chat.running.waiting, Confirm) else None)
        chat.cancel("Discarded for another prompt", "discarded")
    if chat.running is None:
        result = send_operators.send(operator, context, prompt)
    else:
        result = {"FINISHED"} if queued.add(scene, prompt) else {"CANCELLED"}
        if result == {"CANCELLED"}:
            operator.report({"WARNING"}, f"{queued.MOST} prompts wait already")
    if result == {"FINISHED"}:
        window_state.sent()
    pump.redraw()
    return result


CLASSES = (
    SEQUENCE_MAKER_OT_send_prompt,
    SEQUENCE_MAKER_OT_ask,
    SEQUENCE_MAKER_OT_answer,
    SEQUENCE_MAKER_OT_answer_typed,
    SEQUENCE_MAKER_OT_unqueue,
    SEQUENCE_MAKER_OT_send_queued,
)
