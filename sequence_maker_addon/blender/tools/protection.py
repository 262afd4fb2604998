"""Stretches that the user protects from the assistant, and their place in the sidebar."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.props import IntProperty
from bpy.types import Menu, Operator, Panel

from ..host import compat
from ..host.operator_base import SequenceOperator
from ..host.scene import scene_to_edit
from ..timeline.strips import StripTimelines
from ..wording.numbers import span


class SEQUENCE_MAKER_OT_protect(SequenceOperator):
    """Keep the assistant from altering the time of the selected strips, or else all of it"""

    bl_idname = "sequence_maker.protect"
    bl_label = "Protect Range"
    bl_options = {"REGISTER", "UNDO"}

    channel: IntProperty(
        name="Channel", description="Which channel is protected, 0 is every one", min=0, max=128
    )

    def execute(self, context):
        """Add the stretch."""
        scene = scene_to_edit(context)
        timelines = StripTimelines(scene)
        start, end = 0.0, timelines.end()
        editor = scene.sequence_editor
        spans = (
            [compat.frames(strip) for strip in compat.strips(editor) if strip.select]
            if editor
            else []
        )
        if spans:
            base = timelines.timebase
            start = max(0.0, base.time_of(min(span[0] for span in spans)))
            end = base.time_of(max(span[1] for span in spans))
        if end <= start:
            self.report({"ERROR"}, "There is nothing to protect yet")
            return {"CANCELLED"}
        kept = scene.sequence_maker.protections.add()
        kept.start_time, kept.end_time, kept.channel = start, end, self.channel
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_unprotect(Operator):
    """Let the assistant alter this range again"""

    bl_idname = "sequence_maker.unprotect"
    bl_label = "Unprotect Range"
    bl_options = {"REGISTER", "UNDO"}

    index: IntProperty(name="Index", description="Which range, from 0", min=0)

    @classmethod
    def poll(cls, context):
        """Tell whether a stretch is protected."""
        scene = scene_to_edit(context)
        if scene is None or not len(scene.sequence_maker.protections):
            cls.poll_message_set("No range is protected")
            return False
        return True

    def execute(self, context):
        """Remove the stretch."""
        kept = scene_to_edit(context).sequence_maker.protections
        if self.index >= len(kept):
            self.report({"ERROR"}, "There is no such range")
            return {"CANCELLED"}
        kept.remove(self.index)
        return {"FINISHED"}


class SEQUENCE_MAKER_OT_unlock_all(SequenceOperator):
    """Unlock every channel and every strip, so that the assistant may alter them"""

    bl_idname = "sequence_maker.unlock_all"
    bl_label = "Unlock Channels and Strips"
    bl_options = {"REGISTER", "UNDO"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is anything that could be locked."""
        if not super().poll(context):
            return False
        if scene_to_edit(context).sequence_editor is None:
            cls.poll_message_set("Nothing is locked")
            return False
        return True

    def execute(self, context):
        """Take the locks away."""
        editor = scene_to_edit(context).sequence_editor
        locked = [channel for channel in editor.channels if channel.lock]
        locked += [strip for strip in compat.strips(editor) if strip.lock]
        for thing in locked:
            thing.lock = False
        if not locked:
            self.report({"WARNING"}, "Nothing is locked")
            return {"CANCELLED"}
        return {"FINISHED"}


class SEQUENCER_MT_sequence_maker_unprotect(Menu):
    """Which range the assistant may alter again"""

    bl_label = "Unprotect"

    def draw(self, context):
        """List the ranges."""
        scene = scene_to_edit(context)
        kept = scene.sequence_maker.protections if scene is not None else ()
        if not len(kept):
            self.layout.label(text="No range is protected")
        for index, one in enumerate(kept):
            button = self.layout.operator(
                "sequence_maker.unprotect", text=_words(one), icon="UNLOCKED", translate=False
            )
            button.index = index


class SEQUENCER_PT_sequence_maker_protection(Panel):
    """What the assistant must leave as it is"""

    bl_label = "Protected"
    bl_space_type = "SEQUENCE_EDITOR"
    bl_region_type = "UI"
    bl_category = "Sequence Maker"
    bl_options = {"DEFAULT_CLOSED"}

    @classmethod
    def poll(cls, context):
        """Keep out of the Preview's sidebar."""
        return context.space_data.view_type != "PREVIEW" and scene_to_edit(context) is not None

    def draw(self, context):
        """List the stretches; locks of channels and strips protect, too."""
        layout = self.layout
        for index, kept in enumerate(scene_to_edit(context).sequence_maker.protections):
            row = layout.row()
            row.label(text=_words(kept), icon="LOCKED", translate=False)
            row.operator("sequence_maker.unprotect", text="", icon="X").index = index
        layout.operator("sequence_maker.protect", icon="ADD")


def _words(kept: Any) -> str:
    """Return a range in words: `0–60 s · every channel`."""
    where = iface_("every channel")
    if kept.channel:
        where = iface_("channel {number}").format(number=kept.channel)
    return f"{span(kept.start_time, kept.end_time)} · {where}"


CLASSES = (
    SEQUENCE_MAKER_OT_unlock_all,
    SEQUENCER_MT_sequence_maker_unprotect,
    SEQUENCE_MAKER_OT_protect,
    SEQUENCE_MAKER_OT_unprotect,
    SEQUENCER_PT_sequence_maker_protection,
)
