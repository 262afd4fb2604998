"""The menu of endpoints and models, and its row in the panel with the light."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.types import Menu

from ...chat.wire.endpoint import RULES
from ..draw import icons, wrap
from ..settings import connection, local_models
from ..settings.preferences import active_profile, preferences
from . import ways_out
from .light import COLORS, light

MOST_MODELS, NARROW = 24, 9.0
"""Models in the menu, as the search has all; units below which the words come first."""


def draw_row(layout: Any, context: Any, turns: Any) -> None:
    """Draw which model answers, with the light, and the way out where its server failed."""
    found, profile = light(turns), active_profile(preferences(context))
    parts = [model_name(profile), iface_(found.words), profile.name]
    if found.words and wrap.content_width(context) < NARROW * wrap.unit():
        parts = [iface_(found.words), model_name(profile)]
    text = " · ".join({part.lower(): part for part in parts if part}.values())
    row = layout.row(align=True)
    row.menu(
        SEQUENCER_MT_sequence_maker_model.__name__,
        text=wrap.fit(text, wrap.content_width(context, 2.2)),
        icon_value=icons.swatch(COLORS[found.shade]),
        translate=False,
    )
    newest = turns[-1].error if turns else None
    if found.shade == "failed" and (newest is None or newest["code"] != found.code):
        ways_out.draw(layout, context, [w for w in ways_out.of_code(found.code) if not w.has_turn])


def model_name(profile: Any) -> str:
    """Return what answers at an endpoint, for a person."""
    if profile.offline:
        return iface_("Plain commands") if profile.model == RULES else iface_("Small model")
    return str(profile.model.strip()) or iface_("no model")


class SEQUENCER_MT_sequence_maker_model(Menu):
    """Choose the endpoint and the model that answer the chat"""

    bl_label = "Model (LLM) and Endpoint"

    def draw(self, context):
        """List the endpoints, then the models of the active one, then what else can be done."""
        layout, prefs = self.layout, preferences(context)
        layout.operator_context = "INVOKE_DEFAULT"
        active = active_profile(prefs)
        for index, profile in enumerate(prefs.profiles):
            icon = "RADIOBUT_ON" if profile == active else "RADIOBUT_OFF"
            name = model_name(profile)
            text = (
                profile.name if name.lower() == profile.name.lower() else f"{profile.name}: {name}"
            )
            button = layout.operator(
                "sequence_maker.choose_endpoint", text=text, icon=icon, translate=False
            )
            button.index = index
        if not active.offline:
            layout.separator()
            _draw_models(layout, active)
        for program, models in local_models.found():
            layout.separator()
            layout.label(text=program, icon="CHECKMARK", translate=False)
            for model in models:
                use = layout.operator("sequence_maker.use_local_model", text=model, translate=False)
                use.program, use.model = program, model
        layout.separator()
        layout.operator("sequence_maker.look_for_models", icon="VIEWZOOM")
        button = layout.operator(
            "sequence_maker.open_preferences", text="Endpoint Settings…", icon="PREFERENCES"
        )
        button.section = "ENDPOINT"


def _draw_models(layout: Any, profile: Any) -> None:
    models = connection.models(profile)
    for model in models[:MOST_MODELS]:
        icon = "CHECKMARK" if model == profile.model else "BLANK1"
        button = layout.operator("sequence_maker.use_model", text=model, icon=icon, translate=False)
        button.model = model
    if len(models) > MOST_MODELS:
        layout.operator("sequence_maker.choose_model", icon="VIEWZOOM")
    layout.operator("sequence_maker.fetch_models", icon="FILE_REFRESH")
    layout.operator("sequence_maker.enter_key", icon="KEYINGSET")
    layout.operator("sequence_maker.test_connection", icon="WORLD")


CLASSES = (SEQUENCER_MT_sequence_maker_model,)
