"""How turns look in the chat panel: header with state and time, prompt, answer, calls, end."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...chat.conversation import Turn
from ..again import compared
from ..chat import fates, reverting, window_state
from ..chat.chats import Chat
from ..draw import icons, markdown, wrap
from ..model import ways_out
from ..wording.people import for_people
from ..wording.turn_states import ENDS, STATE_LABELS
from . import call_rows, suggestions
from .turn_view import Names, Row, View, view_of

FOLD = 14
"""Lines of an answer that are shown before the rest folds."""
LONGEST_FOLD = 80
MOST_ROWS, OLDER_ROWS, MOST_MORE, MOST_NOTES = 10, 4, 60, 10
"""Rows of the newest turn that are drawn at once, of others, and of the rest; notes."""
ANSWER_FIRST = 4
"""Rows of calls from which on the answer stands before them."""
STATE_ICONS = {
    "waits": "QUESTION",
    "done": "CHECKMARK",
    "partly": "ERROR",
    "failed": "CANCEL",
    "stopped": "PAUSE",
    "reverted": "LOOP_BACK",
    "undone": "LOOP_BACK",
    "discarded": "REMOVE",
    "asks": "QUESTION",
    "unclear": "QUESTION",
}
DIM = ("stopped", "reverted", "undone", "discarded")


def draw(layout: Any, context: Any, chat: Chat, most: int) -> None:
    """Draw the turns of a chat, newest first."""
    turns, scene = chat.conversation.turns, chat.scene
    names = _channel_names(scene)
    waits = chat.running is not None and chat.running.waiting is not None
    for index in range(len(turns) - 1, max(-1, len(turns) - 1 - most), -1):
        turn = turns[index]
        is_running = chat.running is not None and turn is chat.running.record
        view = view_of(scene, turn, names, fates.fate(scene, turn), waits and is_running)
        is_newest = index == len(turns) - 1
        _draw_turn(layout, context, chat, view, index, MOST_ROWS if is_newest else OLDER_ROWS)
        if is_newest:
            suggestions.draw_chips(layout, context, chat, view.state)
    older = max(0, len(turns) - most) + chat.shelf.older
    if older:
        text = iface_("Show Older Turns ({count})").format(count=older)
        layout.operator("sequence_maker.show_older", text=text, icon="TRIA_DOWN", translate=False)


def _draw_turn(layout: Any, context: Any, chat: Chat, view: View, index: int, most: int) -> None:
    turn, states = view.turn, window_state.state().turns
    if index < len(states):
        header, body = layout.panel_prop(states[index], "is_open")
    else:
        key = f"sequence_maker_turn_{int(turn.began)}_{index}"
        header, body = layout.panel(key, default_closed=True)
    if body is None:
        _draw_folded(header, context, view)
        return
    _draw_header(header, context, chat, view, index)
    box = body.box()
    wrap.draw(box, turn.prompt, wrap.content_width(context, 0.8), FOLD)
    _draw_rows(body, context, view, (index, int(turn.began)), most)
    _draw_end(body, context, view, index)
    compared.draw(body, context, chat, turn, index)


def _draw_folded(header: Any, context: Any, view: View) -> None:
    """Draw a turn in one line: its state as a sign, the prompt, when it was."""
    width = wrap.content_width(context, 2.9)
    told = "" if view.state == "done" else iface_(STATE_LABELS[view.state])
    right = " · ".join(part for part in (told, view.moment) if part)
    room = wrap.measure(right) + 0.6 * wrap.unit() if right else 0.0
    if width / wrap.unit() < call_rows.NARROW or room > 0.6 * width:
        _draw_state(header, view, wrap.fit(view.prompt, width))
        return
    parts = header.split(factor=1 - room / (width + 1.15 * wrap.unit()))
    _draw_state(parts, view, wrap.fit(view.prompt, width - room))
    _draw_dim(parts, right)


def _draw_state(layout: Any, view: View, text: str) -> None:
    row = layout.row()
    row.active = view.state not in DIM
    if view.state == "running":
        row.label(text=text, icon_value=icons.ring(None), translate=False)
    else:
        row.label(text=text, icon=STATE_ICONS[view.state], translate=False)


def _draw_dim(layout: Any, text: str) -> None:
    row = layout.row()
    row.alignment = "RIGHT"
    row.active = False
    row.label(text=text, translate=False)


def _draw_header(header: Any, context: Any, chat: Chat, view: View, index: int) -> None:
    """Draw the line of an open turn: its state in words, time and duration, its buttons."""
    turn = view.turn
    units = wrap.content_width(context, 1.75) / wrap.unit()
    told = iface_(STATE_LABELS[view.state])
    text = told[:1].upper() + told[1:] if turn.is_own else iface_("From the File")
    left = header.row()
    left.alert = view.state == "failed"
    _draw_state(left, view, text if units >= call_rows.NARROW else "")
    way = _way_back(chat, turn)
    right = " · ".join(part for part in (view.moment, view.took) if part)
    room = units - 1.6 - wrap.measure(text) / wrap.unit() - 3 - bool(way)
    row = header.row(align=True)
    row.alignment = "RIGHT"
    if right and wrap.measure(right) / wrap.unit() + 0.6 < room:
        _draw_dim(row, right)
    buttons = row.row(align=True)
    buttons.emboss = "NONE"
    if way:
        buttons.operator(f"sequence_maker.{way[0]}", text="", icon=way[1]).index = index
    for name, icon in (("like_turn", "SOLO_OFF"), ("copy_turn", "COPYDOWN"), ("open_turn", "TEXT")):
        buttons.operator(f"sequence_maker.{name}", text="", icon=icon).index = index
    menu = buttons.row()
    menu.enabled = turn.status != "running"
    menu.operator("sequence_maker.do_over", text="", icon="DOWNARROW_HLT").index = index


def _way_back(chat: Chat, turn: Turn) -> tuple[str, str] | None:
    """Return the operator that takes the turn back or brings it again, and its sign."""
    if reverting.may_return(chat, turn):
        return "bring_again", "LOOP_FORWARDS"
    return ("take_back", "LOOP_BACK") if reverting.stands(chat, turn) and turn.ledger else None


def _draw_rows(body: Any, context: Any, view: View, key: call_rows.Key, most: int) -> None:
    """Draw what was said and done; a long list of calls comes after the answer, and is capped."""
    rows, is_running = view.rows, view.turn.status == "running"
    calls = sum(bool(row.calls) for row in rows)
    if calls > ANSWER_FIRST and rows and not rows[-1].calls:
        _draw_text(body, context, rows[-1].text, (*key, rows[-1].at), is_running)
        rows = rows[:-1]
    shown, rest = rows[:most], rows[most:]
    if is_running:
        shown, rest = rows[-most:], rows[:-most]
        _draw_rest(body, context, view, rest, key)
    for row in shown:
        tail = is_running and row is rows[-1]
        _draw_row(body, context, row, key, view.names, tail)
    if not is_running:
        _draw_rest(body, context, view, rest, key)


def _draw_rest(body: Any, context: Any, view: View, rows: list[Row], key: call_rows.Key) -> None:
    """Draw rows behind a fold, those of a very long list as text."""
    if not rows:
        return
    header, inner = body.panel(f"sequence_maker_rest_{key[0]}_{key[1]}", default_closed=True)
    amount = sum(max(1, len(row.calls)) for row in rows)
    header.label(text=iface_("{count} more").format(count=amount), translate=False)
    if inner is None:
        return
    for row in rows[:MOST_MORE]:
        _draw_row(inner, context, row, key, view.names)
    if len(rows) > MOST_MORE:
        inner.operator("sequence_maker.open_turn", text="Open as Text", icon="TEXT").index = key[0]


def _draw_row(
    layout: Any, context: Any, row: Row, key: call_rows.Key, names: Names, tail: bool = False
) -> None:
    if row.calls:
        call_rows.draw(layout, context, row, key, names)
    else:
        _draw_text(layout, context, row.text, (*key, row.at), tail)


def _draw_text(
    layout: Any, context: Any, text: str, key: tuple[int, int, int], tail: bool = False
) -> None:
    """Draw what was said: its beginning, or while it streams its end, and the rest in a fold."""
    plain = markdown.plain(text).strip()
    if not plain:
        return
    if not markdown.drawable(plain):
        row = layout.row()
        row.operator("sequence_maker.open_turn", text="Open as Text", icon="TEXT").index = key[0]
    lines = wrap.lines(plain, wrap.content_width(context))
    shown, rest = (lines[-FOLD:], lines[:-FOLD]) if tail else (lines[:FOLD], lines[FOLD:])
    if not tail:
        _labels(layout, shown)
    if rest:
        name = f"sequence_maker_{'before' if tail else 'more'}_" + "_".join(map(str, key))
        header, body = layout.panel(name, default_closed=True)
        told = iface_("{count} lines before") if tail else iface_("{count} more lines")
        header.label(text=told.format(count=len(rest)), translate=False)
        if body is not None:
            _labels(body, rest[:LONGEST_FOLD])
            if len(rest) > LONGEST_FOLD:
                body.operator("sequence_maker.open_turn", text="Open as Text").index = key[0]
    if tail:
        _labels(layout, shown)


def _labels(layout: Any, lines: list[str]) -> None:
    column = layout.column(align=True)
    column.scale_y = wrap.LINE_HEIGHT
    for line in lines:
        column.label(text=line, translate=False)


def _draw_end(layout: Any, context: Any, view: View, index: int) -> None:
    turn = view.turn
    width = wrap.content_width(context, 1.15)
    for note in turn.notes[:MOST_NOTES]:
        column = layout.column()
        column.active = False
        wrap.draw(column, for_people(note), width)
    code = turn.error["code"] if turn.error is not None else ""
    if turn.error is not None and code != "question":  # which stands in the text
        red = layout.column()
        red.alert = turn.status != "cancelled" and code not in ENDS
        red.active = turn.status != "cancelled"
        wrap.draw(red, for_people(turn.error["message"]), width)
    for choice in turn.choices if turn.is_own else ():
        text = wrap.fit(choice, wrap.content_width(context, 1.0))
        layout.operator("sequence_maker.send", text=text, translate=False).prompt = choice
    if turn.is_own and turn.status != "running":
        ways_out.draw(layout, context, ways_out.of_turn(turn), index)
    if view.figures:
        row = layout.row()
        row.active = False
        row.label(text=wrap.fit(view.figures, wrap.content_width(context)), translate=False)


def _channel_names(scene: Any) -> Names:
    editor = scene.sequence_editor if scene is not None else None
    if editor is None:
        return {}
    channels = editor.channels
    names = {number: channels[number].name for number in range(1, 33)}
    return {number: name for number, name in names.items() if name != f"Channel {number}"}
