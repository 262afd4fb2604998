"""The small model's calls in the words of our tools.

It was trained on short calls whose times are copied from the request. Only what differs is changed:

- `index` becomes `segment_index`.
- `duration` becomes `end_time`, counted from `start_time`.
- A stretch such as "first ten seconds", wherever it stands, becomes both times.
- A start that is missing beside an end or a duration is 0, except where a segment is modified:
  there it means that the start stays.
- A bare start before an end in minutes counts minutes too, where that still lies before the end:
  "from 1 to 2 minutes" is copied as "1" and "2 minutes".
- A batch's `channel` moves into each of its segments.
- `flash_on_beats` becomes a `create_pattern` of flashes on the grid of beats.

Anything that is not understood goes on as it came, so that the tool refuses it in a sentence.
"""

import json
from pathlib import Path
from typing import Any

from ...sequence import times

REQUEST_SETTINGS: dict[str, Any] = {
    "temperature": 0,
    "max_tokens": 320,
    "parallel_tool_calls": True,  # without it the server's grammar ends after one call
}
"""What every request to the offline model sends, beside the newest user message and the tools."""

_TOOLS = Path(__file__).resolve().parent / "tools.json"
_TIMED = ("create_segment", "flash_on_beats", "modify_segment")


def offline_tools() -> list[dict[str, Any]]:
    """Give the ten schemas that the small model was trained with; a fresh list each time."""
    tools: list[dict[str, Any]] = json.loads(_TOOLS.read_text(encoding="utf-8"))
    return tools


def translate(name: str, arguments_json: str) -> tuple[str, str]:
    """Turn one call of the small model into a call of our tools.

    Args:
        name: The function it called.
        arguments_json: Its arguments as they came.

    Returns:
        The function to run and its arguments as JSON; unchanged where they are not a JSON object.
    """
    try:
        given = json.loads(arguments_json)
        if not isinstance(given, dict):
            return name, arguments_json
        changed = _translated(name, given)
        text = json.dumps(changed, allow_nan=False)
    except (ValueError, RecursionError):
        return name, arguments_json
    if name == "flash_on_beats":
        return "create_pattern", text
    return name, arguments_json if changed == given else text


def _translated(name: str, given: dict[str, Any]) -> dict[str, Any]:
    arguments = dict(given)
    if "index" in arguments and "segment_index" not in arguments:
        arguments["segment_index"] = arguments.pop("index")
    for field in ("channel", "segment_index"):
        if isinstance(arguments.get(field), str):
            arguments[field] = _position(arguments[field])
    if name == "create_segments_batch" and isinstance(arguments.get("segments"), list):
        channel = {"channel": arguments.pop("channel")} if "channel" in arguments else {}
        arguments["segments"] = [
            channel | _timed(item, start_is_zero=True) if isinstance(item, dict) else item
            for item in arguments["segments"]
        ]
    if name in _TIMED:
        arguments = _timed(arguments, start_is_zero=name != "modify_segment")
    return _flashes(arguments) if name == "flash_on_beats" else arguments


def _flashes(given: dict[str, Any]) -> dict[str, Any]:
    """Give the arguments of a pattern; whatever else there was stays, to be refused by name."""
    arguments = dict(given)
    for one, several in (("channel", "channels"), ("color", "colors")):
        if one in arguments:
            arguments[several] = [arguments.pop(one)]
    return {**arguments, "grid": "beats", "shape": "flash"}


def _timed(given: dict[str, Any], start_is_zero: bool) -> dict[str, Any]:
    """Give `start_time` and `end_time` for the times in whatever form they came."""
    arguments = dict(given)
    for field in ("start_time", "duration", "end_time"):
        span = times.span(arguments.get(field))
        if span is not None:
            del arguments[field]
            arguments["start_time"] = span[0]
            arguments.setdefault("end_time", _sent(span[1]))
    duration = arguments.pop("duration", None)
    ends = duration is not None or "end_time" in arguments
    if ends and start_is_zero:
        arguments.setdefault("start_time", 0.0)
    if duration is not None and "end_time" not in arguments:
        arguments["end_time"] = _end(arguments.get("start_time"), duration)
    elif _counts_minutes(arguments.get("start_time"), arguments.get("end_time")):
        arguments["start_time"] = f"{arguments['start_time']} minutes"
    return arguments


def _counts_minutes(start: object, end: object) -> bool:
    """Whether a start without a unit shares the unit of an end in minutes."""
    if not isinstance(start, str) or not isinstance(end, str) or ":" in start:
        return False
    if not end.lower().rstrip("s.").endswith(("min", "minute")):
        return False
    try:
        return 0 < times.seconds(f"{start} minutes") < times.seconds(end)
    except ValueError:
        return False


def _end(start: object, duration: object) -> object:
    """Add the two; where one is not understood, give the duration so that it is named."""
    try:
        return _sent(times.seconds(start) + times.seconds(duration))
    except ValueError:
        return duration


def _sent(seconds: float) -> float | str:
    return "the end" if seconds == times.END else seconds


def _position(value: str) -> int | str:
    try:
        return times.ordinal(value)
    except ValueError:
        return value
