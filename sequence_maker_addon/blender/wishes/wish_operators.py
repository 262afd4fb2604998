"""Operators on wishes: switch, remove, move, accept; and what all of them share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import bpy
from bpy.app.translations import pgettext_rpt as rpt_
from bpy.props import BoolProperty, IntProperty

from ...chat.memory.wish import Wish, with_wish
from ..host.operator_base import SequenceOperator
from ..host.recognized import told
from ..host.scene import scene_to_edit
from . import scene_wishes
from .wish_file import of_this_computer

EVERYWHERE = "Whether it holds in all files on this computer, or in this file alone"


def put(scene: Any, wish: Wish, everywhere: bool) -> None:
    """Keep a new wish in a file or on this computer, in the place of one about the same.

    Raises:
        OSError or ValueError: If it cannot be kept.
    """
    if everywhere:
        of_this_computer().change(lambda wishes: with_wish(wishes, wish))
        return
    every = scene_wishes.kept(scene)
    left = with_wish([found.wish for found in every if found.is_own], wish)[:-1]
    stay = [found.row for found in every if not found.is_own or found.wish in left]
    scene_wishes.write(scene, [*stay, scene_wishes.row_of(wish)])


def listed(scene: Any, everywhere: bool) -> list[Wish]:
    """Return the wishes of a file or of this computer, in the order in which they are drawn."""
    if everywhere:
        return of_this_computer().read()
    return [found.wish for found in scene_wishes.kept(scene)]


class WishOperator(SequenceOperator):
    """What the operators on one wish share."""

    everywhere: BoolProperty(name="In All Files", description=EVERYWHERE)
    index: IntProperty(name="Wish", description="Which wish, from 0", min=0)

    def found(self, context: Any) -> Wish | None:
        """Return the wish, or None after reporting that there is none."""
        every = listed(scene_to_edit(context), self.everywhere)
        if self.index < len(every):
            return every[self.index]
        self.report({"ERROR"}, "There is no such wish")
        return None

    def change(self, context: Any, old: Wish, new: Wish | None) -> set[str]:
        """Put a wish in the place of another, or remove it; return the operator's result."""
        try:
            if self.everywhere:
                of_this_computer().change(lambda wishes: _with(wishes, old, new))
            else:
                scene_wishes.change(scene_to_edit(context), self.index, new)
        except (OSError, ValueError) as error:
            return self.refuse(error)
        redraw(context)
        return {"FINISHED"}

    def refuse(self, error: Exception) -> set[str]:
        """Report why something cannot be; return the operator's result."""
        why = getattr(error, "strerror", None) or str(error)
        self.report({"ERROR"}, told(why))
        return {"CANCELLED"}


class SEQUENCE_MAKER_OT_wish_switch(WishOperator):
    """Switch a wish on or off; one that is off is kept and not told"""

    bl_idname = "sequence_maker.wish_switch"
    bl_label = "Switch Wish"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Switch it."""
        wish = self.found(context)
        if wish is None:
            return {"CANCELLED"}
        return self.change(context, wish, replace(wish, is_on=not wish.is_on))


class SEQUENCE_MAKER_OT_wish_remove(WishOperator):
    """Remove a wish"""

    bl_idname = "sequence_maker.wish_remove"
    bl_label = "Remove Wish"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Remove it."""
        wish = self.found(context)
        return {"CANCELLED"} if wish is None else self.change(context, wish, None)


class SEQUENCE_MAKER_OT_wish_move(WishOperator):
    """Let a wish of this file hold in all files on this computer, or the other way round"""

    bl_idname = "sequence_maker.wish_move"
    bl_label = "Move Wish"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Keep it there, and then no longer here."""
        wish = self.found(context)
        if wish is None:
            return {"CANCELLED"}
        try:
            put(scene_to_edit(context), wish, not self.everywhere)
        except (OSError, ValueError) as error:
            return self.refuse(error)
        return self.change(context, wish, None)


class SEQUENCE_MAKER_OT_wishes_accept(SequenceOperator):
    """Let the wishes that somebody else wrote into this file hold here"""

    bl_idname = "sequence_maker.wishes_accept"
    bl_label = "Accept Wishes"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there are any."""
        scene = scene_to_edit(context)
        if scene is None or not scene_wishes.foreign(scene):
            cls.poll_message_set("The wishes of this file are yours already")
            return False
        return True

    def execute(self, context):
        """Sign them."""
        count = scene_wishes.accept(scene_to_edit(context))
        self.report({"INFO"}, rpt_("Wishes that hold from now on: {count}").format(count=count))
        redraw(context)
        return {"FINISHED"}


def _with(wishes: list[Wish], old: Wish, new: Wish | None) -> list[Wish]:
    if old not in wishes:
        raise ValueError("another Blender has changed this wish: look again")
    put_there = [] if new is None else [new]
    at = wishes.index(old)
    return [*wishes[:at], *put_there, *wishes[at + 1 :]]


def redraw(context: Any) -> None:
    """Draw the sidebar anew."""
    for area in context.screen.areas if context.screen is not None else ():
        area.tag_redraw()


CLASSES: tuple[type[bpy.types.Operator], ...] = (
    SEQUENCE_MAKER_OT_wish_switch,
    SEQUENCE_MAKER_OT_wish_remove,
    SEQUENCE_MAKER_OT_wish_move,
    SEQUENCE_MAKER_OT_wishes_accept,
)
