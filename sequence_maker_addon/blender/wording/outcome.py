"""What came of a function call, as labels and values in people's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..host.languages import tr
from .call_phrases import color_name, place, places
from .labels import label_of
from .numbers import as_number, count, moment, number, span
from .people import for_people

ITEMS = 6
"""Segments of a batch, or faults of one, listed singly; of more than that the first ones."""
MOST = 20
"""Values of a list that are shown."""

Rows = list[tuple[str, str]]

STATE_LABELS = ("playing", "paused", "stopped")
DONE_LABELS = {
    "created": "{what} created",
    "changed": "{what} changed",
    "deleted": "{what} deleted",
}


def outcome(result: dict[str, Any], channel_names: dict[int, str]) -> Rows:
    """Return what a call answered; what only the model needs is left out."""
    rows = _refusal(result) if result.get("ok") is False else []
    rows.append((tr("Result"), _done(result, channel_names)))
    rows.append((tr("Playback"), _playback(result)))
    rows += [(tr("Skipped"), _left_out(row, channel_names)) for row in _list(result.get("skipped"))]
    rows += [(tr("Warning"), for_people(str(text))) for text in _list(result.get("warnings"))]
    rounding = as_number(result.get("rounding_ms"))
    if rounding:
        rows.append((tr("Rounding"), tr("up to {time} ms").format(time=number(rounding))))
    rows += [(label_of(key), shown(result[key])) for key, shown in SHOWN.items() if key in result]
    return rows


def in_short(result: dict[str, Any]) -> str:
    """Return in one line what a call did."""
    return _done(result, {}) or _playback(result) or tr("Nothing changed")


def summed(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return results with those that only tell of segments as one where the first of them was."""
    plain_ones = [result for result in results if _is_of_segments(result)]
    if not plain_ones:
        return results
    one: dict[str, Any] = {}
    for name in DONE_LABELS:
        told = [result for result in plain_ones if result.get(name)]
        rows = [row for result in told for row in _list(result[name])]
        spans = [_ends(result, name) for result in told]
        one[name] = rows
        one[f"{name}_count"] = sum(_amount(result, name) for result in told)
        one[f"{name}_channels"] = sorted({n for result in told for n in _channels(result, name)})
        one[f"{name}_span"] = [time for span in spans for time in span]
    first = next(n for n, result in enumerate(results) if result is plain_ones[0])
    others = [result for result in results if not _is_of_segments(result)]
    return [*results[:first], one, *others[first:]]


def _is_of_segments(result: dict[str, Any]) -> bool:
    """Tell whether a result has nothing to tell but segments that were made, changed, deleted."""
    other = result.keys() & {"done", "state", "segments"}
    return not other and any(_list(result.get(name)) for name in DONE_LABELS)


def remarks(result: dict[str, Any]) -> list[str]:
    """Return what is to be known besides: what a call left out and why, and its warnings."""
    left = [_left_out(row, {}) for row in _list(result.get("skipped"))]
    notes = [str(text) for text in _list(result.get("warnings"))]
    return left + [for_people(text) for text in notes if not (left and "see skipped" in text)]


def plain(value: Any) -> str:
    """Return any value in words."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, (int, float)):
        return number(value)
    if not isinstance(value, list):
        return str(value)
    if value and all(isinstance(part, str) and part.startswith("#") for part in value):
        return ", ".join(color_name(part) for part in value[:ITEMS])
    more = " …" if len(value) > MOST else ""
    return ", ".join(text for part in value[:MOST] if (text := plain(part))) + more


def _refusal(result: dict[str, Any]) -> Rows:
    field = str(result.get("field") or "").rpartition(".")[2]
    rows = [
        (tr("Error"), for_people(str(result.get("message") or result.get("code") or ""))),
        (tr("Argument"), label_of(field) if field else ""),
        (tr("Allowed"), for_people(plain(result.get("allowed")))),
    ]
    problems = [p for p in _list(result.get("problems")) if isinstance(p, dict)]
    for problem in problems[:ITEMS]:
        at = problem.get("item")
        label = f"#{at + 1}" if isinstance(at, int) else tr("Problem")
        rows.append((label, for_people(str(problem.get("message", "")))))
    if len(problems) > ITEMS:
        rows.append(("…", tr("{count} more").format(count=len(problems) - ITEMS)))
    return rows


def _left_out(row: Any, channel_names: dict[int, str]) -> str:
    if not isinstance(row, dict):
        return for_people(str(row))
    where = str(row.get("strip") or "") or place(row.get("channel"), channel_names)
    reason = for_people(str(row.get("reason", "")))
    return f"{where}: {reason}" if where else reason


def _done(result: dict[str, Any], channel_names: dict[int, str]) -> str:
    if isinstance(result.get("segments"), list):
        return _page(result)
    if result.get("done"):
        return for_people(str(result["done"]))
    changes = [text for name in DONE_LABELS if (text := _changes(result, name, channel_names))]
    return "; ".join(changes)


def _playback(result: dict[str, Any]) -> str:
    if "state" not in result:
        return ""
    at = as_number(result.get("position"))
    where = "" if at is None else tr(" at {time}").format(time=moment(at))
    return tr(str(result["state"])) + where


def _changes(result: dict[str, Any], name: str, channel_names: dict[int, str]) -> str:
    """Return `32 segments created on Ball 1, 5–21 s`, or nothing."""
    amount = _amount(result, name)
    if not amount:
        return ""
    channels, ends = _channels(result, name), _ends(result, name)
    times = [time for end in ends if (time := as_number(end)) is not None]
    text = tr(DONE_LABELS[name]).format(what=count(amount, "segment"))
    where = places(channels, channel_names)
    text += tr(" on {channel}").format(channel=where) if where else ""
    return f"{text}, {span(min(times), max(times))}" if times else text


def _rows(result: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [row for row in _list(result.get(name)) if isinstance(row, dict)]


def _amount(result: dict[str, Any], name: str) -> int:
    return int(as_number(result.get(f"{name}_count")) or len(_rows(result, name)))


def _channels(result: dict[str, Any], name: str) -> list[Any]:
    told = _list(result.get(f"{name}_channels"))
    return told or [row.get("channel") for row in _rows(result, name)]


def _ends(result: dict[str, Any], name: str) -> list[Any]:
    edges = ("start_time", "end_time")
    told = _list(result.get(f"{name}_span"))
    return told or [row.get(key) for row in _rows(result, name) for key in edges]


def _page(result: dict[str, Any]) -> str:
    amount = int(as_number(result.get("count")) or len(result["segments"]))
    text = count(amount, "segment")
    pages = as_number(result.get("pages")) or 1
    if pages <= 1:
        return text
    told = tr("{text}, page {page} of {pages}")
    return told.format(text=text, page=plain(result.get("page", 1)), pages=number(pages))


def _moments(value: Any) -> str:
    times = [moment(time) for part in _list(value)[:MOST] if (time := as_number(part)) is not None]
    return ", ".join(times) + (" …" if len(_list(value)) > MOST else "")


def _milliseconds(value: Any) -> str:
    time = as_number(value)
    return "" if time is None else f"{number(time)} ms"


def _length(value: Any) -> str:
    time = as_number(value)
    return "" if time is None else moment(time)


def _of(key: str) -> Callable[[Any], str]:
    """Return what shows one value of a dictionary, or a value that is none."""
    return lambda value: plain(value.get(key) if isinstance(value, dict) else value)


def _sections(value: Any) -> str:
    """Return `A1 0–7.5 s (quiet), …`."""
    shown = []
    for row in _list(value)[:MOST]:
        ends = _list(row.get("t")) if isinstance(row, dict) else []
        times = [time for end in ends if (time := as_number(end)) is not None]
        if len(times) == 2:
            label = for_people(str(row.get("label") or ""), is_sentence=False)
            text = f"{row.get('id', '')} {span(*times)}"
            shown.append(f"{text} ({label})" if label else text)
    return ", ".join(shown) or (plain(value) if as_number(value) is not None else "")


def _songs(value: Any) -> str:
    """Return `One 100–120 s, Two 120–140 s`: each song and its part of a stretch."""
    rows = [row for row in _list(value)[:MOST] if len(_list(row)) == 3]
    told = [(str(name), as_number(start), as_number(end)) for name, start, end in rows]
    return ", ".join(f"{n} {span(a, b)}" for n, a, b in told if a is not None and b is not None)


def _moved(value: Any) -> str:
    rows = [row for row in _list(value) if isinstance(row, dict)]
    names = [str(row.get("strip") or "") for row in rows[:ITEMS]]
    return ", ".join(names) + (" …" if len(rows) > ITEMS else "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


SHOWN: dict[str, Callable[[Any], str]] = {
    "strip": plain,
    "file": plain,
    "duration": _length,
    "tempo": _of("bpm"),
    "bpm": plain,
    "meter": plain,
    "beats": _of("n"),
    "bars": plain,
    "sections": _sections,
    "songs": _songs,
    "drops": _moments,
    "key": _of("name"),
    "moved": _moved,
    "largest_move_ms": _milliseconds,
    "parts": plain,
    "cuts": _moments,
    "strips": plain,
    "flashing": lambda value: "; ".join(for_people(str(row)) for row in _list(value)),
}
"""What else of a result is shown, and how; other keys are for the model, Copy has them."""
