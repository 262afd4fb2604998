"""The dialogs in which a wish is added and edited."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from bpy.props import EnumProperty, StringProperty

from ...chat.memory.wish import Kind, Wish, checked
from ..host.scene import scene_to_edit
from .wish_operators import WishOperator, put, redraw

_FIELDS = {
    "instruction": ("text",),
    "palette": ("palette", "colors"),
    "default": ("default", "value"),
}


class WishFields(WishOperator):
    """The fields of a wish of each kind."""

    kind: EnumProperty(
        name="Kind",
        description="What is wished",
        items=(
            ("instruction", "Instruction", "A sentence on how you like things done"),
            ("palette", "Palette", "A name for one or more colors, which then is a color itself"),
            ("default", "Default", "What holds where you say nothing else"),
        ),
    )
    text: StringProperty(name="Wish", description="One sentence, in your words")
    palette: StringProperty(name="Name", description="How the palette is called")
    colors: StringProperty(
        name="Colors", description="Names or #rrggbb, with commas: red, #ff8800, purple"
    )
    default: EnumProperty(
        name="Default",
        description="What is the default of",
        items=(
            ("duration", "Duration", "Seconds that a new segment lasts"),
            ("overlap", "Overlap", "trim what is in the way, or error"),
            ("language", "Language", "In which language the assistant answers"),
            ("confirm", "Ask Before Changes", "always, or destructive: as the preferences say"),
        ),
    )
    value: StringProperty(name="Value", description="4 s, trim, error, German, always …")

    def made(self) -> Wish:
        """Return the wish that the fields say.

        Raises:
            ValueError: If they say none.
        """
        parts = re.split(r"[,;](?![^(]*\))", self.colors)
        colors = tuple(part.strip() for part in parts if part.strip())
        kind = cast(Kind, self.kind)
        text = {"instruction": self.text, "default": self.value}.get(kind, "")
        name = {"palette": self.palette, "default": self.default}.get(kind, "")
        return checked(Wish(kind, text, name, colors if kind == "palette" else ()))


class SEQUENCE_MAKER_OT_wish_add(WishFields):
    """Add a standing wish, a palette or a default that the assistant is told with every prompt"""

    bl_idname = "sequence_maker.wish_add"
    bl_label = "Add Wish"
    bl_options = {"REGISTER", "UNDO"}

    def invoke(self, context, event):
        """Ask for it."""
        return context.window_manager.invoke_props_dialog(self, width=380)

    def draw(self, context):
        """Show the fields of its kind."""
        layout = self.layout
        layout.use_property_split = True
        layout.prop(self, "kind", expand=True)
        for name in _FIELDS[self.kind]:
            layout.prop(self, name)
        layout.prop(self, "everywhere")

    def execute(self, context):
        """Keep it."""
        try:
            put(scene_to_edit(context), self.made(), self.everywhere)
        except (OSError, ValueError) as error:
            return self.refuse(error)
        redraw(context)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_wish_edit(WishFields):
    """Edit a wish"""

    bl_idname = "sequence_maker.wish_edit"
    bl_label = "Edit Wish"
    bl_options = {"REGISTER", "UNDO"}

    def invoke(self, context, event):
        """Fill the fields with what it is now."""
        wish = self.found(context)
        if wish is None:
            return {"CANCELLED"}
        self.text, self.value, self.palette = wish.text, wish.text, wish.name
        self.colors = ", ".join(wish.colors)
        if wish.kind in _FIELDS:
            self.kind = wish.kind
        if wish.kind == "default":
            self.default = wish.name
        return context.window_manager.invoke_props_dialog(self, width=380)

    def draw(self, context):
        """Show the fields of its kind; a liked turn has a note."""
        layout = self.layout
        layout.use_property_split = True
        wish = self.found(context)
        for name in _FIELDS.get(wish.kind, ("text",)) if wish is not None else ():
            layout.prop(self, name)

    def execute(self, context):
        """Keep it as it is now."""
        old = self.found(context)
        if old is None:
            return {"CANCELLED"}
        try:
            if old.kind in _FIELDS:
                self.kind = old.kind
                new = replace(self.made(), is_on=old.is_on)
            else:
                new = checked(replace(old, text=self.text))
        except ValueError as error:
            return self.refuse(error)
        return self.change(context, old, new)


CLASSES: tuple[type[WishOperator], ...] = (
    SEQUENCE_MAKER_OT_wish_add,
    SEQUENCE_MAKER_OT_wish_edit,
)
