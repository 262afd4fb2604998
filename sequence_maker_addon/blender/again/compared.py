"""Turns that were done in each other's place, with their figures side by side."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...chat.conversation import Turn
from ..chat import fates, reverting
from ..chat.chats import Chat
from ..draw import wrap
from ..wording.labels import reader_of
from ..wording.numbers import cost, number, seconds
from ..wording.turn_states import STATE_LABELS, state_of

MOST = 4
"""Turns beside each other, the newest ones."""


def columns(chat: Chat, turns: list[Turn]) -> list[tuple[str, list[str]]]:
    """Return what is compared: its label, and how it was in each turn."""
    figures = [turn.metrics for turn in turns]
    tokens = [(m.prompt_tokens or 0) + (m.completion_tokens or 0) for m in figures]
    states = [state_of(turn, fates.fate(chat.scene, turn)) for turn in turns]
    calls = [_calls(turn) for turn in turns]
    return [
        (iface_("Model"), [reader_of(turn.endpoint) for turn in turns]),
        (iface_("State"), [iface_(STATE_LABELS[state]) for state in states]),
        (iface_("Time"), [seconds(m.response_time) for m in figures]),
        (iface_("Tokens"), [number(amount) for amount in tokens]),
        (iface_("Cost"), [cost(m.cost_usd) for m in figures]),
        (iface_("Calls"), calls),
        (iface_("Strips"), [number(turn.ledger.size) for turn in turns]),
    ]


def _calls(turn: Turn) -> str:
    failed = sum(call.state == "failed" for call in turn.calls)
    if not failed:
        return number(len(turn.done))
    return iface_("{done}, {failed} failed").format(done=len(turn.done), failed=failed)


def draw(layout: Any, context: Any, chat: Chat, turn: Turn, index: int) -> None:
    """Draw the table in a fold; nothing where the turn was done once only."""
    turns = chat.conversation.versions(turn)[-MOST:]
    if len(turns) < 2:
        return
    header, body = layout.panel(f"sequence_maker_versions_{index}", default_closed=True)
    header.label(text=iface_("{count} Versions Compared").format(count=len(turns)), translate=False)
    if body is None:
        return
    width = wrap.content_width(context) / (len(turns) + 1)
    for label, values in columns(chat, turns):
        row = body.row()
        cell = row.row()
        cell.active = False
        cell.label(text=wrap.fit(label, width), translate=False)
        for value in values:
            row.label(text=wrap.fit(value, width), translate=False)
    _draw_choice(body, chat, turns)


def _draw_choice(body: Any, chat: Chat, turns: list[Turn]) -> None:
    """Offer to bring one of them again that was taken back."""
    if not any(reverting.may_return(chat, turn) for turn in turns):
        return
    row, every = body.row(), chat.conversation.turns
    row.label(text="")
    for turn in turns:
        cell = row.row()
        cell.enabled = reverting.may_return(chat, turn)
        place = next(at for at, other in enumerate(every) if other is turn)
        cell.operator("sequence_maker.use_version", text="Use").index = place
