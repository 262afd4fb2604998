"""The operator that guards the file while lamps are rendered, and stops them."""

from __future__ import annotations

from bpy.types import Operator

from . import lamp_job, lamp_sign

PASSED = ("MOUSEMOVE", "INBETWEEN_MOUSEMOVE", "WINDOW_DEACTIVATE", "NONE")
"""Events that change nothing."""


class SEQUENCE_MAKER_OT_guard_lamps(Operator):
    """Keep the file as it is while lamps are rendered; Esc or the button stops them"""

    bl_idname = "sequence_maker.guard_lamps"
    bl_label = "Guard Lamps"
    bl_options = {"INTERNAL"}

    def invoke(self, context, event):
        """Take all keys and clicks of a window from now on."""
        context.window_manager.modal_handler_add(self)
        return {"RUNNING_MODAL"}

    def modal(self, context, event):
        """Let nothing through but what changes nothing, until the lamps are rendered."""
        job = lamp_job.running()
        if job is None:
            return {"FINISHED", "PASS_THROUGH"}
        pressed = event.value == "PRESS"
        if pressed and event.type == "ESC":
            job.stop()
        elif pressed and event.type == "LEFTMOUSE":
            scale = context.preferences.system.ui_scale
            place = event.mouse_x, event.mouse_y
            if lamp_sign.is_on_stop(context.window.screen.areas, *place, scale):
                job.stop()
            if event.mouse_y < min(area.y for area in context.window.screen.areas):
                return {"PASS_THROUGH"}  # the status bar, where Blender has a button of its own
        is_harmless = event.type in PASSED or event.type.startswith("TIMER")
        return {"PASS_THROUGH"} if is_harmless else {"RUNNING_MODAL"}


CLASSES = (SEQUENCE_MAKER_OT_guard_lamps,)
