"""What was spent so far, in one line, and how much of each cap."""

from __future__ import annotations

from typing import Any

from bpy.app.translations import pgettext_iface as iface_

from ...chat.spending import Amount, Span
from ..draw import wrap
from ..permits import caps, spent
from ..settings.preferences import preferences
from ..wording.numbers import spent_line

NEAR = 0.8
"""Share of a cap from which on it is told in red."""
SHOWN: tuple[Span, ...] = ("session", "day", "file")


def draw(layout: Any, context: Any) -> None:
    """Draw what this session has cost, and each span that has a cap; nothing while all is free."""
    limits, so_far = caps.caps_of(preferences(context).caps), spent.so_far()
    width = wrap.content_width(context)
    for span in SHOWN:
        amount, cap = so_far[span], limits.get(span)
        if cap is None and (span != "session" or not _costs(amount)):
            continue
        row = layout.row()
        near = cap is not None and bool(cap.reached(_scaled(amount)))
        row.alert, row.active = near, near
        told = _named(span).format(spent=spent_line(amount, cap))
        row.label(text=wrap.fit(told, width), translate=False)


def _named(span: Span) -> str:
    if span == "session":
        return iface_("This session: {spent}")
    return iface_("Today: {spent}") if span == "day" else iface_("This file: {spent}")


def _costs(amount: Amount) -> bool:
    return amount.usd > 0 or amount.unknown > 0


def _scaled(amount: Amount) -> Amount:
    """Return what reaches a cap when this comes near it."""
    return Amount(amount.usd / NEAR, round(amount.tokens / NEAR), amount.unknown)
