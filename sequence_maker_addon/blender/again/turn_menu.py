"""The menu of a turn: all that can be done over."""

from __future__ import annotations

from typing import Any

from ...chat.conversation import Turn
from ..chat import readers, reverting
from ..chat.chats import Chat
from ..model.ways_out import WORDS
from ..settings import turn_settings
from .turn_operators import TurnOperator


class SEQUENCE_MAKER_OT_do_over(TurnOperator):
    """Do this turn over: again, by another model, changed, elsewhere; or take it back"""

    bl_idname = "sequence_maker.do_over"
    bl_label = "Do Over…"
    bl_options = {"REGISTER", "INTERNAL"}

    def invoke(self, context, event):
        """Open the menu."""
        turn, chat = self.turn(context), self.chat(context)
        if turn is None:
            return {"CANCELLED"}
        index = self.index % len(chat.conversation.turns)

        def draw_menu(menu: Any, _context: Any) -> None:
            menu.layout.operator_context = "INVOKE_DEFAULT"
            draw(menu.layout, chat, turn, index)

        context.window_manager.popup_menu(draw_menu, title=turn.prompt[:60], icon="FILE_REFRESH")
        return {"FINISHED"}


def draw(layout: Any, chat: Chat, turn: Turn, index: int) -> None:
    """List what can be done with a turn as it stands now."""
    if turn.is_own:
        layout.operator("sequence_maker.retry", icon="FILE_REFRESH").index = index
        button = layout.operator_menu_enum("sequence_maker.retry_with", "other", icon="PRESET")
        button.index = index
    layout.operator("sequence_maker.edit_again", icon="GREASEPENCIL").index = index
    if turn.status in ("incomplete", "cancelled") and not turn_settings.active_endpoint().by_rules:
        layout.operator("sequence_maker.go_on", text=WORDS["on"], icon="PLAY").index = index
    if readers.can_repeat(turn):
        layout.operator("sequence_maker.repeat_elsewhere", icon="DUPLICATE").index = index
        layout.operator("sequence_maker.save_recipe", icon="FILE_TICK").index = index
    layout.separator()
    if reverting.may_return(chat, turn):
        layout.operator("sequence_maker.bring_again", icon="LOOP_FORWARDS").index = index
    elif reverting.stands(chat, turn):
        layout.operator("sequence_maker.take_back", icon="LOOP_BACK").index = index
    if turn is not chat.conversation.turns[-1] and reverting.since(chat, turn):
        layout.operator("sequence_maker.restore_before", icon="RECOVER_LAST").index = index


CLASSES = (SEQUENCE_MAKER_OT_do_over,)
