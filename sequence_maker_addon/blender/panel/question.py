"""What waits for the person: a plan with Apply and Discard, or a question with its answers."""

from __future__ import annotations

from typing import Any

from ...toolkit.jobs import Ask, Confirm
from ..draw import icons, wrap
from ..wording.people import for_people
from . import turn_rows


def draw(layout: Any, context: Any, waiting: Confirm | Ask) -> None:
    """Draw a plan or a question in a box of its own."""
    box = layout.box()
    width = wrap.content_width(context, 0.8)
    if isinstance(waiting, Confirm):
        _draw_plan(box, waiting, width)
    else:
        _draw_ask(box, waiting, width)


def _draw_plan(box: Any, waiting: Confirm, width: float) -> None:
    box.label(text="Apply This Plan?", icon="QUESTION")
    for kind, phrase, colors in waiting.rows:
        row = box.row()
        row.label(text=for_people(phrase), icon_value=icons.sign(kind), translate=False)
        turn_rows.draw_swatches(row, [(color, None) for color in colors])
    for note in waiting.notes:
        warning = box.column(align=True)
        warning.alert = True
        wrap.draw(warning, for_people(note), width)
    row = box.row()
    row.operator("sequence_maker.answer", text="Discard").option = waiting.options[1]
    apply = row.row()
    button = apply.operator("sequence_maker.answer", text="Apply", depress=True)
    button.option = waiting.options[0]


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
