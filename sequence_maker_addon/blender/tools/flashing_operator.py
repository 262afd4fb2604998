"""The button that looks for flashing that may harm, in all segments of the sequence."""

from __future__ import annotations

from bpy.app.translations import pgettext_rpt as rpt_

from ...sequence.flashing import too_much_flashing
from ...toolkit.world import Limits
from ..host import compat
from ..host.operator_base import SequenceOperator
from ..host.scene import scene_to_edit
from ..settings import turn_settings
from ..timeline.strips import StripTimelines

_SHOWN = 20


class SEQUENCE_MAKER_OT_check_flashing(SequenceOperator):
    """Report where segments flash more often than people with photosensitive epilepsy can bear"""

    bl_idname = "sequence_maker.check_flashing"
    bl_label = "Check Flashing"
    bl_options = {"REGISTER"}

    def execute(self, context):
        """Look at every channel."""
        limit = turn_settings.limits().flashes_per_second or Limits().flashes_per_second
        scene = scene_to_edit(context)
        segments = StripTimelines(scene).segments()
        found = too_much_flashing(segments, limit)
        text = rpt_("channel {channel}, {start:.1f} to {end:.1f} s: {count:g} flashes a second")
        for one in found[:_SHOWN]:
            about = {"channel": one.channel, "start": one.start, "end": one.end}
            self.report({"WARNING"}, text.format(**about, count=one.per_second))
        every = compat.all_strips(editor) if (editor := scene.sequence_editor) else ()
        if any(strip.type == "COLOR" and strip.parent_meta() is not None for strip in every):
            self.report({"WARNING"}, rpt_("Strips inside meta strips were not looked at"))
        if not found:
            told = rpt_("No channel flashes more than {limit:g} times a second")
            self.report({"INFO"}, told.format(limit=limit))
        return {"FINISHED"}


CLASSES = (SEQUENCE_MAKER_OT_check_flashing,)
