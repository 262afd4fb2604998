"""The prompt's place in the panel: field, Send or progress, what waits, what can be recalled."""

from __future__ import annotations

import time
from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...chat.turn import RunningTurn
from ...toolkit.jobs import Ask, Confirm
from ...toolkit.planning.plan_question import PlanQuestion
from ..again import being_edited
from ..chat import keystrokes, queued, sent, window_state
from ..chat.chats import Chat
from ..draw import wrap
from ..host import compat
from ..model import ways_out
from ..model.light import LIGHT_LABELS, light
from ..wording.labels import title
from ..wording.people import for_people
from .chat_menus import SEQUENCER_MT_sequence_maker_history

PLACEHOLDER = "Ask for colors, times, changes…"


def draw_prompt_field(layout: Any, lines: int) -> None:
    """Draw the field for the prompt, as tall as this Blender can."""
    state = window_state.state()
    placeholder = iface_(PLACEHOLDER)
    if compat.has_textbox():
        layout.textbox(state, "prompt", initial_visible_lines=lines, placeholder=placeholder)
    else:
        layout.prop(state, "prompt", text="", placeholder=placeholder)


def draw(layout: Any, context: Any, chat: Chat) -> None:
    """Draw field, Send or the progress, and below it what waits or was not sent."""
    _draw_prompt(layout)
    _draw_edited(layout, context, chat)
    if chat.running is None:
        _draw_send(layout)
    else:
        _draw_progress(layout, context, chat.running)
        _draw_next(layout, chat.running)
    _draw_queue(layout, context, chat)
    _draw_recall(layout)
    _draw_refusal(layout, context, chat)


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


def _draw_edited(layout: Any, context: Any, chat: Chat) -> None:
    """Say whose place the prompt takes, with a way to leave that turn as it is."""
    turn = being_edited.edited(chat)
    if turn is None:
        return
    row = layout.row(align=True)
    text = iface_("In place of: {prompt}").format(prompt=" ".join(turn.prompt[:400].split()))
    width = wrap.content_width(context, 2.4)
    row.label(text=wrap.fit(text, width), icon="LOOP_BACK", translate=False)
    row.operator("sequence_maker.leave_turn", text="", icon="X", emboss=False)


def _draw_send(layout: Any) -> None:
    row = layout.row(align=True)
    row.operator("sequence_maker.send_prompt", text="Send")
    row.prop(window_state.state(), "plan_only", text="", icon="GHOST_ENABLED")
    if window_state.recent():
        row.operator("sequence_maker.recall_step", text="", icon="TRIA_UP").by = 1
        row.operator("sequence_maker.recall_step", text="", icon="TRIA_DOWN").by = -1
    row.menu(SEQUENCER_MT_sequence_maker_history.__name__, text="", icon="RECOVER_LAST")


def _draw_progress(layout: Any, context: Any, turn: RunningTurn) -> None:
    row = layout.split(factor=0.72, align=True)
    calls = turn.record.calls
    done = sum(call.result is not None for call in calls)
    listening = turn.queue.progress
    factor = listening.factor if listening else done / len(calls) if calls else 0.0
    width = 0.72 * wrap.content_width(context) - 0.5 * wrap.unit()
    row.progress(text=wrap.fit(status_of(turn, done), width), factor=factor)
    row.operator("sequence_maker.cancel", text="Stop")


def status_of(turn: RunningTurn, done: int) -> str:
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


def _draw_next(layout: Any, turn: RunningTurn) -> None:
    """Offer to send what is typed meanwhile: now in place of an answer, else afterwards."""
    if not window_state.state().prompt.strip():
        return
    if isinstance(turn.waiting, PlanQuestion):
        layout.operator("sequence_maker.send_prompt", text="Correct the Plan")
    if isinstance(turn.waiting, Confirm):
        button = layout.operator("sequence_maker.send_prompt", text="Discard Plan and Send")
        button.instead = True
    elif isinstance(turn.waiting, Ask):
        layout.operator("sequence_maker.send_prompt", text="Send Without Answering")
    else:
        layout.operator("sequence_maker.send_prompt", text="Send When This Has Ended")


def _draw_queue(layout: Any, context: Any, chat: Chat) -> None:
    scene = chat.scene
    queue = queued.of(scene) if scene is not None else queued.Queue()
    if not queue.prompts:
        return
    column = layout.column(align=True)
    width = wrap.content_width(context, 2.4)
    for index, prompt in enumerate(queue.prompts):
        row = column.row(align=True)
        told = iface_("Next: {prompt}").format(prompt=" ".join(prompt[:400].split()))
        row.label(text=wrap.fit(told, width), icon="SORTTIME", translate=False)
        row.operator("sequence_maker.unqueue", text="", icon="X", emboss=False).index = index
    if queue.held and chat.running is None:
        column.operator("sequence_maker.send_queued", icon="PLAY")


def _draw_recall(layout: Any) -> None:
    if keystrokes.recallable(window_state.state().prompt):
        layout.operator("sequence_maker.recall_draft", icon="RECOVER_LAST")


def _draw_refusal(layout: Any, context: Any, chat: Chat) -> None:
    """Say why the last prompt was not sent, with the way out; the words are still in the field."""
    refusal = sent.refusal(chat.scene) if chat.scene is not None else None
    if refusal is None or chat.running is not None:
        return
    if refusal[0] in LIGHT_LABELS and light().code != refusal[0]:
        return  # it was mended meanwhile
    box = layout.box()
    red = box.column()
    red.alert = True
    wrap.draw(red, for_people(refusal[1]), wrap.content_width(context, 0.8))
    ways = [way for way in ways_out.of_code(refusal[0]) if not way.has_turn]
    ways_out.draw(box, context, ways)
