"""An operator for every tool, generated from its parameters; F3 and scripts find them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import bpy
from bpy.props import BoolProperty

from ...sequence.errors import ToolError
from ...toolkit.registry import Tool
from ...tools import TOOLS
from ..host import compat
from ..host.operator_base import SequenceOperator
from ..host.scene import scene_to_edit
from ..settings import turn_settings
from ..song import listening
from ..timeline import segment_ids
from ..wording.labels import titled
from ..wording.outcome import in_short
from ..wording.people import refusal
from ..world.sessions import changed, session_for
from . import running
from .choices import SELECTED
from .fields import FIRST, argument, optional, property_of

LABELS = {"analyze_music": "Analyze Sound Strip"}
"""Labels of functions that a button of another name offers, too."""
COLORED = ("color", "colors", "list")
"""Kinds of arguments of functions that may well flash."""
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

    more: BoolProperty(
        name="More", description="Show the other arguments, too", options={"SKIP_SAVE"}
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
                of_files = self.tool.needs == "media"
                first = "Looking at the files…" if of_files else "Analyzing the music first…"
                self.report({"INFO"}, first)
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
        """Lay the arguments out, those that matter most first; optional ones behind a check box."""
        layout = self.layout
        layout.use_property_split = True
        for parameter in self.tool.parameters[:FIRST]:
            self._draw_one(layout, parameter)
        rest = self.tool.parameters[FIRST:]
        if rest:
            icon = "DISCLOSURE_TRI_DOWN" if self.more else "DISCLOSURE_TRI_RIGHT"
            layout.row().prop(self, "more", icon=icon, emboss=False)
        for parameter in rest if self.more else ():
            self._draw_one(layout, parameter)
        colored = any(parameter.kind in COLORED for parameter in self.tool.parameters)
        if self.tool.risk == "write" and (colored or self.more or not rest):
            layout.prop(self, "flash")

    def _draw_one(self, layout, parameter):
        if parameter.kind == "channel":
            layout = self._beside_name(layout, getattr(self, parameter.name))
        if not optional(parameter):
            layout.prop(self, parameter.name)
            return
        row = layout.row(heading=titled(parameter.name))
        row.prop(self, f"use_{parameter.name}", text="")
        value = row.row()
        value.active = getattr(self, f"use_{parameter.name}")
        value.prop(self, parameter.name, text="")

    def _beside_name(self, layout, number):
        """Return a row, behind which the name of a channel stands if it has one of its own."""
        scene = scene_to_edit(bpy.context)
        editor = scene.sequence_editor if scene is not None else None
        name = editor.channels[number].name if editor is not None else ""
        if name in ("", f"Channel {number}"):
            return layout
        parts = layout.split(factor=0.7)
        row = parts.row()
        parts.label(text=name, translate=False)
        return row

    def arguments(self) -> dict[str, Any]:
        """Return the tool's arguments as the properties have them."""
        found = {}
        for parameter in self.tool.parameters:
            if optional(parameter) and not self._given(parameter.name):
                continue
            value = getattr(self, parameter.name)
            found[parameter.name] = argument(parameter, value)
        return found

    def suggest(self, scene: Any) -> None:
        """Fill in what the user most likely wants."""
        names = [parameter.name for parameter in self.tool.parameters]
        strip = scene.sequence_editor.active_strip if scene.sequence_editor else None
        timelines = session_for(scene).timelines
        which = [p for p in self.tool.parameters if p.value.of == "strips" and p.kind == "names"]
        if strip is not None and "channel" in names and not (which or self._given("channel")):
            self.channel = strip.channel
        if self.tool.name == "create_segment":
            self.start_time = timelines.playhead()
            self.end_time = timelines.playhead() + FROM_PLAYHEAD
        if self.tool.name == "seek_audio":
            self.use_position = not self._given("place")
        for parameter in which if _any_selected(scene) else ():
            setattr(self, parameter.name, SELECTED)
            if optional(parameter):
                setattr(self, f"use_{parameter.name}", True)
        if strip is not None and strip.type == "COLOR" and "segment_id" in names:
            timelines.segments()
            self.use_segment_id, self.segment_id = True, strip.get(segment_ids.KEY, 1)

    def _given(self, name: str) -> bool:
        switch = f"use_{name}"
        if switch in self.bl_rna.properties and self.properties.is_property_set(switch):
            return bool(getattr(self, switch))
        return bool(self.properties.is_property_set(name))


def _any_selected(scene: Any) -> bool:
    editor = scene.sequence_editor
    return editor is not None and any(strip.select for strip in compat.strips(editor))


def _operator(tool: Tool) -> type:
    annotations: dict[str, Any] = {}
    for parameter in tool.parameters:
        if optional(parameter):
            name = f"use_{parameter.name}"
            tooltip = parameter.tip
            annotations[name] = BoolProperty(
                name=f"Use {titled(parameter.name)}", description=tooltip
            )
        annotations[parameter.name] = property_of(parameter)
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
