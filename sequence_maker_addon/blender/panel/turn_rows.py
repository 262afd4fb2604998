"""How turns and their function calls look in the chat panel."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...chat.conversation import Call, Turn
from ..chat import window_state
from ..chat.chats import Chat
from ..draw import icons, markdown, wrap
from ..wording.call_details import details
from ..wording.call_phrases import call_colors, important
from ..wording.labels import reader_of, title
from ..wording.numbers import count, metrics_line, seconds
from ..wording.people import for_people

FOLD = 14
"""Lines of an answer that are shown before the rest folds."""
LONGEST_FOLD = 80
MOST_ENTRIES, MOST_NOTES = 150, 10
"""Texts and calls, and notes, of a turn that are drawn."""
ICONS = {"done": "CHECKMARK", "failed": "CANCEL", "skipped": "REMOVE", "waiting": "SORTTIME"}
BESIDE_TITLE = 1.75
"""Units in the row of a call that icon and gaps take beside its name."""
CALM = ("question", "not_understood")
"""Ends of a turn that are no faults."""
NARROW = 9.0
"""Units of width below which words and swatches leave the rows of calls."""


def draw(layout: Any, context: Any, chat: Chat, most: int) -> None:
    """Draw the turns of a chat, newest first."""
    turns = chat.conversation.turns
    names = _channel_names(chat.scene)
    for index in range(len(turns) - 1, max(-1, len(turns) - 1 - most), -1):
        _draw_turn(layout, context, turns[index], index, names)
    older = max(0, len(turns) - most) + chat.shelf.older
    if older:
        text = iface_("Show Older Turns ({count})").format(count=older)
        layout.operator("sequence_maker.show_older", text=text, translate=False)


def draw_swatches(row: Any, colors: list[tuple[str, str | None]]) -> None:
    """Draw colors as small squares."""
    for color, end_color in colors:
        place = row.row()
        place.ui_units_x = 0.82
        place.label(icon_value=icons.swatch(color, end_color))


def _draw_turn(layout: Any, context: Any, turn: Turn, index: int, names: dict[int, str]) -> None:
    states = window_state.state().turns
    if index < len(states):
        header, body = layout.panel_prop(states[index], "is_open")
    else:
        key = f"sequence_maker_turn_{int(turn.began)}_{index}"
        header, body = layout.panel(key, default_closed=True)
    if body is None:
        width = wrap.content_width(context, 1.75)
        text = wrap.fit(" ".join(turn.prompt.split()), width)
        header.label(text=text, translate=False)
        return
    narrow = wrap.content_width(context) / wrap.unit() < NARROW
    who = iface_("You") if turn.is_own else iface_("From the File")
    header.label(text="" if narrow else who, icon="USER", translate=False)
    buttons = header.row(align=True)
    buttons.emboss = "NONE"
    buttons.alignment = "RIGHT"
    if turn.ledger and turn.status != "running":
        buttons.operator("sequence_maker.take_back", text="", icon="LOOP_BACK").index = index
    for name, icon in (("like_turn", "SOLO_OFF"), ("copy_turn", "COPYDOWN"), ("open_turn", "TEXT")):
        buttons.operator(f"sequence_maker.{name}", text="", icon=icon).index = index
    box = body.box()
    wrap.draw(box, turn.prompt, wrap.content_width(context, 0.8), FOLD)
    for number, entry in enumerate(turn.entries[:MOST_ENTRIES]):
        if isinstance(entry, Call):
            _draw_call(body, context, entry, (index, number, int(turn.began)), names)
        else:
            _draw_text(body, context, entry, (index, number, int(turn.began)))
    if len(turn.entries) > MOST_ENTRIES:
        body.operator("sequence_maker.open_turn", text="Open as Text", icon="TEXT").index = index
    _draw_end(body, context, turn, index)


def _draw_text(layout: Any, context: Any, text: str, key: tuple[int, int, int]) -> None:
    plain = markdown.plain(text).strip()
    if not plain:
        return
    width = wrap.content_width(context)
    if not markdown.drawable(plain):
        row = layout.row()
        row.operator("sequence_maker.open_turn", text="Open as Text", icon="TEXT").index = key[0]
    lines = wrap.lines(plain, width)
    _labels(layout, lines[:FOLD])
    if len(lines) <= FOLD:
        return
    name = "sequence_maker_more_" + "_".join(map(str, key))
    header, body = layout.panel(name, default_closed=True)
    header.label(text=iface_("{count} more lines").format(count=len(lines) - FOLD))
    if body is not None:
        _labels(body, lines[FOLD : FOLD + LONGEST_FOLD])
        if len(lines) > FOLD + LONGEST_FOLD:
            body.operator("sequence_maker.open_turn", text="Open as Text").index = key[0]


def _labels(layout: Any, lines: list[str]) -> None:
    column = layout.column(align=True)
    column.scale_y = 0.72
    for line in lines:
        column.label(text=line, translate=False)


def _draw_call(
    layout: Any, context: Any, call: Call, key: tuple[int, int, int], names: dict[int, str]
) -> None:
    name = "sequence_maker_call_" + "_".join(map(str, key))
    header, body = layout.panel(name, default_closed=True)
    width = wrap.content_width(context, 1.75)
    units = width / wrap.unit()
    colors = call_colors(call) if units >= NARROW else []
    took = seconds(call.seconds) if call.seconds >= 0.1 and units >= 11 else ""
    right = _right_units(len(colors), took)
    words = title(call.name) if call.name else "…"
    left = wrap.measure(words) / wrap.unit() + BESIDE_TITLE
    if units < NARROW:
        _draw_call_name(header, call, words)
    else:
        parts = header.split(factor=min(left / units, 0.8))
        _draw_call_name(parts, call, words)
        rest = units - left
        split = parts.split(factor=max(0.1, 1 - right / rest)) if right else parts
        _draw_call_words(split, call, max(0.0, rest - right) * wrap.unit(), names)
        if right:
            _draw_call_end(split, colors, took)
    if body is not None:
        _draw_details(body, context, call, key, names)


def _draw_call_name(layout: Any, call: Call, title: str) -> None:
    row = layout.row()
    row.alert = call.state == "failed"
    row.active = call.state not in ("waiting", "skipped")
    if call.state in ("streaming", "running"):
        row.label(text=title, icon_value=icons.ring(None), translate=False)
        return
    warned = call.state == "done" and (call.result or {}).get("warnings")
    icon = "ERROR" if warned else ICONS[call.state]
    row.label(text=title, icon=icon, translate=False)


def _draw_call_words(layout: Any, call: Call, width: float, names: dict[int, str]) -> None:
    if call.state == "streaming":
        words = count(len(call.raw), "character")
    else:
        words = important(call, names)
    row = layout.row()
    row.active = False
    row.label(text=_fewer(words, max(0.0, width - 0.5 * wrap.unit())), translate=False)


def _draw_call_end(layout: Any, colors: list[tuple[str, str | None]], took: str) -> None:
    row = layout.row(align=True)
    row.alignment = "RIGHT"
    draw_swatches(row, colors)
    if took:
        dim = row.row()
        dim.active = False
        dim.label(text=took, translate=False)


def _right_units(colors: int, took: str) -> float:
    """Return how wide the right end of a call's row is: swatches and duration."""
    text = wrap.measure(took) / wrap.unit() + 0.7 if took else 0.0
    return colors * 0.86 + text + (0.35 if colors else 0.0)


def _fewer(words: str, width: float) -> str:
    """Return as many of the words' parts as fit, the last ones left out first."""
    parts = words.split(" · ")
    while len(parts) > 1 and wrap.measure(" · ".join(parts)) > width:
        parts.pop()
    return wrap.fit(" · ".join(parts), width)


def _draw_details(
    layout: Any, context: Any, call: Call, key: tuple[int, int, int], names: dict[int, str]
) -> None:
    width = wrap.content_width(context)
    wide = width / wrap.unit() >= NARROW
    for label, value in details(call, names):
        if not wide:
            wrap.draw(layout, f"{iface_(label)}: {value}", width)
            continue
        split = layout.split(factor=0.32)
        split.scale_y = 0.8
        left = split.row()
        left.alignment = "RIGHT"
        left.active = False
        left.label(text=label)
        wrap.draw(split.column(), value, width * 0.68 - 4)
    if len(call.colors) > 1:
        tiles = int((width + wrap.unit()) / (0.8 * wrap.unit()))
        bar = layout.row(align=True)
        for icon in icons.bar(call.colors, tiles):
            place = bar.row()
            place.ui_units_x = 0.8
            place.label(icon_value=icon)
    row = layout.row(align=True) if wide else layout.column(align=True)
    if call.touched:
        found = len(call.touched)
        text = iface_("Show {count} Strips").format(count=found) if found > 1 else "Show Strip"
        button = row.operator("sequence_maker.show_strips", text=text, icon="VIEWZOOM")
        button.index, button.entry = key[0], key[1]
    button = row.operator("sequence_maker.copy_call", text="Copy", icon="COPYDOWN")
    button.index, button.entry = key[0], key[1]


def _draw_end(layout: Any, context: Any, turn: Turn, index: int) -> None:
    for note in turn.notes[:MOST_NOTES]:
        column = layout.column()
        column.active = False
        wrap.draw(column, for_people(note), wrap.content_width(context, 1.15))
    code = turn.error["code"] if turn.error is not None else ""
    if turn.error is not None and code != "question":  # which stands in the text
        red = layout.column()
        red.alert = turn.status != "cancelled" and code not in CALM
        red.active = turn.status != "cancelled"
        width = wrap.content_width(context, 1.15)
        wrap.draw(red, for_people(turn.error["message"]), width)
    for choice in turn.choices if turn.is_own else ():
        text = wrap.fit(choice, wrap.content_width(context, 1.0))
        layout.operator("sequence_maker.send", text=text, translate=False).prompt = choice
    if turn.status in ("failed", "incomplete") and turn.is_own and code not in CALM:
        layout.operator("sequence_maker.retry", icon="FILE_REFRESH").index = index
    if turn.requests:
        row = layout.row()
        row.active = False
        line = " · ".join(filter(None, (reader_of(turn.endpoint), metrics_line(turn.metrics))))
        row.label(text=wrap.fit(line, wrap.content_width(context)), translate=False)


def _channel_names(scene: Any) -> dict[int, str]:
    editor = scene.sequence_editor if scene is not None else None
    if editor is None:
        return {}
    channels = editor.channels
    names = {number: channels[number].name for number in range(1, 33)}
    return {number: name for number, name in names.items() if name != f"Channel {number}"}
