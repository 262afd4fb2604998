"""What waits for the person: a plan with Apply and Discard, or a question with its answers."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...toolkit.jobs import Ask, Confirm
from ...toolkit.plan_words import Row
from ..draw import icons, wrap
from ..wording.people import for_people
from .call_rows import draw_swatches

MOST_ROWS, MOST_MORE = 6, 40
"""Rows of a plan that are drawn at once, and when the rest is unfolded."""
MOST_NOTES, NOTE_LINES = 4, 4


def draw(layout: Any, context: Any, waiting: Confirm | Ask) -> None:
    """Draw a plan or a question in a box of its own."""
    box = layout.box()
    width = wrap.content_width(context, 0.8)
    if isinstance(waiting, Confirm):
        _draw_plan(box, waiting, width)
    else:
        _draw_ask(box, waiting, width)


def _draw_plan(box: Any, waiting: Confirm, width: float) -> None:
    """Draw the sum, what is dangerous, the two answers, and then the rows, however many."""
    box.label(text="Apply This Plan?", icon="QUESTION")
    rows, total = waiting.rows, for_people(waiting.total)
    if len(rows) == 1 and for_people(rows[0][1]) == total:  # which says it already
        _draw_row(box, (rows[0][0], total, *rows[0][2:]), width)
        rows = ()
    elif total:
        wrap.draw(box, total, width, NOTE_LINES)
    notes = [note for note in waiting.notes if note != waiting.total]
    for note in notes[:MOST_NOTES]:
        warning = box.column(align=True)
        warning.alert = True
        wrap.draw(warning, for_people(note), width, NOTE_LINES)
    row = box.row()
    row.operator("sequence_maker.answer", text="Discard").option = waiting.options[1]
    apply = row.row()
    button = apply.operator("sequence_maker.answer", text="Apply", depress=True)
    button.option = waiting.options[0]
    column = box.column(align=True)
    for row_of_plan in rows[:MOST_ROWS]:
        _draw_row(column, row_of_plan, width)
    rest = rows[MOST_ROWS:]
    if not rest and len(notes) <= MOST_NOTES:
        return
    header, body = box.panel("sequence_maker_plan_rest", default_closed=True)
    amount = len(rest) + max(0, len(notes) - MOST_NOTES)
    header.label(text=iface_("{count} more").format(count=amount), translate=False)
    if body is not None:
        for note in notes[MOST_NOTES : MOST_NOTES + MOST_MORE]:
            wrap.draw(body, for_people(note), width)
        for row_of_plan in rest[:MOST_MORE]:
            _draw_row(body, row_of_plan, width)


def _draw_row(layout: Any, plan: Row, width: float) -> None:
    """Draw a row of a plan: its words whole, on more lines where needed, then its swatches.

    In the place of swatches, other strips have the icon of their kind.
    """
    sign, text, colors, kind = plan[0], for_people(plan[1]), plan[2], plan[3]
    room, count = width - 1.3 * wrap.unit(), len(colors) + bool(kind)
    swatches = 0.86 * count * wrap.unit() + 0.3 * wrap.unit() if count else 0.0
    icon = icons.sign(sign)
    if wrap.measure(text) + swatches <= room:
        parts = layout.split(factor=1 - swatches / width) if count else layout
        parts.label(text=text, icon_value=icon, translate=False)
        _draw_end(parts, colors, kind)
        return
    for place, line in enumerate(wrap.lines(text, room)):
        row = layout.row(align=True)
        if place == 0:
            row.label(text=line, icon_value=icon, translate=False)
        else:
            row.label(text=line, icon="BLANK1", translate=False)
    _draw_end(layout, colors, kind)


def _draw_end(layout: Any, colors: tuple[str, ...], kind: str) -> None:
    if not (colors or kind):
        return
    row = layout.row(align=True)
    row.alignment = "RIGHT"
    draw_swatches(row, [(color, None) for color in colors], [kind] if kind else [])


def _draw_ask(box: Any, waiting: Ask, width: float) -> None:
    """Draw each answer as a button; where any answer will do, the field above takes it."""
    wrap.draw(box, for_people(waiting.text), width)
    column = box.column(align=True)
    for option in waiting.options:
        text = wrap.fit(option, width)
        button = column.operator("sequence_maker.answer", text=text, translate=False)
        button.option = option
    row = box.row(align=True)
    row.operator("sequence_maker.answer", text="No Answer").option = ""
    if waiting.free:
        row.operator("sequence_maker.answer_typed", text="Answer As Typed")
