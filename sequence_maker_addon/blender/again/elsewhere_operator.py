"""The chooser that does a turn again elsewhere: in another section, on other channels."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import EnumProperty, StringProperty

from ...plain.reading import PlainCall
from ...toolkit.parameters import several_channels
from ..chat import readers, send_operators
from ..host.languages import tr
from ..host.memory import PerAddon
from ..song import shown
from .over_operators import OverOperator

SAME, OTHER = "SAME", "OTHER"
WIDTH = 360
"""Of the dialog, in pixels at a scale of 1."""

_items = PerAddon[list[tuple[str, str, str]]](list)
"""Blender keeps no reference to the texts of a dynamic enum; without this one they are garbage."""


def _places(_self: Any, context: Any) -> list[tuple[str, str, str]]:
    """Return where it can be done: the same time, each section, a range or a time as typed."""
    items, song = _items.get(), shown.shown_song(context)
    sections = song.grid.sections if song is not None else ()
    items[:] = [
        (SAME, iface_("The Same Time"), ""),
        *((s.name, f"{s.name}  {s.title or s.label}".rstrip(), "") for s in sections),
        (OTHER, iface_("A Range or a Time…"), ""),
    ]
    return items


class SEQUENCE_MAKER_OT_repeat_elsewhere(OverOperator):
    """Do what a turn did again: in another section of the song, on other channels"""

    bl_idname = "sequence_maker.repeat_elsewhere"
    bl_label = "Repeat Elsewhere…"
    bl_options = {"REGISTER"}

    place: EnumProperty(name="Where", description="Where it is done again", items=_places)
    on: StringProperty(
        name="Time",
        description="A range such as 0:30 to 0:45, a time to begin at, or a section's name",
    )
    channels: StringProperty(
        name="Channels",
        description="In place of the turn's channels, in their order, such as 5-8; "
        "empty for the same ones",
    )

    def invoke(self, context, event):
        """Ask where."""
        if (turn := self.own(context)) is None:
            return {"CANCELLED"}
        if not readers.can_repeat(turn):
            self.report({"WARNING"}, rpt_("This turn did nothing that can be repeated"))
            return {"CANCELLED"}
        return context.window_manager.invoke_props_dialog(
            self, width=WIDTH, title=self.bl_label, confirm_text="Repeat"
        )

    def draw(self, context):
        """Show the choice; the field for a time only where it is of use."""
        column = self.layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        column.prop(self, "place")
        if self.place == OTHER:
            column.prop(self, "on")
        column.prop(self, "channels")

    def execute(self, context):
        """Begin a turn that does it; it is shown, asked about and reverted as any other."""
        if (turn := self.own(context)) is None:
            return {"CANCELLED"}
        turns = self.chat(context).conversation.turns
        rows = [row for row in reversed(turns) if readers.can_repeat(row)]
        number = next((at for at, row in enumerate(rows, 1) if row is turn), 0)
        where = "" if self.place == SAME else self.on if self.place == OTHER else self.place
        given: dict[str, Any] = {"turn": number} if number > 1 else {}
        given |= {"on": where.strip()} if where.strip() else {}
        given |= {"channels": several_channels(self.channels)} if self.channels.strip() else {}
        if not number or not {"on", "channels"} & given.keys():
            self.report({"WARNING"}, rpt_("Say where: another section, a time, or channels"))
            return {"CANCELLED"}
        prompt = _prompt(turn.prompt, where, self.channels)
        meant = (PlainCall("repeat_turn", given),)
        return send_operators.send(self, context, prompt, meant=meant)


def _prompt(prompt: str, where: str, channels: str) -> str:
    """Return what stands in the chat as asked."""
    short = " ".join(prompt[:200].split())
    parts = [where.strip()] if where.strip() else []
    parts += [tr("channels {channels}").format(channels=channels.strip())] * bool(channels.strip())
    text = tr("Again on {place}: {prompt}")
    return text.format(place=", ".join(parts), prompt=short)


CLASSES = (SEQUENCE_MAKER_OT_repeat_elsewhere,)
