"""What is missing before the chat can work, each with the button that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty
from bpy.types import Operator

from ...chat.wire.endpoint import Endpoint
from ..draw import wrap
from ..host import compat
from ..host.scene import scene_to_edit
from ..settings import local_models, preferences, small_model_install
from ..settings.usual_profiles import instead_of_offline
from ..timeline import color_management

NEEDS_MODEL = "The assistant needs a model: a service with a key, or a program on this computer."
RULES_WORK = "Plain commands work without a model: type one, or take one of those below."
FOR_MORE = (
    "For everything else use Ollama, LM Studio or llama.cpp on this computer, or enter a key."
)
NONE_FOUND = "None of Ollama, LM Studio and llama.cpp answers on this computer."
BUTTON_MARGIN = 0.6
"""Units that a button takes beside its words."""
PRIVACY = "Sent to the model: your prompt, segments, what was heard. Sound stays here."


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to mend: what it is, and the operator behind its button."""

    text: str
    button: str
    operator: str
    blocking: bool = False

    @property
    def icon(self) -> str:
        """A warning for what keeps the chat from working, a hint for the rest."""
        return "ERROR" if self.blocking else "INFO"


def missing(scene: Any, endpoint: Endpoint) -> list[Missing]:
    """Return what is missing, the blocking ones first."""
    found = []
    remote = not endpoint.offline and not endpoint.is_loopback
    if remote and endpoint.needs_key and not endpoint.key:
        found.append(Missing("No API key", "Enter Key…", "sequence_maker.enter_key", blocking=True))
    if remote and not bpy.app.online_access:
        button = "Allow Online Access"
        found.append(
            Missing("Online access is off", button, "sequence_maker.allow_online_access", True)
        )
    if instead_of_offline():
        found.append(
            Missing("Offline is gone", "Choose Endpoint…", "sequence_maker.open_preferences")
        )
    if color_management.notices(scene):
        button = "Set View Transform to Standard"
        found.append(Missing("Colors look dull", button, "sequence_maker.use_standard_view"))
    editor = scene.sequence_editor
    if editor is None or not any(s.type == "SOUND" for s in compat.strips(editor)):
        found.append(Missing("No song yet", "Add Sound…", "sequencer.sound_strip_add"))
    return found


def draw(layout: Any, context: Any, found: list[Missing], welcome: bool) -> None:
    """Draw a box with a row for each missing thing."""
    box = layout.box()
    width = wrap.content_width(context, 0.8)
    if welcome:
        box.label(text="Before You Start")
        if any(thing.blocking for thing in found):
            dim = box.column()
            dim.active = False
            wrap.draw(dim, rpt_(NEEDS_MODEL), width)
    for thing in found:
        _draw_missing(box, thing, width)
    if welcome:
        dim = box.column()
        dim.active = False
        wrap.draw(dim, rpt_(PRIVACY), width)


def _draw_missing(box: Any, thing: Missing, width: float) -> None:
    """Draw what is missing and its button, which is below where it would be cut."""
    needed = wrap.measure(iface_(thing.button)) + BUTTON_MARGIN * wrap.unit()
    row = box.split(factor=0.5) if needed <= 0.5 * width else box.column(align=True)
    row.label(text=thing.text, icon=thing.icon)
    if thing.operator.startswith("sequencer."):
        row.operator_context = "INVOKE_DEFAULT"
    row.operator(thing.operator, text=thing.button)


def draw_rules(layout: Any, context: Any) -> None:
    """Say that plain commands work as it is, and offer the ways to a model."""
    box = layout.box()
    width = wrap.content_width(context, 0.8)
    wrap.draw(box, rpt_(RULES_WORK), width)
    dim = box.column()
    dim.active = False
    wrap.draw(dim, rpt_(FOR_MORE), width)
    for program, models in local_models.found():
        column = box.column(align=True)
        column.label(text=program, icon="CHECKMARK", translate=False)
        for model in models:
            text = wrap.fit(model, width)
            use = column.operator("sequence_maker.use_local_model", text=text, translate=False)
            use.program, use.model = program, model
    if local_models.was_asked() and not local_models.is_looking() and not local_models.found():
        wrap.draw(box, rpt_(NONE_FOUND), width)
    column = box.column(align=True)
    busy = local_models.is_looking()
    text = iface_("Looking…") if busy else iface_("Look for a Local Model")
    column.operator("sequence_maker.look_for_models", text=text, icon="VIEWZOOM", translate=False)
    button = column.operator(
        "sequence_maker.open_preferences", text="Enter a Key…", icon="PREFERENCES"
    )
    button.section = "ENDPOINT"
    small_model_install.draw(box, context)


def draw_no_sequence(layout: Any, context: Any) -> None:
    """Draw what to do where the Sequencer shows no scene (5.0 and later)."""
    box = layout.box()
    text = "The Sequencer shows no sequence yet."
    wrap.draw(box, rpt_(text), wrap.content_width(context, 0.8))
    box.operator("sequence_maker.new_sequence", icon="ADD")


class SEQUENCE_MAKER_OT_use_standard_view(Operator):
    """Show the colors of strips as they are written: view transform Standard and nothing else"""

    bl_idname = "sequence_maker.use_standard_view"
    bl_label = "Set View Transform to Standard"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sequence."""
        return scene_to_edit(context) is not None

    def execute(self, context):
        """Set it, and exposure, gamma, look, curves, white balance and display device."""
        color_management.make_exact(scene_to_edit(context))
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_new_sequence(Operator):
    """Let the Sequencer edit the scene of this window"""

    bl_idname = "sequence_maker.new_sequence"
    bl_label = "Start a Sequence"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Choose the scene and give it a sequence."""
        scene = context.scene
        compat.set_sequencer_scene(context, scene)
        if scene.sequence_editor is None:
            scene.sequence_editor_create()
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_open_preferences(Operator):
    """Open the preferences of Sequence Maker: endpoints, keys, limits"""

    bl_idname = "sequence_maker.open_preferences"
    bl_label = "Sequence Maker Preferences"
    bl_options = {"REGISTER"}

    section: EnumProperty(
        name="Section",
        description="Which part of them is shown",
        items=preferences.SECTIONS,
        default="ENDPOINT",
        options={"SKIP_SAVE"},
    )

    def execute(self, context):
        """Show the add-on's page at that part."""
        from ... import __package__ as ADDON_ID

        preferences.preferences(context).section = self.section

        if bpy.app.background:
            self.report({"ERROR"}, iface_("There is no window to show the preferences in"))
            return {"CANCELLED"}
        bpy.ops.preferences.addon_show(module=ADDON_ID)
        return {"FINISHED"}


CLASSES = (
    SEQUENCE_MAKER_OT_use_standard_view,
    SEQUENCE_MAKER_OT_new_sequence,
    SEQUENCE_MAKER_OT_open_preferences,
)
