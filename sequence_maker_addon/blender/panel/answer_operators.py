"""Operators that answer what the assistant asks: by a button, or by what is typed."""

from __future__ import annotations

from typing import Any

from bpy.props import IntProperty, StringProperty
from bpy.types import Operator

from ...chat.planning.planned_turn import PlannedTurn
from ...toolkit.jobs import Ask, Confirm
from ..chat import chats, misses, turn_step, window_state
from ..host import pump
from ..host.scene import scene_to_edit

LONGEST_ANSWER = 4000
"""Characters of an answer to a question."""


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

    def invoke(self, context, event):
        """Take a click, but not the second of a double click: its question was not yet seen."""
        turn = chats.chat_of(scene_to_edit(context)).running
        double = context.preferences.inputs.mouse_double_click_time / 1000
        if turn is not None and turn.clock.asked_for < double:
            return {"CANCELLED"}
        return self.execute(context)

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


class PlanOperator(Operator):
    """Works on the plan that waits."""

    @classmethod
    def poll(cls, context):
        """Tell whether a plan waits."""
        if _plan(context) is None:
            cls.poll_message_set("No plan waits")
            return False
        return True

    def execute(self, context):
        """Do it, and let the turn go on."""
        turn = _plan(context)
        if turn is None:
            return {"CANCELLED"}
        self.change(turn)
        turn_step.start()
        pump.redraw(("UI", "HEADER", "WINDOW"))
        return {"FINISHED"}

    def change(self, turn: PlannedTurn) -> None:
        """Do it."""
        raise NotImplementedError


class SEQUENCE_MAKER_OT_switch_plan(PlanOperator):
    """Leave this out of the plan, or take it in again; what depends on it follows"""

    bl_idname = "sequence_maker.switch_plan"
    bl_label = "Leave Out of the Plan"
    bl_options = {"REGISTER", "INTERNAL"}

    call: IntProperty(name="Call", description="Which call of the plan, from 0", min=0)
    channel: IntProperty(name="Channel", description="A channel, 0 for a call", min=0)

    def change(self, turn):
        """Switch a call or a channel."""
        if self.channel:
            turn.switch_channel(self.channel)
        else:
            turn.switch(self.call)


class SEQUENCE_MAKER_OT_turn_plan(PlanOperator):
    """Show the plan as it was before a correction, or after it"""

    bl_idname = "sequence_maker.turn_plan"
    bl_label = "Show Another Plan"
    bl_options = {"REGISTER", "INTERNAL"}

    by: IntProperty(name="By", description="How many plans on, or back", default=-1)

    def change(self, turn):
        """Turn to it."""
        turn.turn_to(self.by)


def _plan(context: Any) -> PlannedTurn | None:
    """Return the turn whose plan waits."""
    scene = scene_to_edit(context)
    turn = chats.chat_of(scene).running if scene is not None else None
    return turn if isinstance(turn, PlannedTurn) and turn.plan is not None else None


def _question(context: Any) -> Confirm | Ask | None:
    """Return what waits for the person, if anything."""
    scene = scene_to_edit(context)
    turn = chats.chat_of(scene).running if scene is not None else None
    return turn.waiting if turn is not None else None


CLASSES = (
    SEQUENCE_MAKER_OT_answer,
    SEQUENCE_MAKER_OT_answer_typed,
    SEQUENCE_MAKER_OT_switch_plan,
    SEQUENCE_MAKER_OT_turn_plan,
)
