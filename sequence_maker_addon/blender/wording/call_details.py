"""All of a function call, as labels and values: what it was given, what came of it."""

from __future__ import annotations

from typing import Any

from ...chat.conversation import Call
from ...sequence.times import ordinal
from ...tools import TOOLS
from ..host.languages import tr
from . import call_phrases
from .call_phrases import colors_in_words, items_of, place, places, time_of, when
from .labels import label_of, titled
from .numbers import as_number, moment, number, seconds
from .outcome import ITEMS, Rows, outcome, plain

SHORTEST = 0.005
"""Seconds that are worth telling."""
LONGEST = 400
"""Characters of a value."""

_TIMES = ("start_time", "end_time")
_COLORS = ("color", "end_color")
CHOICES = frozenset(p.name for tool in TOOLS.values() for p in tool.parameters if p.choices)
"""Arguments whose values are words of a list."""


def details(call: Call, channel_names: dict[int, str]) -> Rows:
    """Return all there is to say of a call as pairs of label and value."""
    rows = _given(call, channel_names)
    if isinstance(call.result, dict):
        rows += outcome(call.result, channel_names)
    if call.state in ("done", "failed") and call.seconds >= SHORTEST:
        rows.append((tr("Took"), seconds(call.seconds)))
    return [(label, _clipped(value)) for label, value in rows if value]


def _given(call: Call, channel_names: dict[int, str]) -> Rows:
    if call.arguments is None and call.state != "streaming":
        return [(tr("Arguments"), " ".join(call.raw[: 2 * LONGEST].split()))]
    given = {k: v for k, v in call_phrases.arguments_of(call).items() if v is not None}
    items = items_of(given)
    rows: Rows = []
    for name, value in given.items():
        if name == "segments" and items:
            rows += _batch(items, channel_names)
        elif name in _TIMES:
            both = all(part in given for part in _TIMES)
            label = tr("Time") if both else tr("From") if name == "start_time" else tr("Until")
            if name == "start_time" or not both:
                rows.append((label, _time(given, both, value)))
        elif name in _COLORS:
            if name == "color" or "color" not in given:
                rows.append((tr("Color"), colors_in_words(given) or str(value)))
        else:
            rows.append((label_of(name), _value(name, value, channel_names)))
    return rows


def _time(given: dict[str, Any], both: bool, value: Any) -> str:
    if both:
        return when(given, []) or f"{given['start_time']} – {given['end_time']}"
    time = time_of(value)
    return str(value) if time is None else moment(time) if time < 1e9 else tr("the end")


def _value(name: str, value: Any, channel_names: dict[int, str]) -> str:
    if name in ("channel", "to_channel"):
        return _channel(value, channel_names)
    if name == "position" and (time := time_of(value)) is not None:
        return moment(time) if time < 1e9 else tr("the end")
    if name in CHOICES and isinstance(value, str):
        return tr(titled(value))
    return plain(value)


def _channel(value: Any, channel_names: dict[int, str]) -> str:
    """Return `Ball 1 (channel 1)`, or `channel 1` where it has no name of its own."""
    name = place(value, channel_names)
    try:
        plain = place(ordinal(value), {})
    except ValueError:
        return name
    return plain if plain == name else f"{name} ({plain})"


def _batch(items: list[dict[str, Any]], channel_names: dict[int, str]) -> Rows:
    colors = list(dict.fromkeys(text for item in items if (text := colors_in_words(item))))
    shown = ", ".join(colors[:8]) + (" …" if len(colors) > 8 else "")
    rows = [
        (tr("Segments"), f"{len(items):,}"),
        (tr("Channel"), places((item.get("channel") for item in items), channel_names)),
        (tr("Time"), when({}, items)),
        (tr("Colors") if len(colors) > 1 else tr("Color"), shown),
    ]
    pixels = {lit for item in items if (lit := as_number(item.get("pixels"))) is not None}
    if len(pixels) == 1:
        rows.append((tr("Pixels"), number(pixels.pop())))
    return rows + (_singly(items, channel_names) if 1 < len(items) <= ITEMS else [])


def _singly(items: list[dict[str, Any]], channel_names: dict[int, str]) -> Rows:
    rows = []
    for place_in_list, item in enumerate(items, 1):
        parts = [place(item.get("channel"), channel_names), when(item, []), colors_in_words(item)]
        rows.append((f"#{place_in_list}", " · ".join(part for part in parts if part)))
    return rows


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
