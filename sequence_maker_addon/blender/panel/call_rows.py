"""How function calls look in the chat panel: a row for each, or for a run of equal ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ..draw import icons, wrap
from ..wording.call_details import details
from .turn_view import TOLD, Names, Row, single

Key = tuple[int, int]
"""The place of a turn in its chat, and when it began in whole seconds."""
ICONS = {"done": "CHECKMARK", "failed": "CANCEL", "skipped": "REMOVE", "waiting": "SORTTIME"}
BESIDE_TITLE = 1.75
"""Units in the row of a call that icon and gaps take beside its name."""
NARROW = 9.0
"""Units of width below which words and swatches leave the rows of calls."""
WORTH_DURATION = 4.0
"""Units beside a name from which on the duration is shown."""
LEAST_WORDS = 4.0
"""Units of words that swatches leave."""
SINGLY = 20
"""Calls of a run that are listed singly."""
REASON_LINES = 3


def draw_swatches(
    row: Any, colors: list[tuple[str, str | None]], kinds: Sequence[str] = ()
) -> None:
    """Draw colors as small squares, close together, and behind them the icons of strips."""
    for color, end_color in colors:
        place = row.row()
        place.ui_units_x = 0.82
        place.label(icon_value=icons.swatch(color, end_color))
    for kind in kinds:
        place = row.row()
        place.ui_units_x = 0.82
        place.label(icon=icons.of_strip(kind))


def draw(layout: Any, context: Any, row: Row, key: Key, names: Names) -> None:
    """Draw the row of a call or of a run, and what it opens to."""
    name = f"sequence_maker_call_{key[0]}_{row.at}_{len(row.calls) > 1}_{key[1]}"
    header, body = layout.panel(name, default_closed=True)
    units = wrap.content_width(context, 1.75) / wrap.unit()
    left = wrap.measure(row.name) / wrap.unit() + BESIDE_TITLE
    if units < NARROW or units - left < 1.0:
        _draw_name(header, row)
    else:
        parts = header.split(factor=min(left / units, 0.9))
        _draw_name(parts, row)
        if _draw_rest(parts, row, units - left):
            _draw_below(layout, context, row.words)
    if row.reason:
        _draw_below(layout, context, row.reason)
    if body is not None:
        _draw_body(body, context, row, key, names)


def _draw_rest(layout: Any, row: Row, units: float) -> bool:
    """Draw words, swatches and duration; words before swatches, swatches before duration.

    Returns:
        Whether the words of a run found no place here and want a line of their own.
    """
    colors, kinds = row.colors, row.kinds
    took = _progress(row) or (row.took if units >= WORTH_DURATION else "")
    words = wrap.measure(row.words) / wrap.unit() + 0.5
    if _right_units(len(colors) + len(kinds), took) + words > units:
        took = _progress(row)
    has_line = len(row.calls) > 1 and _right_units(len(colors) + len(kinds), took) + words > units
    least = 0.0 if has_line else min(words, LEAST_WORDS)
    while (colors or kinds) and _right_units(len(colors) + len(kinds), took) + least > units:
        colors, kinds = (colors[:-1], kinds) if colors else (colors, kinds[:-1])
    right = _right_units(len(colors) + len(kinds), took)
    split = layout.split(factor=max(0.05, 1 - right / units)) if right else layout
    _draw_words(split, row, 0.0 if has_line else max(0.0, units - right) * wrap.unit())
    if right:
        _draw_end(split, row, (len(colors), len(kinds)), took)
    return has_line


def _draw_name(layout: Any, row: Row) -> None:
    name, state = layout.row(), row.state
    name.alert = state == "failed" and not row.discarded
    name.active = state not in ("waiting", "skipped") and not row.discarded
    if state in ("streaming", "running"):
        factor = row.done / len(row.calls) if len(row.calls) > 1 else None
        name.label(text=row.name, icon_value=icons.ring(factor), translate=False)
        return
    warned = state == "done" and row.is_warned
    icon = "REMOVE" if row.discarded else "ERROR" if warned else ICONS[state]
    name.label(text=row.name, icon=icon, translate=False)


def _draw_words(layout: Any, row: Row, width: float) -> None:
    words = row.words
    if row.discarded:
        words = " · ".join(part for part in (iface_("discarded"), words) if part)
    place = layout.row()
    place.active = False
    place.label(text=wrap.fit(words, max(0.0, width - 0.5 * wrap.unit())), translate=False)


def _draw_end(layout: Any, row: Row, fit: tuple[int, int], took: str) -> None:
    end = layout.row(align=True)
    end.alignment = "RIGHT"
    draw_swatches(end, row.colors[: fit[0]], row.kinds[: fit[1]])
    if took:
        end.separator(factor=0.6)
        dim = end.row()
        dim.active = False
        dim.label(text=took, translate=False)


def _draw_below(layout: Any, context: Any, text: str) -> None:
    """Say under a row why it failed, or what had no place in it."""
    split = layout.split(factor=min(0.3, 1.6 * wrap.unit() / wrap.content_width(context)))
    split.label(text="")
    column = split.column()
    column.active = False
    wrap.draw(column, text, wrap.content_width(context, 1.9), REASON_LINES)


def _progress(row: Row) -> str:
    """Return `12/60` while a run is carried out."""
    busy = len(row.calls) > 1 and row.state in ("running", "streaming")
    return f"{row.done}/{len(row.calls)}" if busy else ""


def _right_units(squares: int, took: str) -> float:
    """Return how wide the right end of a call's row is: swatches, icons and duration."""
    text = wrap.measure(took) / wrap.unit() + 0.9 if took else 0.0
    return squares * 0.86 + text + (0.35 if squares else 0.0)


def _draw_body(layout: Any, context: Any, row: Row, key: Key, names: Names) -> None:
    """Draw what a row opens to: all of a call; of a run its colors and its calls."""
    width = wrap.content_width(context)
    if len(row.calls) == 1:
        _draw_details(layout, row, width, names)
    colors = [color for call in row.calls[:TOLD] for color in call.colors][:TOLD]
    if len(colors) > 1:
        tiles = int((width + wrap.unit()) / (0.8 * wrap.unit()))
        bar = layout.row(align=True)
        for icon in icons.bar(colors, tiles):
            place = bar.row()
            place.ui_units_x = 0.8
            place.label(icon_value=icon)
    _draw_buttons(layout, row, key[0], width / wrap.unit() >= NARROW)
    if len(row.calls) > 1:
        for place, call in enumerate(row.calls[:SINGLY]):
            draw(layout, context, single(row.at + place, call, names), key, names)
        if len(row.calls) > SINGLY:
            more = iface_("{count} more").format(count=len(row.calls) - SINGLY)
            button = layout.operator("sequence_maker.open_turn", text=more, icon="TEXT")
            button.index = key[0]


def _draw_buttons(layout: Any, row: Row, index: int, is_wide: bool) -> None:
    buttons = layout.row(align=True) if is_wide else layout.column(align=True)
    found = sum(len(call.touched) for call in row.calls)
    if found:
        text = iface_("Show {count} Strips").format(count=found) if found > 1 else "Show Strip"
        button = buttons.operator("sequence_maker.show_strips", text=text, icon="VIEWZOOM")
        button.index, button.entry, button.calls = index, row.at, len(row.calls)
    button = buttons.operator("sequence_maker.copy_call", text="Copy", icon="COPYDOWN")
    button.index, button.entry, button.calls = index, row.at, len(row.calls)


def _draw_details(layout: Any, row: Row, width: float, names: Names) -> None:
    for label, value in details(row.calls[0], names):
        if width / wrap.unit() < NARROW:
            wrap.draw(layout, f"{iface_(label)}: {value}", width)
            continue
        split = layout.split(factor=0.32)
        split.scale_y = 0.8
        left = split.row()
        left.alignment = "RIGHT"
        left.active = False
        left.label(text=label)
        wrap.draw(split.column(), value, width * 0.68 - 4)
