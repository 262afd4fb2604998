"""All of a function call, as labels and values: what it was given, what came of it."""

from __future__ import annotations

from typing import Any

from ...chat.conversation import Call
from ...sequence.times import ordinal
from . import call_phrases
from .call_phrases import color_name, colors_in_words, items_of, place, places, time_of, when
from .numbers import as_number, count, moment, number, seconds, span
from .translations import tr

ITEMS = 6
"""Segments of a batch, or faults of one, listed singly; of more than that the first ones."""
LONGEST = 400
"""Characters of a value."""

Rows = list[tuple[str, str]]

_TIMES = ("start_time", "end_time")
_COLORS = ("color", "end_color")
_LABELS = {
    "channel": "Channel",
    "to_channel": "To Channel",
    "segment_id": "Segment ID",
    "segment_index": "Segment",
    "position": "Position",
    "on_overlap": "Overlap",
    "duration": "Duration",
    "bpm": "BPM",
    "id": "ID",
}
_DONE = {
    "created": "{what} created",
    "changed": "{what} changed",
    "deleted": "{what} deleted",
}
_TOLD = frozenset(
    "ok done code message field allowed hint problems warnings skipped rounding_ms segments count"
    " page pages state position".split()
) | {f"{name}{tail}" for name in _DONE for tail in ("", "_count", "_channels", "_span")}


def details(call: Call, channel_names: dict[int, str]) -> Rows:
    """Return all there is to say of a call as pairs of label and value."""
    rows = _given(call, channel_names)
    if isinstance(call.result, dict):
        rows += _refusal(call.result) if call.result.get("ok") is False else []
        rows += _outcome(call.result, channel_names)
    if call.state in ("done", "failed"):
        rows.append((tr("Took"), seconds(call.seconds)))
    return [(label, _clipped(value)) for label, value in rows if value]


def label_of(name: str) -> str:
    """Return an argument's name as a label."""
    return tr(_LABELS.get(name) or name.replace("_", " ").title())


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
    return _shown(value)


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


def _refusal(result: dict[str, Any]) -> Rows:
    rows = [
        (tr("Error"), str(result.get("message") or result.get("code") or "")),
        (tr("Argument"), str(result.get("field") or "")),
        (tr("Allowed"), _shown(result.get("allowed"))),
        (tr("Hint"), str(result.get("hint") or "")),
    ]
    problems = [p for p in _list(result.get("problems")) if isinstance(p, dict)]
    for problem in problems[:ITEMS]:
        at = problem.get("item")
        label = f"#{at + 1}" if isinstance(at, int) else tr("Problem")
        rows.append((label, str(problem.get("message", ""))))
    if len(problems) > ITEMS:
        rows.append(("…", tr("{count} more").format(count=len(problems) - ITEMS)))
    return rows


def _outcome(result: dict[str, Any], channel_names: dict[int, str]) -> Rows:
    done = [text for name in _DONE if (text := _changes(result, name, channel_names))]
    rows = [(tr("Result"), "; ".join(done) or str(result.get("done") or ""))]
    if isinstance(result.get("segments"), list):
        rows.append((tr("Result"), _page(result)))
    if "state" in result:
        at = as_number(result.get("position"))
        where = "" if at is None else tr(" at {time}").format(time=moment(at))
        rows.append((tr("Playback"), tr(str(result["state"])) + where))
    for row in _list(result.get("skipped")):
        known = isinstance(row, dict)
        where = place(row.get("channel"), channel_names) if known else ""
        reason = str(row.get("reason", "")) if known else str(row)
        rows.append((tr("Skipped"), f"{where}: {reason}" if where else reason))
    rows += [(tr("Warning"), str(text)) for text in _list(result.get("warnings"))]
    rounding = as_number(result.get("rounding_ms"))
    if rounding:
        rows.append((tr("Rounding"), tr("up to {time} ms").format(time=number(rounding))))
    rows += [(label_of(k), _shown(v)) for k, v in result.items() if k not in _TOLD]
    return rows


def _changes(result: dict[str, Any], name: str, channel_names: dict[int, str]) -> str:
    """Return `32 segments created on Ball 1, 5–21 s`, or nothing."""
    rows = [row for row in _list(result.get(name)) if isinstance(row, dict)]
    amount = int(as_number(result.get(f"{name}_count")) or len(rows))
    if not amount:
        return ""
    channels = _list(result.get(f"{name}_channels")) or [row.get("channel") for row in rows]
    ends = _list(result.get(f"{name}_span")) or [row.get(key) for row in rows for key in _TIMES]
    times = [time for end in ends if (time := as_number(end)) is not None]
    text = tr(_DONE[name]).format(what=count(amount, "segment"))
    where = places(channels, channel_names)
    text += tr(" on {channel}").format(channel=where) if where else ""
    return f"{text}, {span(min(times), max(times))}" if times else text


def _page(result: dict[str, Any]) -> str:
    amount = int(as_number(result.get("count")) or len(result["segments"]))
    text = count(amount, "segment")
    pages = as_number(result.get("pages")) or 1
    if pages <= 1:
        return text
    told = tr("{text}, page {page} of {pages}")
    return told.format(text=text, page=_shown(result.get("page", 1)), pages=number(pages))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(part)}" for key, part in list(value.items())[:ITEMS])
    if not isinstance(value, list):
        return str(value)
    if value and all(isinstance(part, str) and part.startswith("#") for part in value):
        return ", ".join(color_name(part) for part in value[:ITEMS])
    more = " …" if len(value) > 20 else ""
    return ", ".join(_shown(part) for part in value[:20]) + more


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
