"""The list of all wishes, and the liking of turns."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.props import EnumProperty, StringProperty
from bpy.types import Panel

from ...chat.memory import wish_block
from ...chat.memory.wish import Wish, checked, in_force
from ...chat.offer.windows import window_of
from ...sequence.color import hex_of, rgb
from ..again.turn_operators import TurnOperator
from ..draw import wrap
from ..host import pump
from ..host.scene import scene_to_edit
from ..settings.turn_settings import active_endpoint
from ..wishes import scene_wishes
from ..wishes.wish_file import of_this_computer
from ..wishes.wish_operators import put
from .call_rows import NARROW, draw_swatches

MOST_SWATCHES = 3
BUTTONS = 5.4
"""Units that the buttons of a row take."""


class SEQUENCER_PT_sequence_maker_wishes(Panel):
    """What you wish for always: the assistant is told it with every prompt"""

    bl_label = "Wishes"
    bl_space_type = "SEQUENCE_EDITOR"
    bl_region_type = "UI"
    bl_category = "Sequence Maker"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context):
        """Keep out of the Preview's sidebar."""
        return context.space_data.view_type != "PREVIEW" and scene_to_edit(context) is not None

    def draw(self, context):
        """List the wishes of the file, then those of this computer."""
        layout, scene = self.layout, scene_to_edit(context)
        kept, everywhere = scene_wishes.kept(scene), of_this_computer().read()
        theirs = sum(not found.is_own for found in kept)
        if theirs:
            box = layout.box()
            text = iface_("{count} wishes were written elsewhere and do not hold here.")
            wrap.draw(box, text.format(count=theirs), wrap.content_width(context, 0.8))
            box.operator("sequence_maker.wishes_accept")
        if kept:
            layout.label(text="In This File")
        for index, found in enumerate(kept):
            _draw_wish(layout, context, found.wish, index, False, found.is_own)
        if everywhere:
            layout.label(text="In All Files")
        for index, wish in enumerate(everywhere):
            _draw_wish(layout, context, wish, index, True)
        _draw_room(layout, context, [f.wish for f in kept if f.is_own], everywhere)
        layout.operator_context = "INVOKE_DEFAULT"
        layout.operator("sequence_maker.wish_add", icon="ADD")


class SEQUENCE_MAKER_OT_like_turn(TurnOperator):
    """Say whether you liked what was done in this turn; the assistant is told it from then on"""

    bl_idname = "sequence_maker.like_turn"
    bl_label = "Like or Dislike"
    bl_options = {"REGISTER", "UNDO"}

    verdict: EnumProperty(
        name="Verdict",
        description="How it was",
        items=(
            ("liked", "Liked", "More of this"),
            ("disliked", "Disliked", "Not again"),
            ("none", "Neither", "Forget what was said about it"),
        ),
    )
    note: StringProperty(name="Note", description="Why, in a few words")

    def invoke(self, context, event):
        """Show what was said about it before."""
        turn = self.turn(context)
        if turn is None:
            return {"CANCELLED"}
        before = _liking(scene_to_edit(context), turn.began)
        if before is not None:
            self.verdict, self.note = before.kind, before.text
        return context.window_manager.invoke_props_dialog(self, width=380)

    def draw(self, context):
        """Show verdict and note."""
        self.layout.row().prop(self, "verdict", expand=True)
        self.layout.prop(self, "note")

    def execute(self, context):
        """Keep it as a wish of the file."""
        scene, turn = scene_to_edit(context), self.turn(context)
        if turn is None:
            return {"CANCELLED"}
        try:
            if self.verdict == "none":
                _forget_liking(scene, turn.began)
            else:
                prompt = " ".join(turn.prompt.split())
                wish = Wish(self.verdict, self.note, prompt, turn=round(turn.began, 3))
                put(scene, checked(wish), everywhere=False)
        except ValueError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        pump.redraw()
        return {"FINISHED"}


def _liking(scene: Any, began: float) -> Wish | None:
    """Return what was said about the turn that began then."""
    for found in scene_wishes.kept(scene):
        if found.wish.kind in ("liked", "disliked") and abs(found.wish.turn - began) < 0.01:
            return found.wish
    return None


def _forget_liking(scene: Any, began: float) -> None:
    wish = _liking(scene, began)
    rows = [found.row for found in scene_wishes.kept(scene) if found.wish != wish]
    scene_wishes.write(scene, rows)


def _draw_wish(
    layout: Any, context: Any, wish: Wish, index: int, everywhere: bool, is_own: bool = True
) -> None:
    row = layout.row(align=True)
    row.active = wish.is_on and is_own
    flat = row.row(align=True)
    flat.emboss = "NONE"
    if is_own:
        _button(flat, "wish_switch", _BOXES[wish.is_on], index, everywhere)
    narrow = wrap.content_width(context) < NARROW * wrap.unit()
    colors = () if narrow else wish.colors[:MOST_SWATCHES]
    icon = "NONE" if narrow else _ICONS.get(wish.kind, "NONE")
    taken = (2 if narrow else BUTTONS) + 0.9 * len(colors)
    text = wrap.fit(_told(wish), wrap.content_width(context, taken))
    row.label(text=text, icon=icon, translate=False)
    draw_swatches(row, [(hex_of(rgb(color)), None) for color in colors])
    flat = row.row(align=True)
    flat.emboss = "NONE"
    flat.operator_context = "INVOKE_DEFAULT"
    if is_own:
        _button(flat, "wish_edit", "GREASEPENCIL", index, everywhere)
    if is_own and not narrow:
        icon = "FILE_BLEND" if everywhere else "WORLD"
        _button(flat, "wish_move", icon, index, everywhere)
    _button(flat, "wish_remove", "X", index, everywhere)


_BOXES = {True: "CHECKBOX_HLT", False: "CHECKBOX_DEHLT"}
_ICONS = {"palette": "COLOR", "default": "PREFERENCES", "liked": "SOLO_ON", "disliked": "CANCEL"}


def _button(layout: Any, name: str, icon: str, index: int, everywhere: bool) -> None:
    button = layout.operator(f"sequence_maker.{name}", text="", icon=icon)
    button.index, button.everywhere = index, everywhere


def _told(wish: Wish) -> str:
    """Return a wish in the fewest words for a row."""
    if wish.kind == "palette":
        return wish.name
    if wish.kind == "default":
        label = iface_({"confirm": "Ask Before Changes"}.get(wish.name, wish.name.capitalize()))
        return f"{label}: {wish.text}"
    if wish.kind == "instruction":
        return wish.text
    return f"{wish.text} ({wish.name})" if wish.text else wish.name


def _draw_room(layout: Any, context: Any, kept: list[Wish], everywhere: list[Wish]) -> None:
    """Say how many wishes the model's window has no room for."""
    endpoint = active_endpoint()
    if endpoint.offline:
        return
    holding = in_force(everywhere, kept)
    most = wish_block.tokens_for(window_of(endpoint).tokens)
    left = len(holding) - len(wish_block.fitting(holding, most))
    if left:
        text = iface_("{count} wishes have no room in this model's window")
        column = layout.column()
        column.active = False
        wrap.draw(column, text.format(count=left), wrap.content_width(context))


CLASSES = (SEQUENCER_PT_sequence_maker_wishes, SEQUENCE_MAKER_OT_like_turn)
