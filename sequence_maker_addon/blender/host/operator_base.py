"""The base of the operators that need nothing but a sequence."""

from __future__ import annotations

from bpy.types import Operator

from .scene import scene_to_edit


class SequenceOperator(Operator):
    """An operator on the scene that the Sequencer edits."""

    @classmethod
    def poll(cls, context):
        """Tell whether there is a sequence."""
        if scene_to_edit(context) is None:
            cls.poll_message_set("Create or choose a sequence first")
            return False
        return True
