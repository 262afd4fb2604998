"""Operators that send what is typed: at once, in a dialog, as an answer, later."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.props import BoolProperty, IntProperty
from bpy.types import Operator

from ...chat.planning.planned_turn import PlannedTurn
from ...toolkit.jobs import Confirm
from ..again import being_edited
from ..chat import (
    chats,
    estimates,
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


class SEQUENCE_MAKER_OT_send_prompt(Operator):
    """Send the prompt to the assistant and let it edit the timeline"""

    bl_idname = "sequence_maker.send_prompt"
    bl_label = "Send Prompt"
    bl_options = {"REGISTER", "INTERNAL"}

    instead: BoolProperty(
        name="In Its Place",
        description="Discard the plan that waits; else this corrects it where it is of a turn",
    )

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
        found = estimates.to_ask(chat, window_state.state().prompt)
        if found is None:
            return self.execute(context)
        title, told = iface_("Send a Large Request?"), estimate_line(found)
        return context.window_manager.invoke_confirm(
            self, event, title=title, message=told, confirm_text=iface_("Send")
        )

    def execute(self, context):
        """Send it and empty the field; while a turn runs it waits, or corrects the plan."""
        return _send_typed(self, context, self.instead)


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


def _send_typed(operator: Operator, context: Any, instead: bool = False) -> set[str]:
    """Send what is in the field, and empty it once the turn has begun, or the prompt waits."""
    scene, prompt = scene_to_edit(context), window_state.state().prompt.strip()
    chat = chats.chat_of(scene)
    if isinstance(chat.running, PlannedTurn) and chat.running.plan is not None and not instead:
        chat.running.correct(prompt)
        turn_step.start()
        window_state.sent()
        pump.redraw(("UI", "HEADER", "WINDOW"))
        return {"FINISHED"}
    if chat.running is not None and chat.running.waiting is not None:
        chat.running.answer(False if isinstance(chat.running.waiting, Confirm) else None)
        chat.cancel("Discarded for another prompt", "discarded")
    if chat.running is None:
        result = send_operators.send(operator, context, prompt, over=being_edited.edited(chat))
    else:
        result = {"FINISHED"} if queued.add(scene, prompt) else {"CANCELLED"}
        if result == {"CANCELLED"}:
            operator.report({"WARNING"}, f"{queued.MOST} prompts wait already")
    if result == {"FINISHED"}:
        window_state.sent()
        being_edited.leave(scene)
    pump.redraw()
    return result


CLASSES = (
    SEQUENCE_MAKER_OT_send_prompt,
    SEQUENCE_MAKER_OT_ask,
    SEQUENCE_MAKER_OT_unqueue,
    SEQUENCE_MAKER_OT_send_queued,
)
