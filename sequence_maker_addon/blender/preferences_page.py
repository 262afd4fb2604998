"""Draws the preferences page: endpoint, key, limits, safety, privacy."""

from typing import TYPE_CHECKING, Any

import bpy

from . import keys
from .profiles import SequenceMakerProfile, endpoint_of

if TYPE_CHECKING:
    from .preferences import SequenceMakerPreferences

ALLOW_ONLINE = "EXTENSIONS_OT_userpref_allow_online"
PRIVACY = (
    "What you type, the conversation, and the names, times and colors of the timelines",
    "are sent to the active endpoint's host, and nowhere else. Sounds are not sent.",
    "The client names your system, processor, Python and itself in the request's headers.",
)
LIMITS = ("requests", "tool_calls", "segments", "seconds", "cost_usd")


def draw_preferences(prefs: "SequenceMakerPreferences", layout: Any) -> None:
    """Lay out the page; compute nothing, change nothing."""
    layout.use_property_split = True
    layout.use_property_decorate = False
    _draw_profiles(prefs, layout)
    if 0 <= prefs.active_index < len(prefs.profiles):
        profile = prefs.profiles[prefs.active_index]
        _draw_profile(profile, layout.box())
        if not profile.offline:
            _draw_online(profile, layout)
    _draw_limits(prefs, layout.box())
    _draw_safety(prefs, layout.box())
    _draw_privacy(layout.box())


def _draw_profiles(prefs: "SequenceMakerPreferences", layout: Any) -> None:
    layout.label(text="Endpoints")
    row = layout.row()
    row.template_list(
        "UI_UL_list", "sequence_maker_profiles", prefs, "profiles", prefs, "active_index", rows=4
    )
    column = row.column(align=True)
    column.operator("sequence_maker.profile_add", text="", icon="ADD")
    column.operator("sequence_maker.profile_remove", text="", icon="REMOVE")


def _draw_profile(profile: SequenceMakerProfile, box: Any) -> None:
    box.prop(profile, "name")
    box.prop(profile, "offline")
    if profile.offline:
        return
    box.prop(profile, "base_url")
    box.prop(profile, "model")
    _draw_key(profile, box)
    row = box.row(heading="Temperature")
    row.prop(profile, "use_temperature", text="")
    value = row.row()
    value.active = profile.use_temperature
    value.prop(profile, "temperature", text="")
    box.prop(profile, "max_tokens")
    box.prop(profile, "read_timeout")
    column = box.column(align=True)
    column.prop(profile, "input_price")
    column.prop(profile, "output_price")
    column.prop(profile, "cached_price")


def _draw_key(profile: SequenceMakerProfile, box: Any) -> None:
    box.prop(profile, "key")
    source, place = profile.key_source(), keys.origin(profile.base_url)
    if profile.key_problem():
        box.label(text=profile.key_problem(), icon="ERROR")
    elif source:
        box.label(text=f"Key from {source}, sent only to {place}", icon="CHECKMARK")
    elif endpoint_of(profile).needs_key:
        box.label(text="No key yet", icon="INFO")
    if source and place.startswith("http:") and not endpoint_of(profile).is_loopback:
        box.label(text="The key travels unencrypted: the address is http", icon="ERROR")
    box.prop(profile, "remember_key")
    box.prop(profile, "env_name")


def _draw_online(profile: SequenceMakerProfile, layout: Any) -> None:
    """Say why a host out of this computer cannot be reached, with the button that mends it."""
    if bpy.app.online_access or endpoint_of(profile).is_loopback:
        return
    row = layout.row()
    row.alert = True
    if bpy.app.online_access_override:
        row.label(text="Blender was started in offline mode", icon="INTERNET_OFFLINE")
        return
    row.label(text="Allow Online Access is off", icon="INTERNET_OFFLINE")
    if hasattr(bpy.types, ALLOW_ONLINE):
        row.operator("extensions.userpref_allow_online", text="Allow Online Access")
    else:
        row.label(text="It is in Preferences, System, Network")


def _draw_limits(prefs: "SequenceMakerPreferences", box: Any) -> None:
    box.label(text="Limits for One Prompt")
    column = box.column(align=True)
    for name in LIMITS:
        column.prop(prefs, f"max_{name}")
    box.prop(prefs, "history_budget")


def _draw_safety(prefs: "SequenceMakerPreferences", box: Any) -> None:
    box.label(text="Safety")
    box.prop(prefs, "confirm")
    row = box.row()
    row.active = prefs.confirm == "DESTRUCTIVE"
    row.prop(prefs, "confirm_threshold")
    box.prop(prefs, "log_level")
    box.operator("sequence_maker.keys_forget", icon="TRASH")


def _draw_privacy(box: Any) -> None:
    box.label(text="Privacy")
    column = box.column(align=True)
    column.scale_y = 0.8
    for line in PRIVACY:
        column.label(text=line)
