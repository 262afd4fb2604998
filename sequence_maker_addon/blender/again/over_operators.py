"""Operators that do a turn over: again, by another model, with another prompt, or go on with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty
from bpy.types import Operator

from ...chat.conversation import Turn
from ..chat import send_operators, window_state
from ..host import pump
from ..host.languages import tr
from ..host.memory import PerAddon
from ..host.scene import scene_to_edit
from ..model.model_menu import MOST_MODELS, model_name
from ..settings import connection, turn_settings
from ..settings.preferences import active_profile, preferences
from ..settings.profiles import endpoint_of
from . import being_edited
from .turn_operators import TurnOperator

_items = PerAddon[list[tuple[str, str, str]]](list)
"""Blender keeps no reference to the texts of a dynamic enum; without this one they are garbage."""


class OverOperator(TurnOperator):
    """What they share: the assistant must be free."""

    @classmethod
    def poll(cls, context):
        """Tell whether the assistant is free."""
        return bool(send_operators.SEQUENCE_MAKER_OT_send.poll(context)) and super().poll(context)

    def own(self, context: Any) -> Turn | None:
        """Return the turn, or None after reporting that its prompt is somebody else's."""
        turn = self.turn(context)
        if turn is not None and not turn.is_own:
            self.report({"ERROR"}, rpt_("This turn is not yours: type its prompt if you mean it"))
            return None
        return turn


class SEQUENCE_MAKER_OT_retry(OverOperator):
    """Take back what a turn did, and send its prompt again"""

    bl_idname = "sequence_maker.retry"
    bl_label = "Try Again"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Begin a new turn with the same prompt in its place."""
        if (turn := self.own(context)) is None:
            return {"CANCELLED"}
        return send_operators.send(self, context, turn.prompt, over=turn)


def _others(_self: Any, context: Any) -> list[tuple[str, str, str]]:
    """Return who else could answer: the other endpoints, and other models of the active one."""
    prefs, items = preferences(context), _items.get()
    active = active_profile(prefs)
    items.clear()
    for index, profile in enumerate(prefs.profiles):
        if profile != active:
            items.append((f"{index} ", f"{profile.name}: {model_name(profile)}", ""))
            continue
        models = () if profile.offline else connection.models(profile)[:MOST_MODELS]
        items += [(f"{index} {model}", model, "") for model in models if model != profile.model]
    return items


class SEQUENCE_MAKER_OT_retry_with(OverOperator):
    """Take back what a turn did, and let another model have its prompt; compare their figures"""

    bl_idname = "sequence_maker.retry_with"
    bl_label = "Try Another Model"
    bl_options = {"REGISTER"}
    bl_property = "other"

    other: EnumProperty(name="Model", description="Who answers this time", items=_others)

    def invoke(self, context, event):
        """Search among them."""
        context.window_manager.invoke_search_popup(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Begin a new turn with the same prompt in its place; the chosen model stays chosen."""
        if (turn := self.own(context)) is None:
            return {"CANCELLED"}
        number, _, model = self.other.partition(" ")
        profiles = preferences(context).profiles
        if not number.isdecimal() or int(number) >= len(profiles):
            self.report({"ERROR"}, rpt_("There is no other model: add one in the preferences"))
            return {"CANCELLED"}
        endpoint = endpoint_of(profiles[int(number)])
        endpoint = replace(endpoint, model=model) if model else endpoint
        return send_operators.send(self, context, turn.prompt, over=turn, by=endpoint)


class SEQUENCE_MAKER_OT_edit_again(OverOperator):
    """Put the prompt of a turn into the field; once sent it takes the turn's place"""

    bl_idname = "sequence_maker.edit_again"
    bl_label = "Edit and Send Again"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Fill the field, and remember the turn."""
        if (turn := self.turn(context)) is None:
            return {"CANCELLED"}
        window_state.put(turn.prompt)
        being_edited.edit(scene_to_edit(context), turn)
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_leave_turn(Operator):
    """Send the prompt as a turn of its own; nothing is taken back for it"""

    bl_idname = "sequence_maker.leave_turn"
    bl_label = "Keep the Turn"
    bl_options = {"REGISTER", "INTERNAL"}

    def execute(self, context):
        """Forget the turn."""
        if (scene := scene_to_edit(context)) is not None:
            being_edited.leave(scene)
        pump.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_go_on(OverOperator):
    """Ask the model to go on where a turn has ended before its end"""

    bl_idname = "sequence_maker.go_on"
    bl_label = "Continue"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether the assistant is free, and is a model."""
        if turn_settings.active_endpoint().by_rules:
            cls.poll_message_set("Plain commands have nothing to go on with")
            return False
        return super().poll(context)

    def execute(self, context):
        """Send a short prompt that says so."""
        return send_operators.send(self, context, tr("Go on with what is left to do."))


CLASSES = (
    SEQUENCE_MAKER_OT_retry,
    SEQUENCE_MAKER_OT_retry_with,
    SEQUENCE_MAKER_OT_edit_again,
    SEQUENCE_MAKER_OT_leave_turn,
    SEQUENCE_MAKER_OT_go_on,
)
