"""A plan that waits: its sum, Apply and Discard, and rows by call and channel with switches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...toolkit.jobs import Confirm
from ...toolkit.planning.plan import SWITCHED
from ...toolkit.planning.plan_question import PlanQuestion, PlanRow
from ..chat import window_state
from ..draw import wrap
from ..wording.labels import title
from ..wording.people import for_people
from .call_rows import draw_swatches

MOST_ROWS, MOST_MORE = 8, 80
"""Calls that are drawn at once, and when the rest is unfolded."""
MOST_NOTES, NOTE_LINES = 4, 4


def draw(box: Any, waiting: PlanQuestion, width: float) -> None:
    """Draw the sum and the answers first, then what can be switched off."""
    _draw_title(box, waiting)
    wrap.draw(box, for_people(waiting.total), width, NOTE_LINES)
    notes = draw_answers(box, waiting, width)
    column = box.column(align=True)
    for place, row in enumerate(waiting.calls[:MOST_ROWS]):
        _draw_switch(column, row, place, width)
    if rest := waiting.calls[MOST_ROWS : MOST_ROWS + MOST_MORE]:
        header, body = box.panel("sequence_maker_plan_calls", default_closed=True)
        count = len(waiting.calls) - MOST_ROWS
        header.label(text=iface_("{count} more").format(count=count), translate=False)
        for place, row in enumerate(rest if body is not None else (), MOST_ROWS):
            _draw_switch(body, row, place, width)
    header, body = box.panel("sequence_maker_plan_channels", default_closed=True)
    header.label(text="Channels")
    for row in waiting.channels if body is not None else ():
        _draw_switch(body, row, 0, width)
    if not notes:
        return
    header, body = box.panel("sequence_maker_plan_notes", default_closed=True)
    header.label(text=iface_("{count} more").format(count=len(notes)), translate=False)
    for note in notes[:MOST_MORE] if body is not None else ():
        wrap.draw(body, for_people(note), width)


def draw_answers(box: Any, waiting: Confirm, width: float) -> Sequence[str]:
    """Draw what is to be known first, then Discard and Apply; return the notes beyond."""
    notes = [note for note in waiting.notes if note != waiting.total]
    for note in notes[:MOST_NOTES]:
        warning = box.column(align=True)
        warning.alert = True
        wrap.draw(warning, for_people(note), width, NOTE_LINES)
    row = box.row()
    row.prop(window_state.state(), "show_ghosts", text="", icon="GHOST_ENABLED")
    row.operator("sequence_maker.answer", text="Discard").option = waiting.options[1]
    apply = row.row()
    button = apply.operator("sequence_maker.answer", text="Apply", depress=True)
    button.option = waiting.options[0]
    return notes[MOST_NOTES:]


def draw_row(
    layout: Any,
    lead: Callable[[Any], Any],
    text: str,
    colors: Sequence[str],
    width: float,
    kinds: Sequence[str] = (),
) -> None:
    """Draw a row: what leads it, its words whole, on more lines where needed, then its swatches.

    Args:
        layout: Where it goes.
        lead: Draws what stands before the words, as wide as an icon.
        text: The words.
        colors: As `#rrggbb`.
        width: Pixels that the row may take.
        kinds: Of strips that are no segments: their icons stand behind the swatches.
    """
    room, count = width - 1.3 * wrap.unit(), len(colors) + len(kinds)
    swatches = 0.86 * count * wrap.unit() + 0.3 * wrap.unit() if count else 0.0
    beside = wrap.measure(text) + swatches <= room
    for place, line in enumerate([text] if beside else wrap.lines(text, room)):
        row = layout.split(factor=1 - swatches / width) if beside and count else layout
        words = row.row(align=True)
        if place == 0:
            lead(words)
            words.label(text=line, translate=False)
        else:
            words.label(text=line, icon="BLANK1", translate=False)
        if beside and count:
            _draw_end(row, colors, kinds)
    if count and not beside:
        _draw_end(layout, colors, kinds)


def _draw_title(box: Any, waiting: PlanQuestion) -> None:
    """Draw the head, with arrows where a correction has made several plans."""
    row = box.row(align=True)
    if waiting.count == 1:
        row.label(text="Apply This Plan?", icon="QUESTION")
        return
    given = {"number": waiting.number, "count": waiting.count}
    told = iface_("Apply Plan {number} of {count}?").format(**given)
    row.label(text=told, icon="QUESTION", translate=False)
    for icon, by in (("TRIA_LEFT", -1), ("TRIA_RIGHT", 1)):
        arrow = row.row(align=True)
        arrow.enabled = 1 <= waiting.number + by <= waiting.count
        arrow.operator("sequence_maker.turn_plan", text="", icon=icon).by = by


def _draw_switch(layout: Any, row: PlanRow, place: int, width: float) -> None:
    """Draw a call or a channel with its switch."""

    def lead(words: Any) -> None:
        icon = "CHECKBOX_DEHLT" if row.off else "CHECKBOX_HLT"
        switch = words.row(align=True)
        switch.enabled = row.off in ("", SWITCHED)  # what only follows comes with the other
        button = switch.operator("sequence_maker.switch_plan", text="", icon=icon, emboss=False)
        button.call, button.channel = place, row.channel

    column = layout.column(align=True)
    column.active = not row.off
    draw_row(column, lead, _words(row), row.colors, width)


def _words(row: PlanRow) -> str:
    name = title(row.name) if row.name else ""
    name = name or iface_("Channel {number}").format(number=row.channel)
    words = for_people(row.words, is_sentence=False)
    if row.off and row.off != SWITCHED:
        words = iface_("needs {name}").format(name=title(row.off))
    return f"{name}: {words}" if words else name


def _draw_end(layout: Any, colors: Sequence[str], kinds: Sequence[str]) -> None:
    row = layout.row(align=True)
    row.alignment = "RIGHT"
    draw_swatches(row, [(color, None) for color in colors], kinds)
