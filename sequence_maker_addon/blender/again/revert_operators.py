"""Operators that take turns back, and bring them again: one, or all since then."""

from __future__ import annotations

from collections.abc import Callable

from bpy.app.translations import pgettext_rpt as rpt_

from ...sequence.errors import ToolError
from ..chat import reverting
from ..chat.reverting import Outcome
from ..host import pump
from ..wording.people import for_people
from .turn_operators import TurnOperator


class RevertOperator(TurnOperator):
    """What they share."""

    def carried(self, work: Callable[[], Outcome], nothing: str) -> set[str]:
        """Do it, and report what stays as it is, or why nothing was done."""
        try:
            found = work()
        except (ToolError, ValueError) as error:
            self.report({"ERROR"}, for_people(str(error)))
            return {"CANCELLED"}
        told = found.told if found.written else found.told or [nothing]
        for text in told:
            self.report({"WARNING"}, text)
        pump.redraw()
        return {"FINISHED"} if found.written else {"CANCELLED"}


class SEQUENCE_MAKER_OT_take_back(RevertOperator):
    """Take back what a turn did to the strips; what was changed since stays as it is"""

    bl_idname = "sequence_maker.take_back"
    bl_label = "Revert Turn"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Plan the way back, check it and write it, all or nothing."""
        if (turn := self.turn(context)) is None:
            return {"CANCELLED"}
        chat, nothing = self.chat(context), rpt_("Nothing of this turn is left to take back")
        return self.carried(lambda: reverting.exchange(chat, [turn]), nothing)


class SEQUENCE_MAKER_OT_bring_again(RevertOperator):
    """Bring what a reverted turn had done again, exactly as it was"""

    bl_idname = "sequence_maker.bring_again"
    bl_label = "Revert Back"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """The same the other way round."""
        if (turn := self.turn(context)) is None:
            return {"CANCELLED"}
        chat, nothing = self.chat(context), rpt_("Nothing of this turn is left to bring again")
        if not reverting.may_return(chat, turn):
            self.report({"WARNING"}, nothing)
            return {"CANCELLED"}
        return self.carried(lambda: reverting.exchange(chat, (), [turn]), nothing)


class SEQUENCE_MAKER_OT_restore_before(RevertOperator):
    """Take back a turn and all turns after it; what you changed by hand since stays as it is"""

    bl_idname = "sequence_maker.restore_before"
    bl_label = "Restore to Before This Turn"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Take them back, the newest first, all or nothing."""
        if (turn := self.turn(context)) is None:
            return {"CANCELLED"}
        chat = self.chat(context)
        turns = reverting.since(chat, turn)
        nothing = rpt_("Nothing was done since this turn that still stands")
        return self.carried(lambda: reverting.exchange(chat, turns), nothing)


class SEQUENCE_MAKER_OT_use_version(RevertOperator):
    """Bring this one again, and take back the others that were done in its place"""

    bl_idname = "sequence_maker.use_version"
    bl_label = "Use This One"
    bl_options = {"REGISTER", "UNDO"}

    def execute(self, context):
        """Exchange their work, all or nothing."""
        if (turn := self.turn(context)) is None:
            return {"CANCELLED"}
        chat, nothing = self.chat(context), rpt_("This one is there already")
        others = [t for t in chat.conversation.versions(turn) if t is not turn]
        gone = [other for other in reversed(others) if reverting.stands(chat, other)]
        come = [turn] if reverting.may_return(chat, turn) else []
        return self.carried(lambda: reverting.exchange(chat, gone, come), nothing)


CLASSES = (
    SEQUENCE_MAKER_OT_take_back,
    SEQUENCE_MAKER_OT_bring_again,
    SEQUENCE_MAKER_OT_restore_before,
    SEQUENCE_MAKER_OT_use_version,
)
