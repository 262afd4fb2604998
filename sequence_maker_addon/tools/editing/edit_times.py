"""Types of parameters for editing: moments, offsets, ranges, and how a ripple goes."""

from __future__ import annotations

import math
import re
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from ...sequence.numerals import shown
from ...sequence.times import seconds
from ...toolkit import parameters
from ...toolkit.parameters import CHOICE, CHOSEN, Kind
from . import ripple

_FRAMES = re.compile(r"([-+]?)\s*(\d{1,9})\s*(?:f|fr|frames?)", re.IGNORECASE)
FARTHEST = 1_000_000
"""Seconds of the largest step."""


def _moment(value: object, info: ValidationInfo) -> float:
    """Read a time, or the name of a marker."""
    scene = info.context.scene
    markers = scene.markers() if isinstance(value, str) and scene is not None else []
    for time, name in markers:
        if name.casefold() == str(value).strip().casefold():
            return float(time)
    time = seconds(value)
    return float(info.context.timelines.end()) if math.isinf(time) else time


def _offset(value: object, info: ValidationInfo) -> object:
    """Read seconds with a sign, also as text (`-1.5 s`, `+10 frames`)."""
    if isinstance(value, bool):
        raise ValueError(f"{shown(value)} is not a number")
    if not isinstance(value, str):
        return value
    text = value.strip().replace("\N{MINUS SIGN}", "-")
    if frames := _FRAMES.fullmatch(text):
        count = int(frames[2]) * (-1 if frames[1] == "-" else 1)
        return float(info.context.seen.frame_rate.time_of(count))
    sign = -1 if text.startswith("-") else 1
    time = seconds(text.lstrip("+-").strip())
    if math.isinf(time):
        raise ValueError(f"{shown(value)} is no length of time")
    return sign * time


def _ranges(value: object) -> object:
    """Take `[10, 20]`, `"10-20"` and `"10 to 20, 30 to 40"` for a list of pairs."""
    if isinstance(value, str):
        value = [part.strip() for part in re.split(r"[,;\n]", value) if part.strip()]
    if isinstance(value, list) and len(value) == 2 and not any(map(_is_pair, value)):
        value = [value]
    if not isinstance(value, list):
        return value
    return [_pair(part) for part in value]


def _is_pair(part: object) -> bool:
    return isinstance(part, list | tuple | dict) or isinstance(_pair(part), list)


def _pair(part: object) -> object:
    if isinstance(part, dict):
        ends = [part.get("start_time", part.get("start")), part.get("end_time", part.get("end"))]
        return ends if None not in ends else part
    if isinstance(part, str):
        ends = re.split(r"\s*(?:–|\bto\b|\buntil\b|(?<=[\ds])\s*-)\s*", part.strip())
        return ends if len(ends) == 2 else part
    return part


Moment = Annotated[
    float,
    BeforeValidator(_moment),
    WithJsonSchema({"type": ["number", "string"]}),
    Kind("time"),
]
"""A time, or the name of a marker."""
Offset = Annotated[
    float,
    BeforeValidator(_offset),
    Field(ge=-FARTHEST, le=FARTHEST),
    WithJsonSchema({"type": ["number", "string"]}),
    Kind("number", -FARTHEST, FARTHEST),
]
"""Seconds later, or (negative) earlier."""
Moments = Annotated[
    list[Moment],
    parameters.SEVERAL,
    Field(min_length=1, max_length=2000),
    Kind("times"),
]
_Pair = Annotated[
    list[Moment],
    Field(min_length=2, max_length=2),
    WithJsonSchema({"type": "array", "items": {"type": ["number", "string"]}}),
]
Ranges = Annotated[
    list[_Pair],
    BeforeValidator(_ranges),
    Field(min_length=1, max_length=2000),
    Kind("ranges"),
]
"""Stretches as pairs of start and end."""
RippleMode = Annotated[ripple.Ripple, CHOSEN, CHOICE]
