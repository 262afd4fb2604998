"""The operators of the chat: send, cancel, new chat."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.props import StringProperty
from bpy.types import Operator

from ...chat.conversation import Turn
from ...chat.wire.endpoint import Endpoint, EndpointError
from ...plain.reading import PlainCall
from ...sequence.errors import ToolError
from ..host import pump
from ..host.operator_base import SequenceOperator
from ..host.recognized import told
from ..host.scene import scene_to_edit
from . import chats, queued, sent, turn_step, window_state


class SEQUENCE_MAKER_OT_send(Operator):
    """Send a prompt to the model and let it edit the timeline"""

    bl_idname = "sequence_maker.send"
    bl_label = "Send to Assistant"
    bl_options = {"REGISTER"}

    prompt: StringProperty(name="Prompt", description="What the assistant should do")

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sequence and no turn runs in it."""
        scene = scene_to_edit(context)
        if scene is None:
            cls.poll_message_set("Create or choose a sequence first")
            return False
        if chats.chat_of(scene).running is not None:
            cls.poll_message_set("The assistant is still busy")
            return False
        return True

    def invoke(self, context, event):
        """Ask for the prompt when none was given."""
        if self.prompt.strip():
            return self.execute(context)
        return context.window_manager.invoke_props_dialog(self, width=480)

    def execute(self, context):
        """Start the turn; without a window wait for its end."""
        return send(self, context, self.prompt)


def send(
    operator: Operator,
    context: Any,
    text: str,
    over: Turn | None = None,
    by: Endpoint | None = None,
    meant: tuple[PlainCall, ...] = (),
) -> set[str]:
    """Start a turn for an operator, which reports what is wrong; return the operator's result.

    Args:
        operator: It reports.
        context: Where it was called.
        text: The prompt.
        over: The turn in whose place it is.
        by: Who answers; None for the chosen endpoint.
        meant: Calls that the prompt stands for; then nobody is asked.
    """
    prompt = text.strip()
    if not prompt:
        operator.report({"ERROR"}, "Type a prompt first")
        return {"CANCELLED"}
    chat = chats.chat_of(scene_to_edit(context))
    try:
        turn = sent.begin(chat, prompt, over, by, meant)
    except (EndpointError, ToolError, ValueError, chats.Busy) as error:
        # A popup would take the next keys for shortcuts; the panel says it, with its way out.
        operator.report({"ERROR"} if bpy.app.background else {"WARNING"}, told(str(error)))
        pump.redraw()
        return {"CANCELLED"}
    if not bpy.app.background:
        turn_step.start()
        pump.redraw()
        return {"FINISHED"}
    turn_step.wait(chat)
    if turn.record.error is not None:
        operator.report({"ERROR"}, turn.record.error["message"])
        return {"CANCELLED"}
    return {"FINISHED"}


class SEQUENCE_MAKER_OT_cancel(Operator):
    """Stop the assistant; what it has done so far stays and can be undone"""

    bl_idname = "sequence_maker.cancel"
    bl_label = "Stop Assistant"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether a turn runs."""
        scene = scene_to_edit(context)
        if scene is None or chats.chat_of(scene).running is None:
            cls.poll_message_set("The assistant is not busy")
            return False
        return True

    def execute(self, context):
        """End the turn."""
        chats.chat_of(scene_to_edit(context)).cancel()
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_new_chat(SequenceOperator):
    """Begin another chat in this scene; the one that is open stays on the list of chats"""

    bl_idname = "sequence_maker.new_chat"
    bl_label = "New Chat"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Open a chat that is empty; what waits was typed for the one before."""
        scene = scene_to_edit(context)
        queued.hold(scene)
        chats.chat_of(scene).clear()
        window_state.open_newest(0)
        pump.redraw()
        return {"FINISHED"}


CLASSES = (SEQUENCE_MAKER_OT_send, SEQUENCE_MAKER_OT_cancel, SEQUENCE_MAKER_OT_new_chat)
