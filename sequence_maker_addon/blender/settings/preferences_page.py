"""Draws the preferences page: endpoint, model, key, prices, limits, safety, privacy."""

from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as tr
from bpy.types import AddonPreferences

from ...chat.offer.windows import window_of
from ...chat.prices import is_local
from ..host import no_limit
from ..permits import caps, media_folders
from . import connection, keys, small_model_install
from .connection_row import draw_result
from .profiles import SequenceMakerProfile, endpoint_of
from .usual_profiles import instead_of_offline

LIMITS = ("requests", "tool_calls", "segments")
RESULT_WIDTH = 420
"""Room for the result of a test, in pixels at a scale of 1: the window is at least this wide."""


def draw_preferences(prefs: AddonPreferences, layout: Any) -> None:
    """Lay out the page; compute nothing, change nothing."""
    layout.use_property_split = True
    layout.use_property_decorate = False
    profile = None
    if 0 <= prefs.active_index < len(prefs.profiles):
        profile = prefs.profiles[prefs.active_index]
    tabs = layout.row()
    tabs.use_property_split = False
    tabs.prop(prefs, "section", expand=True)
    if prefs.section == "ENDPOINT":
        _draw_endpoint(prefs, profile, layout)
    elif prefs.section == "LIMITS":
        _draw_limits(prefs, layout.box())
    elif prefs.section == "SAFETY":
        _draw_safety(prefs, layout.box())
    else:
        _draw_privacy(profile, layout.box())
        box = layout.box()
        box.label(text="Media Folders")
        media_folders.draw(box, prefs.media_folders)


def _draw_endpoint(
    prefs: AddonPreferences, profile: SequenceMakerProfile | None, layout: Any
) -> None:
    _draw_profiles(prefs, layout)
    if profile is None:
        return
    _draw_online(profile, layout)
    _draw_profile(profile, layout.box())
    if profile.offline:
        small_model_install.draw(layout.box(), bpy.context)
    else:
        _draw_request(profile, layout.box())
        _draw_prices(profile, layout.box())


def _draw_profiles(prefs: AddonPreferences, layout: Any) -> None:
    layout.label(text="Endpoints")
    row = layout.row()
    row.template_list(
        "UI_UL_list", "sequence_maker_profiles", prefs, "profiles", prefs, "active_index", rows=4
    )
    column = row.column(align=True)
    column.operator("sequence_maker.profile_add", text="", icon="ADD")
    column.operator("sequence_maker.profile_remove", text="", icon="REMOVE")
    layout.prop(prefs, "plain_first")
    name = instead_of_offline()
    if name:
        told = tr("The endpoint Offline is gone; {name} answers instead")
        layout.label(text=told.format(name=name), icon="INFO", translate=False)


def _draw_online(profile: SequenceMakerProfile, layout: Any) -> None:
    """Say why a host out of this computer cannot be reached, with the button that mends it."""
    if bpy.app.online_access or profile.offline or endpoint_of(profile).is_loopback:
        return
    row = layout.box().split(factor=0.6)
    told = row.row()
    told.alert = True
    if bpy.app.online_access_override:
        told.label(text="Blender was started in offline mode", icon="INTERNET_OFFLINE")
        return
    told.label(text="Allow Online Access is off", icon="INTERNET_OFFLINE")
    row.operator("sequence_maker.allow_online_access")


def _draw_profile(profile: SequenceMakerProfile, box: Any) -> None:
    box.prop(profile, "name")
    if not profile.offline:
        box.prop(profile, "base_url")
        if profile.base_url.lower().startswith("http:") and not is_local(profile.base_url):
            box.prop(profile, "plain_http")
        _draw_key(profile, box)
        row = box.row(align=True)
        row.prop(profile, "model")
        row.operator("sequence_maker.fetch_models", text="", icon="FILE_REFRESH")
        row.operator("sequence_maker.choose_model", text="", icon="VIEWZOOM")
    side = _value_side(box)
    side.operator("sequence_maker.test_connection", icon="WORLD")
    draw_result(side, profile, RESULT_WIDTH)


def _draw_key(profile: SequenceMakerProfile, box: Any) -> None:
    row = box.row(align=True)
    row.prop(profile, "key")
    row.operator("sequence_maker.enter_key", text="", icon="KEYINGSET")
    side = _value_side(box)
    source, place = profile.key_source(), keys.origin(profile.base_url)
    if profile.key_problem():
        side.label(text=profile.key_problem(), icon="ERROR")
    elif source:
        told = tr("Key from {source}, sent only to {place}")
        told = told.format(source=tr(source), place=place)
        side.label(text=told, icon="CHECKMARK", translate=False)
    elif endpoint_of(profile).needs_key:
        side.label(text="No key yet", icon="INFO")
    if source and place.startswith("http:") and not endpoint_of(profile).is_loopback:
        side.label(text="The key travels unencrypted: the address is http", icon="ERROR")
    box.prop(profile, "remember_key")
    box.prop(profile, "env_name")


def _draw_request(profile: SequenceMakerProfile, box: Any) -> None:
    box.label(text="Requests")
    row = box.row(heading="Temperature")
    row.prop(profile, "use_temperature", text="")
    value = row.row()
    value.active = profile.use_temperature
    value.prop(profile, "temperature", text="")
    no_limit.draw(box, profile, "max_tokens", text="as the server likes")
    no_limit.draw(box, profile, "context_window", text="learned from the server")
    window = window_of(endpoint_of(profile))
    if window.origin != "entered":
        told = tr("{tokens:,} tokens ({origin})").format(
            tokens=window.tokens, origin=tr(window.origin)
        )
        _value_side(box).label(text=told, icon="INFO", translate=False)
    no_limit.draw(box, profile, "read_timeout", text="300 s nearby, 60 s elsewhere")
    box.prop(profile, "api_version")
    box.prop(profile, "headers")


def _draw_prices(profile: SequenceMakerProfile, box: Any) -> None:
    box.label(text="Prices in US Dollars per Million Tokens")
    side, listed = _value_side(box), connection.list_price(profile)
    if is_local(profile.base_url):
        side.label(text="A server of your own costs nothing", icon="CHECKMARK")
    elif listed is not None:
        told = tr("List price (genai-prices): {sent:g} sent, {received:g} received")
        told = told.format(sent=listed.input_mtok, received=listed.output_mtok)
        side.label(text=told, icon="CHECKMARK", translate=False)
    else:
        side.label(text="Test the connection to look up the list price", icon="INFO")
    column = box.column(align=True)
    column.active = listed is None and not is_local(profile.base_url)
    no_limit.draw(column, profile, "input_price", text="not known")
    no_limit.draw(column, profile, "output_price", text="not known")
    no_limit.draw(column, profile, "cached_price", text="as input")


def _draw_limits(prefs: AddonPreferences, box: Any) -> None:
    box.label(text="Limits for One Prompt")
    column = box.column(align=True)
    for name in LIMITS:
        column.prop(prefs, f"max_{name}")
    no_limit.draw(box, prefs, "max_seconds", text="600 s nearby, 120 s elsewhere")
    no_limit.draw(box, prefs, "max_cost_usd", text="no limit")
    box.prop(prefs, "history_budget")
    box.label(text="Spending")
    caps.draw(box.column(), prefs.caps)
    box.prop(prefs.along, "summaries")


def _draw_safety(prefs: AddonPreferences, box: Any) -> None:
    box.label(text="Safety")
    box.prop(prefs, "confirm")
    row = box.row()
    row.active = prefs.confirm == "DESTRUCTIVE"
    row.prop(prefs, "confirm_threshold")
    no_limit.draw(box, prefs, "eye_safety_limit", text="never asks: dangerous")
    no_limit.draw(box, prefs, "max_questions", text="never")
    no_limit.draw(box, prefs, "answer_minutes", text="as long as you take")
    box.prop(prefs, "log_level")
    _value_side(box).operator("sequence_maker.keys_forget", icon="TRASH")


def _draw_privacy(profile: SequenceMakerProfile | None, box: Any) -> None:
    box.label(text="Privacy")
    column = box.column(align=True)
    column.scale_y = 0.8
    if profile is None or profile.offline:
        column.label(text="Plain commands are read on this computer: nothing is sent anywhere.")
        return
    host = endpoint_of(profile).host or "…"
    told = tr("Only {host} gets anything, and only when you send a prompt or test it:")
    column.label(text=told.format(host=host), translate=False)
    column.label(
        text="what you type, the conversation, and the timelines' names, times and colors."
    )
    column.label(text="Sounds, pictures and the file itself are not sent. There is no telemetry.")
    column.label(text="The headers x-stainless-… name your system, processor and Python version.")


def _value_side(box: Any) -> Any:
    """Return a column under the values of properties that are split into name and value."""
    split = box.split(factor=0.4)
    split.label(text="")
    return split.column()
