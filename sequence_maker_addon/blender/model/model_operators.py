"""Chooses endpoint and model, and takes a key and a window in dialogs of their own."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import IntProperty, StringProperty
from bpy.types import Operator

from ..draw import wrap
from ..settings import connection, keys
from ..settings.connection_row import draw_result
from ..settings.preferences import active_profile, preferences

WIDTH = 420
"""Of the dialogs, in pixels at a scale of 1."""


class SEQUENCE_MAKER_OT_choose_endpoint(Operator):
    """Let this endpoint answer the chat"""

    bl_idname = "sequence_maker.choose_endpoint"
    bl_label = "Use This Endpoint"
    bl_options = {"REGISTER", "INTERNAL"}

    index: IntProperty(name="Index", description="Which endpoint, from 0", min=0)

    def execute(self, context):
        """Make it the active one."""
        prefs = preferences(context)
        if self.index >= len(prefs.profiles):
            self.report({"ERROR"}, "There is no such endpoint")
            return {"CANCELLED"}
        prefs.active_index = self.index
        _changed(context)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_use_model(Operator):
    """Let this model of the endpoint answer the chat"""

    bl_idname = "sequence_maker.use_model"
    bl_label = "Use This Model"
    bl_options = {"REGISTER", "INTERNAL"}

    model: StringProperty(name="Model", description="The model's name at its server")

    def execute(self, context):
        """Set the model of the active endpoint."""
        if not self.model.strip():
            self.report({"ERROR"}, "Name a model")
            return {"CANCELLED"}
        active_profile(preferences(context)).model = self.model
        _changed(context)
        return {"FINISHED"}


class EndpointDialog(Operator):
    """What the dialogs on the active endpoint share."""

    @classmethod
    def poll(cls, context):
        """Tell whether the active endpoint is a server."""
        if active_profile(preferences(context)).offline:
            cls.poll_message_set("This endpoint is no server: choose another one first")
            return False
        return True

    def invoke(self, context, event):
        """Open the dialog."""
        return context.window_manager.invoke_props_dialog(self, width=WIDTH)

    def execute(self, context):
        """Have everything drawn again; the fields are the endpoint's own."""
        _changed(context)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_enter_key(EndpointDialog):
    """Enter the API key of the chosen endpoint"""

    bl_idname = "sequence_maker.enter_key"
    bl_label = "Enter API Key…"
    bl_options = {"REGISTER"}

    def draw(self, context):
        """Show the field with the cursor in it, where the key goes, and a test."""
        layout, profile = self.layout, active_profile(preferences(context))
        place = keys.origin(profile.base_url)
        told = iface_("Key for {name}, sent only to {place}")
        layout.label(
            text=told.format(name=profile.name, place=place or "…"), icon="INFO", translate=False
        )
        column = layout.column()
        column.use_property_split = True
        column.activate_init = True
        column.prop(profile, "key")
        if profile.key_problem():
            wrap.draw(column, rpt_(profile.key_problem()), WIDTH * wrap.unit() / 20.0 - 20)
        layout.prop(profile, "remember_key")
        row = layout.row()
        row.operator("sequence_maker.test_connection", icon="WORLD")
        draw_result(layout, profile, WIDTH - 60)


class SEQUENCE_MAKER_OT_set_window(EndpointDialog):
    """Say how many tokens the model of the chosen endpoint can read at once"""

    bl_idname = "sequence_maker.set_window"
    bl_label = "Context Window…"
    bl_options = {"REGISTER"}

    def draw(self, context):
        """Show the field; a server of one's own must be told as well."""
        layout, profile = self.layout, active_profile(preferences(context))
        column = layout.column()
        column.use_property_split = True
        column.prop(profile, "context_window", text="Context Window (Tokens)")
        text = rpt_(
            "A program on this computer has a setting of its own for this: raise it there as well, "
            "as with num_ctx of Ollama."
        )
        wrap.draw(layout, text, WIDTH * wrap.unit() / 20.0 - 20)


def _changed(context: Any) -> None:
    """Let Blender save the preferences when it saves them, and draw everything again."""
    context.preferences.is_dirty = True
    connection.redraw()


CLASSES = (
    SEQUENCE_MAKER_OT_choose_endpoint,
    SEQUENCE_MAKER_OT_use_model,
    SEQUENCE_MAKER_OT_enter_key,
    SEQUENCE_MAKER_OT_set_window,
)
