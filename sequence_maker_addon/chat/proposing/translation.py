"""The small model's calls in the words of our functions, with the values of the request.

It was trained on short calls whose times are copied from the request:

- `index` becomes `segment_index`, a batch's `channel` moves into each of its segments.
- A stretch such as `first ten seconds`, wherever it stands, becomes both times.
- A `duration` becomes an end; a start that is missing beside an end is 0, but of a segment that is
  modified it stays as it is.
- `flash_on_beats` becomes a pattern of flashes on the grid of beats.

What is no copy of the request is no call.
"""

from __future__ import annotations

import json
from typing import Any

from ...plain.parts.frame import call
from ...plain.parts.plain_call import PlainCall
from ...sequence.times import END
from .grounds import Grounds

Given = dict[str, Any]
_TIMES = ("start_time", "end_time", "duration")


class _Untrue(ValueError):
    """An argument that the request does not say."""


def translated(name: str, arguments: str, grounds: Grounds) -> PlainCall | None:
    """Return what a call of the small model means, or None where it is not of the request.

    Args:
        name: The function as the model knows it.
        arguments: Its arguments as JSON.
        grounds: What the request names.
    """
    try:
        given = json.loads(arguments)
        return _read(name, dict(given), grounds) if isinstance(given, dict) else None
    except (ValueError, TypeError, RecursionError):
        return None


def _read(name: str, given: Given, grounds: Grounds) -> PlainCall | None:
    if name == "seek_audio":
        found = call(name, position=told(_time(given.pop("position", None), grounds)))
    elif name == "create_segments_batch":
        found = _batch(given, grounds)
    else:
        channel = _known(given.pop("channel", None), grounds.channels)
        found = _on_channel(name, channel, given, grounds)
    if given:
        raise _Untrue(next(iter(given)))
    return found


def _on_channel(name: str, channel: int, given: Given, grounds: Grounds) -> PlainCall:
    if name == "clear_timeline":
        return call(name, channel=channel)
    if name in ("modify_segment", "delete_segment"):
        index = _known(given.pop("index", None), grounds.positions)
        there = {"color": _color(given, grounds)} if "color" in given else {}
        return call(name, channel=channel, segment_index=index, **there, **_changed(given, grounds))
    color, stretch = _color(given, grounds), _stretch(given, grounds)
    if name == "create_segment":
        return call(name, channel=channel, color=color, **stretch)
    if name == "flash_on_beats":
        shape = {"grid": "beats", "shape": "flash"}
        return call("create_pattern", channels=[channel], colors=[color], **shape, **stretch)
    raise _Untrue(name)


def _batch(given: Given, grounds: Grounds) -> PlainCall:
    channel, pieces = _known(given.pop("channel", None), grounds.channels), given.pop("segments", 0)
    if not isinstance(pieces, list) or not pieces:
        raise _Untrue("segments")
    rows = []
    for piece in pieces:
        own = dict(piece)
        color = _color(own, grounds)
        rows.append({"channel": channel, "color": color, **_stretch(own, grounds)})
        if own:
            raise _Untrue("segments")
    return call("create_segments_batch", segments=rows)


def _stretch(given: Given, grounds: Grounds) -> Given:
    """Return start and end; both are needed, and the end is behind the start."""
    found = {key: given.pop(key) for key in _TIMES if key in given}
    spans = [text for text in found.values() if str(text).startswith("first ")]
    if spans:
        return {"start_time": 0, "end_time": told(_time(spans[0], grounds))}
    if not {"end_time", "duration"} & found.keys():
        raise _Untrue("end_time")
    start = _time(found["start_time"], grounds) if "start_time" in found else 0.0
    if "end_time" in found:
        end = _time(found["end_time"], grounds)
    else:
        end = start + _time(found["duration"], grounds)
    if end <= start or start == END:
        raise _Untrue("end_time")
    return {"start_time": told(start), "end_time": told(end)}


def _changed(given: Given, grounds: Grounds) -> Given:
    """Return the times of a segment that change."""
    keys = [key for key in ("start_time", "end_time") if key in given]
    return {key: told(_time(given.pop(key), grounds)) for key in keys}


def _color(given: Given, grounds: Grounds) -> str:
    return grounds.colors[_known(given.pop("color", None), tuple(grounds.colors))]


def _time(value: Any, grounds: Grounds) -> float:
    return grounds.times[_known(value, tuple(grounds.times))]


def _known(value: Any, choices: tuple[Any, ...]) -> Any:
    if isinstance(value, bool) or value not in choices:
        raise _Untrue(value)
    return value


def told(time: float) -> float | str:
    """Return a time as an argument: seconds, or `the end`."""
    rounded = round(time, 4) if time != END else 0.0
    return "the end" if time == END else int(rounded) if rounded == int(rounded) else rounded
