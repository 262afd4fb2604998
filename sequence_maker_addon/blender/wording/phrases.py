"""The panel's words for calls and figures, in one place to import from."""

from __future__ import annotations

from bpy.app.translations import pgettext_iface as tr

from .call_details import details
from .call_phrases import call_colors, important
from .numbers import cost, count, metrics_line, moment, number, seconds, span

__all__ = [
    "call_colors",
    "cost",
    "count",
    "details",
    "important",
    "metrics_line",
    "moment",
    "number",
    "seconds",
    "span",
    "title",
]

_TITLES = {"create_segments_batch": "Create Segments"}


def title(name: str) -> str:
    """Return a function's name as a label: `Create Segment`, `Clear Timeline`."""
    words = _TITLES.get(name) or name[:60].replace("_", " ").strip().title()
    return tr(words) if words else tr("Function Call")
