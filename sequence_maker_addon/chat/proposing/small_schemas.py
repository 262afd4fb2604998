"""The functions as the small model was trained with, made anew for each request.

It may copy what the request says, and nothing else: channels, colors, times and positions are lists
of what is there. A function for which something is missing is not offered, and none that takes no
values at all. The names are baked into the model's adapter.
"""

from __future__ import annotations

from typing import Any

from .grounds import Grounds

REQUEST_SETTINGS: dict[str, Any] = {"temperature": 0.0, "max_tokens": 320}
"""What every request sends beside the newest prompt and the functions."""
MOST_PIECES = 12

Schema = dict[str, Any]


def schemas_of(grounds: Grounds) -> list[Schema]:
    """Return the functions that a request can mean, with nothing but its own values to choose."""
    channel, position = _one_of(grounds.channels), _one_of(grounds.positions)
    color, time = _one_of(grounds.colors), _one_of(grounds.times)
    stretch = {"start_time": time, "end_time": time}
    piece = {"color": color, **stretch}
    pieces = {"type": "array", "items": _object(piece, *piece), "maxItems": MOST_PIECES}
    every = (
        _function(
            "create_segment",
            {"channel": channel, "color": color, **stretch, "duration": time},
            "channel",
            "color",
        ),
        _function(
            "create_segments_batch",
            {"channel": channel, "segments": pieces if color and time else None},
            "channel",
            "segments",
        ),
        _function(
            "modify_segment",
            {"channel": channel, "index": position, "color": color, **stretch},
            "channel",
            "index",
        ),
        _function("delete_segment", {"channel": channel, "index": position}, "channel", "index"),
        _function("clear_timeline", {"channel": channel}, "channel"),
        _function(
            "flash_on_beats", {"channel": channel, "color": color, **stretch}, "channel", "color"
        ),
        _function("seek_audio", {"position": time}, "position"),
    )
    return [schema for schema in every if schema is not None]


def _one_of(values: Any) -> Schema | None:
    """Return the schema of a value out of a list, or None where there is none."""
    choices = list(values)
    if not choices:
        return None
    return {"type": "integer" if isinstance(choices[0], int) else "string", "enum": choices}


def _function(name: str, properties: dict[str, Schema | None], *needed: str) -> Schema | None:
    if any(properties[key] is None for key in needed):
        return None
    return {
        "type": "function",
        "function": {"name": name, "parameters": _object(properties, *needed)},
    }


def _object(properties: dict[str, Schema | None], *needed: str) -> Schema:
    there = {key: schema for key, schema in properties.items() if schema is not None}
    return {
        "type": "object",
        "properties": there,
        "required": list(needed),
        "additionalProperties": False,
    }
