"""The operators round the connection: test it, models, online access, forget the keys."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.props import EnumProperty
from bpy.types import Operator

from ...chat.wire.endpoint import EndpointError
from ..host.memory import PerAddon
from . import connection, keys, own_headers, turn_settings
from .preferences import active_profile, preferences

_items = PerAddon[list[tuple[str, str, str]]](list)
"""Blender keeps no reference to the texts of a dynamic enum; without this one they are garbage."""


class Asking(Operator):
    """What the operators that ask the server share."""

    names_only = False

    @classmethod
    def poll(cls, context):
        """Tell whether no test runs."""
        if connection.is_testing():
            cls.poll_message_set("A test of the connection is running")
            return False
        return True

    def execute(self, context):
        """Ask in a thread; without a window wait and report."""
        endpoint, outcome = turn_settings.active_endpoint(), None
        try:
            turn_settings.require_online(endpoint)
            outcome = connection.begin(endpoint, self.names_only, wait=bpy.app.background)
        except EndpointError as error:
            outcome = connection.refuse(endpoint, error)
        connection.redraw()
        if outcome is None:
            return {"FINISHED"}  # the result is shown where it was asked for
        if not bpy.app.background:
            return {"FINISHED"}
        self.report({"INFO"} if outcome.ok else {"ERROR"}, outcome.message)
        return {"FINISHED"} if outcome.ok else {"CANCELLED"}


class SEQUENCE_MAKER_OT_test_connection(Asking):
    """Ask the active endpoint whether address, key and model work; sends one word at most"""

    bl_idname = "sequence_maker.test_connection"
    bl_label = "Test Connection"
    bl_options = {"REGISTER"}


class SEQUENCE_MAKER_OT_fetch_models(Asking):
    """Ask the active endpoint which models it offers"""

    bl_idname = "sequence_maker.fetch_models"
    bl_label = "Fetch Models"
    bl_options = {"REGISTER"}

    names_only = True


def _models(_self: Any, _context: Any) -> list[tuple[str, str, str]]:
    """Return the fetched models as enum items."""
    names = connection.models(active_profile(preferences()))
    items = _items.get()
    items[:] = [(name, name, "") for name in names]
    return items


class SEQUENCE_MAKER_OT_choose_model(Operator):
    """Choose one of the models that the active endpoint offers"""

    bl_idname = "sequence_maker.choose_model"
    bl_label = "Choose Model"
    bl_options = {"REGISTER"}
    bl_property = "model"

    model: EnumProperty(name="Model", description="A model of the active endpoint", items=_models)

    @classmethod
    def poll(cls, context):
        """Tell whether the models were fetched."""
        if not connection.models(active_profile(preferences(context))):
            cls.poll_message_set("Fetch the models first")
            return False
        return True

    def invoke(self, context, event):
        """Search among the names."""
        context.window_manager.invoke_search_popup(self)
        return {"RUNNING_MODAL"}

    def execute(self, context):
        """Set the model of the active profile."""
        active_profile(preferences(context)).model = self.model
        connection.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_use_address(Operator):
    """Use the address that answered, in place of the one that was tested"""

    bl_idname = "sequence_maker.use_address"
    bl_label = "Use the Address That Answers"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether the last test found one."""
        found = connection.result(active_profile(preferences(context)))
        if found is None or not found.url:
            cls.poll_message_set("The last test found no other address")
            return False
        return True

    def execute(self, context):
        """Set the address of the active profile; its key stays, for the host is the same."""
        profile = active_profile(preferences(context))
        found = connection.result(profile)
        assert found is not None
        consent = profile.plain_http
        profile.base_url, profile.plain_http = found.url, consent
        connection.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_allow_online_access(Operator):
    """Turn on Blender's Online Access, so that the assistant can be asked"""

    bl_idname = "sequence_maker.allow_online_access"
    bl_label = "Allow Online Access"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether it is off and may be turned on."""
        if bpy.app.online_access:
            cls.poll_message_set("Online access is on already")
            return False
        if bpy.app.online_access_override:
            cls.poll_message_set("Blender was started in offline mode; start it without")
            return False
        return True

    def execute(self, context):
        """Turn it on in the preferences."""
        context.preferences.system.use_online_access = True
        context.preferences.is_dirty = True
        connection.redraw()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_profile_add(Operator):
    """Add an endpoint profile"""

    bl_idname = "sequence_maker.profile_add"
    bl_label = "Add Endpoint"
    bl_options = {"INTERNAL"}

    def execute(self, context):
        prefs = preferences(context)
        taken = {profile.name for profile in prefs.profiles}
        number = 1
        while f"Endpoint {number}" in taken:
            number += 1
        prefs.profiles.add().name = f"Endpoint {number}"
        prefs.active_index = len(prefs.profiles) - 1
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_profile_remove(Operator):
    """Remove the active endpoint profile, and its key unless another profile uses it"""

    bl_idname = "sequence_maker.profile_remove"
    bl_label = "Remove Endpoint"
    bl_options = {"INTERNAL"}

    @classmethod
    def poll(cls, context):
        if len(preferences(context).profiles) < 2:
            cls.poll_message_set("The last endpoint stays")
            return False
        return True

    def execute(self, context):
        prefs = preferences(context)
        base_url = active_profile(prefs).base_url
        prefs.profiles.remove(prefs.active_index)
        if keys.origin(base_url) not in {keys.origin(other.base_url) for other in prefs.profiles}:
            keys.forget(base_url)
            if keys.origin(base_url):
                own_headers.remember_headers(base_url, "")
        prefs.active_index = min(prefs.active_index, len(prefs.profiles) - 1)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_keys_forget(Operator):
    """Forget every API key that was entered, in memory and in the file"""

    bl_idname = "sequence_maker.keys_forget"
    bl_label = "Forget All Keys"
    bl_options = {"INTERNAL"}

    def invoke(self, context, event):
        """Ask first."""
        return context.window_manager.invoke_confirm(self, event)

    def execute(self, context):
        """Forget them."""
        keys.forget_all()
        for profile in preferences(context).profiles:
            keys.note_change(profile.base_url)
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_profile_add,
    SEQUENCE_MAKER_OT_profile_remove,
    SEQUENCE_MAKER_OT_keys_forget,
    SEQUENCE_MAKER_OT_test_connection,
    SEQUENCE_MAKER_OT_fetch_models,
    SEQUENCE_MAKER_OT_choose_model,
    SEQUENCE_MAKER_OT_use_address,
    SEQUENCE_MAKER_OT_allow_online_access,
)
