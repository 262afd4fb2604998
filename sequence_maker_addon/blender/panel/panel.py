"""The chat panel in the Sequencer's sidebar. It only draws."""

from __future__ import annotations

import time
from typing import Any

from bpy.app.translations import pgettext_iface as iface_
from bpy.types import Menu, Panel

from ...chat.offer.windows import window_of
from ...chat.turn import RunningTurn
from ..chat import chats, misses, warm_up, window_state
from ..chat.chats import Chat
from ..draw import wrap
from ..host import compat
from ..host.recognized import told
from ..host.scene import scene_to_edit
from ..settings import small_model_install, turn_settings
from ..settings.preferences import preferences
from ..song import shown
from ..wording.labels import title
from ..wording.numbers import window_line
from ..wording.people import for_people
from . import (
    chat_list,
    foreign,
    goes_along,
    memory_rows,
    onboarding,
    question,
    spending_line,
    turn_rows,
)

PLACEHOLDER = "Ask for colors, times, changes…"


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
        if wrap.content_width(context) >= turn_rows.NARROW * wrap.unit():
            _draw_playback(row, context.screen.is_animation_playing)
        row.operator_context = "INVOKE_DEFAULT"
        row.operator("sequence_maker.diagnostics", text="", icon="SORTSIZE")
        row.menu(SEQUENCER_MT_sequence_maker_chat.__name__, text="", icon="DOWNARROW_HLT")

    def draw(self, context):
        """Draw prompt, then what waits, then the turns, newest first."""
        layout = self.layout
        scene = scene_to_edit(context)
        if scene is None:
            onboarding.draw_no_sequence(layout, context)
            return
        chat = chats.chat_of(scene)
        warm_up.begin()
        chat_list.draw_offers(layout, context, chat)
        goes_along.draw(layout, context, scene)
        _draw_prompt(layout)
        _draw_send(layout, context, chat)
        if chat.running is not None and chat.running.waiting:
            question.draw(layout, context, chat.running.waiting)
        foreign.draw(layout, context, chat)
        found = onboarding.missing(scene, turn_settings.active_endpoint())
        turns = chat.conversation.turns
        if not any(thing.blocking for thing in found):
            _draw_window(layout, context, chat)
            spending_line.draw(layout, context)
        if not turns:
            by_rules = turn_settings.active_endpoint().by_rules
            if by_rules:
                onboarding.draw_rules(layout, context)
            if found:
                onboarding.draw(layout, context, found, welcome=not by_rules)
            _draw_starters(layout, context)
            return
        blocking = [thing for thing in found if thing.blocking]
        if blocking:
            onboarding.draw(layout, context, blocking, welcome=False)
        if turn_settings.active_endpoint().by_rules:
            small_model_install.draw_trouble(layout, context)
        turn_rows.draw(layout, context, chat, chat.shown)
        memory_rows.draw(layout, context, chat)


class SEQUENCER_MT_sequence_maker_chat(Menu):
    """What else can be done with the chat"""

    bl_label = "Chat"

    def draw(self, context):
        """List the operators."""
        layout = self.layout
        layout.operator_context = "INVOKE_DEFAULT"
        layout.operator("sequence_maker.new_chat", icon="FILE_NEW")
        layout.operator("sequence_maker.diagnostics", icon="SORTSIZE")
        misses.draw(layout)
        layout.separator()
        layout.operator("sequence_maker.save_sheet", icon="FILE_IMAGE")
        layout.operator("sequence_maker.render_lamps", icon="LIGHT")
        layout.separator()
        if not turn_settings.active_endpoint().offline:
            layout.prop(preferences(), "plain_first")
        layout.operator("sequence_maker.use_standard_view")
        layout.operator("sequence_maker.open_preferences", icon="PREFERENCES")


class SEQUENCER_MT_sequence_maker_history(Menu):
    """Earlier prompts, newest first"""

    bl_label = "Prompt History"

    def draw(self, context):
        """List them, or say that there are none."""
        layout = self.layout
        prompts = window_state.recent()
        if not prompts:
            layout.label(text="No earlier prompt")
        for index, prompt in enumerate(prompts):
            words = " ".join(prompt.split())
            shown = words if len(words) < 70 else f"{words[:69]}…"
            row = layout.operator("sequence_maker.recall_prompt", text=shown, translate=False)
            row.index = index


def _draw_playback(row: Any, playing: bool) -> None:
    if playing:
        row.operator("sequence_maker.pause_audio", text="", icon="PAUSE")
    else:
        row.operator("sequence_maker.play_audio", text="", icon="PLAY")
    row.operator("sequence_maker.stop_audio", text="", icon="REW")
    seek = row.row(align=True)
    seek.operator_context = "INVOKE_DEFAULT"
    seek.operator("sequence_maker.seek_audio", text="", icon="TRACKING_FORWARDS_SINGLE")


def draw_prompt_field(layout: Any, lines: int) -> None:
    """Draw the field for the prompt, as tall as this Blender can."""
    state = window_state.state()
    placeholder = iface_(PLACEHOLDER)
    if compat.has_textbox():
        layout.textbox(state, "prompt", initial_visible_lines=lines, placeholder=placeholder)
    else:
        layout.prop(state, "prompt", text="", placeholder=placeholder)


def _draw_prompt(layout: Any) -> None:
    if compat.has_textbox():
        draw_prompt_field(layout, 3)
        return
    row = layout.row(align=True)
    draw_prompt_field(row, 1)
    if window_state.prompt_text() is None:
        row.operator("sequence_maker.edit_prompt", text="", icon="TEXT")
    else:
        row.operator("sequence_maker.take_prompt", text="", icon="IMPORT")


def _draw_send(layout: Any, context: Any, chat: Chat) -> None:
    turn = chat.running
    if turn is not None:
        row = layout.split(factor=0.72, align=True)
        calls = turn.record.calls
        done = sum(call.result is not None for call in calls)
        listening = turn.queue.progress
        factor = listening.factor if listening else done / len(calls) if calls else 0.0
        width = 0.72 * wrap.content_width(context) - 0.5 * wrap.unit()
        row.progress(text=wrap.fit(_status(turn, done), width), factor=factor)
        row.operator("sequence_maker.cancel", text="Stop")
        return
    row = layout.row(align=True)
    row.operator("sequence_maker.send_prompt", text="Send")
    row.menu(SEQUENCER_MT_sequence_maker_history.__name__, text="", icon="RECOVER_LAST")


def _draw_window(layout: Any, context: Any, chat: Chat) -> None:
    """Say how much the model can read, and in which form it is offered the functions."""
    endpoint = turn_settings.active_endpoint()
    if endpoint.offline:
        return
    fit = chat.conversation.fit
    offer = fit.offer if fit.place == endpoint.place else None
    text = window_line(window_of(endpoint), offer)
    row = layout.row()
    row.active = False
    row.label(text=wrap.fit(text, wrap.content_width(context)), translate=False)


def _status(turn: RunningTurn, done: int) -> str:
    """Return what happens now, in the words of the panel."""
    calls = turn.record.calls
    if turn.waiting:
        return iface_("Waiting for you")
    if turn.retrying is not None:
        wait = max(0, round(turn.retry_at - time.monotonic()))
        text = iface_("Again in {count} s: {reason}")
        return text.format(count=wait, reason=for_people(turn.retrying.reason))
    for call in calls:
        if call.state == "running" and turn.queue.progress is not None:
            return iface_("Listening…")
        if call.state == "running":
            text = iface_("{name}, call {number} of {count}")
            return text.format(name=title(call.name), number=done + 1, count=len(calls))
        if call.state == "streaming" and call.name:
            return iface_("Writing {name}").format(name=title(call.name))
    return for_people(turn.status)


def _draw_starters(layout: Any, context: Any) -> None:
    layout.label(text="Try One of These")
    column = layout.column(align=True)
    width = wrap.content_width(context, 1.0)
    for starter in onboarding.starters(shown.shown_song(context)):
        text = told(starter)
        button = column.operator("sequence_maker.send", text=wrap.fit(text, width), translate=False)
        is_small = turn_settings.active_endpoint().offline  # it reads English only
        button.prompt = starter if is_small else text


CLASSES = (
    SEQUENCER_PT_sequence_maker_chat,
    SEQUENCER_MT_sequence_maker_chat,
    SEQUENCER_MT_sequence_maker_history,
)
