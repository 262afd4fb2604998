"""Draws what the last test of a connection found; the preferences and the diagnostics show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..draw import wrap
from ..host.recognized import told
from . import connection

if TYPE_CHECKING:
    from .profiles import SequenceMakerProfile


def draw_result(layout: Any, profile: SequenceMakerProfile, width: float) -> None:
    """Show one sentence, red if the endpoint does not work; nothing if it was not tested.

    Args:
        layout: Where it goes.
        profile: The endpoint.
        width: Room for text, in pixels at a scale of 1.
    """
    found = connection.result(profile)
    if connection.is_testing():
        row = layout.row()
        row.active = False
        row.label(text="Testing the connection…", icon="SORTTIME")
    elif found is not None:
        if found.url:
            layout.operator("sequence_maker.use_address", icon="CHECKMARK")
        row = layout.row()
        row.alert = not found.ok
        icon = "CHECKMARK" if found.ok else "CANCEL"
        lines = wrap.lines(told(found.message), width * wrap.unit() / 20.0)
        if len(lines) == 1:
            row.label(text=lines[0], icon=icon, translate=False)
            return
        row.label(text="", icon=icon)
        column = row.column(align=True)
        column.scale_y = wrap.LINE_HEIGHT
        for line in lines:
            column.label(text=line, translate=False)
