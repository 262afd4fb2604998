"""The chat panel in the Sequencer's sidebar. It only draws."""

from __future__ import annotations

from typing import Any

from bpy.types import Panel

from ...chat.offer.windows import window_of
from ..chat import chats, warm_up
from ..chat.chats import Chat
from ..dialogs import chat_list, goes_along, memory_rows
from ..draw import wrap
from ..host.scene import scene_to_edit
from ..model import model_menu
from ..settings import small_model_install, turn_settings
from ..wording.numbers import window_line
from . import (
    call_rows,
    foreign,
    header_line,
    onboarding,
    prompt_area,
    question,
    spending_line,
    suggestions,
    turn_rows,
)
from .chat_menus import SEQUENCER_MT_sequence_maker_chat


class SEQUENCER_PT_sequence_maker_chat(Panel):
    """Chat with the assistant that edits the timeline"""

    bl_label = "Chat"
    bl_space_type = "SEQUENCE_EDITOR"
    bl_region_type = "UI"
    bl_category = "Sequence Maker"

    @classmethod
    def poll(cls, context):
        """Keep out of the Preview's sidebar."""
        return context.space_data.view_type != "PREVIEW"

    def draw_header_preset(self, context):
        """Offer the chats, the playback, the diagnostics and the menu."""
        row = self.layout.row(align=True)
        row.emboss = "NONE"
        chat_list.draw_in_header(row, context)
        if wrap.content_width(context) >= call_rows.NARROW * wrap.unit():
            _draw_playback(row, context.screen.is_animation_playing)
        row.operator_context = "INVOKE_DEFAULT"
        row.operator("sequence_maker.diagnostics", text="", icon="SORTSIZE")
        row.menu(SEQUENCER_MT_sequence_maker_chat.__name__, text="", icon="DOWNARROW_HLT")

    def draw(self, context):
        """Draw prompt, then what waits, then the model, then the turns, newest first."""
        layout, scene = self.layout, scene_to_edit(context)
        if scene is None:
            onboarding.draw_no_sequence(layout, context)
            return
        chat = chats.chat_of(scene)
        warm_up.begin()
        header_line.saw(chat)
        chat_list.draw_offers(layout, context, chat)
        goes_along.draw(layout, context, scene)
        prompt_area.draw(layout, context, chat)
        if chat.running is not None and chat.running.waiting:
            question.draw(layout, context, chat.running.waiting)
        model_menu.draw_row(layout, context, chat.conversation.turns)
        foreign.draw(layout, context, chat)
        found = onboarding.missing(scene, turn_settings.active_endpoint())
        if not any(thing.blocking for thing in found):
            _draw_window(layout, context, chat)
            spending_line.draw(layout, context)
        if not chat.conversation.turns:
            _draw_welcome(layout, context, found)
            return
        blocking = [thing for thing in found if thing.blocking]
        if blocking:
            onboarding.draw(layout, context, blocking, welcome=False)
        if turn_settings.active_endpoint().by_rules:
            small_model_install.draw_trouble(layout, context)
        turn_rows.draw(layout, context, chat, chat.shown)
        memory_rows.draw(layout, context, chat)


def _draw_welcome(layout: Any, context: Any, found: list[onboarding.Missing]) -> None:
    """Draw what is missing, and what one can begin with."""
    by_rules = turn_settings.active_endpoint().by_rules
    if by_rules:
        onboarding.draw_rules(layout, context)
    if found:
        onboarding.draw(layout, context, found, welcome=not by_rules)
    suggestions.draw_starters(layout, context)


def _draw_playback(row: Any, playing: bool) -> None:
    if playing:
        row.operator("sequence_maker.pause_audio", text="", icon="PAUSE")
    else:
        row.operator("sequence_maker.play_audio", text="", icon="PLAY")
    row.operator("sequence_maker.stop_audio", text="", icon="REW")
    seek = row.row(align=True)
    seek.operator_context = "INVOKE_DEFAULT"
    seek.operator("sequence_maker.seek_audio", text="", icon="TRACKING_FORWARDS_SINGLE")


def _draw_window(layout: Any, context: Any, chat: Chat) -> None:
    """Say how much the model can read, and in which form it is offered the functions."""
    endpoint = turn_settings.active_endpoint()
    if endpoint.offline:
        return
    fit = chat.conversation.fit
    offer = fit.offer if fit.place == endpoint.place else None
    column = layout.column()
    column.active = False
    wrap.draw(column, window_line(window_of(endpoint), offer), wrap.content_width(context))


CLASSES = (SEQUENCER_PT_sequence_maker_chat,)
