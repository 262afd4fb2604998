"""What waits for the person: a plan with Apply and Discard, or a question with its answers."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...toolkit.jobs import Ask, Confirm
from ...toolkit.plan_words import Row
from ...toolkit.planning.plan_question import PlanQuestion
from ..draw import icons, wrap
from ..wording.people import for_people
from . import plan_box

MOST_ROWS, MOST_MORE = 6, 40
"""Rows of a plan that are drawn at once, and when the rest is unfolded."""


def draw(layout: Any, context: Any, waiting: Confirm | Ask) -> None:
    """Draw a plan or a question in a box of its own."""
    box = layout.box()
    width = wrap.content_width(context, 0.8)
    if isinstance(waiting, PlanQuestion):
        plan_box.draw(box, waiting, width)
    elif isinstance(waiting, Confirm):
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
        wrap.draw(box, total, width, plan_box.NOTE_LINES)
    notes = plan_box.draw_answers(box, waiting, width)
    column = box.column(align=True)
    for row_of_plan in rows[:MOST_ROWS]:
        _draw_row(column, row_of_plan, width)
    rest = rows[MOST_ROWS:]
    if not rest and not notes:
        return
    header, body = box.panel("sequence_maker_plan_rest", default_closed=True)
    header.label(text=iface_("{count} more").format(count=len(rest) + len(notes)), translate=False)
    if body is not None:
        for note in notes[:MOST_MORE]:
            wrap.draw(body, for_people(note), width)
        for row_of_plan in rest[:MOST_MORE]:
            _draw_row(body, row_of_plan, width)


def _draw_row(layout: Any, plan: Row, width: float) -> None:
    """Draw a row of a plan: its words whole, on more lines where needed, then its swatches.

    In the place of swatches, other strips have the icon of their kind.
    """
    icon, kinds = icons.sign(plan[0]), [plan[3]] if plan[3] else []
    words = for_people(plan[1])

    def lead(row: Any) -> None:
        row.label(text="", icon_value=icon)

    plan_box.draw_row(layout, lead, words, plan[2], width, kinds)


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
