"""An operator for every tool, generated from its parameters; F3 and scripts find them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import bpy
from bpy.props import (
    BoolProperty,
    EnumProperty,
    FloatProperty,
    FloatVectorProperty,
    IntProperty,
    StringProperty,
)

from ...sequence.color import hex_of
from ...sequence.errors import ToolError
from ...toolkit.registry import Parameter, Tool, parse
from ...tools import TOOLS
from ..host.operator_base import SequenceOperator
from ..host.scene import scene_to_edit
from ..settings import turn_settings
from ..song import listening
from ..timeline import segment_ids
from ..wording.labels import NAME_LABELS, titled
from ..wording.outcome import in_short
from ..wording.people import refusal
from ..world.sessions import changed, session_for
from . import running

_ITEMS = {
    "trim": ("Trim", "Cut what is already there"),
    "error": ("Refuse", "Leave everything as it is"),
}
LABELS = {"analyze_music": "Analyze Sound Strip"}
"""Labels of functions that a button of another name offers, too."""
_SEVERAL = {"channels": "1", "colors": "white"}
FROM_PLAYHEAD = 2.0
"""Seconds that a new segment lasts when nothing else is said."""


class ToolOperator(SequenceOperator):
    """What the generated operators share; `tool` is set on each class."""

    tool: Tool
    flash: BoolProperty(
        name="Allow Flashing",
        description="Create also what may harm people with photosensitive epilepsy",
        options={"SKIP_SAVE"},
    )

    def invoke(self, context, event):
        """Ask for the arguments, starting from the playhead and the active strip."""
        if not self.tool.parameters:
            return self.execute(context)
        self.suggest(scene_to_edit(context))
        return context.window_manager.invoke_props_dialog(self, width=360)

    def execute(self, context):
        """Run the tool and report what it says; one that has to listen first ends by itself."""
        scene = scene_to_edit(context)
        try:
            limits = replace(turn_settings.limits(), confirm="never")
            job = self.tool.start(session_for(scene, limits), self.arguments())
        except ToolError as error:
            self.report({"ERROR"}, refusal(error.result()))
            return {"CANCELLED"}
        steps = running.answered(job, self.flash)
        for _ in steps:
            if job.progress is not None and not bpy.app.background:
                listening.run(scene, steps, partial(running.tell, self.tool))
                self.report({"INFO"}, "Analyzing the music first…")
                return {"CANCELLED"}
        result = job.result
        assert result is not None
        if not result["ok"]:
            self.report({"ERROR"}, refusal(result))
            return {"CANCELLED"}
        for warning in running.warnings(result):
            self.report({"WARNING"}, warning)
        self.report({"INFO"}, in_short(result))
        written = self.tool.risk != "write" or changed(result)
        return {"FINISHED"} if written else {"CANCELLED"}

    def draw(self, context):
        """Lay the arguments out; optional ones behind a check box."""
        layout = self.layout
        layout.use_property_split = True
        for parameter in self.tool.parameters:
            if not _optional(parameter):
                layout.prop(self, parameter.name)
                continue
            row = layout.row(heading=titled(parameter.name))
            row.prop(self, f"use_{parameter.name}", text="")
            value = row.row()
            value.active = getattr(self, f"use_{parameter.name}")
            value.prop(self, parameter.name, text="")

        if self.tool.risk == "write":
            layout.prop(self, "flash")

    def arguments(self) -> dict[str, Any]:
        """Return the tool's arguments as the properties have them."""
        found = {}
        for parameter in self.tool.parameters:
            if _optional(parameter) and not self._given(parameter.name):
                continue
            value = getattr(self, parameter.name)
            found[parameter.name] = _argument(parameter.kind, value)
        return found

    def suggest(self, scene: Any) -> None:
        """Fill in what the user most likely wants."""
        names = [parameter.name for parameter in self.tool.parameters]
        strip = scene.sequence_editor.active_strip if scene.sequence_editor else None
        timelines = session_for(scene).timelines
        if strip is not None and "channel" in names and not self._given("channel"):
            self.channel = strip.channel
        if self.tool.name == "create_segment":
            self.start_time = timelines.playhead()
            self.end_time = timelines.playhead() + FROM_PLAYHEAD
        if strip is not None and strip.type == "COLOR" and "segment_id" in names:
            timelines.segments()
            self.use_segment_id, self.segment_id = True, strip.get(segment_ids.KEY, 1)

    def _given(self, name: str) -> bool:
        switch = f"use_{name}"
        if switch in self.bl_rna.properties and self.properties.is_property_set(switch):
            return bool(getattr(self, switch))
        return bool(self.properties.is_property_set(name))


def _optional(parameter: Parameter) -> bool:
    return not parameter.required and parameter.default is None


def _argument(kind: str, value: Any) -> Any:
    """Return a property's value as the tool takes it."""
    if kind == "color":
        return hex_of(tuple(round(part * 255) for part in value))
    if kind == "list":
        return parse(f'{{"list": {value}}}')["list"]
    return value


def _item(word: str) -> tuple[str, str, str]:
    """Return a choice's entry: its word, label and tooltip."""
    return (word, *_ITEMS.get(word, (titled(word), "")))


def _property(parameter: Parameter) -> Any:
    known = {} if parameter.default is None else {"default": parameter.default}
    limits = parameter.value
    low, high = limits.low or 0, limits.high or 1e6
    text = {
        "name": NAME_LABELS.get(parameter.name) or titled(parameter.name),
        "description": parameter.tip,
    }
    match parameter.kind:
        case "channel":
            return IntProperty(**text, default=1, min=1, max=128)
        case "whole":
            return IntProperty(**text, **({"default": 1} | known), min=int(low))
        case "number":
            return FloatProperty(**text, **known, min=low, max=high, precision=2)
        case "time" | "length":
            return FloatProperty(**text, min=0.0, max=1e6, precision=3)
        case "color":
            return FloatVectorProperty(
                **text, subtype="COLOR_GAMMA", size=3, min=0.0, max=1.0, default=(1.0, 0.5, 0.0)
            )
        case "flag":
            return BoolProperty(**text, **known)
        case "choice":
            return EnumProperty(**text, **known, items=[_item(word) for word in parameter.choices])
        case "list":
            return StringProperty(**{**text, "description": "A JSON list of segments"})
        case "channels" | "colors":
            return StringProperty(**text, default=_SEVERAL[parameter.kind])
    return StringProperty(**text)


def _operator(tool: Tool) -> type:
    annotations: dict[str, Any] = {}
    for parameter in tool.parameters:
        if _optional(parameter):
            name = f"use_{parameter.name}"
            tooltip = parameter.tip
            annotations[name] = BoolProperty(
                name=f"Use {titled(parameter.name)}", description=tooltip
            )
        annotations[parameter.name] = _property(parameter)
    options = {"REGISTER", "UNDO"} if tool.risk == "write" else {"REGISTER"}
    return type(
        f"SEQUENCE_MAKER_OT_{tool.name}",
        (ToolOperator,),
        {
            "__annotations__": annotations,
            "__doc__": tool.tip,
            "bl_idname": f"sequence_maker.{tool.name}",
            "bl_label": LABELS.get(tool.name) or titled(tool.name),
            "bl_options": options,
            "tool": tool,
        },
    )


CLASSES = tuple(_operator(tool) for tool in TOOLS.values() if tool.risk != "ask")
