"""What a call that edits strips is about, in a few words: how far, to when, which words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...sequence.times import END
from ...sequence.times import seconds as read_seconds
from ..host.languages import tr
from .labels import short
from .numbers import moment, number, span

FEW = 3
"""Times, ranges, texts and names that are told singly."""
STEP_WORDS = {"start_by": "start {step}", "end_by": "end {step}", "slip_by": "content {step}"}
FADE_WORDS = {"fade_in": "fade in {time}", "fade_out": "fade out {time}"}
LEVEL_WORDS = {"opacity": "opacity", "volume": "volume"}
ON_WORDS = {"mute": "muted", "lock": "locked"}
OFF_WORDS = {"mute": "not muted", "lock": "not locked"}


def edits_in_words(given: Mapping[str, Any]) -> list[str]:
    """Return phrases such as `2 s later`, `to 10 s`, `at 10 s, 20 s`, `fade in 2 s`, `“Hello”`."""
    parts = [*_steps(given), *_times(given), *_fades(given), *_texts(given), *_markers(given)]
    if given.get("ripple") in ("channel", "all"):
        parts.append(tr("with ripple"))
    return [part for part in parts if part]


def _steps(given: Mapping[str, Any]) -> list[str]:
    """Say by how much strips, their ends or their content move."""
    parts = [_put(told, step=_step(given.get(name))) for name, told in STEP_WORDS.items()]
    return [_step(given.get("by")), *parts]


def _times(given: Mapping[str, Any]) -> list[str]:
    to, at, times = given.get("to"), given.get("at"), given.get("times")
    ranges = [pair for pair in _list(given.get("ranges")) if isinstance(pair, (list, tuple))]
    told = [span(*ends) for pair in ranges if (ends := _ends(pair)) is not None]
    keys = [key.get("time") for key in _list(given.get("keys")) if isinstance(key, dict)]
    points = [_point(time) for time in (_list(times) or keys)]
    return [
        _put("to {time}", time=_point(to)),
        _put("at {time}", time=_point(at) if at is not None else _few(points)),
        _few(told),
        _frame_range(given),
    ]


def _frame_range(given: Mapping[str, Any]) -> str:
    start, end = _point(given.get("start")), _point(given.get("end"))
    if start and end:
        return f"{start} – {end}"
    return _put("from {time}", time=start) or _put("until {time}", time=end)


def _fades(given: Mapping[str, Any]) -> list[str]:
    found = [_put(told, time=_length(given.get(name))) for name, told in FADE_WORDS.items()]
    for name in ON_WORDS:
        if isinstance(given.get(name), bool):
            found.append(tr((ON_WORDS if given[name] else OFF_WORDS)[name]))
    for name, told in LEVEL_WORDS.items():
        value = given.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found.append(f"{tr(told)} {number(value)}")
    return found


def _texts(given: Mapping[str, Any]) -> list[str]:
    rows = [row for row in _list(given.get("texts")) if isinstance(row, dict)]
    words = [str(row.get("text", "")) for row in rows] or [given.get("text") or ""]
    files = [str(name).rpartition("/")[2] for name in _list(given.get("files"))]
    return [_few([f"“{short(text)}”" for text in words if text]), _few(list(map(short, files)))]


def _markers(given: Mapping[str, Any]) -> list[str]:
    found = []
    for name, key in (("add", "name"), ("rename", "name"), ("move", "marker"), ("delete", "")):
        rows = _list(given.get(name))
        names = [str(row.get(key, "")) if isinstance(row, dict) else str(row) for row in rows]
        found.append(_few(list(map(short, names))))
    return found


def _put(template: str, **parts: str) -> str:
    """Return a template with its parts in the language shown; nothing where one is empty."""
    return tr(template).format(**parts) if all(parts.values()) else ""


def _step(value: Any) -> str:
    """Say `2 s later`, `1.5 s earlier`; a text such as `10 frames` stays."""
    if isinstance(value, str):
        return short(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value:
        return ""
    time = moment(abs(value))
    return tr("{time} later" if value > 0 else "{time} earlier").format(time=time)


def _point(value: Any) -> str:
    time = _time(value)
    if time is None:
        return short(value) if isinstance(value, str) else ""
    return tr("the end") if time == END else moment(time)


def _length(value: Any) -> str:
    time = _time(value)
    return "" if time is None else moment(time)


def _ends(pair: Any) -> tuple[float, float] | None:
    times = [_time(value) for value in pair]
    return (times[0], times[1]) if len(times) == 2 and None not in times else None  # type: ignore[return-value]


def _time(value: Any) -> float | None:
    try:
        return None if value is None or isinstance(value, bool) else read_seconds(value)
    except ValueError:
        return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _few(texts: list[str]) -> str:
    more = " …" if len(texts) > FEW else ""
    return ", ".join(text for text in texts[:FEW] if text) + more
