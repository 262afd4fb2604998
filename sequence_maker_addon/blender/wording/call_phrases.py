"""What a function call is about, in a few words: where, when and in which colors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ...chat.conversation import Call
from ...sequence.color import hex_of, name_of, rgb
from ...sequence.times import END, ordinal
from ...sequence.times import seconds as read_seconds
from ..host.languages import tr
from .edit_phrases import edits_in_words
from .labels import short
from .music_phrases import listed, music_in_words
from .numbers import count, moment, span

SWATCHES = 4
"""Colors shown in a call's row."""
READ = 20_000
"""Characters read of arguments that still stream."""

_PAIR = re.compile(r'"(\w+)"\s*:\s*("(?:[^"\\]|\\.)*"|\[[^\[\]{}]*\]|-?\d+(?:\.\d+)?(?=\s*[,}\]]))')
_NUMBERED = re.compile(r"(.*\D)(\d+)")


def arguments_of(call: Call) -> dict[str, Any]:
    """Return a call's arguments; while they stream, those that are complete."""
    if isinstance(call.arguments, dict):
        return call.arguments
    return _streamed(call.raw[:READ])


def important(call: Call, channel_names: dict[int, str]) -> str:
    """Return the words that stand beside a call's name: `channel 2 · 5–10 s · blue`."""
    given = arguments_of(call)
    items = items_of(given)
    channels = [item.get("channel") for item in items] or listed(given.get("channels"))
    channels = channels or [given.get("channel")]
    parts = [
        places(channels, channel_names),
        _which(given) or _from_result(call, given, channel_names),
        _move(given, channel_names),
        *music_in_words(given),
        *edits_in_words(given),
        when(given, items),
        count(len(items), "segment") if len(items) > 1 else "",
        "" if items else colors_in_words(given),
    ]
    if call.name == "clear_timeline" and call.arguments is not None and not parts[0]:
        parts[0] = tr("all channels")
    return " · ".join(part for part in parts if part)


def run_in_words(calls: Iterable[Call], channel_names: dict[int, str]) -> str:
    """Return where and when several calls of a function are: `channels 1–3 · 0–60 s`."""
    given = [arguments_of(call) for call in calls]
    items = [item for one in given for item in (items_of(one) or [one])]
    channels = [c for one in items for c in (listed(one.get("channels")) or [one.get("channel")])]
    return " · ".join(part for part in (places(channels, channel_names), when({}, items)) if part)


def items_of(given: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the segments of a batch."""
    items = given.get("segments")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def place(channel: Any, channel_names: dict[int, str]) -> str:
    """Return the name of a channel, given as its number or by name; empty if it is neither."""
    if channel is None or isinstance(channel, (bool, list, dict)):
        return ""
    try:
        number = ordinal(channel)
    except ValueError:
        return short(channel)
    name = channel_names.get(number, "")
    if not name or name.lower() == f"channel {number}":
        return tr("channel {number}").format(number=number)
    return short(name)


def places(channels: Iterable[Any], channel_names: dict[int, str]) -> str:
    """Return several channels in few words: `Ball 1`, `Ball 1, Drum`, `Ball 1–3`, `5 channels`."""
    names = list(dict.fromkeys(place(channel, channel_names) for channel in channels))
    names = [name for name in names if name]
    if len(names) <= 1:
        return "".join(names)
    numbered = sorted((m[1], int(m[2])) for name in names if (m := _NUMBERED.fullmatch(name)))
    stems = {stem for stem, _ in numbered}
    if len(numbered) == len(names) and len(stems) == 1:
        first, last = numbered[0][1], numbered[-1][1]
        if last - first == len(names) - 1:
            return f"{stems.pop()}{first}–{last}"
    return ", ".join(names) if len(names) == 2 else count(len(names), "channel")


def when(given: dict[str, Any], items: list[dict[str, Any]]) -> str:
    """Return the time of a call, or the whole time of its segments."""
    if items:
        starts = [t for item in items if (t := time_of(item.get("start_time"))) is not None]
        ends = [t for item in items if (t := time_of(item.get("end_time"))) is not None]
        return _time_range(min(starts), max(ends)) if starts and ends else ""
    start, end = time_of(given.get("start_time")), time_of(given.get("end_time"))
    position = time_of(given.get("position"))
    if position is not None:
        return tr("to {time}").format(time=_point(position))
    if start is not None and end is not None:
        return _time_range(start, end)
    if start is not None:
        return tr("from {time}").format(time=_point(start))
    return "" if end is None else tr("until {time}").format(time=_point(end))


def time_of(value: Any) -> float | None:
    """Return a time argument in seconds, or None if it is none."""
    try:
        return None if value is None else read_seconds(value)
    except ValueError:
        return None


def color_of(value: Any) -> str | None:
    """Return a color argument as `#rrggbb`, or None if it is none."""
    try:
        return None if value is None else hex_of(rgb(value))
    except ValueError:
        return None


def color_name(value: Any) -> str:
    """Return a color as one says it: its CSS name, else `#rrggbb`, else what was given."""
    found = color_of(value)
    if found is None:
        return short(value)
    name = name_of(rgb(found))
    return tr(name, "Color") if name else found


def colors_in_words(given: dict[str, Any]) -> str:
    """Return `blue`, `red to blue`, or nothing."""
    first, last = given.get("color"), given.get("end_color")
    if first is not None and color_of(last):
        return tr("{first} to {last}").format(first=color_name(first), last=color_name(last))
    if first is not None:
        return color_name(first)
    return tr("to {color}").format(color=color_name(last)) if color_of(last) else ""


def call_colors(call: Call) -> list[tuple[str, str | None]]:
    """Return the distinct colors of a call for its swatches: color, and what it fades to.

    Those of the arguments; where these name none, those of the segments made or changed.
    """
    given = arguments_of(call)
    rows: list[Any] = [given, *items_of(given)]
    rows += [{"color": color} for color in listed(given.get("colors"))]
    colors = [pair for row in rows if (pair := _pair(row))]
    if not colors and isinstance(call.result, dict):
        rows = [*_rows(call.result, "created"), *_rows(call.result, "changed")]
        colors = [pair for row in rows if (pair := _pair(row))]
    colors = colors or [(found, None) for color in call.colors if (found := color_of(color))]
    return list(dict.fromkeys(colors))[:SWATCHES]


def _pair(row: dict[str, Any]) -> tuple[str, str | None] | None:
    first, last = color_of(row.get("color")), color_of(row.get("end_color"))
    return (first, last) if first else None


def _rows(result: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = result.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _which(given: dict[str, Any]) -> str:
    index = given.get("segment_index")
    return f"#{short(index)}" if index is not None else ""


def _from_result(call: Call, given: dict[str, Any], channel_names: dict[int, str]) -> str:
    """Say which segment an id meant: where it was, or the id while that is not known."""
    if given.get("segment_id") is None:
        return ""
    result = call.result if isinstance(call.result, dict) else {}
    for row in (*_rows(result, "deleted"), *_rows(result, "changed")):
        if row.get("segment_id") == given["segment_id"]:
            start, end = time_of(row.get("start_time")), time_of(row.get("end_time"))
            known = start is not None and end is not None and not when(given, [])
            parts = [place(row.get("channel"), channel_names) if not given.get("channel") else ""]
            parts.append(_time_range(start, end) if known else "")  # type: ignore[arg-type]
            return " · ".join(part for part in parts if part)
    return tr("segment {id}").format(id=short(given["segment_id"]))


def _move(given: dict[str, Any], channel_names: dict[int, str]) -> str:
    target = place(given.get("to_channel"), channel_names)
    return tr("to {channel}").format(channel=target) if target else ""


def _time_range(start: float, end: float) -> str:
    if end == END:
        return tr("from {time}").format(time=_point(start))
    return span(start, end)


def _point(time: float) -> str:
    return tr("the end") if time == END else moment(time)


@lru_cache(maxsize=64)
def _streamed(raw: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    target = found
    batch = raw.find('"segments"')
    for match in _PAIR.finditer(raw):
        if 0 <= batch < match.start() and (not rows or match[1] in rows[-1]):
            rows.append({})
            target = rows[-1]
        target[match[1]] = _value(match[2])
    return {**found, "segments": rows} if rows else found


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text.strip('"')
