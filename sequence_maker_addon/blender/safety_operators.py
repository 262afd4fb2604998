"""The button that looks for flashing that may harm, in all segments of the sequence."""

from __future__ import annotations

from bpy.app.translations import pgettext_rpt as rpt_
from bpy.types import Operator

from ..core.eye_safety import too_much_flashing
from . import chats, setup
from .strips import StripTimelines

_SHOWN = 20


class SEQUENCE_MAKER_OT_check_flashing(Operator):
    """Report where segments flash more often than people with photosensitive epilepsy can bear"""

    bl_idname = "sequence_maker.check_flashing"
    bl_label = "Check Flashing"
    bl_options = {"REGISTER"}

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sequence."""
        if chats.scene_to_edit(context) is None:
            cls.poll_message_set("Create or choose a sequence first")
            return False
        return True

    def execute(self, context):
        """Look at every channel."""
        limit = setup.limits().flashes_per_second
        segments = StripTimelines(chats.scene_to_edit(context)).segments()
        found = too_much_flashing(segments, limit)
        text = rpt_("channel {channel}, {start:.1f} to {end:.1f} s: {count:g} flashes a second")
        for one in found[:_SHOWN]:
            about = {"channel": one.channel, "start": one.start, "end": one.end}
            self.report({"WARNING"}, text.format(**about, count=one.per_second))
        if not found:
            told = rpt_("No channel flashes more than {limit:g} times a second")
            self.report({"INFO"}, told.format(limit=limit))
        return {"FINISHED"}


CLASSES = (SEQUENCE_MAKER_OT_check_flashing,)
